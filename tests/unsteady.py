"""SQLite on a disk that fails when it is told to: full, broken, killed in the middle, or without power.

The program's own connections are made by `connect`, which looks like the one of the standard library and is
APSW's, with a file system of ours (`Disk`) underneath. Every change to a file is an operation with a number.
"""

import os
import random
import signal
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import apsw
import pytest

from beirat_tui.store import connection as connections

SECTOR = 512
"""What a disk writes whole or not at all."""
Fault = Callable[[int, str], None]
"""Told the number of an operation and what it is, before it is done; it may raise, or end the process."""


class Unsynced:
    """What one file was when it was last on the disk for certain."""

    def __init__(self, path: str, *, exists: bool, size: int) -> None:
        self.path = path
        self.exists = exists
        self.size = size
        self.sectors: dict[int, bytes] = {}

    def lose(self, chance: random.Random, part: float) -> None:
        """Make the file what it may be after the power went: a PART of what was not synced is gone."""
        if not self.exists and chance.random() < part:
            Path(self.path).unlink(missing_ok=True)
            return
        if not Path(self.path).exists():
            return
        with Path(self.path).open("r+b") as file:
            grown = file.seek(0, os.SEEK_END) - self.size
            for number, content in self.sectors.items():
                if chance.random() < part:
                    file.seek(number * SECTOR)
                    file.write(content)
            if grown > 0 and chance.random() < part:
                file.truncate(self.size)


class Disk(apsw.VFS):
    """The operating system's files, with operations that are counted.

    Attributes:
        operations: how many there were.
        fault: what happens at each.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, "")
        self.operations = 0
        self.fault: Fault = lambda _number, _what: None
        self.unsynced: dict[str, Unsynced] = {}
        self.deleted: dict[str, bytes] = {}

    def step(self, what: str) -> None:
        """An operation is about to happen."""
        self.operations += 1
        self.fault(self.operations, what)

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: ANN401  (APSW's)
        path = name if isinstance(name, str) or name is None else name.filename()
        if path is not None and not Path(path).exists():
            self.step("create")
            self.unsynced[path] = Unsynced(path, exists=False, size=0)
        return File(self, path, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001  (APSW's)
        self.step("delete")
        content = Path(filename).read_bytes() if Path(filename).exists() else b""
        super().xDelete(filename, syncdir)
        self.unsynced.pop(filename, None)
        if syncdir:
            self.deleted.clear()
        else:
            self.deleted[filename] = content

    def lose_power(self, chance: random.Random) -> None:
        """Leave on the disk what was synced, and of the rest all, nothing, or some."""
        part = chance.choice((0.0, 0.5, 1.0))
        for path, content in self.deleted.items():
            if chance.random() < part:
                Path(path).write_bytes(content)
        for each in self.unsynced.values():
            each.lose(chance, part)


class File(apsw.VFSFile):
    """One file of `Disk`."""

    def __init__(self, disk: Disk, path: str | None, name: Any, flags: list[int]) -> None:  # noqa: ANN401
        super().__init__("", name, flags)
        self._disk = disk
        self._path = path or ""

    def _before(self) -> Unsynced:
        if self._path not in self._disk.unsynced:
            self._disk.unsynced[self._path] = Unsynced(self._path, exists=True, size=self.xFileSize())
        return self._disk.unsynced[self._path]

    def xWrite(self, data: bytes, offset: int) -> None:
        before = self._before()
        for number in range(offset // SECTOR, -(-(offset + len(data)) // SECTOR)):
            if number not in before.sectors:
                left = max(0, min(SECTOR, before.size - number * SECTOR))
                before.sectors[number] = self.xRead(left, number * SECTOR) if left else b""
        try:
            self._disk.step("write")
        except Torn:
            super().xWrite(data[: len(data) // 2], offset)
            raise apsw.exception_for(apsw.SQLITE_IOERR_WRITE) from None
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:
        before = self._before()
        for number in range(newsize // SECTOR, -(-before.size // SECTOR)):
            left = min(SECTOR, before.size - number * SECTOR)
            before.sectors.setdefault(number, self.xRead(left, number * SECTOR))
        self._disk.step("truncate")
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:
        self._disk.step("sync")
        super().xSync(flags)
        self._disk.unsynced.pop(self._path, None)


class Torn(Exception):  # noqa: N818
    """Raised by a fault: half of what is being written gets there, and then the disk gives up."""


def fail(
    at: int, code: int, only: Iterable[str] = ("create", "write", "truncate", "sync", "delete")
) -> Fault:
    """The operation AT, if it is one of ONLY, and all after it fail with SQLite's error CODE."""
    kinds = set(only)

    def fault(number: int, what: str) -> None:
        if number >= at and what in kinds:
            raise apsw.exception_for(code)

    return fault


def tear(at: int) -> Fault:
    """The write AT gets half its bytes to the disk and then fails, once."""

    def fault(number: int, what: str) -> None:
        if number == at and what == "write":
            raise Torn

    return fault


def die(at: int) -> Fault:
    """The process is killed just before the operation AT."""

    def fault(number: int, _what: str) -> None:
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)

    return fault


def lose_power(disk: Disk, at: int, seed: int) -> Fault:
    """The power goes just before the operation AT."""

    def fault(number: int, _what: str) -> None:
        if number == at:
            disk.lose_power(random.Random(seed))  # noqa: S311  (no secret)
            os.kill(os.getpid(), signal.SIGKILL)

    return fault


def install(patch: pytest.MonkeyPatch) -> Disk:
    """Let the program use an unsteady disk from now on."""
    disk = Disk("unsteady")

    def connect(address: str, *, timeout: float, **_options: object) -> Connection:
        return Connection(address, timeout)

    patch.setattr(connections, "sqlite3", SimpleNamespace(**{**vars(sqlite3), "connect": connect}))
    return disk


# --- APSW in the clothes of the standard library ----------------------------------------------------------


def _translated(error: apsw.Error) -> sqlite3.Error:
    kind = sqlite3.IntegrityError if isinstance(error, apsw.ConstraintError) else sqlite3.OperationalError
    found = kind(str(error))
    found.sqlite_errorcode = getattr(error, "extendedresult", sqlite3.SQLITE_ERROR)
    return found


class Cursor:
    """As `sqlite3.Cursor`, as far as SQLAlchemy uses it."""

    arraysize = 1
    lastrowid = None

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._rows: apsw.Cursor = connection.cursor()
        self._rows.exec_trace = self._look
        self._found: deque[Any] = deque()
        self.description: Any = None
        self.rowcount = -1

    def _look(self, cursor: apsw.Cursor, _sql: str, _values: object) -> bool:
        self.description = tuple((each[0], *[None] * 6) for each in cursor.get_description()) or None
        return True

    def _run(self, run: Callable[[], Iterable[Any]]) -> None:
        before = self._connection.total_changes()
        try:
            self._found = deque(run())  # all at once: a statement under way would keep others from committing
        except apsw.Error as error:
            raise _translated(error) from error
        self.rowcount = self._connection.total_changes() - before

    def execute(self, sql: str, values: Sequence[Any] = ()) -> "Cursor":
        self._run(lambda: self._rows.execute(sql, values))
        return self

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> "Cursor":
        self._run(lambda: self._rows.executemany(sql, rows))
        return self

    def fetchone(self) -> Any:  # noqa: ANN401  (a row)
        return self._found.popleft() if self._found else None

    def fetchmany(self, size: int = 1) -> list[Any]:
        return [self._found.popleft() for _ in range(min(size, len(self._found)))]

    def fetchall(self) -> list[Any]:
        return self.fetchmany(len(self._found))

    def close(self) -> None:
        self._rows.close(force=True)


class Connection:
    """As `sqlite3.Connection`, as far as SQLAlchemy and the store use it."""

    def __init__(self, address: str, timeout: float) -> None:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI
        try:
            self._connection = apsw.Connection(address, flags=flags, vfs="unsteady")
        except apsw.Error as error:
            raise _translated(error) from error
        self._connection.set_busy_timeout(round(timeout * 1000))

    def cursor(self) -> Cursor:
        return Cursor(self._connection)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Cursor:
        return self.cursor().execute(sql, values)

    def commit(self) -> None:
        if self._connection.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self._connection.in_transaction:
            self.execute("ROLLBACK")

    def create_function(self, *_what: object, **_options: object) -> None:
        """SQLAlchemy's functions are not used."""

    def close(self) -> None:
        self._connection.close(force=True)
