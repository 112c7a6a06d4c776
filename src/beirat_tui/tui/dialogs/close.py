"""The frame of the dialogs that close a vote: what that gives and why, when it was, then one sentence.

Day, time or facts that were changed here are not closed with at once: what they give is shown first.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from textual.app import ComposeResult

from beirat_tui.log.bodies.rounds import VoteFacts
from beirat_tui.services.round_views import OutcomeView, RoundView
from beirat_tui.tui.actions import key_name
from beirat_tui.tui.dialogs.derivation import DerivationDialog
from beirat_tui.tui.sheets.closing import missing_text
from beirat_tui.tui.typed_values import read_day, read_time
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt


@dataclass(frozen=True, slots=True)
class CloseFacts:
    """What the office notes of the vote.

    Attributes:
        at: local time of the vote, without a zone; of a circulation its last day.
        noted: what else there is to it.
    """

    at: datetime
    noted: VoteFacts = field(default_factory=VoteFacts)


@dataclass(frozen=True, slots=True)
class CloseAnswer:
    """Close the vote with `facts`, or, where they changed, show first what they give."""

    facts: CloseFacts
    again: bool


class CloseDialog(DerivationDialog[CloseAnswer]):
    """Asks whether to close, and when the vote was: give `sheet`, `questions`, `noted` and `sentence`."""

    not_yet: str = ""
    """What is said in place of the sentence while something, ``{missing}``, has to be recorded before."""
    done: str = ""
    """What Enter does."""

    def __init__(self, found: RoundView, outcome: OutcomeView, facts: CloseFacts, today: date) -> None:
        super().__init__()
        self.found = found
        self.outcome = outcome
        self.facts = facts
        self.today = today

    @property
    def in_meeting(self) -> bool:
        """Whether the vote is held in a meeting."""
        return self.found.procedure == "meeting"

    def questions(self) -> ComposeResult:
        """Lay what only some votes need."""
        yield from ()

    def noted(self) -> VoteFacts:
        """Return what the lines of `questions` say."""
        raise NotImplementedError

    def sentence(self) -> str:
        """Return what is done on Enter."""
        raise NotImplementedError

    def chosen(self, line: str) -> str:
        """Return what is chosen in the line with the id LINE; nothing where this vote has no such line."""
        return next((each.chosen for each in self.query(f"#{line}").results(Turn)), "")

    def lines(self) -> ComposeResult:
        """Lay the time of the vote, and what only some votes need."""
        at = self.facts.at
        yield Blank(_("Day of the vote"), fmt.date(at.date()), id="day")
        if self.in_meeting:
            yield Blank(_("Time of the vote"), at.strftime("%H:%M"), id="time")
        yield from self.questions()

    def _entered(self) -> CloseFacts | None:
        day = read_day(self.query_one("#day", Blank).value, self.today)
        clock: str | None = self.facts.at.strftime("%H:%M")
        if self.in_meeting:
            clock = read_time(self.query_one("#time", Blank).value)
        if day is None or clock is None:
            return None
        return CloseFacts(datetime.combine(day, time.fromisoformat(clock)), self.noted())

    def say(self) -> None:
        """Say what closing gives, or what is in the way."""
        line, enter = self.query_one(Sentence), key_name("enter")
        entered, missing = self._entered(), missing_text(self.outcome, self.found)
        if entered is None:
            line.say(_("Day or time cannot be read. Write 16.03.2026 and 14:05."))
        elif entered != self.facts:
            line.say(
                _("Day, time or facts have changed."),
                _("{key}: {done}").format(key=enter, done=_("show what that gives")),
            )
        elif missing:
            line.say(self.not_yet.format(missing=missing))
        else:
            line.say(self.sentence(), _("{key}: {done}").format(key=enter, done=self.done))

    def accepted(self) -> None:
        """Close, or show what changed facts give."""
        entered = self._entered()
        if entered is not None:
            self.dismiss(CloseAnswer(entered, again=entered != self.facts))
