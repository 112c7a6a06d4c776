"""The board file: `NAME.beirat`, one SQLite file at rest that can be copied, mailed and merged.

Reading and writing happen in transactions. A writer sees the board as it is in that moment, composes its
records, and either all of them are in the file on disk or none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from beirat_tui.store import connection as files
from beirat_tui.store.reading import Reading, Writing, missing_payloads

__all__ = ["BoardFile", "Reading", "Writing", "missing_payloads"]


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
