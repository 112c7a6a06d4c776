"""The other side of the start-up figures: the smallest Textual program that shows a word."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Hello(App[None]):
    """A word on the screen, and the keys that every program has."""

    BINDINGS = [("q", "quit", "Quit")]  # noqa: RUF012 (Textual's way to declare keys)

    def compose(self) -> ComposeResult:
        """One line of text."""
        yield Static("Hello")


if __name__ == "__main__":
    Hello().run()
