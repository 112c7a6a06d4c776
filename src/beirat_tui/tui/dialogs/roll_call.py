"""The roll call: one name after another, one key each; at the end one sentence repeats the figures.

What was called out is kept while it is typed, so that a crash or an Escape loses nothing.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.events import Key

from beirat_tui.services.round_views import RoundView, SeatView
from beirat_tui.tui.actions import bindings, key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys, Typed
from beirat_tui.tui.dialogs.form import note
from beirat_tui.tui.widgets.cells import shortened
from beirat_tui.tui.widgets.choices import ORDER, choice_keys
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.tui.widgets.pick_list import Pick, PickList
from beirat_tui.wording import _
from beirat_tui.wording.states import CHOICES, MOTIONS, sign, word

LONGEST_TITLE = 120
MOST_LINES = 11
SILENT = ""


def called(found: RoundView) -> list[SeatView]:
    """Return who is called: entitled, there, not recused, and without a vote of their own."""
    return [
        seat
        for seat in found.electorate
        if seat.entitled
        and not seat.recused
        and seat.present is not False
        and not (seat.voted and seat.source != "hand")
    ]


def write_answers(answers: dict[str, str]) -> str:
    """Return ANSWERS as a line that `read_answers` reads."""
    return " ".join(f"{member}={choice}" for member, choice in answers.items())


def read_answers(text: str, members: Sequence[str]) -> dict[str, str]:
    """Return the answers kept in TEXT of those who are still called."""
    pairs = (part.partition("=") for part in text.split())
    known = {member: choice for member, _equals, choice in pairs if choice in {*ORDER, SILENT}}
    return {member: known[member] for member in members if member in known}


class RollCallDialog(Dialog[dict[str, str]]):
    """Returns member → choice of those who answered."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog.earlier")]

    DEFAULT_CSS = """
    RollCallDialog {
        .box { width: 84; }
        .subject { text-style: bold; }
        PickList { margin: 1 0 0 0; }
        Sentence { margin: 1 0 0 0; }
    }
    """

    def __init__(self, found: RoundView, typed: str) -> None:
        super().__init__()
        self._round = found
        self._seats = called(found)
        self._answers = read_answers(typed, [seat.member for seat in self._seats])

    @property
    def key(self) -> str:
        """Under which the answers are kept while the call goes on."""
        return f"rollcall/{self._round.id}"

    def compose(self) -> ComposeResult:
        """Lay subject, names, sentence and keys below each other."""
        found = self._round
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = _("Roll call")
            yield note(f"{found.number} {shortened(found.title, LONGEST_TITLE)}", "subject")
            yield note(_("Motion: {motion}").format(motion=word(MOTIONS, found.motion)), "quiet")
            yield note(self._left_out(), "quiet")
            yield PickList()
            yield Sentence()
            yield DialogKeys()

    def _left_out(self) -> str:
        seats = {seat.member for seat in self._seats}
        voted = sum(1 for seat in self._round.electorate if seat.voted and seat.member not in seats)
        recused = sum(1 for seat in self._round.electorate if seat.recused)
        absent = sum(
            1
            for seat in self._round.electorate
            if seat.entitled and seat.present is False and not seat.voted and not seat.recused
        )
        return _("Not called: {voted} have voted themselves, {recused} recused, {absent} absent.").format(
            voted=voted, recused=recused, absent=absent
        )

    def on_mount(self) -> None:
        """Start at the first name without an answer."""
        names = self.query_one(PickList)
        names.styles.height = max(1, min(MOST_LINES, len(self._seats)))
        names.display = bool(self._seats)
        self._draw(self._first_open())

    def _first_open(self) -> int:
        for place, seat in enumerate(self._seats):
            if seat.member not in self._answers:
                return place
        return len(self._seats)

    def _draw(self, place: int) -> None:
        names, sentence = self.query_one(PickList), self.query_one(Sentence)
        names.fill(
            [Pick(s.member, f"{s.label}  {s.name}", *self._word(s)) for s in self._seats],
            min(place, len(self._seats) - 1),
        )
        self._say()
        if place >= len(self._seats):
            sentence.focus()
        else:
            names.focus()

    def _word(self, seat: SeatView) -> tuple[str, str]:
        answer = self._answers.get(seat.member)
        if answer is None:
            return "", ""
        if answer == SILENT:
            return _("· no vote"), "dim"
        found = sign(CHOICES, answer)
        return str(found), found.tone

    def _say(self) -> None:
        sentence, keys = self.query_one(Sentence), self.query_one(DialogKeys)
        given = [choice for choice in self._answers.values() if choice]
        left = len(self._seats) - len(self._answers)
        figures = {choice: given.count(choice) for choice in ORDER}
        if not self._seats:
            sentence.say(_("There is nobody to call: all who are here have voted."))
        elif left:
            sentence.say(
                _("{yes} yes, {no} no, {abstain} abstained so far; {left} still to call.").format(
                    **figures, left=left
                )
            )
        else:
            silent = len(self._answers) - len(given)
            text = _("I record on {number}: {yes} yes, {no} no, {abstain} abstained; {silent} gave no vote.")
            sentence.say(
                text.format(number=self._round.number, **figures, silent=silent),
                _("{key}: {done}").format(key=key_name("enter"), done=_("record the votes")),
            )
        letters = [
            (key, sign(CHOICES, choice).word) for key, choice in zip(choice_keys(), ORDER, strict=True)
        ]
        keys.say(
            *letters,
            (key_name("space"), _("no vote")),
            (key_name("backspace"), _("back")),
            (key_name("escape"), _("interrupt")),
        )

    def on_key(self, event: Key) -> None:
        """Take the answer of the name under the cursor."""
        letters = choice_keys()
        names = self.query_one(PickList)
        if not names.has_focus or not self._seats:
            return
        if event.key in letters:
            self._answer(ORDER[letters.index(event.key)])
            event.stop()
        elif event.key == "space":
            self._answer(SILENT)
            event.stop()
        elif event.key == "enter":
            event.stop()

    def _answer(self, choice: str) -> None:
        place = self.query_one(PickList).cursor
        self._answers[self._seats[place].member] = choice
        self._keep()
        onward = place + 1
        self._draw(onward if onward < len(self._seats) else self._first_open())

    def _keep(self) -> None:
        self.post_message(Typed(self.key, write_answers(self._answers)))

    def action_earlier(self) -> None:
        """Back to the name before, whose answer is asked anew."""
        names = self.query_one(PickList)
        place = names.cursor if not names.has_focus else names.cursor - 1
        if self._seats and place >= 0:
            self._answers.pop(self._seats[place].member, None)
            self._keep()
            self._draw(place)

    @on(PickList.Opened)
    def _opened(self, message: PickList.Opened) -> None:
        message.stop()

    @on(Sentence.Accepted)
    def _accepted(self) -> None:
        self.dismiss({member: choice for member, choice in self._answers.items() if choice})
