"""A line whose text narrows a list while it is typed: a moment after the last key, until it is emptied."""

from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

if TYPE_CHECKING:
    from textual.timer import Timer

WAIT = 0.15
"""Seconds without a key press before what was typed is looked for."""


class TypingLine(Widget):
    """There while text is typed or in force; holds one `Input`."""

    class Changed(Message):
        """Another text shall hold."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Closed(Message):
        """Typing is over; the list takes the keys again."""

    def __init__(self) -> None:
        super().__init__()
        self._timer: Timer | None = None

    @property
    def input(self) -> Input:
        """Where it is typed."""
        return self.query_one(Input)

    @property
    def text(self) -> str:
        """What was typed."""
        return self.input.value.strip()

    def open(self) -> None:
        """Take the keys."""
        self.display = True
        self.input.focus()

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
        """Leave the text in force, if there is any, and go to the list."""
        self.display = bool(self.text)
        self._look()
        self.post_message(self.Closed())

    def action_leave(self) -> None:
        """Let no text hold."""
        self.input.value = ""
        self.action_to_list()
