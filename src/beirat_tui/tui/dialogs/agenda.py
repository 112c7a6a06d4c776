"""Sets a meeting's agenda: sketches that can be put on it, in and out by Space, up and down in order."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key

from beirat_tui.services.queue_views import QueueRow
from beirat_tui.tui.actions import bindings, key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys
from beirat_tui.tui.dialogs.form import note
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.tui.widgets.pick_list import Pick, PickList
from beirat_tui.wording import _, ngettext
from beirat_tui.wording.states import queue_sign

MOST_LINES = 16


@dataclass(frozen=True, slots=True)
class AgendaQuestion:
    """The meeting, what stands on its agenda, and what else could."""

    meeting: str
    name: str
    chosen: tuple[QueueRow, ...]
    others: tuple[QueueRow, ...]


class AgendaDialog(Dialog[list[str]]):
    """Returns the sketches in order."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("move.pane", "move.pane-back")]

    DEFAULT_CSS = """
    AgendaDialog { .box { width: 96; } PickList { margin: 1 0; } }
    """

    def __init__(self, question: AgendaQuestion) -> None:
        super().__init__()
        self._question = question
        self._rows = {row.sketch: row for row in (*question.chosen, *question.others)}
        self._chosen = [row.sketch for row in question.chosen]

    def compose(self) -> ComposeResult:
        """Lay list, sentence and keys below each other."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(_("Agenda of meeting {name}").format(name=self._question.name))
            yield note(
                _("Numbered sketches stand on the agenda. Space takes one on or off, + and - move it."),
                "quiet",
            )
            yield PickList()
            yield Sentence()
            yield DialogKeys(
                (key_name("space"), _("on, off")),
                ("+ -", _("move")),
                (key_name("enter"), _("set the agenda")),
                (key_name("escape"), _("cancel")),
            )

    def on_mount(self) -> None:
        """Fill the list."""
        found = self.query_one(PickList)
        found.styles.height = max(1, min(MOST_LINES, len(self._rows)))
        found.display = bool(self._rows)
        self._draw(None)
        (found if self._rows else self.query_one(Sentence)).focus()

    def _order(self) -> list[str]:
        return [*self._chosen, *(name for name in self._rows if name not in self._chosen)]

    def _draw(self, sketch: str | None) -> None:
        order = self._order()
        picks = []
        for name in order:
            row = self._rows[name]
            place = f"{self._chosen.index(name) + 1:>2}." if name in self._chosen else "   "
            state = queue_sign(row.stage, "none", row.reason)
            picks.append(Pick(name, f"{place} {row.number}  {row.title}", str(state), state.tone))
        found = self.query_one(PickList)
        found.fill(picks, order.index(sketch) if sketch in self._rows else found.cursor)
        self._say()

    def _say(self) -> None:
        sentence, number = self.query_one(Sentence), len(self._chosen)
        if not self._rows:
            sentence.say(_("There is no sketch that could be put on the agenda."))
            return
        text = ngettext(
            "The agenda of meeting {name}: {number} sketch.",
            "The agenda of meeting {name}: {number} sketches.",
            number,
        ).format(name=self._question.name, number=number)
        sentence.say(text, _("{key}: {done}").format(key=key_name("enter"), done=_("set the agenda")))

    def on_key(self, event: Key) -> None:
        """Take on, off, and move."""
        row = self.query_one(PickList).current
        if row is None:
            return
        if event.key == "space":
            event.stop()
            if row.key in self._chosen:
                self._chosen.remove(row.key)
            else:
                self._chosen.append(row.key)
            self._draw(row.key)
        elif event.character in {"+", "-"} and row.key in self._chosen:
            event.stop()
            place = self._chosen.index(row.key)
            to = place + (1 if event.character == "-" else -1)
            if 0 <= to < len(self._chosen):
                self._chosen[place], self._chosen[to] = self._chosen[to], self._chosen[place]
                self._draw(row.key)

    @on(PickList.Opened)
    def _opened(self, message: PickList.Opened) -> None:
        message.stop()
        self.dismiss(list(self._chosen))

    @on(Sentence.Accepted)
    def _accepted(self) -> None:
        self.dismiss(list(self._chosen))
