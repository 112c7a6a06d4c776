"""The screens. Knows no SQL and no signatures."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

    from beirat_tui.services.glance import Glance
    from beirat_tui.services.session import Session


def start(board: Path | None, home: Path | None, *, debug: bool = False) -> int:
    """Show the screens for BOARD (None: the one used last) until they are left; returns the exit code.

    Args:
        board: the board file.
        home: the private folder; None for the usual one.
        debug: show the traceback of a fault of the program.
    """
    # Everything that is imported stays: looking through it for garbage on the way is a fifth of the start.
    # The app collects again once the board is open.
    gc.disable()
    from beirat_tui.services.home import board_path, find_home  # noqa: PLC0415  (the command line's help needs no screens)
    from beirat_tui.tui.app import BeiratApp  # noqa: PLC0415  (the same)

    private = find_home(home)

    def first_start() -> "Screen[Session]":
        from beirat_tui.tui.screens.first_start import FirstStartScreen  # noqa: PLC0415  (once in a life)

        return FirstStartScreen(private)

    def save_settings(settings: dict[str, Any]) -> None:
        # What another program noted meanwhile stays.
        private.save_settings({**private.settings, **settings})

    def open_session() -> "Session":
        from beirat_tui import bootstrap  # noqa: PLC0415  (after the first paint)

        return bootstrap.open_session(board, private.path)

    def glance(size: int) -> "Glance | None":
        from beirat_tui.services.glance import glance  # noqa: PLC0415  (after the first paint)

        path = board_path(board, private)
        return None if path is None else glance(private, path, size)

    app = BeiratApp(
        open_session,
        private.settings,
        save_settings,
        first_start=first_start,
        glance=glance,
        debug=debug,
    )
    app.run()
    if app.farewell:
        print(app.farewell)  # noqa: T201  (the screens are gone)
    return app.return_code or 0
