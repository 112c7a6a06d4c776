"""Declares a conflict of interest in one vote, with the reason, or takes the declaration back."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static, TextArea

from beirat_tui.tui.actions import bindings, key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys, Typed
from beirat_tui.tui.dialogs.text import QUIET_TIME
from beirat_tui.tui.widgets.cells import shortened
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.wording import _

if TYPE_CHECKING:
    from textual.timer import Timer

    from beirat_tui.services.reading_views import SketchView

LONGEST_TITLE = 120


class RecusalDialog(Dialog[str]):
    """Returns the reason, an empty one for taking a recusal back, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("move.pane", "move.pane-back")]

    def __init__(self, view: "SketchView", typed: str, *, recused: bool) -> None:
        super().__init__()
        self._subject = f"{view.number} {shortened(view.title, LONGEST_TITLE)}"
        self._voted = view.round is not None and view.round.my_choice is not None
        self._key = f"recusal/{view.round.id}" if view.round is not None else ""
        self._text = typed
        self._recused = recused
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay what it means, the reason, the sentence and the keys below each other."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = _("Conflict of interest")
            if self._recused:
                yield Static(_("You have declared a conflict of interest in this vote."), markup=False)
            else:
                yield Static(
                    _(
                        "Whoever has a personal interest in the outcome takes no part: your vote does not "
                        "count, you leave the room for this item, and you do not count as present."
                    ),
                    markup=False,
                )
                if self._voted:
                    yield Static(_("Your vote in this round will not count."), classes="warn", markup=False)
                yield Static(
                    _("Reason; the office and the chair read it, and it goes into the minutes:"),
                    classes="quiet",
                    markup=False,
                )
                yield TextArea(self._text, soft_wrap=True, show_line_numbers=False)
            yield Sentence()
            yield DialogKeys(*self._keys())

    def _keys(self) -> list[tuple[str, str]]:
        to_sentence = [] if self._recused else [(key_name("tab"), _("to the sentence"))]
        return [
            *to_sentence,
            (key_name("enter"), _("on the sentence: done")),
            (key_name("escape"), _("cancel")),
        ]

    def on_mount(self) -> None:
        """Start at the reason, or at the sentence where none is needed."""
        if self._recused:
            self.query_one(Sentence).focus()
        else:
            self.query_one(TextArea).focus()
        self._say()

    def _say(self) -> None:
        sentence, enter = self.query_one(Sentence), key_name("enter")
        if self._recused:
            text = _("I take part in the vote on {subject} again.").format(subject=self._subject)
            sentence.say(text, _("{key}: take it back").format(key=enter))
        elif not self.query_one(TextArea).text.strip():
            sentence.say(_("A reason is still missing."))
        else:
            text = _("I take no part in the vote on {subject}.").format(subject=self._subject)
            sentence.say(text, _("{key}: declare this").format(key=enter))

    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._say()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(QUIET_TIME, self._keep)

    def _keep(self) -> None:
        if not self._recused and self._key:
            self.post_message(Typed(self._key, self.query_one(TextArea).text))

    def action_leave(self) -> None:
        """Close without a declaration; the reason is kept."""
        self._keep()
        self.dismiss(None)

    @on(Sentence.Accepted)
    def _accepted(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self.dismiss("" if self._recused else self.query_one(TextArea).text.strip())
