"""What a set of records says about one round: the facts that the tally judges (rules 12 to 16)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from beirat_tui.log.bodies.board import AttendanceNoted, MeetingFacts
from beirat_tui.log.bodies.rounds import (
    BallotCast,
    BallotReceived,
    CountEntered,
    Numbers,
    ObjectionRaised,
    RecusalDeclared,
    RoundOpened,
)
from beirat_tui.log.record import Record
from beirat_tui.log.view import View

SOURCES = ("own", "deputy", "hand")
FAMILIES = ("ballot", "recusal", "objection", "receipt", "count", "close", "confirm", "abort", "paper")
"""The slots of a round begin with one of these and its id."""


class CountState(StrEnum):
    """How far the count of a vote by papers or raised hands has come: two entries must say the same."""

    NONE = "none"
    ONE = "one"
    """One entry: the second count is awaited."""
    DIFFERS = "differs"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Counting:
    """The count of a vote whose ballots nobody names.

    Attributes:
        state: how far it has come.
        entries: what was entered and has effect, in a fixed order; later ones settle a disagreement.
        agreed: the entry that holds, once two say the same and nothing newer says otherwise.
    """

    state: CountState = CountState.NONE
    entries: tuple[Record, ...] = ()
    agreed: CountEntered | None = None


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """One round as a view knows it, before anything is counted.

    Attributes:
        round: the round's id.
        opening: what was pinned.
        meeting: the meeting's latest facts; None in a circulation.
        earlier_day: the day of the meeting that lacked its quorum, in a second invitation.
        attendance: the one attendance record of each member; members with contradicting ones are absent.
        ballots: the one ballot of each member and source that is a vote.
        disputed: members with two contradicting ballots of their own.
        contradicting: members with two contradicting ballots by a deputy or by hand: those do not count.
        receipts: what the office noted of a ballot's arrival, by ballot id.
        recused: members who take no part.
        objecting: members who object to the written procedure.
        counting: the numbers of a counted vote, which two entries must state alike.
        unknown: ids of records of unknown kinds in the round's slots, sorted: the program is too old to close
            it.
    """

    round: str
    opening: RoundOpened
    meeting: MeetingFacts | None
    earlier_day: dt.date | None
    attendance: Mapping[str, Record]
    ballots: Mapping[tuple[str, str], Record]
    disputed: frozenset[str]
    contradicting: frozenset[tuple[str, str]]
    receipts: Mapping[str, BallotReceived]
    recused: frozenset[str]
    objecting: frozenset[str]
    counting: Counting
    unknown: tuple[str, ...]


def gather(view: View, opening: Record) -> RoundFacts:
    """What VIEW knows of the round that the record OPENING opened."""
    body = opening.body
    if not isinstance(body, RoundOpened):
        raise TypeError(opening.kind)
    room = () if body.meeting is None else (f"attendance/{body.meeting}/",)
    view.ledger.preload(*room, *(f"{family}/{opening.id}" for family in FAMILIES))
    ballots, torn = _ballots(view, opening.id, body)
    recusals = _one_each(view, f"recusal/{opening.id}/")
    objections = _one_each(view, f"objection/{opening.id}/")
    meeting, earlier_day = _meeting(view, body.meeting)
    return RoundFacts(
        round=opening.id,
        opening=body,
        meeting=meeting,
        earlier_day=earlier_day,
        attendance=_attendance(view, body),
        ballots=ballots,
        disputed=frozenset(member for member, source in torn if source == "own"),
        contradicting=frozenset(torn),
        receipts=_receipts(view, opening.id),
        recused=frozenset(b.member for b in recusals if isinstance(b, RecusalDeclared) and b.recused),
        objecting=frozenset(b.member for b in objections if isinstance(b, ObjectionRaised) and b.raised),
        counting=_counting(view, opening.id),
        unknown=_unknown(view, opening.id),
    )


def _ballots(
    view: View, round_id: str, body: RoundOpened
) -> tuple[dict[tuple[str, str], Record], set[tuple[str, str]]]:
    """The one ballot of each seat and source, and where there are several that differ."""
    found: dict[tuple[str, str], Record] = {}
    torn: set[tuple[str, str]] = set()
    for seat in body.electorate:
        for source in SOURCES:
            values = view.values(f"ballot/{round_id}/{seat.member}/{source}")
            meanings = {value.body.choice for value in values if isinstance(value.body, BallotCast)}
            if len(meanings) > 1:
                torn.add((seat.member, source))
            elif meanings and meanings != {None}:
                found[seat.member, source] = values[0]
    return found, torn


def _one_each(view: View, prefix: str) -> list[object]:
    """All values below PREFIX: where two were written without knowledge of each other, both speak."""
    return [value.body for values in view.each(prefix) for value in values]


def _counting(view: View, round_id: str) -> Counting:
    """How the entries of the count stand: the one value of the slot holds if another entry says the same."""
    slot = f"count/{round_id}"
    entries = tuple(each for each in view.effective(slot) if isinstance(each.body, CountEntered))
    if len(entries) < 2:  # noqa: PLR2004  (a pair)
        return Counting(CountState.ONE if entries else CountState.NONE, entries)
    value = view.value(slot)
    if value is not None and isinstance(value.body, CountEntered):
        same = [each for each in entries if _same_numbers(each, value.body)]
        if len(same) > 1:
            return Counting(CountState.AGREED, entries, value.body)
    return Counting(CountState.DIFFERS, entries)


def _same_numbers(entry: Record, body: CountEntered) -> bool:
    """Whether ENTRY states the numbers of BODY, in whatever order it names the benches."""

    def ordered(numbers: list[Numbers]) -> list[Numbers]:
        return sorted(numbers, key=lambda each: each.bench or "")

    return isinstance(entry.body, CountEntered) and ordered(entry.body.numbers) == ordered(body.numbers)


def _attendance(view: View, body: RoundOpened) -> dict[str, Record]:
    if body.meeting is None:
        return {}
    found: dict[str, Record] = {}
    for values in view.each(f"attendance/{body.meeting}/"):
        first = values[0].body
        if len(values) == 1 and isinstance(first, AttendanceNoted):
            found[first.member] = values[0]
    return found


def _meeting(view: View, meeting: str | None) -> tuple[MeetingFacts | None, dt.date | None]:
    facts = meeting_facts(view, meeting)
    earlier = None if facts is None else meeting_facts(view, facts.second_of)
    return facts, None if earlier is None else earlier.day


def meeting_facts(view: View, meeting: str | None) -> MeetingFacts | None:
    """What VIEW knows of a meeting now; of contradicting changes the first in a fixed order."""
    if meeting is None:
        return None
    changes = view.values(f"meeting/{meeting}")
    called = view.ledger.get(meeting)
    latest = changes[0] if changes else called
    return latest.body if latest is not None and isinstance(latest.body, MeetingFacts) else None


def _receipts(view: View, round_id: str) -> dict[str, BallotReceived]:
    """The office's notes on arrivals; of contradicting ones the one that says late."""
    found: dict[str, BallotReceived] = {}
    for values in view.each(f"receipt/{round_id}/"):
        notes = [value.body for value in values if isinstance(value.body, BallotReceived)]
        for note in sorted(notes, key=lambda note: (not note.late, note.day)):
            found.setdefault(note.ballot, note)
    return found


def _unknown(view: View, round_id: str) -> tuple[str, ...]:
    slots = [slot for prefix in FAMILIES for slot in view.slots_under(f"{prefix}/{round_id}")]
    records = (record for slot in slots for record in view.ledger.slot(slot))
    return tuple(sorted(each.id for each in records if each.body is None and view.knows(each)))
