"""A line to type words into that narrow a list while they are typed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from beirat_tui.tui.actions import bindings
from beirat_tui.tui.widgets.typing_line import TypingLine


class SearchLine(TypingLine):
    """A label, and the words beside it."""

    DEFAULT_CSS = """
    SearchLine {
        height: 1; display: none; padding: 0 1; layout: horizontal;
        Static { width: auto; height: 1; color: $quiet; padding: 0 1 0 0; }
        Input, Input:focus { border: none; height: 1; padding: 0 1; background: $panel; width: 1fr; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("search.leave", "search.list")]

    def __init__(self, label: str, example: str) -> None:
        super().__init__()
        self._label = label
        self._example = example

    def compose(self) -> ComposeResult:
        """Lay label and input beside each other."""
        yield Static(self._label, markup=False)
        yield Input(placeholder=self._example)
