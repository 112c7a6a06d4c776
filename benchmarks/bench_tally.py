"""Tallying 100,000 closed rounds of 18 members, with derivation, against only counting the choices."""

from collections.abc import Iterator
from itertools import cycle
from random import Random

from harness import Row, command, in_turn, row, seconds_of

from beirat_tui.domain.rules.read import read_rules as rules_from
from beirat_tui.domain.tally import Ballot, Case, Meeting, Seat, tally
from beirat_tui.presets import read_rules, rule_presets

ROUNDS = 100_000
ROUNDS_A_MEETING = 10
ATTENDANCE = 0.9
CHOICES = ("yes", "yes", "yes", "no", "abstain")


def closed_rounds() -> list[Case]:
    """The rounds of many meetings of one board of eighteen; now and then somebody is absent."""
    random = Random(18)  # noqa: S311  (the same rounds on every run)
    seats = tuple(
        Seat(f"M{number:02d}", role="chair" if number == 1 else "member") for number in range(1, 19)
    )
    found = []
    for _ in range(ROUNDS // ROUNDS_A_MEETING):
        there = [seat.member for seat in seats if random.random() < ATTENDANCE]
        meeting = Meeting(
            invited_all=True, opened=600, vote_at=660, presence=dict.fromkeys(there, ((600, None),))
        )
        for _ in range(ROUNDS_A_MEETING):
            ballots = tuple(Ballot(member, random.choice(CHOICES)) for member in there)
            found.append(Case(seats, meeting, ballots=ballots))
    return found


def count_only(rounds: list[Case]) -> list[dict[str, int]]:
    """What a bare loop does: how many made which choice."""
    found = []
    for case in rounds:
        counts = dict.fromkeys(("yes", "no", "abstain"), 0)
        for ballot in case.ballots:
            counts[ballot.choice] += 1
        found.append(counts)
    return found


def measure(runs: int) -> Iterator[Row]:
    """Compare tally and loop over the same rounds."""
    rounds = closed_rounds()
    against = "only counting the choices"
    law = rules_from(read_rules("vwvfg"))
    ours, theirs = in_turn(
        seconds_of(lambda: [tally(case, law) for case in rounds]),
        seconds_of(lambda: count_only(rounds)),
        runs,
    )
    yield row(f"{ROUNDS:,} rounds under the VwVfG", against, ours, theirs, at_most=20)
    every = [rules_from(read_rules(name)) for name in rule_presets()]
    ours, theirs = in_turn(
        seconds_of(lambda: [tally(case, rules) for case, rules in zip(rounds, cycle(every), strict=False)]),
        seconds_of(lambda: count_only(rounds)),
        runs,
    )
    yield row(f"{ROUNDS:,} rounds under all presets in turn", against, ours, theirs)


if __name__ == "__main__":
    command(
        "Tally",
        "One process tallies the same rounds of 18 members in memory: attendance, quorum, votes, majority, "
        "tie, and the derivation with its figures; the other side adds up the choices of the same ballots "
        "and nothing else.",
        measure,
    )
