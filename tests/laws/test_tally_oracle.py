"""Every outcome recomputed by a second oracle that enumerates instead of computing agrees with the tally."""

import os
from collections import Counter
from random import Random
from typing import get_args

from beirat_tui.domain.tally import Result, tally
from oracle.enumerated import result
from random_rounds import as_case, random_facts, random_rules

ROUNDS = int(os.environ.get("TALLY_ROUNDS", "10000"))
ROUNDS_A_RULE_SET = 10


def test_a_recount_by_enumeration_agrees() -> None:
    random = Random(20260302)  # noqa: S311  (the same rounds on every run)
    seen: Counter[str] = Counter()
    for _ in range(ROUNDS // ROUNDS_A_RULE_SET):
        rules, tables = random_rules(random)
        for _ in range(ROUNDS_A_RULE_SET):
            facts = random_facts(random)
            found = tally(as_case(facts), rules)
            assert found.result == result(tables, facts), (tables, facts, found.steps)
            seen[found.result] += 1
    assert set(seen) == set(get_args(Result)) - {"elected"}, seen
