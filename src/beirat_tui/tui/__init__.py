"""The screens. Knows no SQL and no signatures."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beirat_tui.services.session import Session


def start(board: Path | None, home: Path | None, *, debug: bool = False) -> int:
    """Show the screens for BOARD (None: the one used last) until they are left; returns the exit code.

    Args:
        board: the board file.
        home: the private folder; None for the usual one.
        debug: show the traceback of a fault of the program.
    """
    from beirat_tui.services.home import find_home  # noqa: PLC0415  (the command line's help needs no screens)
    from beirat_tui.tui.app import BeiratApp  # noqa: PLC0415  (the same)

    private = find_home(home)

    def open_session() -> "Session":
        from beirat_tui import bootstrap  # noqa: PLC0415  (after the first paint)

        return bootstrap.open_session(board, private.path)

    app = BeiratApp(open_session, private.settings, private.save_settings, debug=debug)
    app.run()
    return app.return_code or 0
