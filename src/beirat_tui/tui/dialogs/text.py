"""Asks for a text: a note, a comment, a reason. Half-typed text is kept when it has a key."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from beirat_tui.tui.actions import bindings, key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys, Typed
from beirat_tui.wording import _

if TYPE_CHECKING:
    from textual.timer import Timer

QUIET_TIME = 0.3
"""Seconds without a key press after which half-typed text is kept."""


@dataclass(frozen=True, slots=True)
class TextQuestion:
    """What is asked.

    Attributes:
        title: of the box.
        advice: who reads the text and what becomes of it.
        text: what is there already.
        done: what the key that finishes does, in a word.
        key: under which half-typed text is kept; empty for none.
        may_be_empty: an empty text is an answer, too.
    """

    title: str
    advice: str
    text: str
    done: str
    key: str = ""
    may_be_empty: bool = False


class TextDialog(Dialog[str]):
    """Returns the text, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog.send")]

    DEFAULT_CSS = """
    TextDialog { TextArea { height: 9; margin: 1 0 0 0; } }
    """

    def __init__(self, question: TextQuestion) -> None:
        super().__init__()
        self._question = question
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay advice, text and keys below each other."""
        asked = self._question
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(asked.title)
            yield Static(asked.advice, classes="quiet", markup=False)
            yield TextArea(asked.text, soft_wrap=True, show_line_numbers=False)
            yield Static("", id="lacking", classes="warn", markup=False)
            yield DialogKeys((key_name("ctrl+s"), asked.done), (key_name("escape"), _("cancel")))

    def on_mount(self) -> None:
        """Start behind what is there."""
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self.query_one("#lacking", Static).update("")
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(QUIET_TIME, self._keep)

    def _keep(self) -> None:
        if self._question.key:
            self.post_message(Typed(self._question.key, self.query_one(TextArea).text))

    def action_leave(self) -> None:
        """Close without an answer; what was typed is kept."""
        self._keep()
        self.dismiss(None)

    def action_send(self) -> None:
        """Answer with the text."""
        text = self.query_one(TextArea).text.strip()
        if not text and not self._question.may_be_empty:
            self.query_one("#lacking", Static).update(_("There is no text yet."))
            return
        if self._timer is not None:
            self._timer.stop()
        self.dismiss(text)
