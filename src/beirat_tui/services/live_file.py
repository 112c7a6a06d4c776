"""The board file in use, in a folder that other programs keep in step: put back, merged, and told.

What happens under the store (`store.replaced`) is made visible here. A file that is gone for longer than a
moment is put back, so that the program can go on: the gap between two steps of another program is shorter.
"""

import time
from collections.abc import Callable
from typing import Final

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
