"""The sentence that repeats what will be done; only Enter on it does it."""

from typing import ClassVar

from textual.binding import BindingType
from textual.events import Click
from textual.message import Message
from textual.widgets import Static

from beirat_tui.tui.actions import bindings


class Sentence(Static, can_focus=True):
    """A focusable sentence; dimmed and without effect while something is lacking."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog.accept")]

    DEFAULT_CSS = """
    Sentence { border: round $line; border-subtitle-color: $quiet; padding: 0 1; height: auto; }
    Sentence:focus { border: round $foreground; }
    Sentence.-ready { text-style: bold; }
    Sentence.-ready:focus { border: round $next; border-title-color: $next; border-subtitle-color: $next; }
    """

    class Accepted(Message):
        """Enter was pressed on the complete sentence."""

    class Lacking(Message):
        """Enter was pressed while the sentence still says what is lacking."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._ready = False

    def say(self, text: str, key: str = "") -> None:
        """Show TEXT; with KEY, what Enter does, it can be accepted."""
        self.update(text)
        self._ready = bool(key)
        self.set_class(self._ready, "-ready")
        self.border_subtitle = key

    def action_accept(self) -> None:
        """Do what the sentence says, or go where something is lacking."""
        self.post_message(self.Accepted() if self._ready else self.Lacking())

    def on_click(self, event: Click) -> None:
        """A double click accepts, as Enter does; a single one only looks."""
        if event.chain > 1:
            self.action_accept()
