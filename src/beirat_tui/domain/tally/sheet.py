"""The working sheet of one tally: who may vote, who is there, and the derivation as it grows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.tally.case import Case, CirculationFacts, Meeting, Seat, Source, Span
from beirat_tui.domain.tally.outcome import Counts, Fact, NextStep, Result, Step

_NO_VOTES = Counts()


class Stop(NamedTuple):
    """The tally ends here: with this result, for this rule, and this to be done next."""

    result: Result
    reason: str
    next_step: NextStep = ""


@dataclass(slots=True)
class Sheet:
    """What the steps of one tally share.

    Attributes:
        case: the facts.
        rules: the rules.
        meeting: the sitting, or None in a circulation.
        circulation: the written vote, or None in a sitting.
        voters: all seats with a vote, recused or not.
        entitled: the seats that may vote in this item, by member.
        recused: everybody with a conflict of interest.
        here: who is in the room at the vote (empty in a circulation).
        alike: every voter has one vote.
        stand_ins: absent members whose deputy or proxy is there, with that person.
        votes: the admitted vote of each member.
        sources: where it comes from, if it is not the member's own ballot.
        counts: the votes added up.
        steps: the derivation so far.
    """

    case: Case
    rules: RuleSet
    meeting: Meeting | None
    circulation: CirculationFacts | None
    voters: list[Seat]
    entitled: dict[str, Seat]
    recused: frozenset[str]
    here: set[str]
    alike: bool
    stand_ins: dict[str, str] = field(default_factory=dict)
    votes: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    counts: Counts = _NO_VOTES
    steps: list[Step] = field(default_factory=list)

    def note(self, rule: str, facts: Mapping[str, Fact], cite: str = "") -> None:
        """Add a step that only informs."""
        self.steps.append(Step(rule, "note", facts, cite))

    def warn(self, rule: str, facts: Mapping[str, Fact], cite: str = "") -> None:
        """Add a step that should be looked at."""
        self.steps.append(Step(rule, "warning", facts, cite))

    def test(self, rule: str, facts: Mapping[str, Fact], cite: str, *, met: bool) -> bool:
        """Add a test to the derivation and return whether it is met."""
        self.steps.append(Step(rule, "met" if met else "failed", facts, cite))
        return met

    def missing(self, rule: str, facts: Mapping[str, Fact], cite: str) -> Stop:
        """The fact behind RULE was not recorded: nothing can be said before it is."""
        self.steps.append(Step(rule, "missing", facts, cite))
        return Stop("undecided", rule, "record_missing_fact")

    @property
    def statutory_seats(self) -> int | None:
        """The seats the board has by statute: as noted for this round, else as the rules say, or None."""
        noted = self.case.statutory_seats
        return noted if noted is not None else self.rules.seats or None

    def may_be_asked(self, member: str) -> bool:
        """Whether MEMBER's vote can be expected: in writing always, in a sitting if there or represented."""
        return self.meeting is None or member in self.here or member in self.stand_ins


def open_sheet(case: Case, rules: RuleSet) -> Sheet:
    """The sheet of CASE under RULES, before any step."""
    voters, entitled, alike = [], {}, True
    for seat in case.seats:
        if seat.votes > 0 and seat.role != "adviser":
            voters.append(seat)
            alike = alike and seat.votes == 1
            if seat.entitled:
                entitled[seat.member] = seat
    recused = frozenset(recusal.member for recusal in case.recused) if case.recused else frozenset()
    for member in recused:
        entitled.pop(member, None)
    proceeding = case.proceeding
    if isinstance(proceeding, CirculationFacts):
        return Sheet(case, rules, None, proceeding, voters, entitled, recused, set(), alike)
    here = present_at(proceeding.presence or {}, proceeding.vote_at)
    return Sheet(case, rules, proceeding, None, voters, entitled, recused, here, alike)


def present_at(presence: Mapping[str, Iterable[Span]], minute: int | None) -> set[str]:
    """Who is in the room at MINUTE; with None, those who have not left."""
    if minute is None:
        return {person for person, spans in presence.items() if any(end is None for _, end in spans)}
    here = set()
    for person, spans in presence.items():
        for start, end in spans:
            if start <= minute and (end is None or minute < end):
                here.add(person)
                break
    return here


def presiding(sheet: Sheet, *, chair_only: bool = False) -> str:
    """Who leads the vote: the chair, else the deputy chair; "" if both are absent or recused."""
    if sheet.case.presiding and not chair_only:
        return sheet.case.presiding if sheet.case.presiding not in sheet.recused else ""
    for role in ("chair",) if chair_only else ("chair", "deputy_chair"):
        holders = (seat.member for seat in sheet.case.seats if seat.role == role)
        able = [member for member in holders if takes_part(sheet, member)]
        if able:
            return min(able)
    return ""


def takes_part(sheet: Sheet, member: str) -> bool:
    """Whether MEMBER is there (in a sitting) and has no conflict of interest."""
    return member not in sheet.recused and (sheet.meeting is None or member in sheet.here)
