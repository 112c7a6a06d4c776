"""Connections to the file: pragmas, transactions, and what SQLite's errors mean for a user."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from beirat_tui.domain.errors import StoreError
from beirat_tui.store.held import HeldFile

BUSY_SECONDS = 30.0
"""How long to wait for another process that is writing."""
_TURNS: Final = 20
"""How often to wait that long where the others get on with their writing."""
PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
WRITING_PRAGMAS: Final = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA secure_delete = ON",
)
_CODES: Final = {
    sqlite3.SQLITE_BUSY: "store.locked",
    sqlite3.SQLITE_LOCKED: "store.locked",
    sqlite3.SQLITE_READONLY: "store.read-only",
    sqlite3.SQLITE_CANTOPEN: "store.cannot-open",
    sqlite3.SQLITE_PERM: "store.cannot-open",
    sqlite3.SQLITE_FULL: "store.full",
    sqlite3.SQLITE_IOERR: "store.input-output",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.not-a-board",
    sqlite3.SQLITE_CONSTRAINT: "store.append-only",
}
_MOVED: Final = {sqlite3.SQLITE_READONLY_DBMOVED, sqlite3.SQLITE_IOERR_VNODE}
_PRIMARY: Final = 0xFF


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A board file with its connections.

    Attributes:
        held: the file itself.
        engine: its connections.
        writable: whether file and folder may be written.
    """

    held: HeldFile
    engine: Engine
    writable: bool

    def close(self) -> None:
        """Let go of the file, connections first: closing a descriptor takes their locks away."""
        self.engine.dispose()
        self.held.release()


def open_file(path: Path, busy_seconds: float | None = None) -> OpenFile:
    """Open the board file PATH, which must exist; for reading only where the file or its folder is read-only.

    Raises:
        StoreError: ``store.missing``, ``store.cannot-open``, ``store.not-a-board``, ``store.newer-format``.
    """
    held = HeldFile(path)
    writable = _writable(path) and _writable(path.absolute().parent)
    seconds = BUSY_SECONDS if busy_seconds is None else busy_seconds
    return OpenFile(held, _engine(path, writable=writable, busy_seconds=seconds), writable)


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _engine(path: Path, *, writable: bool, busy_seconds: float) -> Engine:
    address = f"{path.absolute().as_uri()}?mode={'rw' if writable else 'ro'}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False
        )
        with closed_on_failure(connection):
            for pragma in (*PRAGMAS, *(WRITING_PRAGMAS if writable else ())):
                connection.execute(pragma)
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool)


@contextmanager
def closed_on_failure(connection: sqlite3.Connection) -> Iterator[None]:
    """Close CONNECTION if what is done first with it fails, whatever the reason; leave it open otherwise."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


@contextmanager
def open_draft(path: Path) -> Iterator[Connection]:
    """A connection to the new, empty file PATH in one transaction: what becomes a board file.

    Raises:
        StoreError: ``store.cannot-create``, ``store.full``, ``store.input-output``.
    """
    try:
        path.open("wb").close()
    except OSError:
        raise StoreError("store.cannot-create", path=str(path)) from None
    engine = _engine(path, writable=True, busy_seconds=0)
    try:
        with _explained(path), engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()
    finally:
        engine.dispose()


@contextmanager
def transaction(file: OpenFile, *, write: bool) -> Iterator[Connection]:
    """A connection in one transaction: committed at the end, rolled back on any error.

    Raises:
        StoreError: what SQLite refused, in our codes.
    """
    if write and not file.writable:
        raise StoreError("store.read-only", path=str(file.held.path))
    with _explained(file.held.path, file.held), file.engine.connect() as connection:
        try:
            _begin(connection, file.held, "BEGIN IMMEDIATE" if write else "BEGIN")
            yield connection
            connection.commit()
        except BaseException:
            connection.rollback()
            # A commit that gave way to a reader leaves the transaction open; SQLAlchemy takes it for done.
            connection.connection.rollback()
            raise


def _begin(connection: Connection, held: HeldFile, statement: str) -> None:
    """Begin a transaction, when it is this connection's turn.

    SQLite gives the file to whoever asks in the right moment: among many writers one can miss every such
    moment for as long as anybody waits. As long as the others get on, it is only a question of when.
    """
    for left in range(_TURNS - 1, -1, -1):
        before = held.counter()
        try:
            connection.exec_driver_sql(statement)
            # The first look takes the lock and finds out whether the file can be read at all.
            connection.exec_driver_sql("PRAGMA schema_version").scalar()
        except OperationalError as error:
            connection.connection.rollback()
            number = getattr(error.orig, "sqlite_errorcode", 0) & _PRIMARY
            if number != sqlite3.SQLITE_BUSY or held.counter() == before or not left:
                raise
        else:
            return


@contextmanager
def _explained(path: Path, held: HeldFile | None = None) -> Iterator[None]:
    """Turn SQLite's errors into `StoreError`."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        original: Any = error.orig if isinstance(error, DBAPIError) else error
        number = getattr(original, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        raise StoreError(_code(number, path, held), path=str(path)) from error


def _code(number: int, path: Path, held: HeldFile | None) -> str:
    if number in _MOVED:
        return "store.replaced"
    code = _CODES.get(number & _PRIMARY, "store.damaged")
    if code in {"store.damaged", "store.not-a-board"} and held is not None and held.truncated():
        return "store.truncated"
    if code in {"store.read-only", "store.cannot-open"} and path.with_name(f"{path.name}-journal").exists():
        return "store.unfinished"
    return code
