"""Before closing: is the round already decided, and what would change it?

Found by trying every way in which those who have not voted still could: each kind of member (by weight, bench
and office, the person presiding apart) with every number of yes, no, abstentions and silence. So it holds for
any rules.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from itertools import product
from math import comb, prod
from typing import NamedTuple

from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.tally.admitted import admitted
from beirat_tui.domain.tally.case import Ballot, Case, CirculationFacts
from beirat_tui.domain.tally.engine import tally
from beirat_tui.domain.tally.outcome import Outcome, Result
from beirat_tui.domain.tally.sheet import open_sheet, presiding

MOST_WAYS = 20_000


class Way(NamedTuple):
    """How the votes still missing would bring a result about, with as few of them as possible.

    Attributes:
        result: the result.
        yes: further yes votes.
        no: further no votes.
        abstain: further abstentions.
        silent: members who give no vote.
    """

    result: Result
    yes: int
    no: int
    abstain: int
    silent: int


class Foresight(NamedTuple):
    """What can still become of a round.

    Attributes:
        now: the outcome if it were closed as it is.
        missing: how many members could still vote.
        ways: one way for every result that is still possible; empty if there are too many ways to try.
    """

    now: Outcome
    missing: int
    ways: tuple[Way, ...]

    @property
    def decided(self) -> bool:
        """Whether nothing that members still do can change the result."""
        return {way.result for way in self.ways} == {self.now.result}


def foresight(case: Case, rules: RuleSet) -> Foresight:
    """What can still become of CASE under RULES, if nobody changes a vote and nobody comes or goes."""
    closed = _closed(case)
    sheet = open_sheet(closed, rules)
    cast = admitted(closed, rules)
    open_ = [
        seat
        for member, seat in sheet.entitled.items()
        if member not in cast and (rules.ballots.in_advance or sheet.may_be_asked(member))
    ]
    now = tally(closed, rules)
    if case.counted is not None or case.count_awaited or case.election is not None:
        return Foresight(now, 0, (Way(now.result, 0, 0, 0, 0),))
    leader = presiding(sheet)
    groups: dict[tuple[object, ...], list[str]] = {}
    for seat in open_:
        kind = seat.votes, seat.bench, seat.role, seat.member == leader, seat.member in sheet.here
        groups.setdefault(kind, []).append(seat.member)
    if prod(comb(len(members) + 3, 3) for members in groups.values()) > MOST_WAYS:
        return Foresight(now, len(open_), ())
    found: dict[Result, Way] = {}
    for ballots, way in _completions(list(groups.values())):
        result = tally(dataclasses.replace(closed, ballots=(*closed.ballots, *ballots)), rules).result
        least = found.get(result)
        if least is None or _effort(way) < _effort(least):
            found[result] = way._replace(result=result)
    return Foresight(now, len(open_), tuple(found[result] for result in sorted(found)))


def _closed(case: Case) -> Case:
    """CASE as if a written vote had ended."""
    if not isinstance(case.proceeding, CirculationFacts):
        return case
    return dataclasses.replace(case, proceeding=dataclasses.replace(case.proceeding, closed=dt.date.max))


def _effort(way: Way) -> tuple[int, int, int, int]:
    """How much must happen for WAY; the fewest further votes first."""
    return way.yes + way.no + way.abstain, way.abstain, way.no, way.yes


def _completions(groups: list[list[str]]) -> Iterator[tuple[list[Ballot], Way]]:
    """Every way in which the members of GROUPS may still vote."""
    for shares in product(*(list(_shares(len(members))) for members in groups)):
        ballots: list[Ballot] = []
        for members, (yes, no, abstain) in zip(groups, shares, strict=True):
            words = ["yes"] * yes + ["no"] * no + ["abstain"] * abstain
            ballots += [Ballot(member, word) for member, word in zip(members, words, strict=False)]
        yes, no, abstain = (sum(share[index] for share in shares) for index in range(3))
        silent = sum(map(len, groups)) - len(ballots)
        yield ballots, Way("undecided", yes, no, abstain, silent)


def _shares(size: int) -> Iterator[tuple[int, int, int]]:
    """Every number of yes, no and abstentions among SIZE members."""
    for yes in range(size + 1):
        for no in range(size + 1 - yes):
            for abstain in range(size + 1 - yes - no):
                yield yes, no, abstain
