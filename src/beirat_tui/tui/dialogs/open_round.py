"""Opens a vote on a sketch: motion, in which meeting or until when by circulation, hidden, secret."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from textual.app import ComposeResult
from textual.widgets import Static, TextArea

from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.typed_values import read_day
from beirat_tui.tui.widgets.cells import shortened
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import MOTIONS, word

LONGEST_TITLE = 120
CIRCULATION = "circulation"

Motion = Literal["recommend", "recommend_with_conditions", "do_not_recommend", "postpone"]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What a vote could be opened on.

    Attributes:
        meetings: id and name of the meetings it could be in, the likeliest first.
        circulation: whether the rules allow a written vote.
        deadline: what is proposed for a written vote.
        before: what became of the vote before this one, in words; empty if there was none.
    """

    sketch: str
    number: str
    title: str
    meetings: tuple[tuple[str, str], ...]
    circulation: bool
    deadline: date
    before: str = ""


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """A vote to open: in `meeting`, or by circulation until `deadline`."""

    motion: Motion
    meeting: str | None
    deadline: date | None
    hidden: bool
    secret: bool
    conditions: str


class OpenRoundDialog(FormDialog[OpenAnswer]):
    """Asks how to vote on one sketch."""

    from_sentence = True

    def __init__(self, question: OpenQuestion, today: date) -> None:
        super().__init__()
        self._question = question
        self._today = today
        self.heading = _("Open a vote")

    def lines(self) -> ComposeResult:
        """Lay subject, motion, procedure, deadline, secrecy and conditions."""
        asked = self._question
        yield note(f"{asked.number} {shortened(asked.title, LONGEST_TITLE)}", "subject")
        if asked.before:
            yield note(asked.before, "warn")
        yield Turn(_("Motion"), [(name, word(MOTIONS, name)) for name in MOTIONS], id="motion")
        yield Turn(_("Procedure"), self._procedures(), id="procedure")
        yield Blank(_("Deadline"), fmt.date(asked.deadline), example=fmt.date(asked.deadline), id="deadline")
        yield Turn(
            _("Single votes"),
            [("shown", _("can be seen at once")), ("hidden", _("are shown when the vote is closed"))],
            id="hidden",
        )
        yield Turn(
            _("Kind of vote"),
            [("open", _("open, by name")), ("secret", _("secret: only figures are recorded"))],
            id="secrecy",
        )
        yield Static(_("Conditions:"), id="conditions-label", classes="quiet", markup=False)
        yield TextArea("", soft_wrap=True, show_line_numbers=False, id="conditions")

    def _procedures(self) -> list[tuple[str, str]]:
        found = [
            (name, _("in meeting {meeting}").format(meeting=words)) for name, words in self._question.meetings
        ]
        if self._question.circulation:
            found.append((CIRCULATION, _("by circulation")))
        return found or [("", _("no meeting has been called"))]

    def settle(self) -> Settled[OpenAnswer]:
        """Say what will be opened."""
        motion = cast("Motion", self.query_one("#motion", Turn).chosen)
        procedure = self.query_one("#procedure", Turn).chosen
        written = procedure == CIRCULATION
        with_conditions = motion == "recommend_with_conditions"
        self.query_one("#deadline").display = written
        self.query_one("#conditions").display = with_conditions
        self.query_one("#conditions-label").display = with_conditions
        secret = self.query_one("#secrecy", Turn).chosen == "secret"
        self.query_one("#hidden").display = not secret
        if not procedure:
            return Settled(None, _("Call a meeting first: key + in the view Meeting."))
        deadline, wrong = self._deadline() if written else (None, "")
        conditions = self.query_one("#conditions", TextArea).text.strip() if with_conditions else ""
        if wrong:
            return Settled(None, wrong)
        if with_conditions and not conditions:
            return Settled(None, _("The conditions are still missing."))
        answer = OpenAnswer(
            motion=motion,
            meeting=None if written else procedure,
            deadline=deadline,
            hidden=not secret and self.query_one("#hidden", Turn).chosen == "hidden",
            secret=secret,
            conditions=conditions,
        )
        return Settled(answer, self._sentence(answer), _("open the vote"))

    def _deadline(self) -> tuple[date | None, str]:
        blank = self.query_one("#deadline", Blank)
        day = read_day(blank.value, self._today)
        if day is None:
            blank.say("")
            return None, _("The deadline is not a day. Write 24.03.2026, 24.3. or +14.")
        blank.say(fmt.until(day, self._today), wrong=day < self._today)
        if day < self._today:
            return None, _("The deadline is past.")
        return day, ""

    def _sentence(self, answer: OpenAnswer) -> str:
        number, motion = self._question.number, word(MOTIONS, answer.motion)
        if answer.deadline is not None:
            text = _("I open the vote on {number} by circulation until {day}: “{motion}”.").format(
                number=number, day=fmt.date(answer.deadline), motion=motion
            )
        else:
            meeting = dict(self._question.meetings)[answer.meeting or ""]
            text = _("I open the vote on {number} in meeting {meeting}: “{motion}”.").format(
                number=number, meeting=meeting, motion=motion
            )
        return text
