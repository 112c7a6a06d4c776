"""The board file as the operating system sees it: its header, and whether it is still the same file.

SQLite guards a file with POSIX locks, and the system takes all locks of a process on a file away as soon as
the process closes *any* descriptor of that file. So nobody may open and close a board file in passing, not
even to read 100 bytes. One descriptor a file is shared by the whole process here, and closed when the last
user lets go of it. Holding it also keeps a file that was replaced or deleted readable.
"""

import os
import stat
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from beirat_tui.domain.errors import StoreError
from beirat_tui.store.schema import APPLICATION_ID, SCHEMA_VERSION

Identity = tuple[int, int]
"""Device and inode: what makes a file the same file whatever its name."""
NOWHERE: Final[Identity] = (0, 0)
_MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = struct.Struct(">16sH6xII28xI4xI28x")
"""Magic, page size, change counter, number of pages, user version, application id."""
_LARGEST_PAGE: Final = 65536
"""Written as 1 in the header, which has two bytes for it."""
_CHUNK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 100 bytes say.

    Attributes:
        version: the format of the board file.
        counter: changes with every transaction of any process.
    """

    version: int
    counter: int


@dataclass(slots=True)
class _Shared:
    descriptors: list[int] = field(default_factory=list)
    users: int = 0


_shared: dict[Identity, _Shared] = {}
_lock = threading.Lock()


def identity(path: Path) -> Identity:
    """What lies at PATH now; `NOWHERE` if nothing does."""
    try:
        found = path.stat()
    except OSError:
        return NOWHERE
    return (found.st_dev, found.st_ino)


class HeldFile:
    """A board file of which this process keeps hold, whatever happens to its name.

    Attributes:
        path: where it lay when it was opened.
        identity: which file it is.
    """

    def __init__(self, path: Path) -> None:
        """Take hold of the file at PATH.

        Raises:
            StoreError: ``store.missing``, ``store.cannot-open``, ``store.not-a-board``,
                ``store.newer-format``.
        """
        self.path = path
        try:
            # Opening a pipe would wait for its other end.
            descriptor = os.open(
                path, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
            )
        except FileNotFoundError:
            raise StoreError("store.missing", path=str(path)) from None
        except OSError:
            raise StoreError("store.cannot-open", path=str(path)) from None
        found = os.fstat(descriptor)
        self.identity: Identity = (found.st_dev, found.st_ino)
        with _lock:
            shared = _shared.setdefault(self.identity, _Shared())
            shared.descriptors.append(descriptor)
            shared.users += 1
        self._regular = stat.S_ISREG(found.st_mode)
        self._released = False
        try:
            self.header()
            self._check_length()
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        """Let go, once or twice; closed when nobody in this process uses the file any more."""
        with _lock:
            if self._released:
                return
            self._released = True
            shared = _shared[self.identity]
            shared.users -= 1
            if shared.users == 0:
                del _shared[self.identity]
                for descriptor in shared.descriptors:
                    os.close(descriptor)

    def header(self) -> Header:
        """What the header says now.

        Raises:
            StoreError: ``store.not-a-board``, ``store.newer-format``.
        """
        raw = self._read(0, _HEADER.size) if self._regular else b""
        if len(raw) < _HEADER.size:
            raise StoreError("store.not-a-board", path=str(self.path))
        magic, _, counter, _, version, application = _HEADER.unpack(raw)
        if magic != _MAGIC or application != APPLICATION_ID:
            raise StoreError("store.not-a-board", path=str(self.path))
        if version > SCHEMA_VERSION:
            raise StoreError("store.newer-format", path=str(self.path), found=version, known=SCHEMA_VERSION)
        return Header(version, counter)

    def counter(self) -> int:
        """The change counter, without judging the rest; 0 where the file has become too short."""
        raw = self._read(0, _HEADER.size)
        return int(_HEADER.unpack(raw)[2]) if len(raw) == _HEADER.size else 0

    def is_gone(self) -> bool:
        """Whether the file has no name any more: it ends with the last who lets go of it."""
        with _lock:
            if self._released:
                return False
            return os.fstat(_shared[self.identity].descriptors[0]).st_nlink == 0

    def truncated(self) -> bool:
        """Whether the file is shorter than its header says."""
        raw = self._read(0, _HEADER.size)
        if len(raw) < _HEADER.size:
            return True
        _, page_size, _, pages, _, _ = _HEADER.unpack(raw)
        declared = int(pages) * (_LARGEST_PAGE if page_size == 1 else int(page_size))
        return not self._read(declared - 1, 1)

    def _check_length(self) -> None:
        """Refuse a file that was cut off; one that somebody is writing just now is not."""
        cut_off = self.truncated() and not _under_way(self.path)
        if cut_off and self.truncated():
            raise StoreError("store.truncated", path=str(self.path))

    def content(self) -> Iterator[bytes]:
        """All bytes of the file, piece by piece."""
        offset = 0
        while piece := self._read(offset, _CHUNK):
            yield piece
            offset += len(piece)

    def _read(self, offset: int, size: int) -> bytes:
        with _lock:
            if self._released:
                return b""
            descriptor = _shared[self.identity].descriptors[0]
            if hasattr(os, "pread"):
                return os.pread(descriptor, size, offset)
            os.lseek(descriptor, offset, os.SEEK_SET)
            return os.read(descriptor, size)


def _under_way(path: Path) -> bool:
    """Whether a journal lies beside PATH: somebody is writing, or was interrupted and SQLite will mend it."""
    return path.with_name(path.name + "-journal").exists()
