"""What this computer knows of a hub: a copy of its rows in the private folder, each checked when it came.

Nobody trusts a hub. A row is kept if it is a record, request or statement of this board that its author
signed, or a payload, which its own bytes name; of everything else only the number is kept, so that it is
never fetched again. So one bad row cannot stand in front of a good one. What a row is called is computed here
from its bytes; a claim in the hub counts for nothing. The copy can be thrown away at any time: it is fetched
again.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any, Final, NamedTuple

from beirat_tui.domain.errors import ExchangeError, InputError
from beirat_tui.log import heard as statements
from beirat_tui.log import payload as payloads
from beirat_tui.log import record as records
from beirat_tui.log.signatures import SignatureChecks
from beirat_tui.store.connection import closed_on_failure

SMALL: Final = 64 * 1024
"""Payloads up to this size are handed on many at a time."""
_FORMAT: Final = 1
_CHUNK: Final = 500
_FILE: Final = "hub.sqlite"
_TABLES: Final = """
CREATE TABLE board (id TEXT NOT NULL);
CREATE TABLE row (
  place INTEGER PRIMARY KEY,
  n INTEGER NOT NULL, digest BLOB NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  raw BLOB, signature BLOB, payload TEXT, number INTEGER, UNIQUE (n, digest)
);
CREATE INDEX row_name ON row (kind, name);
"""
# Of a device only its newest statement counts.
_OUTDATED: Final = """
UPDATE row SET raw = NULL, signature = NULL WHERE kind = 'heard' AND raw IS NOT NULL AND number <
  (SELECT max(number) FROM row AS other WHERE other.kind = 'heard' AND other.name = row.name)
"""

Mark = tuple[int, bytes]
"""What a row is known by: its number and digest. A hub that was restored gives numbers anew."""


class HubRow(NamedTuple):
    """A row of a hub, unchecked."""

    n: int
    digest: bytes
    kind: str
    raw: bytes
    signature: bytes


class _Kept(NamedTuple):
    """A row as it is kept; the kind is empty for one that is nothing."""

    kind: str = ""
    name: str = ""
    payload: str | None = None
    number: int | None = None


_NOTHING: Final = _Kept()


class Mirror:
    """The copy in FOLDER of what a hub holds of BOARD (the board's id); for any number of threads."""

    def __init__(self, folder: Path, board: str) -> None:
        """Open the copy, or begin one.

        Raises:
            ExchangeError: ``place.no-room``: the private folder cannot be written.
        """
        self.board = board
        self._path = folder / _FILE
        self._turn = RLock()
        with _explained(folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._connection = self._open()
            self._marks: set[Mark] = set(self._connection.execute("SELECT n, digest FROM row"))

    def _open(self) -> sqlite3.Connection:
        with suppress(sqlite3.DatabaseError):
            connection = _connect(self._path)
            with closed_on_failure(connection):
                if _is_ours(connection, self.board):
                    return connection
            connection.close()
        for each in self._path.parent.glob(f"{_FILE}*"):
            each.unlink(missing_ok=True)
        connection = _connect(self._path)
        with connection:
            connection.executescript(_TABLES)
            connection.execute("INSERT INTO board VALUES (?)", (self.board,))
            connection.execute(f"PRAGMA user_version = {_FORMAT}")
        return connection

    def close(self) -> None:
        """Let go of the copy."""
        with self._turn:
            self._connection.close()

    # --- taking in -------------------------------------------------------------------------------------

    def marks(self) -> AbstractSet[Mark]:
        """All rows that were looked at."""
        return self._marks

    def keep_only(self, there: AbstractSet[Mark]) -> None:
        """Forget the rows that are no longer THERE: the hub was restored from a backup, or tidied."""
        gone = self._marks - there
        if gone:
            with self._writing() as connection:
                connection.executemany("DELETE FROM row WHERE n = ? AND digest = ?", gone)
            self._marks -= gone

    def pass_over(self, marks: AbstractSet[Mark]) -> None:
        """Note rows that are too large to be anything."""
        with self._writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO row (n, digest, kind, name) VALUES (?, ?, '', '')", marks
            )
        self._marks |= marks

    def add(self, rows: Sequence[HubRow], checks: SignatureChecks) -> int:
        """Check ROWS and keep what is good; returns how many are not."""
        known = self._check(rows, checks)
        with self._writing() as connection:
            for row, kept in zip(rows, known, strict=True):
                raw, signature = (row.raw, row.signature) if kept.kind else (None, None)
                connection.execute(
                    "INSERT OR IGNORE INTO row (n, digest, kind, name, raw, signature, payload, number) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (row.n, row.digest, kept.kind, kept.name, raw, signature, kept.payload, kept.number),
                )
            if any(kept.kind == "heard" for kept in known):
                connection.execute(_OUTDATED)
        self._marks |= {(row.n, row.digest) for row in rows}
        return known.count(_NOTHING)

    def _check(self, rows: Sequence[HubRow], checks: SignatureChecks) -> list[_Kept]:
        found: list[_Kept] = []
        read: dict[int, records.Record] = {}
        for place, row in enumerate(rows):
            kept = _NOTHING
            try:
                if row.kind in {"record", "request"}:
                    read[place] = each = records.read(row.raw, row.signature, check_signature=False)
                    kept = self._record(each, row.kind)
                elif row.kind == "heard":
                    said = statements.read(row.raw, row.signature)
                    kept = _Kept("heard", said.author, None, said.number)
                    kept = kept if said.board == self.board else _NOTHING
                elif row.kind == "payload":
                    kept = _Kept("payload", payloads.digest(row.raw))
            except InputError:
                pass
            found.append(kept)
        # By place, not by id: a forged row must not take the true one along.
        for place in _forged(read, checks):
            found[place] = _NOTHING
        return found

    def _record(self, each: records.Record, kind: str) -> _Kept:
        asks = each.kind == records.JOINING
        if (each.board or each.id) != self.board or asks != (kind == "request"):
            return _NOTHING
        return _Kept(kind, each.id, each.payload)

    # --- what is there ---------------------------------------------------------------------------------

    def names(self, kind: str) -> set[str]:
        """The ids of all records or requests, or the hashes of all payloads, erased ones included."""
        return {name for (name,) in self._ask("SELECT DISTINCT name FROM row WHERE kind = ?", kind)}

    def newest_of(self, device: str) -> statements.Heard | None:
        """The newest statement of DEVICE (a public key)."""
        rows = self._ask(
            "SELECT raw, signature FROM row WHERE kind = 'heard' AND name = ? AND raw IS NOT NULL", device
        )
        said = [statements.read(raw, signature) for raw, signature in rows]
        return max(said, key=lambda each: each.rank, default=None)

    def blank(self, here: AbstractSet[str], accepted: AbstractSet[str]) -> None:
        """Forget the payloads that are erased: not HERE (hashes), though an ACCEPTED record names them."""
        shown = self._ask("SELECT DISTINCT name FROM row WHERE kind = 'payload' AND raw IS NOT NULL")
        lost = {name for (name,) in shown} - here
        named = self._ask("SELECT name, payload FROM row WHERE kind = 'record' AND payload IS NOT NULL")
        erased = {(hash_,) for name, hash_ in named if hash_ in lost and name in accepted}
        with self._writing() as connection:
            connection.executemany("UPDATE row SET raw = NULL WHERE kind = 'payload' AND name = ?", erased)

    # --- as a source (see `sync.exchange`) -------------------------------------------------------------

    def first(self) -> tuple[object, object] | None:
        """Any record."""
        return next(iter(self._ask("SELECT raw, signature FROM row WHERE kind = 'record' LIMIT 1")), None)

    def ids(self) -> Iterator[tuple[int, str]]:
        """Row number and id of every record; one that several devices handed over comes once."""
        yield from self._ask(
            "SELECT min(place), name FROM row WHERE kind = 'record' GROUP BY name ORDER BY 1"
        )

    def records(self, numbers: Sequence[int]) -> Iterator[tuple[object, object]]:
        """The records with these row NUMBERS."""
        yield from self._among("SELECT raw, signature FROM row WHERE place IN ({}) ORDER BY place", numbers)

    def aside(self) -> Iterator[tuple[object, object]]:
        """The requests to join."""
        yield from self._ask("SELECT raw, signature FROM row WHERE kind = 'request'")

    def heard(self) -> Iterator[tuple[bytes, bytes]]:
        """What devices said last."""
        yield from self._ask("SELECT raw, signature FROM row WHERE kind = 'heard' AND raw IS NOT NULL")

    def payloads(self, hashes: Iterable[str], *, small: bool) -> Iterator[tuple[str, bytes]]:
        """Those of the payloads named by HASHES that are here: the SMALL ones, or the large ones."""
        question = "SELECT name, raw FROM row WHERE kind = 'payload' AND length(raw) {} AND name IN ({{}})"
        size = f"<= {SMALL}" if small else f"> {SMALL}"
        yield from self._among(question.format(size), sorted(hashes), _CHUNK if small else 1)

    def _among(
        self, question: str, keys: Sequence[int] | Sequence[str], chunk: int = _CHUNK
    ) -> Iterator[Any]:
        for start in range(0, len(keys), chunk):
            part = keys[start : start + chunk]
            yield from self._ask(question.format(", ".join("?" * len(part))), *part)

    def _ask(self, question: str, *values: object) -> list[Any]:
        with self._turn, _explained(self._path):
            return self._connection.execute(question, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._turn, _explained(self._path), self._connection as connection:
            yield connection


def _forged(read: dict[int, records.Record], checks: SignatureChecks) -> Collection[int]:
    """The places of those in READ whose signature is not their author's."""
    found: set[int] = set()
    left = dict(read)
    while left:
        # `forged` answers by id: rows that share one are asked about one after the other.
        once = {each.id: place for place, each in reversed(left.items())}
        forged = checks.forged([left[place] for place in once.values()])
        found |= {once[name] for name in forged}
        for place in once.values():
            del left[place]
    return found


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30, check_same_thread=False)
    with closed_on_failure(connection):
        # A loss of power may cost what came last, which is fetched again; it never leaves half of anything.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _is_ours(connection: sqlite3.Connection, board: str) -> bool:
    if connection.execute("PRAGMA user_version").fetchone() != (_FORMAT,):
        return False
    sound: bool = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    return sound and connection.execute("SELECT id FROM board").fetchone() == (board,)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError):
        raise ExchangeError("place.no-room", path=str(path)) from None
