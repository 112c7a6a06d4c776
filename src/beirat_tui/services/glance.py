"""What the queue showed last, kept in the private folder for the moment before the board is open.

Opening a board takes a database library and the checks of keys; somebody who only looks should not wait for
them. A glance holds for the very file it was taken from, unchanged to the byte and on the same day, so it
shows nothing that opening would show otherwise. Knows no database.
"""

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from beirat_tui.services.home import Home
from beirat_tui.services.queue_views import QueueCounts, QueueRow

FILE = "glance.json"
BOARD_ENVIRONMENT = "BEIRAT_BOARD"
DRAFTS = "boards/*/drafts.json"


@dataclass(frozen=True, slots=True)
class Glance:
    """The head of the program and the rows around the cursor.

    Attributes:
        board: the board's title.
        person: who sat there, as the title line says it.
        label: the same in one short name.
        votes: whether the person has a vote.
        first: place of the first of ``rows`` in the queue.
    """

    board: str
    person: str
    label: str
    votes: bool
    counts: QueueCounts
    cursor: int
    first: int
    rows: list[QueueRow]


@dataclass(frozen=True, slots=True)
class _Kept:
    path: str
    state: list[int]
    day: dt.date
    glance: Glance


def keep(home: Home, path: Path, day: dt.date, glance: Glance, state: list[int]) -> None:
    """Keep GLANCE of the board file at PATH, taken on DAY when the file was in STATE (see `state_of`).

    A glance that cannot be kept is only missed, so nothing is said about it.
    """
    kept = _Kept(str(path.absolute()), state, day, glance)
    file = home.path / FILE
    draft = file.with_suffix(f".{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(msgspec.json.encode(kept))
        draft.replace(file)
    except OSError:
        draft.unlink(missing_ok=True)


def state_of(home: Home, path: Path) -> list[int]:
    """Return what changes whenever the file at PATH or one's draft votes do; empty where there is no file."""
    try:
        found = path.stat()
        drafts = [file.stat().st_mtime_ns for file in sorted(home.path.glob(DRAFTS))]
    except OSError:
        return []
    return [found.st_ino, found.st_size, found.st_mtime_ns, *drafts]


def last(home: Home, board: Path | None, day: dt.date) -> Glance | None:
    """Return what BOARD (None: the one that opening would choose) showed last, if that still holds on DAY."""
    named = board or os.environ.get(BOARD_ENVIRONMENT) or home.last_board
    if not named:
        return None
    try:
        kept = msgspec.json.decode((home.path / FILE).read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    path = Path(named).absolute()
    holds = kept.path == str(path) and kept.day == day and kept.state == state_of(home, path) != []
    return kept.glance if holds else None
