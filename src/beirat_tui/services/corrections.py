"""Facts corrected after a vote: what its outcome comes to with them, and which resolutions are affected.

A closing stands by what was known when it was made (architecture, rules 13 and 14). What is noted later about
who was there, who was biased, or whose own vote a deputy's should have given way to, is counted again here
and shown beside it; only a new vote changes what the board has decided.
"""

from dataclasses import replace

from beirat_tui.domain.tally.case import Case, Recusal
from beirat_tui.domain.tally.engine import tally
from beirat_tui.domain.votum import votum
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.cases import build_case
from beirat_tui.log.closing import Closing, Conclusion, moment, with_listed
from beirat_tui.log.frontier import Frontier
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import RoundFacts, gather
from beirat_tui.log.view import View
from beirat_tui.services.round_views import CorrectionView
from beirat_tui.store.board_file import Reading


def correction(reading: Reading, opening: Record, conclusion: Conclusion) -> CorrectionView | None:
    """What is known now would make of the round; None where nothing noted since changes the derivation."""
    settled = conclusion.settled
    rules = rules_in(reading.ledger)(conclusion.facts.opening.rules)
    if settled is None or settled.outcome is None or rules is None:
        return None
    if not _news(reading, conclusion, settled):
        return None
    outcome = tally(_case(reading, opening, conclusion, settled), rules)
    if outcome == settled.outcome:
        return None
    before = settled.outcome
    return CorrectionView(
        outcome,
        votum(conclusion.facts.opening.motion, outcome.result),
        differs=(outcome.result, outcome.elected) != (before.result, before.elected),
    )


def _news(reading: Reading, conclusion: Conclusion, settled: Closing) -> bool:
    """Whether anything that counts may have been noted since; a quick look that spares the second count."""
    facts = conclusion.facts
    if facts.recused or conclusion.late:
        return True
    if {record.id for record in facts.attendance.values()} != set(settled.body.attendance):
        return True
    frontier = Frontier(reading.ledger, settled.body.frontier)
    changes = reading.view.values(f"meeting/{facts.opening.meeting}") if facts.opening.meeting else []
    return any(each not in frontier for each in changes)


def _case(reading: Reading, opening: Record, conclusion: Conclusion, settled: Closing) -> Case:
    """The votes that were counted, with the attendance, the recusals and the meeting's facts of now."""
    now = conclusion.facts
    then_view = View(reading.ledger, Frontier(reading.ledger, settled.body.frontier))
    then = gather(then_view, opening)
    listed = frozenset(settled.body.ballots)
    counted = with_listed(then, listed, then_view)
    own = _own_votes_since(now, counted, listed)
    ballots = {place: ballot for place, ballot in counted.ballots.items() if ballot.id in listed} | own
    facts = replace(
        counted,
        ballots=ballots,
        attendance=now.attendance,
        meeting=now.meeting,
        earlier_day=now.earlier_day,
        recused=now.recused,
    )
    case = build_case(
        facts,
        at=moment(settled.body),
        vote=settled.body.facts,
        counted=frozenset(b.id for b in ballots.values()),
    )
    if case.counted is None and (case.election is None or case.election.counts is None):
        return case
    # The papers of a secret vote name nobody: whoever is found biased later was among those who voted.
    found = now.recused - then.recused
    recused = tuple(Recusal(each.member, vote_cast=each.member in found) for each in case.recused)
    return replace(case, recused=recused)


def _own_votes_since(
    now: RoundFacts, counted: RoundFacts, listed: frozenset[str]
) -> dict[tuple[str, str], Record]:
    """Own votes known now of members for whom somebody else's was counted: that one should have given way."""
    represented = {
        member
        for (member, source), ballot in counted.ballots.items()
        if source != "own" and ballot.id in listed
    }
    own = {(member, "own"): now.ballots.get((member, "own")) for member in represented}
    return {place: ballot for place, ballot in own.items() if ballot is not None}
