"""The items of the formal check that only a person can judge: met or not, one key each."""

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key

from beirat_tui.services.reading_views import SketchView
from beirat_tui.tui.actions import key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys
from beirat_tui.tui.dialogs.form import note
from beirat_tui.tui.widgets.cells import shortened
from beirat_tui.tui.widgets.choices import choice_keys
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.tui.widgets.pick_list import Pick, PickList
from beirat_tui.wording import _, ngettext
from beirat_tui.wording.states import CHECKS, sign

LONGEST_TITLE = 120
MOST_LINES = 14


LEAST_LINES = 4
AROUND = 17
"""Lines of the dialog beside the list."""


class ChecklistDialog(Dialog[Mapping[str, bool]]):
    """Returns the items whose answer changed."""

    DEFAULT_CSS = """
    ChecklistDialog {
        .box { width: 92; }
        .subject { text-style: bold; }
        PickList { margin: 1 0 0 0; }
        #about { height: 3; margin: 1 0 0 0; color: $quiet; }
    }
    """

    def __init__(self, view: SketchView) -> None:
        super().__init__()
        self._view = view
        self._answers: dict[str, bool] = {}

    def compose(self) -> ComposeResult:
        """Lay list, sentence and keys below each other."""
        view = self._view
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = _("Checklist")
            yield note(f"{view.number} {shortened(view.title, LONGEST_TITLE)}", "subject")
            yield note(_("What the program computes itself cannot be ticked."), "quiet")
            yield PickList()
            about = note("")
            about.id = "about"
            yield about
            yield Sentence()
            yes, no, _abstain = choice_keys()
            yield DialogKeys(
                (yes, _("met")),
                (no, _("not met")),
                (key_name("enter"), _("record")),
                (key_name("escape"), _("cancel")),
            )

    def on_mount(self) -> None:
        """Fill the list."""
        found = self.query_one(PickList)
        # What else the dialog holds shall stay on the smallest screen.
        room = max(LEAST_LINES, self.app.size.height - AROUND)
        found.styles.height = max(1, min(MOST_LINES, room, len(self._view.checklist)))
        self._draw(next((place for place, item in enumerate(self._view.checklist) if item.by_hand), 0))
        found.focus()

    def _draw(self, cursor: int) -> None:
        picks = []
        for item in self._view.checklist:
            state = item.state
            if item.key in self._answers:
                state = "met" if self._answers[item.key] else "failed"
            mark = sign(CHECKS, state)
            tick = " " if item.by_hand else "="
            picks.append(Pick(item.key, f"{tick} {item.title}", str(mark), mark.tone))
        self.query_one(PickList).fill(picks, cursor)
        self._say()

    def _say(self) -> None:
        count = len(self._answers)
        text = ngettext("{number} item is recorded.", "{number} items are recorded.", count)
        done = _("{key}: {done}").format(key=key_name("enter"), done=_("record")) if count else ""
        self.query_one(Sentence).say(
            text.format(number=count) if count else _("Nothing is ticked yet."), done
        )

    @on(PickList.Pointed)
    def _pointed(self, message: PickList.Pointed) -> None:
        message.stop()
        item = next(
            (each for each in self._view.checklist if message.row and each.key == message.row.key), None
        )
        about = "" if item is None else item.detail
        if item is not None and not item.by_hand:
            computed = _("= computed.")
            about = f"{computed} {about}"
        self.query_one("#about").update(about)  # type: ignore[attr-defined]  # it is a Static

    def on_key(self, event: Key) -> None:
        """Tick the item under the cursor."""
        yes, no, _abstain = choice_keys()
        found = self.query_one(PickList)
        if not found.has_focus or event.key not in {yes, no}:
            return
        event.stop()
        item = self._view.checklist[found.cursor]
        if item.by_hand:
            self._answers[item.key] = event.key == yes
            self._draw(min(found.cursor + 1, len(self._view.checklist) - 1))

    @on(PickList.Opened)
    def _opened(self, message: PickList.Opened) -> None:
        message.stop()
        self._accept()

    @on(Sentence.Accepted)
    def _accept(self) -> None:
        if self._answers:
            self.dismiss(dict(self._answers))
