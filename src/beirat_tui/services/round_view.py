"""From what the records say of a round to what the person at the screen may see of it."""

from dataclasses import replace

from beirat_tui.domain.tally.case import Meeting
from beirat_tui.domain.tally.engine import tally
from beirat_tui.domain.tally.outcome import Outcome
from beirat_tui.domain.tally.sheet import present_at
from beirat_tui.domain.text import clean, clean_line
from beirat_tui.domain.votum import votum
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.board import SketchFacts
from beirat_tui.log.bodies.rounds import BallotCast, RoundOpened, Seat
from beirat_tui.log.cases import build_case
from beirat_tui.log.closing import Closing, Conclusion, conclude, moment
from beirat_tui.log.closing import RoundState as State
from beirat_tui.log.frontier import Frontier
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import SOURCES, RoundFacts
from beirat_tui.services.clocks import local_time
from beirat_tui.services.corrections import correction
from beirat_tui.services.delivery import delivered
from beirat_tui.services.people import Place, places
from beirat_tui.services.queue_views import MyVote
from beirat_tui.services.round_details import conditions_of, count_view, earlier_rounds, subject_of
from beirat_tui.services.round_views import (
    CorrectionView,
    Delivery,
    OutcomeView,
    QuorumView,
    RoundState,
    RoundView,
    SeatView,
)
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import Reading
from beirat_tui.store.round_rows import member_state

_UNDECIDED = {State.OPEN, State.PENDING}


def view_round(reading: Reading, session: Session, opening: Record) -> RoundView:
    """The round that OPENING opened, as SESSION's person may see it."""
    rules_of = rules_in(reading.ledger)
    conclusion = conclude(reading.view, opening, rules_of)
    facts, body = conclusion.facts, conclusion.facts.opening
    rules = rules_of(body.rules)
    now = None if rules is None else tally(build_case(facts), rules)
    hidden = body.hidden and conclusion.state in _UNDECIDED
    seats = _seats(reading, session, conclusion, hidden=hidden)
    mine = next((seat for seat in seats if seat.member == session.person.member), None)
    number, title = subject_of(reading, opening) if body.candidates else _sketch(reading, body)
    corrected = correction(reading, opening, conclusion)
    return RoundView(
        id=opening.id,
        sketch=body.sketch or "",
        number=number,
        title=title,
        motion=body.motion,
        procedure=body.procedure,
        meeting=body.meeting,
        meeting_title="" if facts.meeting is None else clean_line(facts.meeting.number),
        deadline=body.deadline,
        secrecy=body.secrecy,
        state=RoundState(conclusion.state.value),
        opened_at=local_time(opening.at),
        electorate=seats,
        voted=sum(1 for seat in seats if seat.voted),
        entitled=sum(1 for seat in seats if seat.entitled),
        present=None if body.meeting is None else sum(1 for seat in seats if seat.present and seat.entitled),
        quorum=_quorum(conclusion, now),
        my_choice=None if mine is None else _own_choice(facts, mine.member),
        my_remark=_remark(reading, facts, mine),
        my_vote=_my_vote(facts, mine),
        my_delivery=None if mine is None else mine.delivery,
        hidden=hidden,
        outcome=outcome_view(reading, conclusion),
        closing=None if conclusion.settled is None else conclusion.settled.record.id,
        warnings=_warnings(conclusion, corrected),
        candidates=tuple(body.candidates),
        ballot=body.number,
        earlier=earlier_rounds(reading, body),
        count=count_view(reading, session, facts, conclusion.state),
        corrected=corrected,
        conditions=conditions_of(reading, opening),
        hidden_until_closed=body.hidden,
    )


def _sketch(reading: Reading, body: RoundOpened) -> tuple[str, str]:
    """Number and title of the version voted on."""
    version = None if body.version is None else reading.ledger.get(body.version)
    if version is None or not isinstance(version.body, SketchFacts):
        return "", ""
    title = reading.texts(version).get("title")
    return clean_line(version.body.number), clean_line(title) if isinstance(title, str) else ""


def _seats(
    reading: Reading, session: Session, conclusion: Conclusion, *, hidden: bool
) -> tuple[SeatView, ...]:
    roster = places(reading)
    facts = conclusion.facts
    here = _present(facts, conclusion.settled)
    seats = [
        _seat(facts, seat, roster.get(seat.member), here, conclusion.settled)
        for seat in facts.opening.electorate
    ]
    mine = session.person.member
    shown = [
        replace(seat, choice=None, source=None) if hidden and seat.member != mine else seat for seat in seats
    ]
    delivered = [
        replace(seat, delivery=delivery(reading, session, conclusion)) if seat.member == mine else seat
        for seat in shown
    ]
    return tuple(sorted(delivered, key=lambda seat: (seat.label, seat.member)))


def _present(facts: RoundFacts, settled: Closing | None) -> set[str] | None:
    """Who was in the room at the vote, or is while it runs; None outside a meeting."""
    meeting = build_case(facts, at=None if settled is None else moment(settled.body)).proceeding
    return present_at(meeting.presence or {}, meeting.vote_at) if isinstance(meeting, Meeting) else None


def _seat(
    facts: RoundFacts, seat: Seat, place: Place | None, here: set[str] | None, settled: Closing | None
) -> SeatView:
    state = member_state(facts, seat.member)
    source = next((source for source in SOURCES if (seat.member, source) in facts.ballots), None)
    counted = settled is None or any(
        facts.ballots[seat.member, each].id in settled.body.ballots
        for each in SOURCES
        if (seat.member, each) in facts.ballots
    )
    choice = state if state not in {"missing", "recused", "conflict", "not_entitled"} else None
    return SeatView(
        member=seat.member,
        label=seat.member if place is None else place.label,
        name="" if place is None else place.name,
        role=seat.role,
        entitled=seat.entitled and seat.votes > 0,
        present=None if here is None else seat.member in here,
        recused=seat.member in facts.recused,
        voted=choice is not None and counted,
        choice=choice,
        source=source,
    )


def _own_choice(facts: RoundFacts, member: str) -> str | None:
    ballot = facts.ballots.get((member, "own"))
    return ballot.body.choice if ballot is not None and isinstance(ballot.body, BallotCast) else None


def _remark(reading: Reading, facts: RoundFacts, mine: SeatView | None) -> str | None:
    ballot = None if mine is None else facts.ballots.get((mine.member, "own"))
    remark = None if ballot is None else reading.texts(ballot).get("remark")
    return clean(remark) if isinstance(remark, str) else None


def _my_vote(facts: RoundFacts, mine: SeatView | None) -> MyVote:
    if mine is None:
        return MyVote.NONE
    state = member_state(facts, mine.member)
    return MyVote(state) if state in set(MyVote) else MyVote.YES


def delivery(reading: Reading, session: Session, conclusion: Conclusion) -> Delivery | None:
    """How far this person's own ballot has travelled, or recusal, as far as this copy can tell."""
    facts = conclusion.facts
    member = session.person.member or ""
    if member in facts.recused:
        return _recusal_delivery(reading, session, f"recusal/{facts.round}/{member}")
    ballot = facts.ballots.get((member, "own"))
    if ballot is None:
        return None
    for closing in conclusion.closings:
        if ballot.id in closing.body.ballots:
            return Delivery.COUNTED
    for closing in conclusion.closings:
        if ballot in Frontier(reading.ledger, closing.body.frontier):
            return Delivery.SEEN
    return delivered(reading, session, ballot)


def _recusal_delivery(reading: Reading, session: Session, slot: str) -> Delivery | None:
    """How far the recusal in SLOT has travelled, if this device signed it."""
    key = "" if session.key is None else session.key.public
    own = [each for each in reading.view.effective(slot) if each.author == key]
    return delivered(reading, session, own[-1]) if own else None


def _quorum(conclusion: Conclusion, now: Outcome | None) -> QuorumView:
    """The quorum of the settled closing, or as it stands now."""
    settled = conclusion.settled
    outcome = now if settled is None or settled.outcome is None else settled.outcome
    if outcome is None:
        return QuorumView(None, None, None)
    # Where an easier quorum of a second attempt was tried, it comes last and counts.
    for step in reversed(outcome.steps):
        if step.rule in {"quorum.members", "quorum.second"}:
            needed, counted = step.facts.get("needed"), step.facts.get("present")
            return QuorumView(
                needed if isinstance(needed, int) else None,
                counted if isinstance(counted, int) else None,
                step.verdict == "met",
            )
    return QuorumView(None, None, None)


def outcome_view(reading: Reading, conclusion: Conclusion) -> OutcomeView | None:
    """The outcome that holds, provisional or final; None where nothing holds yet."""
    settled = conclusion.settled
    if settled is None or settled.outcome is None:
        return None
    note = reading.texts(settled.record).get("reason")
    return OutcomeView(
        derived=settled.outcome,
        votum=votum(conclusion.facts.opening.motion, settled.outcome.result),
        final=conclusion.state == State.CONFIRMED,
        note=clean(note) if isinstance(note, str) else "",
    )


def _warnings(conclusion: Conclusion, corrected: CorrectionView | None) -> tuple[str, ...]:
    """Codes of what deserves attention."""
    found = []
    if conclusion.facts.disputed:
        found.append("ballots-contradict")
    if conclusion.facts.unknown:
        found.append("update-needed")
    if conclusion.late:
        found.append("late-ballots")
    if conclusion.state == State.IRREGULAR:
        found.append("irregular")
    if conclusion.state == State.CONTESTED:
        found.append("contested")
    if any(not closing.agrees for closing in conclusion.closings):
        found.append("outcome-differs")
    if any(member in conclusion.facts.recused for member in _counted_members(conclusion)):
        found.append("recused-vote-counted")
    if corrected is not None and corrected.differs:
        found.append("facts-corrected")
    return tuple(found)


def _counted_members(conclusion: Conclusion) -> set[str]:
    """Members whose ballots the settled closing lists."""
    listed = set(conclusion.settled.body.ballots) if conclusion.settled is not None else set()
    return {member for (member, _), ballot in conclusion.facts.ballots.items() if ballot.id in listed}
