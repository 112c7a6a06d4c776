"""From motion and result to the Votum: one test a cell of the table."""

from typing import get_args

import pytest

from beirat_tui.domain.tally import Motion, Result
from beirat_tui.domain.votum import votum

DECIDED = {
    ("recommend", "adopted"): "positive",
    ("recommend", "rejected"): "negative",
    ("recommend_with_conditions", "adopted_with_conditions"): "positive_with_conditions",
    ("recommend_with_conditions", "rejected"): "back_to_board",
    ("do_not_recommend", "adopted"): "negative",
    ("do_not_recommend", "rejected"): "back_to_board",
    ("postpone", "postponed"): "postponed",
    ("postpone", "rejected"): "back_to_board",
}
OPEN = ("no_quorum", "repeat", "to_a_meeting", "lapsed", "void", "undecided", "elected")


@pytest.mark.parametrize(("cell", "expected"), DECIDED.items(), ids=[" ".join(cell) for cell in DECIDED])
def test_a_decided_motion(cell: tuple[Motion, Result], expected: str) -> None:
    assert votum(*cell) == expected


@pytest.mark.parametrize("result", OPEN)
@pytest.mark.parametrize("motion", get_args(Motion))
def test_what_decides_nothing_is_no_votum(motion: Motion, result: Result) -> None:
    assert votum(motion, result) == "not_decided"


def test_every_result_has_its_cell() -> None:
    assert {result for _, result in DECIDED} | set(OPEN) == set(get_args(Result))
