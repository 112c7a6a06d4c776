"""From what is known of a round to the case that the tally judges."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal, cast

from beirat_tui.domain.tally.case import (
    Ballot,
    Case,
    CirculationFacts,
    Counted,
    Election,
    Lot,
    Meeting,
    Recusal,
    Representation,
    Role,
    Seat,
    Span,
)
from beirat_tui.log.bodies.board import AttendanceNoted
from beirat_tui.log.bodies.rounds import BallotCast, BallotReceived, RoundOpened, VoteFacts
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import CountState, RoundFacts


def build_case(
    facts: RoundFacts,
    *,
    at: dt.datetime | None = None,
    vote: VoteFacts | None = None,
    counted: frozenset[str] | None = None,
    present: Iterable[Record] | None = None,
) -> Case:
    """The case that the tally judges.

    Args:
        facts: what is known of the round.
        at: local date and time of the vote; None means now.
        vote: what the office noted beside ballots and attendance.
        counted: ids of the ballots that a closing lists; None means all that are known.
        present: the attendance records that a closing lists; None means all that are known.
    """
    body, vote = facts.opening, vote or VoteFacts()
    ballots = tuple(
        _ballot(record, facts)
        for (_, _), record in sorted(facts.ballots.items())
        if counted is None or record.id in counted
    )
    taken = {ballot.member for ballot in ballots} if counted is not None else set()
    return Case(
        seats=tuple(
            Seat(
                seat.member, seat.votes, cast("Role", _seat_role(seat.role)), seat.entitled, seat.bench or ""
            )
            for seat in body.electorate
        ),
        proceeding=(
            _sitting(facts, at, vote, present)
            if body.procedure == "meeting"
            else _circulation(facts, at, vote)
        ),
        motion=body.motion,
        ballots=ballots,
        recused=tuple(Recusal(member, vote_cast=member in taken) for member in sorted(facts.recused)),
        representations=_representations(facts),
        disputed=tuple(sorted(facts.disputed)),
        counted=_counted(facts),
        count_awaited=_count_awaited(facts),
        secret=body.secrecy == "secret",
        secret_demanded_by=tuple(vote.secret_demanded_by),
        secret_decided=vote.secret_decided,
        casting_vote=vote.casting_vote,
        ballot_number=body.number,
        earlier=tuple(body.earlier),
        statutory_seats=body.statutory_seats,
        presiding=vote.presiding or "",
        election=_election(facts, vote),
    )


def _seat_role(role: str) -> str:
    return "adviser" if role == "office" else role


def _ballot(record: Record, facts: RoundFacts) -> Ballot:
    body = record.body
    if not isinstance(body, BallotCast):
        raise TypeError(record.kind)
    receipt = facts.receipts.get(record.id)
    return Ballot(
        member=body.member,
        choice=body.choice or "",
        source=body.source,
        by=body.voter or "" if body.source == "deputy" else "",
        received=None if receipt is None else _received(receipt, facts.opening),
    )


def _received(receipt: BallotReceived, opening: RoundOpened) -> dt.date:
    """The day of arrival; a ballot that the office ruled late is put after the deadline whatever the day."""
    if receipt.late and opening.deadline is not None:
        return max(receipt.day, opening.deadline + dt.timedelta(days=1))
    return receipt.day


def _representations(facts: RoundFacts) -> tuple[Representation, ...]:
    deputies = [
        Representation(seat.member, deputy, "deputy")
        for seat in facts.opening.electorate
        for deputy in seat.deputies
    ]
    proxies = [
        Representation(seat.member, seat.proxy, "proxy")
        for seat in facts.opening.electorate
        if seat.proxy is not None
    ]
    return tuple(deputies + proxies)


def _counted(facts: RoundFacts) -> tuple[Counted, ...] | None:
    agreed = facts.counting.agreed
    if agreed is None or facts.opening.candidates:
        return None
    return tuple(
        Counted(each.yes, each.no, each.abstain, each.invalid, each.bench or "") for each in agreed.numbers
    )


def _count_awaited(facts: RoundFacts) -> Literal["", "none", "one", "differs"]:
    """Why the numbers of a vote whose ballots nobody names are not known yet."""
    state = facts.counting.state
    if state == CountState.AGREED or (state == CountState.NONE and facts.opening.secrecy == "open"):
        return ""
    return _AWAITED[state]


_AWAITED: Mapping[CountState, Literal["none", "one", "differs"]] = {
    CountState.NONE: "none",
    CountState.ONE: "one",
    CountState.DIFFERS: "differs",
}


def _election(facts: RoundFacts, vote: VoteFacts) -> Election | None:
    if not facts.opening.candidates:
        return None
    election = Election(
        candidates=tuple(facts.opening.candidates),
        lot=Lot(tuple(vote.lot)) if vote.lot else None,
        objected=vote.objected,
        papers=facts.opening.secrecy == "secret",
    )
    if facts.counting.agreed is None:
        return election
    numbers = facts.counting.agreed.numbers
    totals = {name: sum(each.candidates.get(name, 0) for each in numbers) for name in election.candidates}
    return replace(
        election,
        counts=totals,
        abstain=sum(each.abstain for each in numbers),
        invalid=sum(each.invalid for each in numbers),
    )


def _sitting(
    facts: RoundFacts, at: dt.datetime | None, vote: VoteFacts, present: Iterable[Record] | None
) -> Meeting:
    meeting = facts.meeting
    noted = facts.attendance.values() if present is None else present
    presence = {
        record.body.member: tuple(map(_span, record.body.spans))
        for record in noted
        if isinstance(record.body, AttendanceNoted)
    }
    if meeting is None:
        return Meeting(presence=presence, challenged=vote.challenged)
    return Meeting(
        invited_all=meeting.invited_all,
        second_invitation=meeting.second_of is not None,
        notice=meeting.notice,
        scheduled=minute(meeting.time),
        opened=None if meeting.opened is None else minute(meeting.opened),
        vote_at=None if at is None else at.hour * 60 + at.minute,
        presence=presence,
        challenged=vote.challenged,
        day=meeting.day,
        earlier_day=facts.earlier_day,
    )


def _circulation(facts: RoundFacts, at: dt.datetime | None, vote: VoteFacts) -> CirculationFacts:
    return CirculationFacts(
        started=facts.opening.begun,
        deadline=facts.opening.deadline,
        closed=None if at is None else at.date(),
        objections=tuple(sorted(facts.objecting)),
        holidays=None if vote.holidays is None else frozenset(vote.holidays),
    )


def minute(time: str) -> int:
    """Minutes since midnight of a local time ``HH:MM``."""
    hours, _, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes)


def _span(span: tuple[str, str | None]) -> Span:
    return (minute(span[0]), None if span[1] is None else minute(span[1]))
