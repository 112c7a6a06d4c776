"""A card: a title with its letter, and what follows from choosing it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from beirat_tui.tui.actions import bindings


class Card(Vertical, can_focus=True):
    """One of a few ways to go on."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog.accept")]

    DEFAULT_CSS = """
    Card {
        border: round $line; padding: 0 2; height: auto; width: 1fr;
        border-title-color: $foreground; border-title-style: bold; border-subtitle-color: $quiet;
        Static { height: auto; }
    }
    Card:focus {
        border: round $primary; background: $panel;
        border-title-color: $primary; border-subtitle-color: $next;
    }
    """

    class Chosen(Message):
        """This card was chosen."""

        def __init__(self, card: "Card") -> None:
            super().__init__()
            self.card = card

        @property
        def control(self) -> "Card":
            """The card, for handlers that name one."""
            return self.card

    def __init__(self, title: str, text: str, hint: str, *, id: str) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.border_title = Content(title)
        self.border_subtitle = hint
        self._text = text

    def compose(self) -> ComposeResult:
        """Lay the text."""
        yield Static(self._text, markup=False)

    def action_accept(self) -> None:
        """Choose this card."""
        self.post_message(self.Chosen(self))

    def on_click(self) -> None:
        """A click chooses, too."""
        self.action_accept()
