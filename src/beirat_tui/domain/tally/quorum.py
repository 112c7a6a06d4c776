"""May the sitting decide? Invitation, number, benches, chair; at the vote or at opening; the second try.

A quorum counts members, not their votes. What is found missing (a fact nobody recorded) is said, never
guessed.
"""

from typing import NamedTuple

from beirat_tui.domain.rules.amount import NONE, Amount
from beirat_tui.domain.rules.model import SecondTry
from beirat_tui.domain.rules.words import ChairNeeded
from beirat_tui.domain.tally.case import Meeting, Seat
from beirat_tui.domain.tally.outcome import RESULT_OF, Fact, NextStep, Verdict
from beirat_tui.domain.tally.sheet import Sheet, Stop, present_at


class _Room(NamedTuple):
    """Who is in the room at the moment the quorum is looked at, and which seats count towards it."""

    here: set[str]
    recused: frozenset[str]
    standing: list[Seat]


def meeting_stop(sheet: Sheet, meeting: Meeting) -> Stop | None:
    """Why the sitting cannot decide, or None if it can. Adds the steps of the quorum."""
    quorum = sheet.rules.quorum
    if meeting.presence is None:
        return _missing(sheet, "quorum.attendance")
    if quorum.all_invited:
        if meeting.invited_all is None:
            return _missing(sheet, "quorum.invited")
        if not sheet.test("quorum.invited", {}, quorum.cite, met=meeting.invited_all):
            return Stop("no_quorum", "quorum.invited", "invite_again")
    if quorum.checked == "at opening":
        if not meeting.challenged:
            return _at_opening(sheet, meeting)
        sheet.step("quorum.challenged", "note", {}, quorum.cite)
    return _tests(sheet, meeting, _room_at_vote(sheet))


def _missing(sheet: Sheet, rule: str) -> Stop:
    """The fact behind RULE was not recorded."""
    sheet.step(rule, "missing", {}, sheet.rules.quorum.cite)
    return Stop("undecided", rule, "record_missing_fact")


def _at_opening(sheet: Sheet, meeting: Meeting) -> Stop | None:
    """The quorum is counted when the sitting opens and presumed from then on; no one is recused yet."""
    if meeting.opened is None:
        return _missing(sheet, "quorum.opening")
    here = present_at(meeting.presence or {}, meeting.opened)
    room = _Room(here, frozenset(), _standing(sheet, here, frozenset(), {}))
    if stop := _tests(sheet, meeting, room):
        return stop
    opened, now = len(room.standing), len(_room_at_vote(sheet).standing)
    verdict: Verdict = "note" if now >= opened else "warning"
    sheet.step("quorum.presumed", verdict, {"opened": opened, "now": now}, sheet.rules.quorum.cite)
    return None


def _room_at_vote(sheet: Sheet) -> _Room:
    """The room when the vote is taken; the recused count only where the rules let them."""
    recused = sheet.recused
    if recused and sheet.rules.recusal.quorum == "counts":
        recused = frozenset()
    return _Room(sheet.here, recused, _standing(sheet, sheet.here, recused, sheet.votes))


def _standing(sheet: Sheet, here: set[str], recused: frozenset[str], votes: dict[str, str]) -> list[Seat]:
    """The seats that count towards the quorum, by the rule's way of counting."""
    rules = sheet.rules
    counting = rules.quorum.counting
    if counting == "present and entitled":
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
    counted = sheet.case.counted
    if counted is None:
        return len(standing)
    rows = [row for row in counted if not bench or row.bench == bench]
    if sheet.rules.quorum.counting == "votes cast":
        number = sum(row.yes + row.no + row.abstain + row.invalid for row in rows)
    else:
        number = len(standing)
    absent = sheet.rules.abstention.counts_as == "absent"
    return number - sum(row.abstain for row in rows) if absent else number


def _base(sheet: Sheet) -> int | None:
    """What the share is taken of; None if the number of seats is not recorded."""
    of = sheet.rules.quorum.of
    if of == "statutory seats":
        return sheet.case.statutory_seats
    if of == "entitled members":
        return len(sheet.entitled)
    if of == "members other than the chair":
        return sum(1 for seat in sheet.voters if seat.role != "chair")
    return len(sheet.voters)


def _tests(sheet: Sheet, meeting: Meeting, room: _Room) -> Stop | None:
    """Number, benches, chair: all are tested, the first that fails is the reason; then the second try."""
    quorum = sheet.rules.quorum
    base = _base(sheet)
    if base is None:
        return _missing(sheet, "quorum.statutory-seats")
    reduced = _reduced(sheet)
    if reduced is None:
        failed = [] if _members(sheet, room, base, quorum.need, quorum.minimum) else ["quorum.members"]
        if (quorum.in_bench or quorum.in_each_bench != NONE) and not _benches(sheet, room):
            failed.append("quorum.bench")
    else:
        failed = [] if _members(sheet, room, base, reduced, 0) else ["quorum.members"]
    if not _chair(sheet, room, quorum.chair, quorum.cite):
        failed.append("quorum.chair")
    if not failed:
        return None
    again = sheet.rules.second_try
    if again is None:
        return Stop(RESULT_OF[quorum.failing], failed[0], "put_on_agenda")
    return _second_try(sheet, meeting, room, again, base, failed[0])


def _reduced(sheet: Sheet) -> Amount | None:
    """The reduced quorum, where so many are excluded that it holds."""
    rule = sheet.rules.reduced_quorum
    if rule is None:
        return None
    excluded = sum(1 for seat in sheet.voters if seat.member in sheet.recused)
    limit = rule.if_excluded.needed(len(sheet.voters))
    facts: dict[str, Fact] = {
        "excluded": excluded,
        "limit": limit,
        "base": len(sheet.voters),
        "need": str(rule.if_excluded),
    }
    if excluded < limit:
        sheet.step("quorum.reduced", "note", {**facts, "holds": False}, rule.cite)
        return None
    sheet.step("quorum.reduced", "note", {**facts, "holds": True}, rule.cite)
    return rule.need


def _members(  # noqa: PLR0913  (the figures of one test)
    sheet: Sheet, room: _Room, base: int, need: Amount, minimum: int, rule: str = "quorum.members"
) -> bool:
    """Whether enough members count."""
    quorum, again = sheet.rules.quorum, sheet.rules.second_try
    share = need.needed(base)
    needed = max(share, minimum)
    present = _number(sheet, room.standing)
    facts: dict[str, Fact] = {
        "present": present,
        "needed": needed,
        "base": base,
        "need": str(need),
        "of": quorum.of,
        "minimum": minimum,
        "counting": quorum.counting,
    }
    cite = again.cite if again is not None and rule == "quorum.second" else quorum.cite
    return sheet.test(rule, facts, cite, met=present >= needed)


def _benches(sheet: Sheet, room: _Room) -> bool:
    """Whether every bench that the rules name has enough members."""
    quorum = sheet.rules.quorum
    needs = dict(quorum.in_bench)
    if quorum.in_each_bench != NONE:
        for seat in sheet.voters:
            if seat.bench:
                needs.setdefault(seat.bench, quorum.in_each_bench)
    met = True
    for bench, need in sorted(needs.items()):
        base = sum(1 for seat in _of(sheet) if seat.bench == bench)
        present = _number(sheet, [seat for seat in room.standing if seat.bench == bench], bench)
        needed = need.needed(base)
        facts: dict[str, Fact] = {
            "bench": bench,
            "present": present,
            "needed": needed,
            "base": base,
            "need": str(need),
        }
        met &= sheet.test("quorum.bench", facts, quorum.cite, met=present >= needed)
    return met


def _of(sheet: Sheet) -> list[Seat]:
    """The seats a bench's share is taken of; statutory seats are not known by bench."""
    if sheet.rules.quorum.of == "entitled members":
        return list(sheet.entitled.values())
    if sheet.rules.quorum.of == "members other than the chair":
        return [seat for seat in sheet.voters if seat.role != "chair"]
    return sheet.voters


def _chair(sheet: Sheet, room: _Room, needed: ChairNeeded, cite: str) -> bool:
    """Whether the chair, or the deputy chair, is there where the rules want it."""
    if needed == "not needed":
        return True
    roles = ("chair",) if needed == "chair" else ("chair", "deputy_chair")
    there = any(
        seat.role in roles and seat.member in room.here and seat.member not in room.recused
        for seat in sheet.case.seats
    )
    return sheet.test("quorum.chair", {"needed": needed}, cite, met=there)


def _second_try(  # noqa: PLR0913  (what the first try left)
    sheet: Sheet, meeting: Meeting, room: _Room, again: SecondTry, base: int, failed: str
) -> Stop | None:
    """Whether the easier quorum holds and is reached."""
    failing = RESULT_OF[sheet.rules.quorum.failing]
    invites: NextStep = "invite_again" if again.invitation != "not needed" else "put_on_agenda"
    why, facts = _not_open(meeting, again)
    if why.startswith("unknown"):
        sheet.step("quorum.second-open", "missing", {"why": why}, again.cite)
        return Stop("undecided", "quorum.second-open", "record_missing_fact")
    if not sheet.test("quorum.second-open", {"why": why, **facts}, again.cite, met=not why):
        return Stop(failing, failed, invites)
    met = _members(sheet, room, base, again.need, again.minimum, "quorum.second")
    if not _chair(sheet, room, again.chair, again.cite):
        return Stop(failing, "quorum.chair", invites)
    return None if met else Stop(failing, "quorum.second", invites)


def _not_open(meeting: Meeting, again: SecondTry) -> tuple[str, dict[str, Fact]]:
    """Why the easier quorum does not hold yet ("" if it does), with the figures of waiting."""
    facts: dict[str, Fact] = {}
    if again.invitation != "not needed" and not meeting.second_invitation:
        return "not-invited-again", facts
    if again.invitation == "with notice" and not meeting.notice:
        return "no-notice", facts
    if again.after_minutes:
        if meeting.scheduled is None or meeting.vote_at is None:
            return "unknown-time", facts
        facts |= {"minutes": meeting.vote_at - meeting.scheduled, "minutes_needed": again.after_minutes}
        if meeting.vote_at - meeting.scheduled < again.after_minutes:
            return "too-early", facts
    if again.after_days:
        if meeting.day is None or meeting.earlier_day is None:
            return "unknown-day", facts
        days = (meeting.day - meeting.earlier_day).days
        facts |= {"days": days, "days_needed": again.after_days}
        if days < again.after_days:
            return "too-soon", facts
    return "", facts
