"""The board file in use, in a folder that other programs keep in step: put back, merged, and told.

What happens under the store (`store.replaced`) is made visible here. A file that is gone for longer than a
moment is put back, so that the program can go on: the gap between two steps of another program is shorter.
"""

import time
from collections.abc import Callable
from typing import Final

from beirat_tui.domain.errors import StoreError
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import Notice
from beirat_tui.store.held import NOWHERE, identity

GAP: Final = 3.0
"""Seconds for which a file may be gone before it is put back."""
_LOOK: Final = 0.25


def notices(session: Session) -> list[Notice]:
    """What other programs did to the file since this was last asked."""
    return session.board.take_notices()


def keep_in_place(session: Session, sleep: Callable[[float], object] = time.sleep) -> None:
    """Put the file back if it is gone for longer than a moment; takes up to `GAP` seconds.

    Where something lies in its place for so long that is no copy of the board, the file is put beside it.

    Raises:
        StoreError: ``store.missing``: its folder is gone too; why it cannot be put back; or what lies there.
    """
    waited = 0.0
    while session.board.displaced():
        problem = _in_the_way(session)
        if problem is None:
            return
        if waited >= GAP:
            if identity(session.path) == NOWHERE:
                with session.board.writing():
                    return
            session.board.keep()
            raise problem
        sleep(_LOOK)
        waited += _LOOK


def _in_the_way(session: Session) -> StoreError | None:
    """Why what lies at the file's path now, if anything, is no copy of the board; None where it is one."""
    try:
        with session.reading():
            return None
    except StoreError as error:
        return error


def folder_mark(session: Session) -> int:
    """A number that changes when files come into the file's folder or go; cheap enough to ask often."""
    try:
        return session.path.absolute().parent.stat().st_mtime_ns
    except OSError:
        return 0
