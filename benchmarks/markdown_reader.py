"""The other side of the reading figures: Textual's own Markdown widget opens a text at a key press."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import Markdown, Static


class Reading(Screen[None]):
    """The text, to be scrolled."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with VerticalScroll():
            yield Markdown(Path(sys.argv[1]).read_text(encoding="utf-8"))


class Reader(App[None]):
    """Says that it waits, and opens the text."""

    BINDINGS = [("enter", "open", "Open")]  # noqa: RUF012 (Textual's way to declare keys)

    def compose(self) -> ComposeResult:
        """One line of text."""
        yield Static("Waiting")

    def action_open(self) -> None:
        """Show the text."""
        self.push_screen(Reading())


if __name__ == "__main__":
    Reader().run()
