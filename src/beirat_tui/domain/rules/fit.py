"""Does a rule set fit a board: are there the benches, the chair and the members it asks for?"""

from collections.abc import Iterator

from beirat_tui.domain.rules.finding import Finding
from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.tally.case import Seat


def fit(rules: RuleSet, seats: tuple[Seat, ...]) -> tuple[Finding, ...]:
    """What RULES ask for that a board of SEATS does not have."""
    return tuple(_unfit(rules, [seat for seat in seats if seat.votes > 0 and seat.role != "adviser"], seats))


def _unfit(rules: RuleSet, voters: list[Seat], seats: tuple[Seat, ...]) -> Iterator[Finding]:
    quorum, majority = rules.quorum, rules.majority
    for key, named in (("quorum.in_bench", quorum.in_bench), ("majority.in_bench", majority.in_bench)):
        for bench, need in named.items():
            members = sum(seat.bench == bench for seat in voters)
            if not members:
                yield Finding("error", "rules.empty-bench", key, 0, {"bench": bench})
            elif need.needed(members) > members:
                facts: dict[str, str | int] = {
                    "bench": bench,
                    "needed": need.needed(members),
                    "members": members,
                }
                yield Finding("error", "rules.bench-too-small", key, 0, facts)
    for key, each in (
        ("quorum.in_each_bench", quorum.in_each_bench),
        ("majority.in_each_bench", majority.in_each_bench),
    ):
        if each and not any(seat.bench for seat in voters):
            yield Finding("error", "rules.no-benches", key)
    needed = max(quorum.need.needed(len(voters)), quorum.minimum)
    if needed > len(voters) and quorum.of != "statutory seats":
        yield Finding(
            "error", "rules.board-too-small", "quorum.need", 0, {"needed": needed, "members": len(voters)}
        )
    yield from _chairs(rules, seats)


def _chairs(rules: RuleSet, seats: tuple[Seat, ...]) -> Iterator[Finding]:
    """Rules that want a chair, on a board without one or whose chair has no vote."""
    chairs = [seat for seat in seats if seat.role == "chair"]
    wanted = [("quorum.chair", rules.quorum.chair), ("circulation.chair", rules.circulation.chair)]
    for key, needed in wanted:
        deputies = needed == "chair or deputy chair" and any(seat.role == "deputy_chair" for seat in seats)
        if needed != "not needed" and not chairs and not deputies:
            yield Finding("error", "rules.no-chair", key)
    decides = rules.tie.rule not in {"rejected", "repeat once"} or rules.tie.after_repeat == "chair decides"
    if decides and not any(seat.votes > 0 for seat in chairs):
        yield Finding("warning", "rules.chair-without-vote", "tie.rule")
