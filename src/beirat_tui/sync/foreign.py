"""Somebody else's board file: hostile until proved otherwise.

It is copied first, up to a size, and never touched again: the original may lie on a read-only medium, change
while it is read, or be the file that is open here. The copy is opened for reading only, with nothing trusted:
no schema but plain tables of exactly the expected columns, no functions, no memory mapping, texts as bytes,
and a limit on the time that any single answer takes. What comes out are bytes that nobody has checked yet.
"""

import sqlite3
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from beirat_tui.domain.errors import BeiratError, InputError, StoreError
from beirat_tui.log import canonical
from beirat_tui.log import payload as payloads
from beirat_tui.store.connection import closed_on_failure
from beirat_tui.store.held import HeldFile

MOST_BYTES: Final = 4 * 1024**3
"""Size of a file that is looked at."""
SECONDS: Final = 10.0
"""How long a single answer may take."""
SMALL: Final = 64 * 1024
"""Payloads up to this size are read many at a time."""
_MOST_ASIDE: Final = 10_000
"""Waiting records, and requests to join, that are read."""
_TRIES: Final = 5
_PAUSE: Final = 0.1
_CHUNK: Final = 500
_INSTRUCTIONS: Final = 10_000
_COLUMNS: Final = {
    "record": "n INTEGER 1 1, id TEXT 1 0, raw BLOB 1 0, signature BLOB 1 0",
    "payload": "hash TEXT 1 1, blob BLOB 1 0",
    "waiting": (
        "id TEXT 1 1, raw BLOB 1 0, signature BLOB 1 0, missing TEXT 1 0, blob BLOB 0 0, size INTEGER 1 0"
    ),
    "request": "key TEXT 1 1, id TEXT 1 0, raw BLOB 1 0, signature BLOB 1 0",
    "heard": "device TEXT 1 1, raw BLOB 1 0, signature BLOB 1 0",
}
"""Name, type, not null and place in the primary key of every column of the tables that are read."""
_SIGNED: Final = (
    f"CASE WHEN typeof(raw) = 'blob' AND length(raw) <= {canonical.MAX_BYTES} THEN raw END, "
    f"CASE WHEN typeof(signature) = 'blob' AND length(signature) <= {canonical.MAX_BYTES} THEN signature END"
)
"""Bytes and signature; nothing in place of what can be none, so that no row takes more room than a record."""
_ID, _HASH = (
    f"CASE WHEN typeof({name}) = 'text' AND length({name}) = 64 THEN {name} END" for name in ("id", "hash")
)
_SINCE: Final = {"heard": 2}
"""Tables that files of the first formats do not have: table → the format that brought it."""
_PRAGMAS: Final = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA query_only = ON",
    "PRAGMA cache_size = -8192",
)


class ForeignFile:
    """A private copy of a foreign file, open for reading. Made by `open_foreign`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        self._tables = [table for table in _COLUMNS if version >= _SINCE.get(table, 0)]
        self._deadline = time.monotonic() + SECONDS

    def too_slow(self) -> bool:
        """Whether the answer under way has taken too long; SQLite asks now and then."""
        return time.monotonic() > self._deadline

    def check(self) -> None:
        """Find out whether it has the tables of a board file, and they are nothing else in disguise.

        Raises:
            StoreError: ``store.not-a-board``, and what is wrong with the file.
        """
        for table in self._tables:
            kinds = self._answer("SELECT type, sql FROM sqlite_schema WHERE name = ?", table)
            plain = [kind for kind, sql in kinds if kind == b"table" and _begins_as_table(sql)]
            columns = self._answer(f"PRAGMA table_xinfo({table})")
            found = ", ".join(_column(*each[1:]) for each in columns)
            if len(kinds) != 1 or not plain or found != _COLUMNS[table]:
                raise StoreError("store.not-a-board", path=str(self._path))

    def first(self) -> tuple[object, object] | None:
        """Bytes and signature of the record that came first, the founding one in any honest file."""
        rows = self._answer(f"SELECT {_SIGNED} FROM record NOT INDEXED ORDER BY n LIMIT 1")  # noqa: S608
        return next(iter(rows), None)

    def ids(self) -> Iterator[tuple[int, str]]:
        """Row number and claimed id of every record; an id that is none is empty."""
        for n, name in self._stream(f"SELECT n, {_ID} FROM record NOT INDEXED ORDER BY n"):  # noqa: S608
            yield n, name.decode("ascii", "replace") if isinstance(name, bytes) else ""

    def signed(self) -> Iterator[tuple[str, object, object]]:
        """Claimed id, bytes and signature of every record; an id that is none is empty."""
        for name, raw, signature in self._stream(f"SELECT {_ID}, {_SIGNED} FROM record NOT INDEXED"):  # noqa: S608
            yield name.decode("ascii", "replace") if isinstance(name, bytes) else "", raw, signature

    def records(self, numbers: Sequence[int]) -> Iterator[tuple[object, object]]:
        """Bytes and signature of the records with these row NUMBERS."""
        for start in range(0, len(numbers), _CHUNK):
            part = numbers[start : start + _CHUNK]
            marks = ", ".join("?" * len(part))
            yield from self._answer(
                f"SELECT {_SIGNED} FROM record NOT INDEXED WHERE n IN ({marks}) ORDER BY n",  # noqa: S608
                *part,
            )

    def aside(self) -> Iterator[tuple[object, object]]:
        """Bytes and signature of what stands beside the records: requests to join, and what waits there."""
        for table in ("request", "waiting"):
            yield from self._stream(
                f"SELECT {_SIGNED} FROM {table} NOT INDEXED LIMIT {_MOST_ASIDE}"  # noqa: S608
            )

    def heard(self) -> Iterator[tuple[object, object]]:
        """Bytes and signature of what devices said they have."""
        if "heard" in self._tables:
            yield from self._stream(f"SELECT {_SIGNED} FROM heard NOT INDEXED LIMIT {_MOST_ASIDE}")  # noqa: S608

    def payload_names(self) -> Iterator[str]:
        """The claimed hash of every payload."""
        for (name,) in self._stream(f"SELECT {_HASH} FROM payload NOT INDEXED"):  # noqa: S608
            if isinstance(name, bytes):
                yield name.decode("ascii", "replace")

    def payloads(self, hashes: Iterable[str], *, small: bool) -> Iterator[tuple[str, bytes]]:
        """Those of the payloads named by HASHES that are here: the SMALL ones, or the large ones."""
        ordered = sorted(hashes)
        size = "<=" if small else ">"
        for start in range(0, len(ordered), _CHUNK):
            part = ordered[start : start + _CHUNK]
            marks = ", ".join("?" * len(part))
            found = self._stream(
                f"SELECT hash, blob FROM payload WHERE hash IN ({marks}) AND typeof(blob) = 'blob' "  # noqa: S608
                f"AND length(blob) {size} {SMALL} AND length(blob) <= {payloads.MAX_BYTES}",
                *part,
                at_once=_CHUNK if small else 1,
            )
            for hash_, blob in found:
                if isinstance(hash_, bytes) and isinstance(blob, bytes):
                    yield hash_.decode("ascii", "replace"), blob

    def _answer(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        return list(self._stream(question, *values))

    def _stream(self, question: str, *values: object, at_once: int = _CHUNK) -> Iterator[tuple[Any, ...]]:
        with _explained(self._path):
            self._deadline = time.monotonic() + SECONDS
            cursor = self._connection.execute(question, values)
            while rows := cursor.fetchmany(at_once):
                yield from rows
                self._deadline = time.monotonic() + SECONDS


@contextmanager
def open_foreign(path: Path) -> Iterator[ForeignFile]:
    """A private copy of the board file PATH.

    Raises:
        StoreError: ``store.missing``, ``store.cannot-open``, ``store.not-a-board``,
            ``store.newer-format``, ``store.truncated``, ``store.damaged``, ``store.locked``.
        InputError: ``merge.too-large``, ``merge.no-room``, ``merge.too-slow``.
    """
    with tempfile.TemporaryDirectory(prefix="beirat-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy"
        truncated = _copy(path, copy)
        try:
            with _explained(path), closing(_connect(copy)) as connection:
                foreign = ForeignFile(connection, path)
                connection.set_progress_handler(foreign.too_slow, _INSTRUCTIONS)
                foreign.check()
                yield foreign
        except StoreError as error:
            if truncated and error.code in {"store.damaged", "store.not-a-board"}:
                raise StoreError("store.truncated", path=str(path)) from None
            raise


def _connect(copy: Path) -> sqlite3.Connection:
    """Open COPY; what its writer left unfinished is rolled back first, in the copy alone."""
    if _journal(copy).exists():
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            for pragma in _PRAGMAS[:3]:
                connection.execute(pragma)
            connection.execute("PRAGMA schema_version").fetchone()
    connection = sqlite3.connect(f"{copy.as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    with closed_on_failure(connection):
        connection.text_factory = bytes
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, payloads.MAX_BYTES + SMALL)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    return connection


def _copy(path: Path, copy: Path) -> bool:
    """Copy the file PATH as it was between two transactions; tells whether its end is missing."""
    held = HeldFile(path)
    try:
        for left in range(_TRIES - 1, -1, -1):
            before = held.counter()
            _write(held, copy)
            writing = _journal(path).exists()
            if held.counter() == before and not writing:
                return held.truncated()
            if left:
                time.sleep(_PAUSE)
        if not writing:
            raise StoreError("store.locked", path=str(path))
        # Nobody has finished it for a while: its writer was interrupted, and left how to roll it back.
        _copy_journal(path, copy)
        return held.truncated()
    finally:
        held.release()


def _write(held: HeldFile, copy: Path) -> None:
    size = 0
    try:
        with copy.open("wb") as file:
            for piece in held.content():
                size += len(piece)
                if size > MOST_BYTES:
                    raise InputError("merge.too-large", path=str(held.path), limit=MOST_BYTES)
                file.write(piece)
    except OSError:
        raise InputError("merge.no-room", path=str(held.path)) from None


def _copy_journal(path: Path, copy: Path) -> None:
    limit = copy.stat().st_size + SMALL
    with suppress(OSError), _journal(path).open("rb") as source, _journal(copy).open("wb") as target:
        target.write(source.read(limit))


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _begins_as_table(sql: object) -> bool:
    return isinstance(sql, bytes) and sql.startswith(b"CREATE TABLE ")


def _column(name: object, kind: object, *rest: object) -> str:
    """A column as `_COLUMNS` writes it; hidden and generated ones come out as what is not expected."""
    not_null, _default, key, hidden = rest
    texts = [each.decode("utf-8", "replace") if isinstance(each, bytes) else "?" for each in (name, kind)]
    return " ".join([*texts, str(not_null), str(key), *([] if hidden == 0 else ["hidden"])])


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into ours."""
    try:
        yield
    except BeiratError:
        raise
    except sqlite3.OperationalError as error:
        slow = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT
        if slow:
            raise InputError("merge.too-slow", path=str(path)) from None
        raise StoreError("store.damaged", path=str(path)) from None
    except (sqlite3.Error, OverflowError, UnicodeDecodeError):
        raise StoreError("store.damaged", path=str(path)) from None
