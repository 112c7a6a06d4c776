"""Closings and confirmations: what a round came to (architecture, rules 13 and 14).

A closing is judged by what its author knew, its frontier: which ballots that implies, and whether the closing
lists just these. Its outcome is always computed again from what it lists.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.tally.admitted import admitted
from beirat_tui.domain.tally.data import outcome_data
from beirat_tui.domain.tally.engine import tally
from beirat_tui.domain.tally.outcome import Outcome
from beirat_tui.log.bodies.rounds import BallotCast, PaperConfirmed, RoundClosed, RoundConfirmed
from beirat_tui.log.cases import build_case
from beirat_tui.log.frontier import Frontier
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import SOURCES, RoundFacts, gather
from beirat_tui.log.view import View

RulesOf = Callable[[str], RuleSet | None]
"""The rule set that the record with this id adopted; None if this program cannot read it."""


class RoundState(StrEnum):
    """Where a round stands."""

    OPEN = "open"
    PENDING = "pending"
    """Closed elsewhere, but something that the closing names is not here yet."""
    IRREGULAR = "irregular"
    """Closed otherwise than the records imply: no outcome until the chair confirms it."""
    CLOSED = "closed"
    """One regular closing: the outcome is provisional."""
    PAPER = "paper"
    """Confirmed on paper: provisional to the mathematics."""
    CONTESTED = "contested"
    CONFIRMED = "confirmed"
    ABORTED = "aborted"


@dataclass(frozen=True, slots=True)
class Closing:
    """One closing, judged.

    Attributes:
        record: the closing.
        body: its body.
        missing: ids it names that are not here, or that this program cannot read; the rest is empty then.
        regular: whether it lists just what its frontier implies.
        surplus: ballots it lists though they are not implied.
        omitted: ballots that are implied and not listed.
        outcome: computed from what it lists; None while something is missing.
        agrees: whether the outcome it states has the computed result and counts.
    """

    record: Record
    body: RoundClosed
    missing: tuple[str, ...] = ()
    regular: bool = False
    surplus: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()
    outcome: Outcome | None = None
    agrees: bool = True


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a round came to.

    Attributes:
        state: where it stands.
        facts: what is known of it now.
        closings: the closings that speak (the first of each chain).
        settled: the closing whose outcome holds, provisional or confirmed.
        late: ballots known now that lie outside the settled closing's frontier.
    """

    state: RoundState
    facts: RoundFacts
    closings: tuple[Closing, ...] = ()
    settled: Closing | None = None
    late: tuple[str, ...] = ()


def counted_ballots(
    facts: RoundFacts, rules: RuleSet, at: dt.datetime | None, body: RoundClosed | None = None
) -> tuple[str, ...]:
    """The ids of the ballots that count, as the rules admit them (rules 15 and 16)."""
    case = build_case(facts, at=at, vote=None if body is None else body.facts)
    return tuple(
        sorted(
            facts.ballots[member, source].id
            for member, source in admitted(case, rules).items()
            if (member, source) in facts.ballots
        )
    )


def judge_closing(view: View, opening: Record, closing: Record, rules_of: RulesOf) -> Closing:
    """Judge CLOSING by what its frontier covers (rule 13)."""
    body = closing.body
    if not isinstance(body, RoundClosed):
        raise TypeError(closing.kind)
    frontier = Frontier(view.ledger, body.frontier)
    named = (*body.ballots, *body.attendance)
    missing = [*frontier.missing, *(name for name in named if view.ledger.get(name) is None)]
    if missing:
        return Closing(closing, body, missing=tuple(sorted(set(missing))))
    then = View(view.ledger, frontier)
    facts = gather(then, opening)
    rules = rules_of(facts.opening.rules)
    if rules is None or facts.unknown:
        return Closing(closing, body, missing=facts.unknown or (facts.opening.rules,))
    at = moment(body)
    implied = frozenset(counted_ballots(facts, rules, at, body))
    listed = frozenset(body.ballots)
    attendance = [found for name in body.attendance if (found := view.ledger.get(name)) is not None]
    all_present = frozenset(record.id for record in facts.attendance.values())
    case = build_case(
        facts if listed == implied else with_listed(facts, listed, then),
        at=at,
        vote=body.facts,
        counted=None if listed == implied else listed,
        present=[record for record in attendance if record in frontier],
    )
    outcome = tally(case, rules)
    computed = outcome_data(outcome)
    return Closing(
        closing,
        body,
        regular=listed == implied and frozenset(body.attendance) == all_present,
        surplus=tuple(sorted(listed - implied)),
        omitted=tuple(sorted(implied - listed)),
        outcome=outcome,
        agrees=all(body.outcome.get(part) == computed[part] for part in ("result", "counts", "elected")),
    )


def moment(body: RoundClosed) -> dt.datetime:
    """The local time of the vote, without a zone: a fact the office noted."""
    return dt.datetime.combine(body.day, dt.time.fromisoformat(body.time))


def with_listed(facts: RoundFacts, listed: frozenset[str], then: View) -> RoundFacts:
    """FACTS with the listed ballots in their places: granted, within the frontier, of the electorate.

    Of two for one place that differ, neither counts; a single one counts, also where the slot has siblings.
    """
    places = dict(facts.ballots)
    disputed = set(facts.disputed)
    for seat in facts.opening.electorate:
        for source in SOURCES:
            slot = then.ledger.slot(f"ballot/{facts.round}/{seat.member}/{source}")
            named = {
                record: record.body.choice
                for record in sorted(slot, key=lambda record: record.id)
                if record.id in listed and then.knows(record) and isinstance(record.body, BallotCast)
            }
            choices = set(named.values())
            if len(choices) == 1 and None not in choices:
                places[seat.member, source] = next(iter(named))
                if source == "own":
                    disputed.discard(seat.member)
            elif choices:
                places.pop((seat.member, source), None)
    return replace(facts, ballots=places, disputed=frozenset(disputed))


def conclude(view: View, opening: Record, rules_of: RulesOf) -> Conclusion:
    """What the round opened by OPENING came to, as VIEW knows it."""
    facts = gather(view, opening)
    closings = tuple(
        judge_closing(view, opening, record, rules_of) for record in _first_closings(view, opening.id)
    )
    confirmed = _confirmed(view, opening, closings, rules_of)
    if len(confirmed) == 1:
        return _settle(view, facts, closings, confirmed[0], RoundState.CONFIRMED)
    if len(confirmed) > 1:
        return Conclusion(RoundState.CONTESTED, facts, closings)
    if view.effective(f"abort/{opening.id}"):
        return Conclusion(RoundState.ABORTED, facts, closings)
    if len(closings) > 1:
        return Conclusion(RoundState.CONTESTED, facts, closings)
    return _provisional(view, facts, closings)


def _provisional(view: View, facts: RoundFacts, closings: tuple[Closing, ...]) -> Conclusion:
    """What one closing, or none, makes of a round that the chair has not confirmed."""
    if not closings:
        return Conclusion(RoundState.OPEN, facts)
    only = closings[0]
    if only.missing:
        return Conclusion(RoundState.PENDING, facts, closings)
    if not only.regular:
        return Conclusion(RoundState.IRREGULAR, facts, closings)
    papers = [record.body for record in view.values(f"paper/{facts.round}")]
    on_paper = any(isinstance(body, PaperConfirmed) and body.closing == only.record.id for body in papers)
    return _settle(view, facts, closings, only, RoundState.PAPER if on_paper else RoundState.CLOSED)


def _first_closings(view: View, round_id: str) -> list[Record]:
    """The first closing of each chain: a device cannot change its mind by closing again.

    Of a key that forked, each branch may have one: neither of the two lies before the other.
    """
    first: list[Record] = []
    for record in view.effective(f"close/{round_id}"):  # along each chain
        chain = Frontier(view.ledger, [record.id])
        if not any(earlier in chain for earlier in first):
            first.append(record)
    return sorted(first, key=lambda record: record.id)


def _confirmed(
    view: View, opening: Record, closings: tuple[Closing, ...], rules_of: RulesOf
) -> list[Closing]:
    """The different closings that the chair has confirmed."""
    known: Mapping[str, Closing] = {closing.record.id: closing for closing in closings}
    chosen: dict[str, Closing] = {}
    for confirm in view.heads(f"confirm/{opening.id}"):
        body = confirm.body
        record = view.ledger.get(body.closing) if isinstance(body, RoundConfirmed) else None
        if record is None or not isinstance(record.body, RoundClosed):
            continue
        closing = known.get(record.id) or judge_closing(view, opening, record, rules_of)
        if not closing.missing:
            chosen[record.id] = closing
    return list(chosen.values())


def _settle(
    view: View, facts: RoundFacts, closings: tuple[Closing, ...], settled: Closing, state: RoundState
) -> Conclusion:
    frontier = Frontier(view.ledger, settled.body.frontier)
    late = tuple(sorted(record.id for record in facts.ballots.values() if record not in frontier))
    return Conclusion(state, facts, closings, settled, late)
