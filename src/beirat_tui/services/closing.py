"""Closing rounds: votes by hand, counted votes, the closing with its outcome, the chair's confirmation."""

import datetime as dt
from collections.abc import Mapping

from msgspec.structs import replace

from beirat_tui.domain.errors import InputError, Refused
from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.tally.data import outcome_data
from beirat_tui.domain.tally.engine import tally
from beirat_tui.domain.tally.outcome import Outcome, Step
from beirat_tui.domain.text import clean, clean_line
from beirat_tui.domain.votum import votum
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.rounds import (
    BallotCast,
    BallotReceived,
    CountEntered,
    Numbers,
    PaperConfirmed,
    RoundClosed,
    RoundConfirmed,
    VoteFacts,
)
from beirat_tui.log.cases import build_case
from beirat_tui.log.closing import Conclusion, RoundState, counted_ballots
from beirat_tui.log.rounds import CountState, RoundFacts, gather
from beirat_tui.services.deadlines import with_holidays
from beirat_tui.services.round_view import view_round
from beirat_tui.services.round_views import OutcomeView
from beirat_tui.services.rounds import choices_of, conclusion_of, opening_of
from beirat_tui.services.session import Session, said
from beirat_tui.store.board_file import Reading


def record_by_hand(
    session: Session, round_id: str, member: str, choice: str | None, *, reason: str = ""
) -> None:
    """Record MEMBER's vote by hand; it counts only where the member and their deputy cast none.

    The choice None takes the record back.

    Raises:
        RightsError: only the office may do this.
        Refused: ``vote.closed``, ``vote.aborted``, ``vote.recused``, ``vote.not-entitled``.
        InputError: ``vote.unknown-choice``.
    """
    with session.writing("office") as pen:
        facts = _open(pen.writing, round_id).facts
        allowed = choices_of(facts.opening)
        if choice is not None and choice not in allowed:
            raise InputError("vote.unknown-choice", choice=choice, allowed=", ".join(allowed))
        _check_seat(facts, member)
        body = BallotCast(round=round_id, member=member, choice=choice, source="hand")
        pen.write("ballot.cast", body, texts=said(remark=reason))


def _check_seat(facts: RoundFacts, member: str) -> None:
    seat = next((seat for seat in facts.opening.electorate if seat.member == member), None)
    if seat is None or not seat.entitled or seat.votes == 0:
        raise Refused("vote.not-entitled")
    if member in facts.recused:
        raise Refused("vote.recused")


def count_vote(
    session: Session,
    round_id: str,
    *,
    yes: int = 0,
    no: int = 0,
    abstain: int = 0,
    invalid: int = 0,
    candidates: Mapping[str, int] | None = None,
    benches: Mapping[str, tuple[int, int, int, int]] | None = None,
) -> CountState:
    """Enter the numbers of a vote by papers or raised hands; they hold once two entries agree.

    CANDIDATES are the votes for each candidate of an election, by their ids, in place of yes and no. BENCHES,
    where the rules ask for majorities in each, are counted apart: yes, no, abstained and invalid of each.

    Returns:
        How far the count has come with this entry.

    Raises:
        RightsError: only the office may do this.
        Refused: ``vote.closed``, ``vote.aborted``, ``count.named``: the round's ballots are named.
        InputError: ``count.too-many``: more votes than the electorate has; ``count.candidates``: numbers for
            others than the candidates; ``count.benches``: numbers for a bench that nobody sits for.
    """
    numbers = Numbers(yes, no, abstain, invalid, candidates=dict(candidates or {}))
    apart = [Numbers(*figures, bench=bench) for bench, figures in sorted((benches or {}).items())]
    with session.writing("office") as pen:
        facts = _open(pen.writing, round_id).facts
        if facts.ballots:
            raise Refused("count.named", number=len(facts.ballots))
        standing = set(facts.opening.candidates)
        if set(numbers.candidates) - standing or (standing and (yes or no)):
            raise InputError("count.candidates")
        if set(benches or ()) - {seat.bench for seat in facts.opening.electorate}:
            raise InputError("count.benches")
        votes = sum(seat.votes for seat in facts.opening.electorate if seat.entitled)
        entered = yes + no + abstain + invalid + sum(numbers.candidates.values())
        entered += sum(each.yes + each.no + each.abstain + each.invalid for each in apart)
        if entered > votes:
            raise InputError("count.too-many", counted=entered, votes=votes)
        pen.write("count.entered", CountEntered(round_id, apart or [numbers]))
        return gather(pen.view, opening_of(pen.writing, round_id)).counting.state


def note_receipt(
    session: Session, round_id: str, member: str, *, day: dt.date, late: bool = False, reason: str = ""
) -> None:
    """Note on which DAY the vote of MEMBER reached the office; a vote that nothing is noted of is in time.

    LATE says that it came too late whatever the day, for example after the hour that was set for the last
    one, and REASON how that is known.

    Raises:
        RightsError: only the office may do this.
        Refused: ``vote.closed``, ``vote.aborted``, ``receipt.in-meeting``, ``receipt.no-vote``.
    """
    with session.writing("office") as pen:
        facts = _open(pen.writing, round_id).facts
        if facts.opening.procedure != "circulation":
            raise Refused("receipt.in-meeting")
        ballots = _ballots_by(facts, member)
        if not ballots:
            raise Refused("receipt.no-vote")
        for ballot in ballots:
            body = BallotReceived(round=round_id, ballot=ballot, day=day, late=late)
            pen.write("ballot.received", body, texts=said(reason=reason))


def _open(reading: Reading, round_id: str) -> Conclusion:
    """What is known of an open round.

    Raises:
        Refused: ``vote.closed``, ``vote.aborted``, ``round.update-needed``.
    """
    conclusion = conclusion_of(reading, round_id)
    if conclusion.state == RoundState.ABORTED:
        raise Refused("vote.aborted")
    if conclusion.state != RoundState.OPEN:
        raise Refused("vote.closed")
    if conclusion.facts.unknown:
        raise Refused("round.update-needed")
    return conclusion


def ballots_of(session: Session, round_id: str, member: str) -> list[str]:
    """The ids of MEMBER's ballots in an open round, of every source.

    Raises:
        Refused: ``vote.closed``, ``vote.aborted``, ``round.update-needed``.
    """
    with session.board.reading() as reading:
        return _ballots_by(_open(reading, round_id).facts, member)


def _ballots_by(facts: RoundFacts, member: str) -> list[str]:
    return [ballot.id for (whose, _source), ballot in facts.ballots.items() if whose == member]


def preview_closing(
    session: Session, round_id: str, *, at: dt.datetime | None = None, facts: VoteFacts | None = None
) -> OutcomeView:
    """What closing the round at AT would give, or as things stand now; nothing is written.

    Raises:
        Refused: ``vote.closed``, ``vote.aborted``, ``round.update-needed``, ``round.no-rules``.
    """
    with session.board.reading() as reading:
        known = _open(reading, round_id).facts
        rules = _rules(reading, known)
        vote = with_holidays(facts or VoteFacts(), known.opening, rules)
        outcome = tally(build_case(known, at=at, vote=vote), rules)
    return OutcomeView(outcome, votum(known.opening.motion, outcome.result), final=False)


def _rules(reading: Reading, facts: RoundFacts) -> RuleSet:
    rules = rules_in(reading.ledger)(facts.opening.rules)
    if rules is None:
        raise Refused("round.update-needed")
    return rules


def close(
    session: Session,
    round_id: str,
    *,
    at: dt.datetime,
    facts: VoteFacts | None = None,
    left_out: Mapping[str, str] | None = None,
    reason: str = "",
) -> OutcomeView:
    """Close the round as of AT (local time): the ballots that count, the attendance, the outcome.

    With LEFT_OUT (ballot id → why) the closing is irregular: it needs a REASON, which goes into the minutes,
    and has no outcome until the chair confirms it.

    Raises:
        RightsError: only office and chair may close.
        Refused: ``vote.closed``, ``vote.aborted``, ``round.update-needed``, ``round.undecided`` (a fact is
            missing), ``round.reason-needed``.
    """
    with session.writing("office", "chair") as pen:
        known = _open(pen.writing, round_id).facts
        rules = _rules(pen.writing, known)
        vote = with_holidays(facts or VoteFacts(), known.opening, rules)
        omitted = frozenset(left_out or ())
        if omitted and not reason.strip():
            raise Refused("round.reason-needed")
        body = RoundClosed(
            round=round_id,
            ballots=[],
            attendance=sorted(record.id for record in known.attendance.values()),
            frontier=pen.writing.ledger.tips(),
            day=at.date(),
            time=at.strftime("%H:%M"),
            outcome={},
            facts=vote,
        )
        counted = [ballot for ballot in counted_ballots(known, rules, at, body) if ballot not in omitted]
        case = build_case(known, at=at, vote=vote, counted=frozenset(counted) if omitted else None)
        outcome = tally(case, rules)
        _check_decided(outcome)
        body = replace(body, ballots=counted, outcome=outcome_data(outcome))
        pen.write("round.closed", body, texts=said(reason=reason))
    return OutcomeView(outcome, votum(known.opening.motion, outcome.result), final=False, note=clean(reason))


def _check_decided(outcome: Outcome) -> None:
    if outcome.result == "undecided":
        steps = (step for step in reversed(outcome.steps) if step.verdict == "missing")
        missing = next((_named(step) for step in steps), "")
        raise Refused("round.undecided", missing=missing or outcome.reason)


def _named(step: Step) -> str:
    """The rule of STEP, with the word that says why where it has one."""
    why = step.facts.get("why")
    return f"{step.rule}:{why}" if why else step.rule


def confirm(session: Session, round_id: str, closing: str | None = None) -> OutcomeView:
    """Confirm a closing as the chair; only then is the outcome final.

    CLOSING is needed where there are several.

    Raises:
        RightsError: only the chair may confirm.
        Refused: ``confirm.still-open``, ``confirm.pending``, ``confirm.which``, ``confirm.already``,
            ``vote.aborted``.
    """
    with session.writing("chair") as pen:
        chosen = _confirmable(conclusion_of(pen.writing, round_id), closing)
        pen.write("round.confirmed", RoundConfirmed(round_id, chosen))
    with session.board.reading() as reading:
        outcome = view_round(reading, session, opening_of(reading, round_id)).outcome
    if outcome is None:
        raise Refused("confirm.pending")
    return outcome


def _confirmable(conclusion: Conclusion, closing: str | None) -> str:
    """The id of the closing that can be confirmed."""
    settled = conclusion.settled
    confirmed = conclusion.state == RoundState.CONFIRMED and settled is not None
    if confirmed and closing in {None, settled.record.id if settled else None}:
        raise Refused("confirm.already")
    if conclusion.state == RoundState.ABORTED:
        raise Refused("vote.aborted")
    known = {each.record.id: each for each in conclusion.closings}
    if not known:
        raise Refused("confirm.still-open")
    if closing is None and len(known) > 1:
        raise Refused("confirm.which", number=len(known))
    chosen = next(iter(known)) if closing is None else closing
    if chosen not in known:
        raise Refused("confirm.which", number=len(known))
    if known[chosen].missing:
        raise Refused("confirm.pending")
    return chosen


def confirm_on_paper(
    session: Session, round_id: str, *, day: dt.date, reference: str, note: str = ""
) -> None:
    """Record that the chair confirmed the one closing on paper; the outcome stays provisional.

    Raises:
        RightsError: only the office may do this.
        Refused: as `confirm`.
    """
    with session.writing("office") as pen:
        body = PaperConfirmed(
            round=round_id,
            closing=_confirmable(conclusion_of(pen.writing, round_id), None),
            day=day,
            reference=clean_line(reference, 64) or "-",
        )
        pen.write("paper.confirmed", body, texts=said(note=note))
