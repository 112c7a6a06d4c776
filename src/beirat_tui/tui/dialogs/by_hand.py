"""Records one member's vote for them: called out in the room, or handed in on paper."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.events import Key
from textual.widgets import Input

from beirat_tui.services.round_views import RoundView, SeatView
from beirat_tui.tui.actions import bindings, key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys
from beirat_tui.tui.dialogs.form import note
from beirat_tui.tui.widgets.cells import shortened
from beirat_tui.tui.widgets.choices import Choices, choice_keys
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.tui.widgets.form import Blank
from beirat_tui.tui.widgets.pick_list import Pick, PickList
from beirat_tui.wording import _
from beirat_tui.wording.states import CHOICES, MOTIONS, sign, word

LONGEST_TITLE = 120
MOST_LINES = 9
FEW_LINES = 4
HIGH = 30


@dataclass(frozen=True, slots=True)
class HandAnswer:
    """One vote to record; the choice None takes back what was recorded."""

    member: str
    name: str
    choice: str | None
    reason: str


def vote_state(seat: SeatView) -> tuple[str, str]:
    """Return in a few words, and in which tone, whether the vote of SEAT is here already."""
    if seat.recused:
        return _("⚑ recused"), "warn"
    if seat.voted and seat.source == "hand":
        choice = f" {sign(CHOICES, seat.choice).word}" if seat.choice else ""
        return _("● by hand{choice}").format(choice=choice), ""
    if seat.voted:
        return _("● voted"), "dim"
    if seat.present is False:
        return _("· absent"), "dim"
    return _("○ not yet"), "next"


class ByHandDialog(Dialog[HandAnswer]):
    """Asks for member, choice and how the vote came."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("move.pane", "move.pane-back", "dialog.drop"),
    ]

    DEFAULT_CSS = """
    ByHandDialog {
        .subject { text-style: bold; }
        PickList { margin: 1 0 0 0; }
        Choices { margin: 1 0; }
        Sentence { margin: 1 0 0 0; }
    }
    """

    def __init__(self, found: RoundView) -> None:
        super().__init__()
        self._round = found
        seats = [seat for seat in found.electorate if seat.entitled and not seat.recused]
        self._seats = sorted(seats, key=_order)
        self._digits = ""

    def compose(self) -> ComposeResult:
        """Lay subject, members, choices, reason and sentence below each other."""
        found = self._round
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = _("Record a vote by hand")
            yield note(f"{found.number} {shortened(found.title, LONGEST_TITLE)}", "subject")
            yield note(_("Motion: {motion}").format(motion=word(MOTIONS, found.motion)), "quiet")
            yield PickList()
            yield Choices()
            yield Blank(_("How it came"), example=_("called out, letter of 3 March …"))
            yield Sentence()
            yield DialogKeys(
                (key_name("enter"), _("go on")),
                ("/".join(choice_keys()), _("choose")),
                (key_name("delete"), _("take back")),
                (key_name("escape"), _("cancel")),
            )

    def on_mount(self) -> None:
        """Start at the first member whose vote is missing."""
        members = self.query_one(PickList)
        members.styles.height = max(
            1, min(MOST_LINES if self.app.size.height >= HIGH else FEW_LINES, len(self._seats))
        )
        members.fill([Pick(s.member, f"{s.label}  {s.name}", *vote_state(s)) for s in self._seats])
        members.focus()
        self._say()

    @property
    def _seat(self) -> SeatView | None:
        row = self.query_one(PickList).current
        return next((seat for seat in self._seats if row is not None and seat.member == row.key), None)

    def _say(self) -> None:
        seat, chosen = self._seat, self.query_one(Choices).chosen
        sentence = self.query_one(Sentence)
        if seat is None:
            sentence.say(_("Nobody can vote here."))
            return
        who = f"{seat.label} {seat.name}".strip()
        if seat.voted and seat.source != "hand":
            sentence.say(
                _("{name} has voted already. A vote recorded by hand would not count beside it.").format(
                    name=who
                )
            )
        elif chosen is None:
            sentence.say(_("Nothing chosen yet: {keys}.").format(keys=", ".join(choice_keys())))
        else:
            sentence.say(
                _("I record for {name}: {choice} on {number}.").format(
                    name=who, choice=sign(CHOICES, chosen).word.upper(), number=self._round.number
                ),
                _("{key}: {done}").format(key=key_name("enter"), done=_("record this vote")),
            )

    @on(PickList.Pointed)
    def _pointed(self, message: PickList.Pointed) -> None:
        message.stop()
        self._say()

    @on(PickList.Opened)
    def _opened(self, message: PickList.Opened) -> None:
        message.stop()
        self.query_one(Choices).focus()

    @on(Choices.Chosen)
    def _chosen(self) -> None:
        if self.is_mounted:
            self._say()

    @on(Choices.Settled)
    def _settled(self) -> None:
        self.query_one(Sentence).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(Sentence).focus()

    def on_key(self, event: Key) -> None:
        """Let digits find a member by number, and the choice's letters choose wherever no text is typed."""
        if isinstance(self.focused, Input):
            return
        if event.key.isdigit():
            event.stop()
            self._jump(event.key)
        elif self.query_one(Choices).choose_by_key(event.key):
            event.stop()
            self.query_one(Sentence).focus()
        elif isinstance(self.focused, Sentence) and event.key == "up":
            event.stop()
            self.query_one(PickList).focus()

    def _jump(self, digit: str) -> None:
        for typed in (self._digits + digit, digit):
            for place, seat in enumerate(self._seats):
                number = "".join(letter for letter in seat.label if letter.isdigit())
                if number and int(number) == int(typed):
                    self._digits = typed
                    self.query_one(PickList).cursor = place
                    self.query_one(PickList).focus()
                    return
        self._digits = digit

    def action_drop(self) -> None:
        """Take back what was recorded by hand."""
        seat = self._seat
        if seat is not None and seat.source == "hand":
            self.dismiss(HandAnswer(seat.member, f"{seat.label} {seat.name}".strip(), None, ""))

    @on(Sentence.Accepted)
    def _accepted(self) -> None:
        seat, chosen = self._seat, self.query_one(Choices).chosen
        if seat is not None and chosen is not None:
            name = f"{seat.label} {seat.name}".strip()
            self.dismiss(HandAnswer(seat.member, name, chosen, self.query_one(Blank).value.strip()))


def _order(seat: SeatView) -> tuple[bool, bool, str]:
    return seat.voted, seat.present is False, seat.label
