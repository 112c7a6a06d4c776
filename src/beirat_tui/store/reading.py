"""A consistent look at the board within one transaction, for reading and for writing."""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import Connection, exists, select

from beirat_tui.domain.errors import InputError, StoreError
from beirat_tui.log import payload as payloads
from beirat_tui.log.bodies.rights import CertIssued
from beirat_tui.log.granting import Granted, Refused
from beirat_tui.log.heard import Heard
from beirat_tui.log.record import Record
from beirat_tui.log.view import View
from beirat_tui.store.absorb import Absorber, Taken
from beirat_tui.store.effects import settle
from beirat_tui.store.heard import keep_statement, statement_of, statements_in
from beirat_tui.store.ledger import FileLedger
from beirat_tui.store.payload_shelf import PayloadShelf
from beirat_tui.store.projection import Projector
from beirat_tui.store.quarantine import Requested, asks, requests
from beirat_tui.store.schema import entry, erased, payload

_BATCH: Final = 500
_LARGE_CACHE: Final = "PRAGMA cache_size = -65536"
_SETTLE_AFTER: Final = 10_000
"""Records after which effects are brought up to date, so that memory stays bounded."""


class Reading:
    """A consistent look at the board within one transaction.

    Attributes:
        connection: the transaction.
        ledger: the granted records.
        view: what they say.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.ledger = FileLedger(connection)
        self.view = View(self.ledger)
        self._shelf = PayloadShelf(connection)

    @property
    def board(self) -> str:
        """The board's id: the id of the founding record.

        Raises:
            StoreError: ``store.empty``: there is none.
        """
        if self.ledger.board is None:
            raise StoreError("store.empty")
        return self.ledger.board

    def blob(self, hash_: str | None) -> bytes | None:
        """The payload with this hash, salt and all; None where it is erased or not here."""
        return None if hash_ is None else self._shelf.get(hash_)

    def has_blob(self, hash_: str) -> bool:
        """Whether the payload with this hash is here, without reading it."""
        return bool(self.connection.execute(select(exists().where(payload.c.hash == hash_))).scalar())

    def texts(self, record: Record) -> dict[str, object]:
        """The texts in RECORD's payload; empty where it is erased or not here."""
        blob = self.blob(record.payload)
        return {} if blob is None else payloads.read_texts(blob)

    def requests(self) -> list[Record]:
        """The requests to join that were left in this file, by key; also those answered since."""
        return list(requests(self.connection))

    def heard(self) -> list[Heard]:
        """The newest statement of every device of what it has, by device."""
        return statements_in(self.connection)

    def heard_of(self, device: str) -> Heard | None:
        """The newest statement of DEVICE (a public key); None where nothing was heard of it."""
        return statement_of(self.connection, device)

    def erased_payloads(self) -> set[str]:
        """The hashes of the payloads that office and chair have ordered to be erased."""
        return set(self.connection.execute(select(erased.c.hash)).scalars())


class Writing(Reading):
    """A look at the board during which records can be taken in; they count at once, for this writer."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._absorber = Absorber(self.ledger)
        self._shelf = self._absorber.shelf
        self._projector = Projector(self.ledger)

    @property
    def granted(self) -> list[str]:
        """The ids of the records that moved into the board, in order."""
        return self._absorber.granted

    @property
    def turned_away(self) -> list[str]:
        """Why records that had been waiting were refused in the end, in order."""
        return self._absorber.turned_away

    def take(self, record: Record, blob: bytes | None = None) -> Taken:
        """Take in a record from anywhere, with its payload if there is one; its signature was checked."""
        self._absorber.look_up([record])
        taken = self._absorber.take(record, blob)
        self.view = View(self.ledger)
        return taken

    def take_all(self, pairs: Iterable[tuple[Record, bytes | None]], *, new: bool = False) -> list[Taken]:
        """Take in many records with their payloads, in any order; faster than one by one.

        Args:
            pairs: records and payloads.
            new: the caller knows that the file has none of these records.
        """
        taken: list[Taken] = []
        batch: list[tuple[Record, bytes | None]] = []
        for pair in pairs:
            batch.append(pair)
            if len(batch) == _BATCH:
                taken += self._take_batch(batch, new=new)
                batch = []
        return taken + self._take_batch(batch, new=new)

    def _take_batch(self, batch: Sequence[tuple[Record, bytes | None]], *, new: bool) -> list[Taken]:
        self._absorber.look_up((record for record, _ in batch), new=new)
        taken = [self._absorber.take(record, blob) for record, blob in batch]
        self.ledger.flush()
        if len(self.ledger.written) >= _SETTLE_AFTER:
            self._settle()
            # Ids are spread all over their indices: with little memory every insert would read.
            self.connection.exec_driver_sql(_LARGE_CACHE)
            self.ledger.forget()
            self._shelf.forget()
        self.view = View(self.ledger)
        return taken

    def add(self, record: Record, blob: bytes | None = None) -> None:
        """Take in a record just signed here.

        Raises:
            InputError: ``record.not-granted`` with the reason; nothing was written.
        """
        taken = self.take(record, blob)
        if isinstance(taken, Granted | Requested):
            return
        reason = taken.reason if isinstance(taken, Refused) else f"missing {taken.missing}"
        raise InputError("record.not-granted", kind=record.kind, reason=reason)

    def hear(self, statement: Heard) -> bool:
        """Keep what a device of this board said it has, if it is newer than what is here; was it?

        Devices that only ask to join are heard too: whoever answers them knows then what they lack.
        """
        known = asks(self.connection, statement.author) or any(
            isinstance(cert.body, CertIssued) and cert.body.key == statement.author
            for cert in self.ledger.slot("cert/*")
        )
        return known and statement.board == self.board and keep_statement(self.connection, statement)

    def take_payload(self, hash_: str | None, blob: bytes) -> bool:
        """Keep BLOB if it has the hash, a record names it and nobody ordered it to be erased; was it new?"""
        return hash_ is not None and bool(self.ledger.holding([hash_])) and self._shelf.take(hash_, blob)

    def finish(self) -> None:
        """Bring effects, heads and read models up to date with what was taken in."""
        self._settle()
        self._projector.project()

    def _settle(self) -> None:
        """Bring effects and heads up to date, and note what there is to do for the read models."""
        self._shelf.flush()
        changed = settle(self.ledger)
        late = self._shelf.arrived - {record.payload for record in changed}
        self._shelf.arrived.clear()
        self._projector.note([*changed, *self.ledger.holding(late)])


def missing_payloads(reading: Reading) -> set[str]:
    """The hashes of payloads that records name and that are neither here nor erased."""
    query = select(entry.c.payload).where(
        entry.c.payload.is_not(None),
        ~exists().where(payload.c.hash == entry.c.payload),
        ~exists().where(erased.c.hash == entry.c.payload),
    )
    return {name for name in reading.connection.execute(query).scalars() if name is not None}
