"""The read models of rounds: where each stands, and what each member of its electorate did."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from beirat_tui.domain.tally.data import outcome_data
from beirat_tui.domain.tally.outcome import Outcome
from beirat_tui.domain.votum import votum
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.rounds import BallotCast, RoundClosed, RoundOpened
from beirat_tui.log.closing import Conclusion, RoundState, conclude
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import SOURCES, RoundFacts
from beirat_tui.log.view import View
from beirat_tui.store.awaited import await_records
from beirat_tui.store.ledger import FileLedger
from beirat_tui.store.rows import replace_rows
from beirat_tui.store.schema import ballot_row, pinned, round_row

Row = dict[str, object]
_FAMILIES = ("ballot", "recusal", "objection", "receipt", "count", "close", "confirm", "abort", "paper")
_FINAL = {RoundState.CONFIRMED, RoundState.PAPER, RoundState.CLOSED, RoundState.ABORTED}


class Projected(NamedTuple):
    """What `project_rounds` touched.

    Attributes:
        sketches: the sketches about which a round has changed, come or gone.
        hashes: the payloads that an open round needs now and did not before, or the reverse.
    """

    sketches: set[str]
    hashes: set[str]


def project_rounds(view: View, rounds: Iterable[str]) -> Projected:
    """Recompute the rows of ROUNDS."""
    ledger = view.ledger
    if not isinstance(ledger, FileLedger):
        raise TypeError(type(ledger).__name__)
    ids = set(rounds)
    if not ids:
        return Projected(set(), set())
    ledger.load(ids)
    ledger.preload(*(f"{family}/{name}" for family in _FAMILIES for name in ids))
    rows: list[Row] = []
    ballots: list[Row] = []
    pins: list[Row] = []
    waits: dict[str, set[str]] = {}
    rules_of = rules_in(ledger)
    for name in sorted(ids):
        opening = ledger.get(name)
        waits[name] = set()
        if opening is None or opening.kind != "round.opened" or view.inert(opening) is not None:
            continue
        waits[name] = _named(ledger, name)
        ledger.load(waits[name])
        conclusion = conclude(view, opening, rules_of)
        rows.append(_round(opening, conclusion))
        ballots += _ballots(conclusion.facts)
        if conclusion.state not in _FINAL:
            pins += [{"round": name, "hash": hash_} for hash_ in _pinned(ledger, opening)]
    changed = replace_rows(ledger.connection, round_row, round_row.c.round, ids, rows)
    replace_rows(ledger.connection, ballot_row, ballot_row.c.round, ids, ballots)
    await_records(ledger, waits)
    moved = replace_rows(ledger.connection, pinned, pinned.c.round, ids, pins)
    return Projected(changed.values("sketch"), moved.values("hash"))


def _named(ledger: FileLedger, round_id: str) -> set[str]:
    """The records that closings of the round name: while one of them is not here, the round may change."""
    closings = [each.body for each in ledger.slot(f"close/{round_id}") if isinstance(each.body, RoundClosed)]
    return {name for body in closings for name in (*body.frontier, *body.ballots, *body.attendance)}


def _pinned(ledger: FileLedger, opening: Record) -> set[str]:
    """The payloads that an open round needs: the motion's text, and the sketch as it was put to the vote."""
    body = opening.body
    if not isinstance(body, RoundOpened):
        raise TypeError(opening.kind)
    version = None if body.version is None else ledger.get(body.version)
    hashes = {opening.payload, body.version_payload, None if version is None else version.payload}
    return {hash_ for hash_ in hashes if hash_ is not None}


def _round(opening: Record, conclusion: Conclusion) -> Row:
    body = conclusion.facts.opening
    outcome = None if conclusion.settled is None else conclusion.settled.outcome
    return {
        "round": opening.id,
        "sketch": body.sketch,
        "meeting": body.meeting,
        "state": conclusion.state.value,
        "result": None if outcome is None else outcome.result,
        "votum": None if outcome is None else votum(body.motion, outcome.result),
        "outcome": None if outcome is None else _encoded(outcome),
        "opened": opening.at,
    }


def _encoded(outcome: Outcome) -> str:
    return msgspec.json.encode(outcome_data(outcome), order="sorted").decode()


def _ballots(facts: RoundFacts) -> list[Row]:
    """What each seat did: a choice, ``recused``, ``conflict``, ``missing`` or ``not_entitled``."""
    return [
        {"round": facts.round, "member": seat.member, "state": member_state(facts, seat.member)}
        for seat in facts.opening.electorate
    ]


def member_state(facts: RoundFacts, member: str) -> str:
    """What MEMBER did in the round, by the precedence of rule 15."""
    seat = next(seat for seat in facts.opening.electorate if seat.member == member)
    if not seat.entitled or seat.votes == 0:
        return "not_entitled"
    if member in facts.recused:
        return "recused"
    if member in facts.disputed:
        return "conflict"
    for source in SOURCES:
        ballot = facts.ballots.get((member, source))
        if ballot is not None and isinstance(ballot.body, BallotCast):
            return ballot.body.choice or "missing"
    return "missing"
