"""The board file: `NAME.beirat`, one SQLite file at rest that can be copied, mailed and merged.

Reading and writing happen in transactions. A writer sees the board as it is in that moment, composes its
records, and either all of them are in the file on disk or none. Whoever replaces, renames or deletes the file
meanwhile makes nothing undone: see `replaced`.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from beirat_tui.domain.errors import StoreError
from beirat_tui.paths import remove
from beirat_tui.store.connection import OpenFile, open_draft, open_file, transaction
from beirat_tui.store.held import NOWHERE, Identity, identity
from beirat_tui.store.migrations import migrate
from beirat_tui.store.parcel import is_parcel
from beirat_tui.store.reading import Reading, Writing, missing_payloads
from beirat_tui.store.replaced import Notice, bring_over, publish, put_back, set_aside
from beirat_tui.store.schema import SCHEMA_VERSION

__all__ = ["BoardFile", "Notice", "Reading", "Writing", "missing_payloads"]


class BoardFile:
    """One board file, for any number of threads.

    Attributes:
        path: where it lies.
    """

    def __init__(self, path: Path, *, busy_seconds: float | None = None) -> None:
        """Open the board file PATH; one of an older format is brought to this program's format.

        Args:
            path: where it lies.
            busy_seconds: how long to wait for another process that is writing; by default half a minute.

        Raises:
            StoreError: ``store.missing``, ``store.cannot-open``, ``store.not-a-board``,
                ``store.newer-format``, ``store.older-format`` (and read-only), ``store.part`` (a file for a
                place of exchange), and what went wrong while changing the format.
        """
        self.path = path
        self._busy_seconds = busy_seconds
        self._writer = threading.RLock()
        self._swap = threading.Lock()
        self._notices: list[Notice] = []
        self._kept = NOWHERE
        self._file = self._open()

    @classmethod
    def create(cls, path: Path, *, busy_seconds: float | None = None) -> "BoardFile":
        """An empty board file at PATH, to which the founding record is to be added.

        It is complete before it gets its name: nobody ever sees half of it.

        Raises:
            StoreError: ``store.exists``, ``store.cannot-create`` and what the file system refused.
        """
        draft = path.with_name(f".{path.name}.{os.getpid()}.new")
        if identity(path) != NOWHERE:
            raise StoreError("store.exists", path=str(path))
        try:
            with open_draft(draft) as connection:
                migrate(connection)
            publish(draft, path)
        except StoreError as error:
            raise StoreError(error.code, path=str(path)) from None
        finally:
            remove(draft)
        return cls(path, busy_seconds=busy_seconds)

    def _open(self) -> OpenFile:
        file = open_file(self.path, self._busy_seconds)
        try:
            if file.held.header().version < SCHEMA_VERSION:
                _modernise(file)
            _refuse_parcel(file)
        except BaseException:
            file.close()
            raise
        return file

    def close(self) -> None:
        """Let go of the file; what was saved to a file that was then replaced is brought over first.

        Where that cannot be done and the old file has no name any more, it gets one again, here or beside.
        """
        with self._writer:
            with suppress(StoreError):
                self._current()
            with suppress(StoreError):
                self.keep()
        with self._swap:
            self._file.close()

    def displaced(self) -> bool:
        """Whether something else lies at the path than what was opened there, or nothing."""
        return identity(self.path) != self._file.held.identity

    def keep(self) -> None:
        """Give a file that has no name any more one again, once: it ends with this program otherwise.

        Raises:
            StoreError: its folder is gone, or why it cannot be written there.
        """
        with self._writer:
            held = self._file.held
            if held.identity == self._kept or not held.is_gone():
                return
            if identity(self.path) == NOWHERE:
                put_back(held, self.path)
                notice = Notice("restored")
            else:
                notice = Notice("set-aside", path=set_aside(held, self.path))
            self._kept = held.identity
        self._notices.append(notice)

    def revision(self) -> tuple[Identity, int]:
        """Changes whenever any process changes the file or puts another one in its place; reads 100 bytes."""
        now = identity(self.path)
        with self._swap:
            held = self._file.held
            return now, held.counter() if now == held.identity else 0

    def take_notices(self) -> list[Notice]:
        """What happened to the file since this was last asked."""
        found, self._notices = self._notices, []
        return found

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A consistent look at the board.

        Raises:
            StoreError: what is wrong with the file.
        """
        with transaction(self._current(), write=False) as connection:
            yield Reading(connection)

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A look at the board during which records can be added: on disk at the end, or not at all.

        Raises:
            StoreError: what is wrong with the file; nothing was written.
        """
        with self._writer:
            with transaction(self._current(restore=True), write=True) as connection:
                writing = Writing(connection)
                yield writing
                writing.finish()
            # Saved, but perhaps to a file that was replaced meanwhile. If bringing it over fails now, it is
            # tried again the next time; the file that was replaced is kept hold of until then.
            with suppress(StoreError):
                self._current()

    def _current(self, *, restore: bool = False) -> OpenFile:
        """The file that lies at the path now, which may be another one than before.

        Args:
            restore: put it back if nothing lies there; whoever only reads gets ``store.missing``, because the
                gap may be the moment in which another program replaces it.
        """
        file = self._file
        if identity(self.path) == file.held.identity:
            file.held.header()
            return file
        with self._writer:
            return self._follow(restore=restore)

    def _follow(self, *, restore: bool) -> OpenFile:
        old, now = self._file, identity(self.path)
        if now == old.held.identity:
            return old
        if now == NOWHERE:
            if not restore:
                raise StoreError("store.missing", path=str(self.path))
            put_back(old.held, self.path)
            new, notice = self._open(), Notice("restored")
        else:
            new = self._open()
            try:
                notice = bring_over(old.held, new)
            except BaseException:
                new.close()
                raise
        with self._swap:
            self._file = new
            old.close()
        self._notices.append(notice)
        return new


def _refuse_parcel(file: OpenFile) -> None:
    """What another device left in a shared folder is read, never opened: opening writes."""
    with transaction(file, write=False) as connection:
        if is_parcel(connection):
            raise StoreError("store.part", path=str(file.held.path))


def _modernise(file: OpenFile) -> None:
    if not file.writable:
        raise StoreError("store.older-format", path=str(file.held.path))
    with transaction(file, write=True) as connection:
        migrate(connection)
