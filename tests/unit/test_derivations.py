"""Each step of each derivation is what it was: figures, verdicts and warnings, not only the result.

`make golden` writes the file anew after a change that is meant; the difference shows what it touches.
"""

import pytest

from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.tally import Case, tally
from derivations import cases, golden, written

KEPT = golden()
CASES = cases()


def test_every_case_has_its_derivation() -> None:
    assert set(KEPT) == set(CASES)


@pytest.mark.parametrize(
    ("heading", "facts", "rules"), [(name, *of) for name, of in CASES.items()], ids=CASES
)
def test_the_derivation_is_what_it_was(heading: str, facts: Case, rules: RuleSet) -> None:
    assert written(tally(facts, rules)) == KEPT.get(heading)
