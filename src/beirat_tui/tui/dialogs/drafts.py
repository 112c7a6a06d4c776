"""One's draft votes: each becomes the ballot by one key, where that is possible, or is dropped."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from beirat_tui.tui.actions import bindings, key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys
from beirat_tui.tui.widgets.pick_list import Pick, PickList
from beirat_tui.wording import _
from beirat_tui.wording.states import CHOICES, sign

if TYPE_CHECKING:
    from beirat_tui.services.round_views import DraftView

MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class DraftsAnswer:
    """Which draft to cast, or to drop."""

    draft: "DraftView"
    cast: bool


class DraftsDialog(Dialog[DraftsAnswer]):
    """Lists the drafts; those that can be cast now come first."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog.drop")]

    DEFAULT_CSS = """
    DraftsDialog { PickList { margin: 1 0; } #about { min-height: 2; } }
    """

    def __init__(self, drafts: "list[DraftView]") -> None:
        super().__init__()
        self._drafts = sorted(drafts, key=lambda draft: not draft.castable)

    def compose(self) -> ComposeResult:
        """Lay list, sentence and keys below each other."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = _("Your draft votes")
            yield Static(
                _("Only you can see them. A draft counts for nothing until you cast it.")
                if self._drafts
                else _("You have no draft votes. Press v on a sketch before its vote is opened to make one."),
                classes="quiet",
                markup=False,
            )
            yield PickList()
            yield Static("", id="about", markup=False)
            yield DialogKeys()

    def on_mount(self) -> None:
        """Fill the list."""
        picks = [
            Pick(
                draft.sketch,
                f"{draft.number} {draft.title}",
                _("{choice} · ready to cast").format(choice=sign(CHOICES, draft.choice))
                if draft.castable
                else _("{choice} · not yet").format(choice=sign(CHOICES, draft.choice)),
                "next" if draft.castable else "dim",
            )
            for draft in self._drafts
        ]
        found = self.query_one(PickList)
        found.styles.height = max(1, min(MOST_LINES, len(picks)))
        found.display = bool(picks)
        found.fill(picks)
        found.focus()
        if not picks:
            self._say(None)

    def _draft(self, key: str) -> "DraftView":
        return next(draft for draft in self._drafts if draft.sketch == key)

    @on(PickList.Pointed)
    def _pointed(self, message: PickList.Pointed) -> None:
        message.stop()
        self._say(self._draft(message.row.key) if message.row is not None else None)

    def _say(self, draft: "DraftView | None") -> None:
        keys = [(key_name("escape"), _("close"))]
        text = ""
        if draft is not None:
            choice = sign(CHOICES, draft.choice).word.upper()
            subject = f"{draft.number} {draft.title}"
            keys.insert(0, (key_name("delete"), _("drop")))
            if draft.castable:
                text = _("I vote {choice} on {subject}.").format(choice=choice, subject=subject)
                keys.insert(0, (key_name("enter"), _("cast this vote")))
            else:
                text = _(
                    "{subject}: {choice}. You can cast it when the vote is running and you are there."
                ).format(subject=subject, choice=choice)
        self.query_one("#about", Static).update(text)
        self.query_one(DialogKeys).say(*keys)

    @on(PickList.Opened)
    def _opened(self, message: PickList.Opened) -> None:
        message.stop()
        draft = self._draft(message.row.key)
        if draft.castable:
            self.dismiss(DraftsAnswer(draft, cast=True))

    def action_drop(self) -> None:
        """Drop the draft under the cursor."""
        row = self.query_one(PickList).current
        if row is not None:
            self.dismiss(DraftsAnswer(self._draft(row.key), cast=False))
