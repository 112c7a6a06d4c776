"""What would be different: the same round under other rules, and what its result hangs on.

"Hangs on" is found by recomputing: one key of the rules takes each other value it may have, one recusal is
lifted at a time; whatever changes the result is named. Nothing is guessed from the numbers.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from beirat_tui.domain.rules.check import contradictions
from beirat_tui.domain.rules.diff import value_of
from beirat_tui.domain.rules.keys import Key, all_keys
from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.tally.case import Case
from beirat_tui.domain.tally.engine import tally
from beirat_tui.domain.tally.outcome import Outcome


class Alternative(NamedTuple):
    """The same round under another rule set.

    Attributes:
        name: what the caller calls the rule set.
        outcome: the outcome under it.
        differs: whether its result is another than under the board's own rules.
    """

    name: str
    outcome: Outcome
    differs: bool


class Hinge(NamedTuple):
    """Something the result hangs on.

    Attributes:
        key: the key of the rules that was changed, or None where a recusal was lifted.
        member: the member whose recusal was lifted, or "".
        now: what the rules say.
        other: what they would have to say.
        outcome: the outcome in that case.
    """

    key: Key | None
    member: str
    now: object
    other: object
    outcome: Outcome


def alternatives(case: Case, own: RuleSet, others: Mapping[str, RuleSet]) -> tuple[Alternative, ...]:
    """CASE under each of the rule sets OTHERS, compared with the board's OWN."""
    result = _verdict(tally(case, own))
    outcomes = ((name, tally(case, rules)) for name, rules in others.items())
    return tuple(Alternative(name, outcome, _verdict(outcome) != result) for name, outcome in outcomes)


def hinges(case: Case, rules: RuleSet) -> tuple[Hinge, ...]:
    """Every single change of a rule, or of a recusal, that would give CASE another result.

    Rules that ask for a fact which nobody recorded give no result, so they are left out.
    """
    result = _verdict(tally(case, rules))
    found = [*_rule_hinges(case, rules), *_recusal_hinges(case, rules)]
    return tuple(
        hinge for hinge in found if _verdict(hinge.outcome) != result and hinge.outcome.result != "undecided"
    )


def changed(rules: RuleSet, key: Key, value: object) -> RuleSet:
    """RULES with VALUE for KEY; its section must be there."""
    section = dataclasses.replace(getattr(rules, key.section), **{key.name: value})
    return dataclasses.replace(rules, **{key.section: section})


def _verdict(outcome: Outcome) -> tuple[str, str]:
    """What counts as the result."""
    return outcome.result, outcome.elected


def _rule_hinges(case: Case, rules: RuleSet) -> Iterator[Hinge]:
    """The outcome for every other word or flag of every key; the form of the vote is no reading of it."""
    for key in all_keys():
        now = value_of(rules, key)
        if now is None or key.kind not in {"word", "flag"} or key.section == "secrecy":
            continue
        for other in key.words if key.kind == "word" else (not now,):
            variant = changed(rules, key, other)
            if other != now and all(finding.severity == "warning" for finding in contradictions(variant)):
                yield Hinge(key, "", now, other, tally(case, variant))


def _recusal_hinges(case: Case, rules: RuleSet) -> Iterator[Hinge]:
    """The outcome with each recusal lifted: the member then counts as the others, with the vote they gave."""
    for recusal in sorted(case.recused, key=lambda item: item.member):
        kept = tuple(item for item in case.recused if item.member != recusal.member)
        yield Hinge(None, recusal.member, "", "", tally(dataclasses.replace(case, recused=kept), rules))
