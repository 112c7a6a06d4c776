"""Is the motion adopted? Threshold, limits, benches, the tie, and the ballots that may follow."""

from beirat_tui.domain.rules.amount import HALF, NONE, Amount
from beirat_tui.domain.rules.words import MajorityBase
from beirat_tui.domain.tally.outcome import Counts, Fact
from beirat_tui.domain.tally.sheet import Sheet, Stop, presiding
from beirat_tui.domain.tally.votes import Weighed, given, weigh


def settle_motion(sheet: Sheet) -> Stop:
    """The result for the motion, with its steps."""
    rules = sheet.rules
    waiting = presiding(sheet, chair_only=rules.tie.voice == "chair only") if _chair_waits(sheet) else ""
    counts = given(sheet, without=waiting) or Counts()
    sheet.counts = counts
    if counts.silent < 0:
        return _missing(sheet, "votes.too-many")
    _show_votes(sheet, counts)
    need, of, cite = rules.majority.need, rules.majority.of, rules.majority.cite
    later = rules.later_ballots
    if later is not None and sheet.case.ballot_number > later.after_ballots:
        need, of, cite = later.need, later.of, later.cite
    elif sheet.meeting is None:
        need, of = rules.circulation.need or need, rules.circulation.of or of
    weighed = weigh(sheet, counts, of, without=waiting)
    if weighed is None:
        return _missing(sheet, "majority.statutory-seats")
    reached = _threshold(sheet, weighed, need, of, cite)
    reason = "majority.threshold"
    if not reached and _is_tie(weighed, counts, need):
        stop = _tie(sheet, weighed, waiting)
        if stop.result in {"repeat", "undecided"}:
            return stop
        reached, reason = stop.result == "adopted", stop.reason
    failed = _limits(sheet, weighed) + _benches(sheet, of, waiting)
    if "majority.bench-counts" in failed:
        return _missing(sheet, "majority.bench-counts")
    if reached and not failed:
        return _adopted(sheet, reason)
    if reached:
        reason = failed[0]
    if later is not None and sheet.case.ballot_number <= later.after_ballots:
        facts: dict[str, Fact] = {"ballot": sheet.case.ballot_number, "after": later.after_ballots}
        sheet.step("majority.next-ballot", "note", facts, later.cite)
        return Stop("repeat", "majority.next-ballot", "repeat_vote")
    return Stop("rejected", reason)


def _missing(sheet: Sheet, rule: str) -> Stop:
    """The fact behind RULE was not recorded."""
    sheet.step(rule, "missing", {}, sheet.rules.majority.cite)
    return Stop("undecided", rule, "record_missing_fact")


def _adopted(sheet: Sheet, reason: str) -> Stop:
    """The motion is carried: what that means depends on the motion."""
    motion = sheet.case.motion
    if motion == "recommend_with_conditions":
        return Stop("adopted_with_conditions", reason)
    return Stop("postponed" if motion == "postpone" else "adopted", reason)


def _chair_waits(sheet: Sheet) -> bool:
    """Whether the chair votes only in a tie."""
    return sheet.rules.tie.rule == "chair votes only then" and sheet.case.counted is None


def _show_votes(sheet: Sheet, counts: Counts) -> None:
    """The step with all the numbers, zeros included, and what abstentions and silence mean."""
    rules = sheet.rules
    facts: dict[str, Fact] = {
        "yes": counts.yes,
        "no": counts.no,
        "abstain": counts.abstain,
        "invalid": counts.invalid,
        "silent": counts.silent,
        "late": counts.late,
    }
    sheet.step("votes.counted", "note", facts)
    meaning = rules.abstention.counts_as
    if counts.abstain or counts.late or (counts.invalid and meaning == "forbidden"):
        facts = {"abstain": counts.abstain, "late": counts.late, "counts_as": meaning}
        sheet.step("votes.abstention", "note", facts, rules.abstention.cite)
    if counts.silent:
        if sheet.meeting is None:
            meant, cite = rules.circulation.silence, rules.circulation.cite
        else:
            meant, cite = rules.abstention.missing, rules.abstention.cite
        if meant != "nothing":
            sheet.step("votes.silence", "note", {"silent": counts.silent, "counts_as": meant}, cite)


def _threshold(sheet: Sheet, weighed: Weighed, need: Amount, of: MajorityBase, cite: str) -> bool:
    """Whether enough votes are for the motion; without any, no motion is carried."""
    needed = max(need.needed(weighed.base), 1)
    facts: dict[str, Fact] = {
        "yes": weighed.yes,
        "no": weighed.no,
        "needed": needed,
        "base": weighed.base,
        "need": str(need),
        "of": of,
    }
    return sheet.test("majority.threshold", facts, cite, met=weighed.yes >= needed)


def _is_tie(weighed: Weighed, counts: Counts, need: Amount) -> bool:
    """Equal votes that miss "more than half" by just that; a board in which nobody voted is no tie."""
    voted = weighed.yes + weighed.no + counts.abstain
    return need == HALF and weighed.yes == weighed.no and 2 * weighed.yes == weighed.base and voted > 0


def _tie(sheet: Sheet, weighed: Weighed, waiting: str) -> Stop:
    """What the rules do with equal votes."""
    tie = sheet.rules.tie
    later = sheet.rules.later_ballots
    first = later.after_ballots + 1 if later is not None else 1
    facts: dict[str, Fact] = {"yes": weighed.yes, "no": weighed.no, "ballot": sheet.case.ballot_number}
    rule = tie.rule
    if rule == "repeat once":
        if sheet.case.ballot_number <= first:
            sheet.step("tie.repeat", "note", facts, tie.cite)
            return Stop("repeat", "tie.repeat", "repeat_vote")
        sheet.step("tie.repeated", "note", facts, tie.cite)
        rule = tie.after_repeat
    if rule == "open: chair, papers: rejected":
        rule = "rejected" if sheet.case.secret or sheet.case.counted is not None else "chair decides"
    if rule == "rejected":
        sheet.step("tie.rejected", "failed", facts, tie.cite)
        return Stop("rejected", "tie.rejected")
    return _casting_vote(sheet, waiting, facts)


def _casting_vote(sheet: Sheet, waiting: str, facts: dict[str, Fact]) -> Stop:
    """The vote of the person presiding decides, if there is one who has a vote and used it."""
    tie = sheet.rules.tie
    chair = waiting or presiding(sheet, chair_only=tie.voice == "chair only")
    facts = {**facts, "chair": chair}
    if not chair:
        sheet.step("tie.no-chair", "failed", facts, tie.cite)
        return Stop("rejected", "tie.no-chair")
    if chair not in sheet.entitled:
        sheet.step("tie.chair-without-vote", "failed", facts, tie.cite)
        return Stop("rejected", "tie.chair-without-vote")
    choice = sheet.votes.get(chair)
    if sheet.case.counted is not None:
        choice = sheet.case.casting_vote
        if choice is None:
            sheet.step("tie.casting-vote", "missing", facts, tie.cite)
            return Stop("undecided", "tie.casting-vote", "record_missing_fact")
    if choice in {"yes", "no"}:
        sheet.test("tie.chair", {**facts, "choice": choice}, tie.cite, met=choice == "yes")
        return Stop("adopted" if choice == "yes" else "rejected", "tie.chair")
    sheet.step("tie.chair-abstained", "warning", {**facts, "choice": choice}, tie.cite)
    return Stop("rejected", "tie.chair-abstained")


def _limits(sheet: Sheet, weighed: Weighed) -> list[str]:
    """The further limits that fail: a least number of yes, a number of no that must not be reached."""
    majority = sheet.rules.majority
    failed = []
    if majority.minimum_yes != NONE:
        base = len(sheet.voters)
        needed = majority.minimum_yes.needed(base)
        facts: dict[str, Fact] = {"yes": weighed.yes, "needed": needed, "need": str(majority.minimum_yes)}
        if not sheet.test("majority.minimum-yes", facts, majority.cite, met=weighed.yes >= needed):
            failed.append("majority.minimum-yes")
    if majority.fewer_no_than:
        facts = {"no": weighed.no, "limit": majority.fewer_no_than}
        if not sheet.test("majority.fewer-no", facts, majority.cite, met=weighed.no < majority.fewer_no_than):
            failed.append("majority.fewer-no")
    return failed


def _benches(sheet: Sheet, of: MajorityBase, waiting: str) -> list[str]:
    """The benches in which the motion has no majority."""
    majority = sheet.rules.majority
    if majority.in_each_bench == NONE and not majority.in_bench:
        return []
    needs = dict(majority.in_bench)
    if majority.in_each_bench != NONE:
        for seat in sheet.voters:
            if seat.bench:
                needs.setdefault(seat.bench, majority.in_each_bench)
    failed = []
    for bench, need in sorted(needs.items()):
        counts = given(sheet, bench, waiting)
        weighed = None if counts is None else weigh(sheet, counts, of, bench, waiting)
        if weighed is None:
            return ["majority.bench-counts"]
        needed = max(need.needed(weighed.base), 1)
        facts: dict[str, Fact] = {
            "bench": bench,
            "yes": weighed.yes,
            "needed": needed,
            "base": weighed.base,
            "need": str(need),
        }
        if not sheet.test("majority.bench", facts, majority.cite, met=weighed.yes >= needed):
            failed.append("majority.bench")
    return failed
