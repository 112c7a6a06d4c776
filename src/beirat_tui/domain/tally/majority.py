"""Is the motion adopted? Threshold, limits, benches, and the ballots that may follow. It counts votes."""

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from beirat_tui.domain.rules.amount import HALF, Amount
from beirat_tui.domain.rules.words import MajorityBase
from beirat_tui.domain.tally import common_steps
from beirat_tui.domain.tally.benches import bench_needs
from beirat_tui.domain.tally.outcome import Counts
from beirat_tui.domain.tally.sheet import Sheet, Stop
from beirat_tui.domain.tally.tie import break_tie, chair_waits
from beirat_tui.domain.tally.votes import Weighed, given, weigh

if TYPE_CHECKING:
    from beirat_tui.domain.tally.outcome import Fact

_UNKNOWN_BENCH = "majority.bench-counts"
_UNKNOWN_MEMBERS = "majority.member-counts"


class Demand(NamedTuple):
    """The majority that this ballot needs."""

    need: Amount
    of: MajorityBase
    cite: str


def settle_motion(sheet: Sheet) -> Stop:
    """The result for the motion, with its steps."""
    waiting = chair_waits(sheet)
    counts = _count(sheet, waiting)
    if counts is None:
        return sheet.missing("votes.too-many", {}, "")
    demand = _demand(sheet)
    weighed = weigh(sheet, counts, demand.of, without=waiting)
    if weighed is None:
        return sheet.missing("majority.statutory-seats", {}, demand.cite)
    carried, reason = _threshold(sheet, weighed, demand), "majority.threshold"
    asked = False
    if not carried and _is_tie(sheet, weighed, demand.need):
        stop = break_tie(sheet, weighed)
        if stop.result not in {"adopted", "rejected"}:
            return stop
        carried, reason = stop.result == "adopted", stop.reason
        asked = waiting in sheet.entitled
        if asked:
            weighed = weighed._replace(yes=weighed.yes + sheet.entitled[waiting].votes)
    elif waiting in sheet.votes:
        sheet.note("tie.chair-not-asked", {"chair": waiting}, sheet.rules.tie.cite)
    failed = _limits(sheet, weighed, _members_yes(sheet, weighed, waiting, asked=asked)) + _benches(
        sheet, demand.of, waiting
    )
    for unknown in (_UNKNOWN_MEMBERS, _UNKNOWN_BENCH):
        if unknown in failed:
            return sheet.missing(unknown, {}, demand.cite)
    if carried and not failed:
        return _adopted(sheet, reason)
    return _not_adopted(sheet, failed[0] if carried else reason)


def _count(sheet: Sheet, waiting: str) -> Counts | None:
    """The votes, with their step; None if more were counted than members could vote."""
    counts = given(sheet, without=waiting) or Counts()
    too_many = counts.silent < 0
    if too_many:
        counts = dataclasses.replace(counts, silent=0)
    sheet.counts = counts
    _show_votes(sheet, counts)
    return None if too_many else counts


def _demand(sheet: Sheet) -> Demand:
    """The majority for this ballot: a later one's, the written vote's, or the ordinary one."""
    majority, later, written = sheet.rules.majority, sheet.rules.later_ballots, sheet.rules.circulation
    if later is not None and sheet.case.ballot_number > later.after_ballots:
        return Demand(later.need, later.of, later.cite)
    if sheet.circulation is not None and (written.need is not None or written.of is not None):
        return Demand(written.need or majority.need, written.of or majority.of, written.cite)
    return Demand(majority.need, majority.of, majority.cite)


def _adopted(sheet: Sheet, reason: str) -> Stop:
    """The motion is carried: what that means depends on the motion."""
    motion = sheet.case.motion
    if motion == "recommend_with_conditions":
        return Stop("adopted_with_conditions", reason)
    return Stop("postponed" if motion == "postpone" else "adopted", reason)


def _not_adopted(sheet: Sheet, reason: str) -> Stop:
    """The motion is lost, unless another ballot with an easier majority follows."""
    later = sheet.rules.later_ballots
    if later is None or sheet.case.ballot_number > later.after_ballots:
        return Stop("rejected", reason)
    facts: dict[str, Fact] = {"ballot": sheet.case.ballot_number, "after": later.after_ballots}
    sheet.note("majority.next-ballot", facts, later.cite)
    return Stop("repeat", "majority.next-ballot", "repeat_vote")


def _show_votes(sheet: Sheet, counts: Counts) -> None:
    """The step with all the numbers, zeros included, and what abstentions and silence mean."""
    abstention = sheet.rules.abstention
    yes, no, abstain, invalid, silent, late = (
        counts.yes,
        counts.no,
        counts.abstain,
        counts.invalid,
        counts.silent,
        counts.late,
    )
    sheet.steps.append(common_steps.counted(yes, no, abstain, invalid, silent, late))
    written, in_room = sheet.rules.circulation, sheet.circulation is None
    meant = (abstention.missing if in_room else written.silence) if silent else "nothing"
    if meant != "nothing":
        facts: dict[str, Fact] = {"silent": silent, "counts_as": meant}
        sheet.note("votes.silence", facts, abstention.cite if in_room else written.cite)
    meaning = abstention.counts_as
    if abstain or late or meant == "abstention" or (invalid and meaning == "forbidden"):
        sheet.steps.append(common_steps.abstentions(abstain, late, meaning, abstention.cite))


def _threshold(sheet: Sheet, weighed: Weighed, demand: Demand) -> bool:
    """Whether enough votes are for the motion; without any, no motion is carried."""
    need, of, cite = demand
    yes, no, base, _ = weighed
    needed = max(need.needed(base), 1)
    sheet.steps.append(common_steps.threshold(yes, no, needed, base, need.words, of, cite))
    return yes >= needed


def _is_tie(sheet: Sheet, weighed: Weighed, need: Amount) -> bool:
    """Equal votes where more than half is needed; a board in which nobody voted is no tie."""
    yes, no, base, abstained = weighed
    if need != HALF or yes != no or yes + no + abstained == 0:
        return False
    return 2 * yes == base or not sheet.rules.tie.only_at_half


def _limits(sheet: Sheet, weighed: Weighed, members: int | None) -> list[str]:
    """The further limits that fail: least numbers of yes votes and of members, a number of no votes."""
    majority = sheet.rules.majority
    failed = []
    if majority.minimum_yes:
        needed = majority.minimum_yes.needed(sum(seat.votes for seat in sheet.voters))
        facts: dict[str, Fact] = {"yes": weighed.yes, "needed": needed, "need": majority.minimum_yes.words}
        if not sheet.test("majority.minimum-yes", facts, majority.cite, met=weighed.yes >= needed):
            failed.append("majority.minimum-yes")
    if majority.members_yes:
        if members is None:
            return [_UNKNOWN_MEMBERS]
        base = len(sheet.voters)
        needed = majority.members_yes.needed(base)
        facts = {"yes": members, "needed": needed, "base": base, "need": majority.members_yes.words}
        if not sheet.test("majority.members-yes", facts, majority.cite, met=members >= needed):
            failed.append("majority.members-yes")
    if majority.fewer_no_than:
        facts = {"no": weighed.no, "limit": majority.fewer_no_than}
        if not sheet.test("majority.fewer-no", facts, majority.cite, met=weighed.no < majority.fewer_no_than):
            failed.append("majority.fewer-no")
    return failed


def _members_yes(sheet: Sheet, weighed: Weighed, waiting: str, *, asked: bool) -> int | None:
    """How many members are for the motion, whatever their votes weigh; None where only votes were counted.

    WAITING, who votes in a tie only, is one of them only if a tie ASKED for that vote.
    """
    if sheet.alike or not sheet.rules.majority.members_yes:
        return weighed.yes
    if sheet.case.counted is not None:
        return None
    members = {
        member for member, choice in sheet.votes.items() if choice == "yes" and member in sheet.entitled
    }
    if sheet.circulation is not None and sheet.rules.circulation.silence == "approval":
        members |= sheet.entitled.keys() - sheet.votes.keys() - set(sheet.circulation.objections)
    return len(members if asked else members - {waiting})


def _benches(sheet: Sheet, of: MajorityBase, waiting: str) -> list[str]:
    """The benches in which the motion has no majority."""
    majority = sheet.rules.majority
    if not (majority.in_each_bench or majority.in_bench):
        return []
    failed = []
    for bench, need in bench_needs(sheet, majority.in_bench, majority.in_each_bench):
        counts = given(sheet, bench, waiting)
        weighed = None if counts is None else weigh(sheet, counts, of, bench, waiting)
        if weighed is None:
            return [_UNKNOWN_BENCH]
        needed = max(need.needed(weighed.base), 1)
        facts: dict[str, Fact] = {
            "bench": bench,
            "yes": weighed.yes,
            "no": weighed.no,
            "needed": needed,
            "base": weighed.base,
            "need": need.words,
            "of": of,
        }
        if not sheet.test("majority.bench", facts, majority.cite, met=weighed.yes >= needed):
            failed.append("majority.bench")
    return failed
