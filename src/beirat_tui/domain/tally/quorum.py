"""May the sitting decide? Invitation, number, benches, chair; counted at the vote or at opening.

A quorum counts members, not their votes. What is missing (a fact nobody recorded) is said, never guessed.
"""

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from beirat_tui.domain.rules.amount import Amount
from beirat_tui.domain.rules.model import Quorum, SecondTry
from beirat_tui.domain.rules.words import ChairNeeded
from beirat_tui.domain.tally import common_steps
from beirat_tui.domain.tally.benches import bench_needs
from beirat_tui.domain.tally.case import Meeting, Seat
from beirat_tui.domain.tally.outcome import RESULT_OF, Fact, NextStep
from beirat_tui.domain.tally.second_try import UNKNOWN, why_not_open
from beirat_tui.domain.tally.sheet import Sheet, Stop, present_at


class Room(NamedTuple):
    """Who is in the room at the moment the quorum is looked at, and which seats count towards it."""

    here: AbstractSet[str]
    recused: AbstractSet[str]
    standing: list[Seat]


class Need(NamedTuple):
    """How many are needed, for which step and by which passage."""

    need: Amount
    minimum: int
    cite: str
    rule: str = "quorum.members"


def meeting_stop(sheet: Sheet, meeting: Meeting) -> Stop | None:
    """Why the sitting cannot decide, or None if it can. Adds the steps of the quorum."""
    quorum = sheet.rules.quorum
    if meeting.presence is None:
        return sheet.missing("quorum.attendance", {}, quorum.cite)
    if quorum.all_invited:
        if meeting.invited_all is None:
            return sheet.missing("quorum.invited", {}, quorum.cite)
        if not meeting.invited_all:
            sheet.test("quorum.invited", {}, quorum.cite, met=False)
            return Stop("no_quorum", "quorum.invited", "invite_again")
        sheet.steps.append(common_steps.invited(quorum.cite))
    if quorum.checked != "at the vote":
        if not meeting.challenged and quorum.checked == "at opening":
            return _at_opening(sheet, meeting)
        sheet.note("quorum.challenged" if meeting.challenged else "quorum.unchallenged", {}, quorum.cite)
        if not meeting.challenged:
            return None
    return _decide(sheet, meeting, _room_at_vote(sheet))


def _at_opening(sheet: Sheet, meeting: Meeting) -> Stop | None:
    """The quorum is counted when the sitting opens and presumed from then on; no one is recused yet."""
    cite = sheet.rules.quorum.cite
    if meeting.opened is None:
        return sheet.missing("quorum.opening", {}, cite)
    here = present_at(meeting.presence or {}, meeting.opened)
    room = Room(here, frozenset(), _standing(sheet, here, frozenset(), {}))
    if stop := _decide(sheet, meeting, room):
        return stop
    opened, now = len(room.standing), len(_room_at_vote(sheet).standing)
    say = sheet.note if now >= opened else sheet.warn
    say("quorum.presumed", {"opened": opened, "now": now}, cite)
    return None


def _room_at_vote(sheet: Sheet) -> Room:
    """The room when the vote is taken; the recused count only where the rules let them."""
    recused = sheet.recused
    if recused and sheet.rules.recusal.quorum == "counts":
        recused = frozenset()
    return Room(sheet.here, recused, _standing(sheet, sheet.here, recused, sheet.votes))


def _standing(
    sheet: Sheet, here: AbstractSet[str], recused: AbstractSet[str], votes: dict[str, str]
) -> list[Seat]:
    """The seats that count towards the quorum, by the rule's way of counting."""
    rules = sheet.rules
    counting = rules.quorum.counting
    if counting == "present and entitled" and votes is sheet.votes:
        seats = [seat for member, seat in sheet.entitled.items() if member in here]
    elif counting == "present and entitled":
        seats = [seat for seat in sheet.voters if seat.member in here and seat.entitled]
    elif counting == "present or represented":
        seats = [seat for seat in sheet.voters if seat.member in here or seat.member in sheet.stand_ins]
    elif counting == "present":
        seats = [seat for seat in sheet.voters if seat.member in here]
    else:
        seats = [seat for seat in sheet.voters if seat.member in votes]
    if recused:
        seats = [seat for seat in seats if seat.member not in recused]
    if rules.abstention.counts_as == "absent":
        seats = [seat for seat in seats if votes.get(seat.member) != "abstain"]
    if rules.quorum.of == "members other than the chair":
        seats = [seat for seat in seats if seat.role != "chair"]
    return seats


def _number(sheet: Sheet, standing: list[Seat], bench: str = "") -> int:
    """How many count, corrected by what a secret vote shows only as a number."""
    papers = sheet.case.papers
    if papers is None:
        return len(standing)
    rows = [row for row in papers if not bench or row.bench == bench]
    if sheet.rules.quorum.counting == "votes cast":
        number = sum(row.yes + row.no + row.abstain + row.invalid for row in rows)
    else:
        number = len(standing)
    absent = sheet.rules.abstention.counts_as == "absent"
    return number - sum(row.abstain for row in rows) if absent else number


def _of(sheet: Sheet) -> list[Seat]:
    """The seats a share is taken of. Statutory seats are only a number: by bench, those filled stand in."""
    of = sheet.rules.quorum.of
    if of == "entitled members":
        return list(sheet.entitled.values())
    if of == "members other than the chair":
        return [seat for seat in sheet.voters if seat.role != "chair"]
    return sheet.voters


def _decide(sheet: Sheet, meeting: Meeting, room: Room) -> Stop | None:
    """Number, benches, chair: all are tested, the first that fails is the reason; then the easier quorum."""
    quorum, reduced = sheet.rules.quorum, _reduced(sheet)
    base = sheet.statutory_seats if quorum.of == "statutory seats" else len(_of(sheet))
    if base is None:
        return sheet.missing("quorum.statutory-seats", {}, quorum.cite)
    failed = []
    if not _enough(sheet, room, base, reduced or Need(quorum.need, quorum.minimum, quorum.cite)):
        failed.append("quorum.members")
    by_bench = reduced is None and (quorum.in_bench or quorum.in_each_bench)
    if by_bench and not _benches(sheet, room, quorum):
        failed.append("quorum.bench")
    if not _chair_there(sheet, room, quorum.chair, quorum.cite):
        failed.append("quorum.chair")
    again = sheet.rules.second_try
    if not failed or again is None:
        return Stop(RESULT_OF[quorum.failing], failed[0], "put_on_agenda") if failed else None
    why, facts = why_not_open(meeting, again)
    if why in UNKNOWN:
        return sheet.missing("quorum.second-open", {"why": why}, again.cite)
    if sheet.test("quorum.second-open", {"why": why, **facts}, again.cite, met=not why):
        failed = _second_try(sheet, room, base, again)
    next_step: NextStep = "put_on_agenda" if again.invitation == "not needed" else "invite_again"
    return Stop(RESULT_OF[quorum.failing], failed[0], next_step) if failed else None


def _reduced(sheet: Sheet) -> Need | None:
    """The reduced quorum, where so many are excluded that it holds."""
    rule = sheet.rules.reduced_quorum
    if rule is None:
        return None
    excluded = sum(seat.member in sheet.recused for seat in sheet.voters)
    limit = rule.if_excluded.needed(len(sheet.voters))
    facts: dict[str, Fact] = {
        "excluded": excluded,
        "limit": limit,
        "base": len(sheet.voters),
        "need": rule.if_excluded.words,
        "holds": excluded >= limit,
    }
    sheet.note("quorum.reduced", facts, rule.cite)
    return Need(rule.need, 0, rule.cite) if excluded >= limit else None


def _enough(sheet: Sheet, room: Room, base: int, need: Need) -> bool:
    """Whether enough members count."""
    amount, minimum, cite, rule = need
    quorum = sheet.rules.quorum
    needed = max(amount.needed(base), minimum)
    present = _number(sheet, room.standing)
    step = common_steps.members(
        rule, present, needed, base, amount.words, minimum, quorum.of, quorum.counting, cite
    )
    sheet.steps.append(step)
    return present >= needed


def _benches(sheet: Sheet, room: Room, quorum: Quorum) -> bool:
    """Whether every bench that the rules ask about has enough members."""
    met = True
    for bench, need in bench_needs(sheet, quorum.in_bench, quorum.in_each_bench):
        base = sum(seat.bench == bench for seat in _of(sheet))
        present = _number(sheet, [seat for seat in room.standing if seat.bench == bench], bench)
        needed = need.needed(base)
        facts: dict[str, Fact] = {
            "bench": bench,
            "present": present,
            "needed": needed,
            "base": base,
            "need": need.words,
        }
        met &= sheet.test("quorum.bench", facts, quorum.cite, met=present >= needed)
    return met


def _chair_there(sheet: Sheet, room: Room, needed: ChairNeeded, cite: str) -> bool:
    """Whether the chair, or the deputy chair, is there where the rules want it."""
    if needed == "not needed":
        return True
    roles = ("chair",) if needed == "chair" else ("chair", "deputy_chair")
    able = room.here - room.recused
    there = any(seat.role in roles and seat.member in able for seat in sheet.case.seats)
    return sheet.test("quorum.chair", {"needed": needed}, cite, met=there)


def _second_try(sheet: Sheet, room: Room, base: int, again: SecondTry) -> list[str]:
    """What the easier quorum still misses."""
    failed = []
    if not _enough(sheet, room, base, Need(again.need, again.minimum, again.cite, "quorum.second")):
        failed.append("quorum.second")
    if not _chair_there(sheet, room, again.chair, again.cite):
        failed.append("quorum.chair")
    return failed
