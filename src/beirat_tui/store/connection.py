"""Opening and creating the file: header, pragmas, and what SQLite's errors mean for a user."""

import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from beirat_tui.domain.errors import StoreError
from beirat_tui.store import schema

BUSY_SECONDS: Final = 30
_MAGIC: Final = b"SQLite format 3\0"
_HEADER_BYTES: Final = 100
_CHANGE_COUNTER: Final = 24
_USER_VERSION: Final = 60
_APPLICATION_ID: Final = 68
PRAGMAS: Final = (
    "PRAGMA journal_mode = DELETE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
)
_CODES: Final = {
    sqlite3.SQLITE_BUSY: "store.locked",
    sqlite3.SQLITE_LOCKED: "store.locked",
    sqlite3.SQLITE_READONLY: "store.read-only",
    sqlite3.SQLITE_CANTOPEN: "store.cannot-open",
    sqlite3.SQLITE_PERM: "store.read-only",
    sqlite3.SQLITE_FULL: "store.full",
    sqlite3.SQLITE_IOERR: "store.input-output",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_NOTADB: "store.not-a-board",
    sqlite3.SQLITE_CONSTRAINT: "store.append-only",
}
_PRIMARY: Final = 0xFF


def read_header(path: Path) -> tuple[int, int]:
    """The format version and change counter in the header of the board file PATH.

    Raises:
        StoreError: ``store.missing``, ``store.cannot-open``, ``store.not-a-board``, ``store.newer-format``.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except FileNotFoundError:
        raise StoreError("store.missing", path=str(path)) from None
    except OSError:
        raise StoreError("store.cannot-open", path=str(path)) from None
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise StoreError("store.not-a-board", path=str(path))
    (application,) = struct.unpack_from(">I", header, _APPLICATION_ID)
    (version,) = struct.unpack_from(">I", header, _USER_VERSION)
    (counter,) = struct.unpack_from(">I", header, _CHANGE_COUNTER)
    if application != schema.APPLICATION_ID:
        raise StoreError("store.not-a-board", path=str(path))
    if version > schema.SCHEMA_VERSION:
        raise StoreError("store.newer-format", path=str(path), found=version, known=schema.SCHEMA_VERSION)
    return version, counter


def identity(path: Path) -> tuple[int, int]:
    """Device and inode of PATH, so that a replaced file is noticed; (0, 0) if none is there."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def open_engine(path: Path) -> Engine:
    """An engine for the board file PATH, which must exist; read-only where the file or its folder is."""
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    address = f"{path.absolute().as_uri()}?mode={'rw' if writable else 'ro'}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        for pragma in PRAGMAS if writable else PRAGMAS[2:]:
            connection.execute(pragma)
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool)


@contextmanager
def transaction(engine: Engine, path: Path, *, write: bool) -> Iterator[Connection]:
    """A connection in one transaction: committed at the end, rolled back on any error.

    Raises:
        StoreError: what SQLite refused, in our codes.
    """
    with explained(path), engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into `StoreError`."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        original: Any = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(original, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
        raise StoreError(_CODES.get(code, "store.damaged"), path=str(path)) from error


def create(path: Path) -> None:
    """Make an empty board file at PATH.

    Raises:
        StoreError: ``store.exists``, or what the file system refused.
    """
    try:
        with path.open("xb"):
            pass
    except FileExistsError:
        raise StoreError("store.exists", path=str(path)) from None
    except OSError:
        raise StoreError("store.cannot-create", path=str(path)) from None
    engine = open_engine(path)
    try:
        with transaction(engine, path, write=True) as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
            schema.metadata.create_all(connection)
            for statement in schema.EXTRA_DDL:
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()
