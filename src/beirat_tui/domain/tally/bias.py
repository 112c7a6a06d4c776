"""A vote was cast by somebody who turned out to be biased: did it decide?

The result without the biased votes is compared with the result with them: with all of them, and with each
one alone left out. In a secret vote nobody knows what the biased member chose, so every possibility is
tried.
"""

import dataclasses
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from beirat_tui.domain.tally.case import Case, Counted
from beirat_tui.domain.tally.sheet import Sheet, Stop

if TYPE_CHECKING:
    from beirat_tui.domain.tally.outcome import Fact

Settle = Callable[[Case], tuple[Stop, str]]


def judge_bias(sheet: Sheet, settled: tuple[Stop, str], settle: Settle) -> tuple[Stop, str]:
    """The result after looking at biased votes. SETTLED is the result without them, SETTLE recomputes."""
    case, rule = sheet.case, sheet.rules.recusal
    biased = tuple(sorted(recusal.member for recusal in case.recused if recusal.vote_cast))
    if case.counted is None:
        others = {settle(variant)[0].result for variant in _named(case, biased)}
        decisive = len(others | {settled[0].result}) > 1
        with_them = settle(_restored(case, set(biased)))[0].result
    else:
        with_them = settled[0].result
        decisive = any(settle(variant)[0].result != with_them for variant in _unknown(sheet, biased))
    facts: dict[str, Fact] = {"members": biased, "with": with_them, "void": rule.decisive_vote == "void"}
    if not decisive:
        sheet.note("bias.harmless", facts, rule.cite)
        return settled
    if rule.decisive_vote == "void":
        sheet.warn("bias.decisive", facts, rule.cite)
        return Stop("void", "bias.decisive", "repeat_vote"), ""
    if case.counted is not None:
        sheet.warn("bias.unknown", facts, rule.cite)
        return Stop("undecided", "bias.unknown", "repeat_vote"), ""
    sheet.warn("bias.decisive", facts, rule.cite)
    return settled


def _restored(case: Case, members: set[str]) -> Case:
    """CASE as if MEMBERS had no conflict of interest."""
    return dataclasses.replace(
        case, recused=tuple(item for item in case.recused if item.member not in members)
    )


def _named(case: Case, biased: tuple[str, ...]) -> Iterator[Case]:
    """The vote as it was counted, and with each single biased vote left out."""
    yield _restored(case, set(biased))
    for member in biased:
        yield _restored(case, set(biased) - {member})


def _unknown(sheet: Sheet, biased: tuple[str, ...]) -> Iterator[Case]:
    """The numbers of the secret vote less each biased vote, whatever it may have been."""
    case = sheet.case
    weights = {seat.member: (seat.votes, seat.bench) for seat in sheet.voters}
    for member in biased:
        votes, bench = weights.get(member, (0, ""))
        for index, row in enumerate(case.counted or ()):
            if row.bench not in {"", bench}:
                continue
            for name in ("yes", "no", "abstain"):
                if getattr(row, name) >= votes > 0:
                    less: Counted = dataclasses.replace(row, **{name: getattr(row, name) - votes})
                    rows = case.counted or ()
                    yield dataclasses.replace(case, counted=(*rows[:index], less, *rows[index + 1 :]))
