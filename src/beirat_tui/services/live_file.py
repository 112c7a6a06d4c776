"""The board file in use, in a folder that other programs keep in step: put back, merged, and told.

What happens under the store (`store.replaced`) is made visible here. A file that is gone for longer than a
moment is put back, so that the program can go on: the gap between two steps of another program is shorter.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from beirat_tui.domain.errors import BeiratError
from beirat_tui.services import places
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import Notice
from beirat_tui.store.held import NOWHERE, HeldFile, identity
from beirat_tui.store.holdings import record_ids
from beirat_tui.sync.foreign import open_foreign
from beirat_tui.sync.merge import board_of

GAP: Final = 3.0
"""Seconds for which a file may be gone before it is put back."""
_LOOK: Final = 0.25
_Mark = tuple[int, int, int]
"""Changes when a file does: time, size, which file it is."""


def notices(session: Session) -> list[Notice]:
    """What other programs did to the file since this was last asked."""
    return session.board.take_notices()


def keep_in_place(session: Session, sleep: Callable[[float], object] = time.sleep) -> None:
    """Put the file back if it is gone for longer than a moment; takes up to `GAP` seconds.

    Raises:
        StoreError: ``store.missing``: its folder is gone too; or why it cannot be put back.
    """
    waited = 0.0
    while identity(session.path) == NOWHERE:
        if waited >= GAP:
            with session.board.writing():
                return
        sleep(_LOOK)
        waited += _LOOK


def folder_mark(session: Session) -> int:
    """A number that changes when files come into the file's folder or go; cheap enough to ask often."""
    try:
        return session.path.absolute().parent.stat().st_mtime_ns
    except OSError:
        return 0


class Beside:
    """Copies of the board in the file's folder that hold something this one lacks: conflict copies, mostly.

    They are known by what is in them. A file is read once, and again only when it changes: the folder changes
    with every entry that is written.
    """

    def __init__(self) -> None:
        self._read: dict[Path, tuple[_Mark, frozenset[str]]] = {}

    def news(self, session: Session) -> list[Path]:
        """The copies that hold something new.

        None where the folder is a place of exchange: what lies there is taken in by that.

        Raises:
            OSError: the folder cannot be read.
            StoreError: the board file cannot be read.
        """
        folder = session.path.absolute().parent
        if any(not each.paused and each.address == str(folder) for each in places.places(session)):
            return []
        same = identity(session.path)
        files = [each for each in sorted(folder.iterdir()) if each.is_file() and identity(each) != same]
        claimed = {each: ids for each in files if (ids := self._ids(each, session.id))}
        if not claimed:
            return []
        with session.reading() as reading:
            known = record_ids(reading)
        return [each for each, ids in claimed.items() if not ids <= known]

    def _ids(self, path: Path, board: str) -> frozenset[str]:
        """The ids that the copy at PATH claims to hold; none where it is no copy of BOARD."""
        found = path.stat()
        mark = found.st_mtime_ns, found.st_size, found.st_ino
        before = self._read.get(path)
        if before is not None and before[0] == mark:
            return before[1]
        ids = _claimed(path, board)
        self._read[path] = mark, ids
        return ids


def _claimed(path: Path, board: str) -> frozenset[str]:
    try:
        # Told by the first bytes, before a private copy is made of it.
        HeldFile(path).release()
        with open_foreign(path) as foreign:
            return frozenset(name for _, name in foreign.ids()) if board_of(foreign) == board else frozenset()
    except BeiratError:
        return frozenset()
