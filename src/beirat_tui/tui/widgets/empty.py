"""An empty pane: hatched, and it says what to do."""

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static


class Empty(Widget):
    """Hatched ground with two sentences: what is not here, and which key or command changes that."""

    DEFAULT_CSS = """
    Empty {
        hatch: right $line;
        align: center middle;
        Static {
            width: auto; max-width: 90%; height: auto; padding: 1 2; text-align: center;
            background: $background;
        }
    }
    """

    def compose(self) -> ComposeResult:
        """Lay the sentences in the middle."""
        yield Static("", markup=False)

    def say(self, what: str, do: str) -> None:
        """Say WHAT is missing and what to DO."""
        self.query_one(Static).update(f"{what}\n\n{do}")
