"""Places of exchange for tests: one that lives in memory, a folder, and how devices meet there.

    with parties(meeting, *apart(board, tmp_path, "M02", "M03")) as (first, second):
        voting.cast(first.session, round_id, "yes")
        first.sync()
        second.sync()

Every kind of place is tried with the same questions: `tests/integration/test_exchanges.py`. A new kind adds
a function here that makes a place, and itself to `PLACES`.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import Protocol
from unittest.mock import patch

from beirat_tui.services import exchanging, places
from beirat_tui.services.exchanging import PlaceReport
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import BoardFile
from beirat_tui.store.rebuild import dump
from beirat_tui.sync import webdav
from beirat_tui.sync.exchange import Exchange
from beirat_tui.sync.folder import FolderShelf
from beirat_tui.sync.places import Here, Kind, Secret
from beirat_tui.sync.shelf import Found, ShelfExchange
from hubs import new_hub
from seated import SeatedBoard
from webdav_server import PASSWORD, USER, webdav_server


class Meeting(Protocol):
    """One place where devices meet, in a test."""

    def exchange(self, here: Here) -> Exchange:
        """The way there for one device."""

    def content(self) -> object:
        """What lies there, comparable: equal as long as nobody wrote anything."""

    def forget(self) -> None:
        """Lose everything that lies there."""


# --- in memory ---------------------------------------------------------------------------------------------


@dataclass
class MemoryMeeting:
    """Files in a dictionary, as a server without a network."""

    files: dict[str, bytes] = field(default_factory=dict)

    def exchange(self, here: Here) -> Exchange:
        """The way there for one device."""
        return ShelfExchange(_MemoryShelf(self), here)

    def content(self) -> Mapping[str, bytes]:
        """All files."""
        return dict(self.files)

    def forget(self) -> None:
        """Lose all files."""
        self.files.clear()


class _MemoryShelf:
    def __init__(self, meeting: MemoryMeeting) -> None:
        self._meeting = meeting
        self._folder = tempfile.TemporaryDirectory()
        self._known: Mapping[str, bytes] = {}

    def fetch(self) -> Sequence[Found]:
        self._known = dict(self._meeting.files)
        found = []
        for number, (name, content) in enumerate(sorted(self._known.items())):
            path = Path(self._folder.name) / str(number)
            path.write_bytes(content)
            found.append(Found(name, hashlib.sha256(content).hexdigest(), path))
        return found

    def put(self, name: str, draft: Path, replaces: str | None) -> str | None:
        there = self._meeting.files.get(name)
        assert replaces == (None if there is None else hashlib.sha256(there).hexdigest())
        self._meeting.files[name] = draft.read_bytes()
        return None

    def changed(self, stop: Event, seconds: float) -> bool:
        stop.wait(min(seconds, 0.01))
        return self._known != self._meeting.files

    def close(self) -> None:
        self._folder.cleanup()


# --- a folder ----------------------------------------------------------------------------------------------


@dataclass
class FolderMeeting:
    """A folder that all devices see."""

    path: Path

    def exchange(self, here: Here) -> Exchange:
        """The way there for one device."""
        return ShelfExchange(FolderShelf(self.path), here)

    def content(self) -> Mapping[str, tuple[int, int, bytes]]:
        """All files, with what changes when they are written."""
        found = {}
        for each in sorted(self.path.iterdir()):
            about = each.stat()
            found[each.name] = (about.st_ino, about.st_mtime_ns, each.read_bytes())
        return found

    def forget(self) -> None:
        """Lose all files."""
        for each in self.path.iterdir():
            each.unlink()


def memory(_folder: Path) -> Iterator[Meeting]:
    """A place in memory."""
    yield MemoryMeeting()


def folder(folder: Path) -> Iterator[Meeting]:
    """A place in a folder below FOLDER."""
    path = folder / "geteilt"
    path.mkdir()
    yield FolderMeeting(path)


def hub(_folder: Path) -> Iterator[Meeting]:
    """A database on a PostgreSQL server."""
    with new_hub() as found:
        yield found


def portable_hub(_folder: Path) -> Iterator[Meeting]:
    """A database whose table has nothing that only PostgreSQL knows."""
    with new_hub(portable=True) as found:
        yield found


@dataclass
class WebdavMeeting(FolderMeeting):
    """The same folder, reached by way of a WebDAV server."""

    address: str = ""

    def exchange(self, here: Here) -> Exchange:
        """The way there for one device."""
        secret = Secret(USER, PASSWORD)
        return webdav.open_exchange(self.address, replace(here, secret=lambda _: secret))


def webdav_folder(folder: Path) -> Iterator[Meeting]:
    """A folder on a WebDAV server."""
    with webdav_server(folder / "server") as server, patch.object(webdav, "LOOK_SECONDS", 0.1):
        yield WebdavMeeting(server.folder, server.address)


Maker = Callable[[Path], Iterator[Meeting]]
PLACES: dict[str, Maker] = {
    "memory": memory,
    "folder": folder,
    "webdav": webdav_folder,
    "hub": hub,
    "portable": portable_hub,
}
"""Makes a place below a folder, and takes it away at the end; it may skip where it cannot be made."""


# --- devices that meet -------------------------------------------------------------------------------------


@dataclass
class Party:
    """One person at a copy of their own, and the place.

    Attributes:
        session: the person.
        meeting: the place.
        way: how the person's device gets there.
    """

    session: Session
    meeting: Meeting
    way: Exchange
    place: places.Place

    def sync(self) -> PlaceReport:
        """Exchange once."""
        return exchanging.sync_place(self.session, self.place, self.way)

    def content(self) -> list[bytes]:
        """Everything that this copy has and derives from it."""
        with self.session.reading() as reading:
            return list(dump(reading))

    def restart(self) -> None:
        """Leave the program and start it again."""
        self.way.close()
        self.way = party(self.session, self.meeting).way


def party(session: Session, meeting: Meeting) -> Party:
    """The person of SESSION at MEETING."""
    address = f"memory-{id(meeting)}"
    here = Here(
        board=session.id,
        device=None if session.key is None else session.key.public,
        path=session.path,
        folder=session.home.place_folder(session.id, "test"),
    )
    return Party(session, meeting, meeting.exchange(here), places.Place(address, Kind.FOLDER))


@contextmanager
def parties(meeting: Meeting, *sessions: Session) -> Iterator[list[Party]]:
    """The persons of SESSIONS at MEETING; connections are closed at the end, the sessions are not."""
    found = [party(each, meeting) for each in sessions]
    try:
        yield found
    finally:
        for each in found:
            each.way.close()


def settle(*found: Party) -> None:
    """Everybody exchanges until nobody learns or leaves anything new."""
    for _ in range(len(found) + 2):
        reports = [each.sync() for each in found]
        problems = [each.problem for each in reports if each.problem is not None]
        assert not problems, problems
        if not any(each.taken.changed or each.handed for each in reports):
            return
    message = "the exchange does not come to rest"
    raise AssertionError(message)


def apart(board: SeatedBoard, folder: Path, *labels: str) -> Iterator[Session]:
    """The persons with these LABELS (``office`` is the office), each with a copy of the board file."""
    for label in labels:
        session = board.office if label == "office" else board.members[label]
        path = folder / "apart" / label / "Beirat.beirat"
        path.parent.mkdir(parents=True)
        shutil.copy(board.path, path)
        yield replace(session, board=BoardFile(path))
