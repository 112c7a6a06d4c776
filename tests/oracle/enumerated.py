"""The result of a recount: the rules in the order in which `docs/rules.md` applies them."""

from collections.abc import Mapping
from typing import Any

from oracle.enumeration import Recount, least

Data = Mapping[str, Any]


def result(rules: Data, facts: Data) -> str:
    """What becomes of the round that FACTS describe under RULES."""
    found = _result(Recount(rules, facts))
    later = [item["member"] for item in facts["recused"] if item["later"]]
    if not later:
        return found
    variants = {found, _with(rules, facts, later)}
    variants |= {_with(rules, facts, [other for other in later if other != member]) for member in later}
    void = rules.get("recusal", {}).get("decisive_vote") == "void"
    return "void" if len(variants) > 1 and void else found


def _with(rules: Data, facts: Data, members: list[str]) -> str:
    recused = [item for item in facts["recused"] if item["member"] not in members]
    return _result(Recount(rules, {**facts, "recused": recused}))


def _result(count: Recount) -> str:
    stopped = _circulation(count) if count.written else _meeting(count)
    return stopped or _secrecy(count) or _motion(count)


# --- may the board decide -------------------------------------------------------------------------------


def _standing(count: Recount, room: set[str], *, voting: bool) -> list[Data]:
    how = count.rule("quorum", "counting", "present")
    recused = count.recused if voting else set()
    found = []
    for seat in count.voters:
        member = seat["member"]
        there = member in room
        if how == "present or represented":
            there = there or member in count.stands_in
        if how == "votes cast":
            there = member in count.votes
        if how == "present and entitled":
            there = there and seat["entitled"]
        if member in recused and count.rule("recusal", "quorum", "does not count") != "counts":
            there = False
        if (
            voting
            and count.rule("abstention", "counts_as", "") == "absent"
            and count.votes.get(member) == "abstain"
        ):
            there = False
        if count.rule("quorum", "of", "") == "members other than the chair" and seat["role"] == "chair":
            there = False
        if there:
            found.append(seat)
    return found


def _whole(count: Recount) -> list[Data]:
    of = count.rule("quorum", "of", "voting members")
    if of == "entitled members":
        return count.entitled
    return [seat for seat in count.voters if of != "members other than the chair" or seat["role"] != "chair"]


def _chair(count: Recount, wanted: str, room: set[str], *, voting: bool) -> bool:
    roles = {"not needed": None, "chair": {"chair"}, "chair or deputy chair": {"chair", "deputy_chair"}}[
        wanted
    ]
    gone = (
        count.recused if voting and count.rule("recusal", "quorum", "does not count") != "counts" else set()
    )
    return roles is None or any(
        seat["role"] in roles and seat["member"] in room and seat["member"] not in gone
        for seat in count.facts["seats"]
    )


def _meeting(count: Recount) -> str | None:  # noqa: PLR0911  (the rules one after another)
    facts = count.meeting or {}
    if facts["presence"] is None:
        return "undecided"
    if count.rule("quorum", "all_invited") and not facts["invited_all"]:
        return "undecided" if facts["invited_all"] is None else "no_quorum"
    checked = count.rule("quorum", "checked", "at the vote")
    if checked == "when challenged" and not facts["challenged"]:
        return None
    voting = checked == "at the vote" or facts["challenged"]
    if not voting and facts["opened"] is None:
        return "undecided"
    room = count.room if voting else count._in_the_room(facts["opened"])  # noqa: SLF001  (a part of the recount)
    standing = _standing(count, room, voting=voting)
    base = len(_whole(count))
    if count.rule("quorum", "of", "") == "statutory seats":
        seats = count.seats()
        if seats is None:
            return "undecided"
        base = seats
    if _ordinary(count, room, standing, base, voting=voting):
        return None
    failing = {"no quorum": "no_quorum", "lapsed": "lapsed"}[count.rule("quorum", "failing", "no quorum")]
    again = count.rules.get("second_try")
    if again is None:
        return failing
    open_ = _open(again, facts)
    if open_ is None:
        return "undecided"
    enough = max(least(again.get("need", "any number"), base), again.get("minimum", 0)) <= len(standing)
    led = _chair(count, again.get("chair", "not needed"), room, voting=voting)
    return None if open_ and enough and led else failing


def _ordinary(count: Recount, room: set[str], standing: list[Data], base: int, *, voting: bool) -> bool:
    led = _chair(count, count.rule("quorum", "chair", "not needed"), room, voting=voting)
    reduced = count.rules.get("reduced_quorum")
    if reduced:
        excluded = [seat for seat in count.voters if seat["member"] in count.recused]
        if len(excluded) >= least(reduced["if_excluded"], len(count.voters)):
            return led and len(standing) >= least(reduced["need"], base)
    if len(standing) < least(count.rules["quorum"]["need"], base):
        return False
    if len(standing) < count.rule("quorum", "minimum", 0):
        return False
    for bench, need in _bench_needs(count, "quorum"):
        whole = [seat for seat in _whole(count) if seat["bench"] == bench]
        if len([seat for seat in standing if seat["bench"] == bench]) < least(need, len(whole)):
            return False
    return led


def _bench_needs(count: Recount, section: str) -> list[tuple[str, Any]]:
    named = dict(count.rule(section, "in_bench", {}))
    each = count.rule(section, "in_each_bench", "none")
    if str(each) not in {"none", "0"}:
        for seat in count.voters:
            if seat["bench"] and seat["bench"] not in named:
                named[seat["bench"]] = each
    return list(named.items())


def _open(again: Data, facts: Data) -> bool | None:
    invitation = again.get("invitation", "with notice")
    if invitation != "not needed" and not facts["second_invitation"]:
        return False
    if invitation == "with notice" and not facts["notice"]:
        return False
    for length, start, end in (
        (again.get("after_minutes", 0), facts["scheduled"], facts["vote_at"]),
        (again.get("after_days", 0), facts["earlier_day"], facts["day"]),
    ):
        if length and (start is None or end is None):
            return None
        if length and end < start + length:
            return False
    return True


def _circulation(count: Recount) -> str | None:  # noqa: PLR0911  (the rules one after another)
    rule, facts = count.rules.get("circulation", {"allowed": False}), count.written or {}
    stopped = {"to a meeting": "to_a_meeting", "lapsed": "lapsed"}[rule.get("when_stopped", "to a meeting")]
    if not rule.get("allowed", True):
        return "to_a_meeting"
    objectors = {member for member in facts["objections"] if member in count.ids}
    enough_to_stop = least(rule.get("stopped_by", "none"), len(count.voters))
    if rule.get("all_must_consent") and objectors:
        return stopped
    if not rule.get("all_must_consent") and enough_to_stop and len(objectors) >= enough_to_stop:
        return stopped
    answers = [member for member, choice in count.votes.items() if choice != "late"]
    if len(answers) < len(count.ids):
        if rule.get("days", 0) and facts["started"] is None:
            return "undecided"
        working = rule.get("counted_in", "calendar days") != "calendar days" or rule.get("end_moves")
        if rule.get("days", 0) and working and facts["holidays"] is None:
            return "undecided"
        if facts["closed"] is None or (count.last_day is not None and facts["closed"] < count.last_day):
            return "undecided"
        if rule.get("all_must_consent"):
            return stopped
    return _participation(count, rule, answers)


def _participation(count: Recount, rule: Data, answers: list[str]) -> str | None:
    of = rule.get("participation_of", "entitled members")
    base = {"entitled members": len(count.ids), "voting members": len(count.voters)}.get(of, count.seats())
    few = {"no quorum": "no_quorum", "to a meeting": "to_a_meeting", "lapsed": "lapsed"}[
        rule.get("too_few", "to a meeting")
    ]
    if least(rule.get("participation", "none"), 100):
        if base is None:
            return "undecided"
        if len(answers) < least(rule["participation"], base):
            return few
    roles = {"not needed": [], "chair": ["chair"]}.get(
        rule.get("chair", "not needed"), ["chair", "deputy_chair"]
    )
    led = [seat for seat in count.voters if seat["role"] in roles and seat["member"] in answers]
    return few if roles and not led else None


# --- the vote -------------------------------------------------------------------------------------------


def _secrecy(count: Recount) -> str | None:
    rule, facts = count.rules.get("secrecy", {}), count.facts
    if facts["secret"] or rule.get("secret_forbidden"):
        return "void" if facts["secret"] and rule.get("secret_forbidden") else None
    there = [member for member in count.ids if count.written or member in count.room]
    demands = [member for member in there if member in facts["secret_demanded_by"]]
    wanted = rule.get("on_demand_of", "none")
    demanded = str(wanted) not in {"none", "0"} and demands and len(demands) >= least(wanted, len(there))
    due = (
        rule.get("vote", "open") == "secret"
        or demanded
        or (rule.get("by_decision") and facts["secret_decided"])
    )
    return "void" if due else None


def _weigh(count: Recount, of: str, bench: str | None, skip: str | None) -> dict[str, int] | None:
    def mine(seats: list[Data]) -> list[Data]:
        return [seat for seat in seats if bench in {None, seat["bench"]} and seat["member"] != skip]

    given = count.counts(mine(count.entitled), skip)
    yes, no, abstained = given["yes"], given["no"], given["abstain"] + given["late"]
    meaning = count.rule("abstention", "counts_as", "neutral")
    if meaning == "forbidden":
        abstained = given["late"]
    silent = given["silent"]
    if count.written:
        objectors = [seat for seat in mine(count.entitled) if seat["member"] in count.written["objections"]]
        silent -= sum(seat["votes"] for seat in objectors if seat["member"] not in count.votes)
        deemed = count.rule("circulation", "silence", "nothing")
    else:
        deemed = count.rule("abstention", "missing", "nothing")
    yes += silent if deemed == "approval" else 0
    abstained += silent if deemed == "abstention" else 0
    part = yes + no + (abstained if meaning in {"neutral", "no"} else 0)
    no += abstained if meaning == "no" else 0
    if of == "present" and count.written:
        of = "participating"
    if of == "statutory seats" and bench is None:
        base = count.seats()
    elif of == "votes cast":
        base = yes + no
    elif of == "participating":
        base = part
    elif of == "present":
        there = [
            s for s in mine(count.entitled) if s["member"] in count.room or s["member"] in count.stands_in
        ]
        base = sum(seat["votes"] for seat in there) - (abstained if meaning.startswith("absent") else 0)
    else:
        seats = count.entitled if of == "entitled members" else count.voters
        base = sum(seat["votes"] for seat in mine(seats))
    return None if base is None else {"yes": yes, "no": no, "base": base, "abstained": abstained}


def _motion(count: Recount) -> str:  # noqa: C901  (the rules one after another)
    need, of = count.rule("majority", "need", "more than 1/2"), count.rule("majority", "of", "votes cast")
    later, ballot = count.rules.get("later_ballots"), count.facts["ballot_number"]
    if later and ballot > later["after_ballots"]:
        need, of = later.get("need", "more than 1/2"), later.get("of", "votes cast")
    elif count.written:
        need, of = count.rule("circulation", "need", need), count.rule("circulation", "of", of)
    tie = count.rule("tie", "rule", "rejected")
    leader = count.leader()
    asked = False
    skip = leader if tie == "chair votes only then" else None
    sums = _weigh(count, of, None, skip)
    if sums is None:
        return "undecided"
    carried = sums["yes"] >= max(1, least(need, sums["base"]))
    simple = str(need) in {"more than 1/2", "more than 50 %"}
    equal = simple and sums["yes"] == sums["no"] and sums["yes"] + sums["no"] + sums["abstained"] > 0
    if count.rule("tie", "only_at_half") and sums["yes"] * 2 != sums["base"]:
        equal = False
    if not carried and equal:
        if tie == "repeat once":
            first = later["after_ballots"] + 1 if later else 1
            if ballot <= first:
                return "repeat"
            tie = count.rule("tie", "after_repeat", "rejected")
        if tie != "rejected" and not (tie.startswith("open:") and count.facts["secret"]):
            asked = True
            carried = leader in count.ids and count.votes.get(str(leader)) == "yes"
            if carried and skip:
                sums["yes"] += next(seat["votes"] for seat in count.entitled if seat["member"] == skip)
    if carried and _limits(count, sums, None if asked else skip) and _in_benches(count, of, skip):
        return {"recommend_with_conditions": "adopted_with_conditions", "postpone": "postponed"}.get(
            count.facts["motion"], "adopted"
        )
    return "repeat" if later and ballot <= later["after_ballots"] else "rejected"


def _limits(count: Recount, sums: dict[str, int], skip: str | None) -> bool:
    everybody = sum(seat["votes"] for seat in count.voters)
    few = count.rule("majority", "fewer_no_than", 0)
    enough = sums["yes"] >= least(count.rule("majority", "minimum_yes", "none"), everybody)
    members = _members_for(count, skip)
    enough = enough and members >= least(count.rule("majority", "members_yes", "none"), len(count.voters))
    return enough and (not few or sums["no"] < few)


def _members_for(count: Recount, skip: str | None) -> int:
    """Heads, one by one: whoever said yes, and whoever's silence says it."""
    heads = 0
    for seat in (each for each in count.entitled if each["member"] != skip):
        said = count.votes.get(seat["member"])
        deemed = count.written and count.rule("circulation", "silence", "nothing") == "approval"
        objects = seat["member"] in (count.written or {"objections": ()})["objections"]
        heads += said == "yes" or (said is None and bool(deemed) and not objects)
    return heads


def _in_benches(count: Recount, of: str, skip: str | None) -> bool:
    for bench, need in _bench_needs(count, "majority"):
        sums = _weigh(count, of, bench, skip)
        if sums is None or sums["yes"] < max(1, least(need, sums["base"])):
            return False
    return True
