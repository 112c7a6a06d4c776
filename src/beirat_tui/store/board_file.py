"""The board file: `NAME.beirat`, one SQLite file at rest that can be copied, mailed and merged.

Reading and writing happen in transactions. A writer sees the board as it is in that moment, composes its
records, and either all of them are in the file on disk or none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, exists, insert, or_, select

from beirat_tui.domain.errors import InputError, StoreError
from beirat_tui.log import payload as payloads
from beirat_tui.log.granting import Granted, Refused, Verdict
from beirat_tui.log.record import Record
from beirat_tui.log.view import View
from beirat_tui.store import connection as files
from beirat_tui.store.absorb import Absorber
from beirat_tui.store.ledger import FileLedger
from beirat_tui.store.projection import Projector
from beirat_tui.store.rows import chunks
from beirat_tui.store.schema import entry, erased, payload


class Reading:
    """A consistent look at the board within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.ledger = FileLedger(connection)
        self.view = View(self.ledger)

    @property
    def board(self) -> str:
        """The board's id: the id of the founding record."""
        if self.ledger.board is None:
            raise StoreError("store.empty")
        return self.ledger.board

    def blob(self, hash_: str | None) -> bytes | None:
        """The payload with this hash, salt and all; None where it is erased or not here."""
        if hash_ is None:
            return None
        return self.connection.execute(select(payload.c.blob).where(payload.c.hash == hash_)).scalar()

    def texts(self, record: Record) -> dict[str, object]:
        """The texts in RECORD's payload; empty where it is erased or not here."""
        blob = self.blob(record.payload)
        return {} if blob is None else payloads.read_texts(blob)


class Writing(Reading):
    """A look at the board during which records can be taken in; they count at once, for this writer."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._absorber = Absorber(self.ledger)
        self._arrived: set[str] = set()

    @property
    def granted(self) -> list[Record]:
        """The records that moved into the board, in order."""
        return self._absorber.granted

    def take(self, record: Record, blob: bytes | None = None) -> Verdict:
        """Take in a record from anywhere, with its payload if there is one."""
        verdict = self._absorber.take(record)
        if blob is not None and not isinstance(verdict, Refused):
            self.take_payload(record.payload, blob)
        self.view = View(self.ledger)
        return verdict

    def add(self, record: Record, blob: bytes | None = None) -> None:
        """Take in a record just signed here.

        Raises:
            InputError: ``record.not-granted`` with the reason; nothing was written.
        """
        verdict = self.take(record, blob)
        if not isinstance(verdict, Granted):
            reason = verdict.reason if isinstance(verdict, Refused) else f"missing {verdict.missing}"
            raise InputError("record.not-granted", kind=record.kind, reason=reason)

    def take_payload(self, hash_: str | None, blob: bytes) -> bool:
        """Keep BLOB if it has the hash and nobody ordered it to be erased; tells whether it was new."""
        if hash_ is None or len(blob) > payloads.MAX_BYTES or payloads.digest(blob) != hash_:
            return False
        known = exists().where(payload.c.hash == hash_)
        gone = exists().where(erased.c.hash == hash_)
        if self.connection.execute(select(or_(known, gone))).scalar():
            return False
        self.connection.execute(insert(payload).values(hash=hash_, blob=blob))
        self._arrived.add(hash_)
        return True

    def finish(self) -> None:
        """Bring effects, heads and read models up to date with what was taken in."""
        changed = self._absorber.settle()
        Projector(self.ledger).project([*changed, *self._completed(changed)])

    def _completed(self, changed: list[Record]) -> Iterator[Record]:
        """The records that were here before, without the payload that has now arrived."""
        late = self._arrived - {record.payload for record in changed}
        for part in chunks(late):
            ids = self.connection.execute(select(entry.c.id).where(entry.c.payload.in_(part))).scalars()
            yield from (found for name in ids.all() if (found := self.ledger.get(name)) is not None)


class BoardFile:
    """One board file.

    Attributes:
        path: where it lies.
    """

    def __init__(self, path: Path) -> None:
        files.read_header(path)
        self.path = path
        self._engine = files.open_engine(path)
        self._identity = files.identity(path)

    @classmethod
    def create(cls, path: Path) -> "BoardFile":
        """An empty board file at PATH, to which the founding record is to be added.

        Raises:
            StoreError: ``store.exists``, ``store.cannot-create`` and what the file system refused.
        """
        files.create(path)
        return cls(path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def revision(self) -> tuple[tuple[int, int], int]:
        """Changes whenever any process changes the file or puts another one in its place; reads 100 bytes."""
        return files.identity(self.path), files.read_header(self.path)[1]

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A consistent look at the board.

        Raises:
            StoreError: what is wrong with the file.
        """
        with files.transaction(self._current(), self.path, write=False) as connection:
            yield Reading(connection)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A look at the board during which records can be added: on disk at the end, or not at all.

        Raises:
            StoreError: what is wrong with the file.
        """
        with files.transaction(self._current(), self.path, write=True) as connection:
            writing = Writing(connection)
            yield writing
            writing.finish()

    def _current(self) -> Engine:
        """The engine for the file that lies at the path now, which may be another one than before."""
        files.read_header(self.path)
        now = files.identity(self.path)
        if now != self._identity:
            self._engine.dispose()
            self._engine = files.open_engine(self.path)
            self._identity = now
        return self._engine


def missing_payloads(reading: Reading) -> set[str]:
    """The hashes of payloads that records name and that are neither here nor erased."""
    query = select(entry.c.payload).where(
        entry.c.payload.is_not(None),
        ~exists().where(payload.c.hash == entry.c.payload),
        ~exists().where(erased.c.hash == entry.c.payload),
    )
    return {name for name in reading.connection.execute(query).scalars() if name is not None}
