"""A line to type words into that narrow a list while they are typed."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from beirat_tui.tui.actions import bindings

if TYPE_CHECKING:
    from textual.timer import Timer

WAIT = 0.15
"""Seconds without a key press before what was typed is looked for."""


class SearchLine(Widget):
    """There while words are typed or in force."""

    DEFAULT_CSS = """
    SearchLine {
        height: 1; display: none; padding: 0 1; layout: horizontal;
        Static { width: auto; height: 1; color: $quiet; padding: 0 1 0 0; }
        Input, Input:focus { border: none; height: 1; padding: 0 1; background: $panel; width: 1fr; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("search.leave", "search.list")]

    class Changed(Message):
        """Other words shall hold."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Closed(Message):
        """Typing is over; the list takes the keys again."""

    def __init__(self, label: str, example: str) -> None:
        super().__init__()
        self._label = label
        self._example = example
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay label and input beside each other."""
        yield Static(self._label, markup=False)
        yield Input(placeholder=self._example)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.query_one(Input).value.strip()

    def open(self) -> None:
        """Take the keys."""
        self.display = True
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(WAIT, self._look)

    def _look(self) -> None:
        self.post_message(self.Changed(self.text))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_to_list()

    def action_to_list(self) -> None:
        """Leave the words in force and go to the list."""
        self.display = bool(self.text)
        self._look()
        self.post_message(self.Closed())

    def action_leave(self) -> None:
        """Let no words hold."""
        self.query_one(Input).value = ""
        self.action_to_list()
