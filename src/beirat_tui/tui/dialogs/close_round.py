"""Closes a vote: first what that gives and why, then the time of the vote as a fact, then one sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from textual.app import ComposeResult

from beirat_tui.services.round_views import OutcomeView, RoundView
from beirat_tui.tui.actions import key_name
from beirat_tui.tui.dialogs.derivation import DerivationDialog
from beirat_tui.tui.sheets.closing import closing_sheet, missing_text
from beirat_tui.tui.typed_values import read_day, read_time
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import CHOICES, VOTA, sign


@dataclass(frozen=True, slots=True)
class CloseFacts:
    """What the office notes of the vote.

    Attributes:
        at: local time of the vote, without a zone; of a circulation its last day.
        challenged: somebody doubted the quorum.
        casting_vote: what whoever presided said where their ballot cannot be seen; empty if nothing.
    """

    at: datetime
    challenged: bool = False
    casting_vote: str = ""


@dataclass(frozen=True, slots=True)
class CloseAnswer:
    """Close the vote with `facts`, or, where they changed, show first what they give."""

    facts: CloseFacts
    again: bool


class CloseRoundDialog(DerivationDialog[CloseAnswer]):
    """Asks whether to close, and when the vote was."""

    def __init__(
        self,
        found: RoundView,
        outcome: OutcomeView,
        facts: CloseFacts,
        today: date,
        awaited: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._awaited = awaited
        self._round = found
        self._outcome = outcome
        self._facts = facts
        self._today = today
        self.heading = _("Close the vote on {number}").format(number=found.number)

    @property
    def _in_meeting(self) -> bool:
        return self._round.procedure == "meeting"

    def sheet(self) -> Callable[[int], Sheet]:
        """Return what draws the preview."""
        return self._draw

    def _draw(self, width: int) -> Sheet:
        sheet = Sheet(width)
        for text in self._awaited:
            sheet.item(("!", "warn"), text, "warn")
        return sheet.join(closing_sheet(self._round, self._outcome, self._today, width))

    def lines(self) -> ComposeResult:
        """Lay the time of the vote, and what only some votes need."""
        at = self._facts.at
        yield Blank(_("Day of the vote"), fmt.date(at.date()), id="day")
        if self._in_meeting:
            yield Blank(_("Time of the vote"), at.strftime("%H:%M"), id="time")
        if self._presumed():
            yield Turn(
                _("Quorum"),
                [("", _("nobody doubted it")), ("challenged", _("somebody doubted it"))],
                "challenged" if self._facts.challenged else "",
                id="challenged",
            )
        if self._lacks_casting_vote() or self._facts.casting_vote:
            choices = [(choice, sign(CHOICES, choice).word) for choice in CHOICES]
            yield Turn(
                _("Vote of the chair"),
                [("", _("not known")), *choices],
                self._facts.casting_vote,
                id="casting",
            )

    def _presumed(self) -> bool:
        rules = {"quorum.presumed", "quorum.challenged"}
        return any(step.rule in rules for step in self._outcome.steps)

    def _lacks_casting_vote(self) -> bool:
        return any(
            step.rule == "tie.casting-vote" and step.verdict == "missing" for step in self._outcome.steps
        )

    def _entered(self) -> CloseFacts | None:
        day = read_day(self.query_one("#day", Blank).value, self._today)
        clock = self._facts.at.strftime("%H:%M")
        if self._in_meeting:
            clock = read_time(self.query_one("#time", Blank).value) or ""
        if day is None or not clock:
            return None
        challenged, casting = self.query("#challenged"), self.query("#casting")
        return CloseFacts(
            datetime.combine(day, time.fromisoformat(clock)),
            challenged=bool(challenged) and challenged.first(Turn).chosen == "challenged",
            casting_vote=casting.first(Turn).chosen if casting else "",
        )

    def say(self) -> None:
        """Say what closing gives, or what is in the way."""
        sentence, enter = self.query_one(Sentence), key_name("enter")
        entered = self._entered()
        if entered is None:
            sentence.say(_("Day or time cannot be read. Write 16.03.2026 and 14:05."))
        elif entered != self._facts:
            sentence.say(
                _("Day, time or facts have changed."),
                _("{key}: {done}").format(key=enter, done=_("show what that gives")),
            )
        elif missing_text(self._outcome, self._round):
            sentence.say(_("The vote cannot be closed yet: {missing}").format(missing=self._missing()))
        else:
            sentence.say(self._sentence(), _("{key}: {done}").format(key=enter, done=_("close the vote")))

    def _missing(self) -> str:
        return missing_text(self._outcome, self._round)

    def _sentence(self) -> str:
        when = fmt.date(self._facts.at.date())
        if self._in_meeting:
            clock = fmt.clock(self._facts.at.strftime("%H:%M"))
            when = _("{day}, {time}").format(day=when, time=clock)
        if self._round.hidden:
            return _("I close the vote on {number}, held on {when}.").format(
                number=self._round.number, when=when
            )
        outcome = self._outcome
        text = _(
            "I close the vote on {number}, held on {when}: {votum}. {yes} yes, {no} no, {abstain} abstained, "
            "{not_voted} not voted."
        )
        return text.format(
            number=self._round.number, when=when, votum=sign(VOTA, outcome.votum), yes=outcome.yes,
            no=outcome.no, abstain=outcome.abstain, not_voted=outcome.not_voted,
        )  # fmt: skip

    def accepted(self) -> None:
        """Close, or show what changed facts give."""
        entered = self._entered()
        if entered is not None:
            self.dismiss(CloseAnswer(entered, again=entered != self._facts))
