"""What the rules say ahead of a vote and beside it: forecasts, foresight, the same votes under other rules.

Nothing here is recorded. The tally is asked again with other facts or other rules.
"""

from dataclasses import dataclass
from functools import lru_cache

from beirat_tui import presets
from beirat_tui.domain.errors import Refused
from beirat_tui.domain.rules.finding import Finding
from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.rules.read import read_rules
from beirat_tui.domain.tally.case import Case, Motion, Seat
from beirat_tui.domain.tally.engine import tally
from beirat_tui.domain.tally.forecast import Forecast, Item, forecast
from beirat_tui.domain.tally.foresight import Foresight, foresight
from beirat_tui.domain.tally.outcome import Outcome
from beirat_tui.domain.tally.whatif import Alternative, Hinge, alternatives, hinges
from beirat_tui.domain.text import clean_line
from beirat_tui.domain.votum import votum
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.board import SketchFacts
from beirat_tui.log.bodies.rounds import VoteFacts
from beirat_tui.log.cases import build_case
from beirat_tui.log.closing import Closing, Conclusion, RoundState, conclude, moment
from beirat_tui.log.electorate import electorate
from beirat_tui.log.rounds import meeting_facts
from beirat_tui.services.deadlines import with_holidays
from beirat_tui.services.meeting_views import MeetingView
from beirat_tui.services.own_rules import draft_rules
from beirat_tui.services.rounds import conclusion_of, conclusions
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import Reading
from beirat_tui.store.rounds import round_ids


@dataclass(frozen=True, slots=True)
class OtherRules:
    """One round under the rules it is judged by, and under others.

    Attributes:
        own: those rules.
        outcome: what they give.
        others: what each preset and each draft of one's own gives, by the name in its file.
        drafts: the names of those of them that are drafts.
        unusable: files of drafts that cannot be used, with what is wrong first.
        hinges: single changes of a rule or a recusal that would change the result.
        motion: what was voted on.
    """

    own: RuleSet
    outcome: Outcome
    others: tuple[Alternative, ...]
    hinges: tuple[Hinge, ...]
    motion: Motion
    drafts: frozenset[str] = frozenset()
    unusable: tuple[tuple[str, Finding], ...] = ()

    def votum_of(self, outcome: Outcome) -> str:
        """What OUTCOME would mean for the sketch, as a code."""
        return votum(self.motion, outcome.result)


def rules_in_force(session: Session) -> RuleSet | None:
    """The rules of procedure adopted now; None where there are none, or some that contradict each other."""
    with session.reading() as reading:
        return _in_force(reading)


def _in_force(reading: Reading) -> RuleSet | None:
    values = reading.view.values("rules")
    return rules_in(reading.ledger)(values[0].id) if len(values) == 1 else None


def agenda_forecast(session: Session, found: MeetingView) -> dict[str, Forecast]:
    """For each sketch on the agenda of the meeting FOUND whether it can be decided; by the sketch's id.

    Before the meeting those who said that they cannot come are absent, once it is open all who are not there.
    Recusals are those declared in rounds that are open.
    """
    with session.reading() as reading:
        rules = _in_force(reading)
        facts = meeting_facts(reading.view, found.id)
        if rules is None or facts is None:
            return {}
        begun = facts.opened is not None
        absent = {each.member for each in found.attendance if (not each.present if begun else each.excused)}
        seats = tuple(
            Seat(
                seat.member,
                seat.votes,
                "adviser" if seat.role == "office" else seat.role,
                seat.entitled,
                seat.bench or "",
            )
            for seat in electorate(reading.view, found.id)
        )
        items = [Item(item.sketch, _recused(reading, item.sketch)) for item in found.agenda]
        known = forecast(
            seats, rules, absent, items, second_invitation=facts.second_of is not None and facts.notice
        )
    return {each.item: each for each in known}


def _recused(reading: Reading, sketch: str) -> frozenset[str]:
    running = [c for _, c in conclusions(reading, sketch) if c.state == RoundState.OPEN]
    return running[-1].facts.recused if running else frozenset()


def still_possible(session: Session, round_id: str) -> Foresight | None:
    """What can still become of an open round; only for the office, and None where single votes are hidden.

    Raises:
        InputError: ``round.unknown``.
    """
    if "office" not in session.person.roles:
        return None
    with session.reading() as reading:
        conclusion, rules = _judged(reading, round_id)
        if conclusion.state != RoundState.OPEN or conclusion.facts.opening.hidden:
            return None
        vote = with_holidays(VoteFacts(), conclusion.facts.opening, rules)
        return foresight(build_case(conclusion.facts, vote=vote), rules)


def under_other_rules(session: Session, round_id: str) -> OtherRules:
    """The votes of a closed round under the rule sets that come with the program, and under one's own drafts.

    Raises:
        Refused: ``round.still-open``: nothing of a running vote is told this way.
        InputError: ``round.unknown``.
    """
    with session.reading() as reading:
        conclusion, rules = _judged(reading, round_id)
        settled = conclusion.settled
        if settled is None or settled.outcome is None:
            raise Refused("round.still-open")
        case = _settled_case(conclusion, settled)
    others = {each.name: each for each in preset_rules() if each.name != rules.name}
    own = draft_rules(session.home)
    drafted = {_named(each.file, each.rules): each.rules for each in own if each.rules is not None}
    return OtherRules(
        rules,
        tally(case, rules),
        alternatives(case, rules, others | drafted),
        hinges(case, rules),
        case.motion,
        frozenset(drafted),
        tuple((each.file, each.findings[0]) for each in own if each.rules is None),
    )


def _named(file: str, rules: RuleSet) -> str:
    """What a draft is called: its own name and that of its file, which tells drafts of one name apart."""
    return f"{clean_line(rules.name)} ({clean_line(file)})"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What another rule set would have made of all closed rounds.

    Attributes:
        name: the rule set's, as in its file.
        rounds: how many rounds were counted again.
        differing: sketch number, what the board's rules gave and what these would give, as codes.
    """

    name: str
    rounds: int
    differing: tuple[tuple[str, str, str], ...]


def all_under_other_rules(session: Session) -> tuple[Elsewhere, ...]:
    """Every closed round under every rule set that comes with the program, and under one's own drafts."""
    with session.reading() as reading:
        found = [_closed_case(reading, name) for name in round_ids(reading)]
    cases = [each for each in found if each is not None]
    gathered: list[Elsewhere] = []
    drafted = draft_rules(session.home)
    tried = [(each.name, each) for each in preset_rules()]
    tried += [(_named(each.file, each.rules), each.rules) for each in drafted if each.rules is not None]
    for name, rules in tried:
        differing = []
        for number, case, own in cases:
            here, there = tally(case, own), tally(case, rules)
            if (here.result, here.elected) != (there.result, there.elected):
                differing.append((number, votum(case.motion, here.result), votum(case.motion, there.result)))
        gathered.append(Elsewhere(name, len(cases), tuple(differing)))
    return tuple(gathered)


def _closed_case(reading: Reading, round_id: str) -> tuple[str, Case, RuleSet] | None:
    """Sketch number, case and rules of a round with an outcome; None for every other round."""
    opening = reading.ledger.get(round_id)
    if opening is None:
        return None
    conclusion = conclude(reading.view, opening, rules_in(reading.ledger))
    rules = rules_in(reading.ledger)(conclusion.facts.opening.rules)
    settled = conclusion.settled
    if rules is None or settled is None or settled.outcome is None:
        return None
    version = reading.ledger.get(conclusion.facts.opening.version or "")
    number = clean_line(version.body.number) if version and isinstance(version.body, SketchFacts) else ""
    return number, _settled_case(conclusion, settled), rules


def _settled_case(conclusion: Conclusion, settled: Closing) -> Case:
    return build_case(
        conclusion.facts,
        at=moment(settled.body),
        vote=settled.body.facts,
        counted=frozenset(settled.body.ballots),
    )


def _judged(reading: Reading, round_id: str) -> tuple[Conclusion, RuleSet]:
    conclusion = conclusion_of(reading, round_id)
    rules = rules_in(reading.ledger)(conclusion.facts.opening.rules)
    if rules is None:
        raise Refused("round.update-needed")
    return conclusion, rules


def preset_names() -> list[tuple[str, str]]:
    """The rule sets that come with the program: name of the preset, and name in its file."""
    return list(zip(presets.rule_presets(), (each.name for each in preset_rules()), strict=True))


@lru_cache(maxsize=1)
def preset_rules() -> tuple[RuleSet, ...]:
    """The rule sets that come with the program."""
    return tuple(read_rules(presets.read_rules(name)) for name in presets.rule_presets())
