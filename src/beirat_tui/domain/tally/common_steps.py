"""The steps that nearly every derivation has. Equal figures come again and again: equal steps are one object.

That halves the time and the memory of tallying many rounds. Their facts cannot be changed.
"""

import functools
from types import MappingProxyType

from beirat_tui.domain.tally.outcome import Counts, Fact, Step

_FIGURES = 4_096


@functools.lru_cache(maxsize=_FIGURES)
def invited(cite: str) -> Step:
    """All members were invited."""
    return Step("quorum.invited", "met", MappingProxyType({}), cite)


@functools.lru_cache(maxsize=_FIGURES)
def members(
    rule: str,
    present: int,
    needed: int,
    base: int,
    need: str,
    minimum: int,
    of: str,
    counting: str,
    cite: str,
) -> Step:
    """Whether PRESENT are as many as are NEEDED for a quorum."""
    facts: dict[str, Fact] = {
        "present": present,
        "needed": needed,
        "base": base,
        "need": need,
        "minimum": minimum,
        "of": of,
        "counting": counting,
    }
    return Step(rule, "met" if present >= needed else "failed", MappingProxyType(facts), cite)


@functools.lru_cache(maxsize=_FIGURES)
def counts_of(yes: int, no: int, abstain: int, invalid: int, silent: int, late: int) -> Counts:
    """The counts with these numbers."""
    return Counts(yes, no, abstain, invalid, silent, late)


@functools.lru_cache(maxsize=_FIGURES)
def counted(yes: int, no: int, abstain: int, invalid: int, silent: int, late: int) -> Step:
    """All the numbers of the vote, zeros included."""
    facts: dict[str, Fact] = {
        "yes": yes,
        "no": no,
        "abstain": abstain,
        "invalid": invalid,
        "silent": silent,
        "late": late,
    }
    return Step("votes.counted", "note", MappingProxyType(facts))


@functools.lru_cache(maxsize=_FIGURES)
def abstentions(abstain: int, late: int, counts_as: str, cite: str) -> Step:
    """What abstentions mean."""
    facts: dict[str, Fact] = {"abstain": abstain, "late": late, "counts_as": counts_as}
    return Step("votes.abstention", "note", MappingProxyType(facts), cite)


@functools.lru_cache(maxsize=_FIGURES)
def threshold(yes: int, no: int, needed: int, base: int, need: str, of: str, cite: str) -> Step:
    """Whether the YES votes are as many as are NEEDED."""
    facts: dict[str, Fact] = {"yes": yes, "no": no, "needed": needed, "base": base, "need": need, "of": of}
    return Step("majority.threshold", "met" if yes >= needed else "failed", MappingProxyType(facts), cite)
