"""An empty pane: hatched, and it says what to do."""

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static


class Empty(Widget):
    """Hatched ground with two sentences: WHAT is not here, and what to DO about it."""

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

    def __init__(self, what: str = "", do: str = "") -> None:
        super().__init__()
        self._text = f"{what}\n\n{do}"

    def compose(self) -> ComposeResult:
        """Lay the sentences in the middle."""
        yield Static(self._text, markup=False)

    def say(self, what: str, do: str) -> None:
        """Say WHAT is missing and what to DO."""
        self._text = f"{what}\n\n{do}"
        for text in self.query(Static):
            text.update(self._text)
