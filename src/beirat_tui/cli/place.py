"""Where a command works: with which board, which private folder, in which language."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beirat_tui.services.home import Home
    from beirat_tui.services.session import Session

SUFFIX = ".beirat"
"""How the name of a board file ends."""


class Place:
    """What the options that every command has were set to.

    Attributes:
        board: the board file; None for the one named by the environment or used last.
        home: the private folder; None for the usual one.
        language: the language asked for; None leaves it to the environment.
        debug: show the program's own error report.
        json: the answer, or the error, is to be read by a program.
    """

    # No data class: making one takes longer than everything else that `plain_start` does.
    def __init__(self, *, language: str | None = None, json: bool = False, debug: bool = False) -> None:
        self.board: Path | None = None
        self.home: Path | None = None
        self.language = language
        self.debug = debug
        self.json = json

    def private(self) -> "Home":
        """The private folder."""
        from beirat_tui import bootstrap  # noqa: PLC0415  (the help needs none of it)

        return bootstrap.home(self.home)

    @contextmanager
    def session(self, *, remembered: bool = False, only_looking: bool = False) -> "Iterator[Session]":
        """The opened board, closed again at the end.

        A look into somebody else's copy must not make that the board used last: it becomes that only where
        it is REMEMBERED. ONLY_LOOKING opens it for nobody in particular and writes nothing.
        """
        from beirat_tui import bootstrap  # noqa: PLC0415  (the help needs none of it)

        session = bootstrap.open_session(
            self.board, self.home, remembered=remembered, only_looking=only_looking
        )
        try:
            yield session
        finally:
            session.close()
            _tell_notices(session)


def _tell_notices(session: "Session") -> None:
    """Say on the error stream what other programs did to the file meanwhile."""
    for notice in session.board.take_notices():
        import click  # noqa: PLC0415  (hardly ever)

        from beirat_tui.wording.live_file import happened  # noqa: PLC0415  (the same)

        click.echo(happened(notice.what, notice.records, notice.path), err=True)
