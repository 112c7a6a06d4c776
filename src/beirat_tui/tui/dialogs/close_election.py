"""Closes an election: what that gives, when it was, whether somebody objected, and the lot on equal votes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from textual.app import ComposeResult

from beirat_tui.services.round_views import OutcomeView, RoundView
from beirat_tui.tui.actions import key_name
from beirat_tui.tui.dialogs.derivation import DerivationDialog
from beirat_tui.tui.sheets.closing import missing_text
from beirat_tui.tui.sheets.election import closing_election_sheet
from beirat_tui.tui.sheets.why import naming
from beirat_tui.tui.typed_values import read_day, read_time
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.derivation import result_text

SEPARATOR = "·"


@dataclass(frozen=True, slots=True)
class ElectionFacts:
    """What the office notes of an election.

    Attributes:
        at: local time of the vote, without a zone; of a circulation its last day.
        objected: ``papers`` if somebody objected to a vote by call or sign; empty if nobody did.
        lot: what was said in the room, in the order in which it was said.
    """

    at: datetime
    objected: str = ""
    lot: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ElectionClosing:
    """Close the election with `facts`, or, where they changed, show first what they give."""

    facts: ElectionFacts
    again: bool


class CloseElectionDialog(DerivationDialog[ElectionClosing]):
    """Asks whether to close, when the vote was, and for the lot."""

    def __init__(self, found: RoundView, outcome: OutcomeView, facts: ElectionFacts, today: date) -> None:
        super().__init__()
        self._round = found
        self._outcome = outcome
        self._facts = facts
        self._today = today
        self.heading = _("Close the election “{subject}”").format(subject=found.title)

    def sheet(self) -> Callable[[int], Sheet]:
        """Return what draws the preview."""
        return lambda width: closing_election_sheet(self._round, self._outcome, width)

    def lines(self) -> ComposeResult:
        """Lay the time of the vote, the objection, and the lot where it is needed."""
        at = self._facts.at
        yield Blank(_("Day of the vote"), fmt.date(at.date()), id="day")
        if self._round.procedure == "meeting":
            yield Blank(_("Time of the vote"), at.strftime("%H:%M"), id="time")
        if self._round.secrecy == "open":
            yield Turn(
                _("Vote by call or sign"),
                [("", _("nobody objected")), ("papers", _("somebody objected"))],
                self._facts.objected,
                id="objected",
            )
        if self._needs_lot:
            yield Blank(
                _("Said for the lot"),
                f" {SEPARATOR} ".join(self._facts.lot),
                example=_("4 · 2 · Moon: in the order it was said"),
                id="lot",
            )

    @property
    def _needs_lot(self) -> bool:
        return any(step.rule == "election.lot" for step in self._outcome.steps)

    def _entered(self) -> ElectionFacts | None:
        day = read_day(self.query_one("#day", Blank).value, self._today)
        clock = self._facts.at.strftime("%H:%M")
        if self._round.procedure == "meeting":
            clock = read_time(self.query_one("#time", Blank).value) or ""
        if day is None or not clock:
            return None
        objected, lot = self.query("#objected"), self.query("#lot")
        said = lot.first(Blank).value.replace(",", SEPARATOR).split(SEPARATOR) if lot else []
        return ElectionFacts(
            datetime.combine(day, time.fromisoformat(clock)),
            objected.first(Turn).chosen if objected else "",
            tuple(each.strip() for each in said if each.strip()),
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
        elif self._outcome.result == "undecided":
            missing = missing_text(self._outcome, self._round)
            sentence.say(_("The election cannot be closed yet: {missing}").format(missing=missing))
        else:
            text = _("I close the election “{subject}”.").format(subject=self._round.title)
            if not self._round.hidden:
                text += " " + result_text(self._outcome.derived, naming(self._round))
            sentence.say(text, _("{key}: {done}").format(key=enter, done=_("close the election")))

    def accepted(self) -> None:
        """Close, or show what changed facts give."""
        entered = self._entered()
        if entered is None or (entered == self._facts and self._outcome.result == "undecided"):
            return
        self.dismiss(ElectionClosing(entered, again=entered != self._facts))
