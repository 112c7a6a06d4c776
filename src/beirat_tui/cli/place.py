"""Where a command works: with which board, which private folder, in which language."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from beirat_tui.services.home import Home
    from beirat_tui.services.session import Session

BOARD_VARIABLE = "BEIRAT_BOARD"


@dataclass(slots=True)
class Place:
    """What the options that every command has were set to.

    Attributes:
        board: the board file; None where neither option nor environment names one.
        home: the private folder; None for the usual one.
        language: the language asked for; None leaves it to the environment.
        debug: show the program's own error report.
        json: the answer, or the error, is to be read by a program.
    """

    board: Path | None = None
    home: Path | None = None
    language: str | None = None
    debug: bool = False
    json: bool = False

    def board_file(self) -> Path | None:
        """The board named by option or environment."""
        named = os.environ.get(BOARD_VARIABLE)
        return self.board or (Path(named) if named else None)

    def private(self) -> "Home":
        """The private folder."""
        from beirat_tui import bootstrap  # noqa: PLC0415  (the help needs none of it)

        return bootstrap.home(self.home)

    @contextmanager
    def session(self) -> "Iterator[Session]":
        """The opened board, closed again at the end."""
        from beirat_tui import bootstrap  # noqa: PLC0415  (the help needs none of it)

        session = bootstrap.open_session(self.board_file(), self.home)
        try:
            yield session
        finally:
            session.close()
