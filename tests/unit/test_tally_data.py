"""An outcome stored as plain data reads back equal, and nothing else reads as one."""

import json
from fractions import Fraction
from typing import Any

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.tally import Counts, Outcome, Step, outcome_data, outcome_from, tally
from beirat_tui.domain.tally.outcome import Fact
from rounds import case, preset, sitting, votes

EVERY_FACT: dict[str, Fact] = {
    "n": 3,
    "t": "x",
    "b": True,
    "e": None,
    "f": Fraction(-2, 3),
    "l": ("M01", "M02"),
    "none": (),
}
OUTCOME = Outcome(
    "elected", "election.lot", Counts(1, 2, 3, 4, 5, 6), (Step("a.b", "note", EVERY_FACT, "§ 1"),), "", "M01"
)


def test_every_kind_of_fact_survives() -> None:
    data = outcome_data(OUTCOME)
    assert data["steps"][0]["facts"]["f"] == [-2, 3]
    assert outcome_from(json.loads(json.dumps(data))) == OUTCOME


def test_an_outcome_of_the_tally_survives() -> None:
    outcome = tally(case(sitting(10), ballots=votes(5, 5)), preset("vwvfg"))
    data = outcome_data(outcome)
    assert outcome_from(json.loads(json.dumps(data))) == outcome
    assert data["result"] == "adopted"
    assert data["counts"] == {"yes": 5, "no": 5, "abstain": 0, "invalid": 0, "silent": 0, "late": 0}


def broken(**changes: object) -> dict[str, Any]:
    """The stored outcome with something else in it."""
    return {**outcome_data(OUTCOME), **changes}


def with_fact(fact: object) -> dict[str, Any]:
    """The stored outcome with another fact in its step."""
    return broken(steps=[{"rule": "a", "verdict": "met", "facts": {"x": fact}, "cite": ""}])


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        broken(result="won"),
        broken(reason=1),
        broken(counts={"yes": 1}),
        broken(counts=[]),
        broken(counts={**outcome_data(OUTCOME)["counts"], "yes": True}),
        broken(counts={**outcome_data(OUTCOME)["counts"], "yes": "1"}),
        broken(steps={}),
        broken(steps=[1]),
        broken(steps=[{"rule": "a", "verdict": "perhaps", "facts": {}, "cite": ""}]),
        broken(next="go_home"),
        broken(elected=None),
        with_fact(1.5),
        with_fact({}),
        with_fact([1]),
        with_fact([1, 0]),
        with_fact(["a", 1]),
    ],
)
def test_other_data_is_no_outcome(data: object) -> None:
    with pytest.raises(InputError) as caught:
        outcome_from(data)
    assert caught.value.code == "outcome.not-readable"


def test_final_results() -> None:
    assert OUTCOME.final
    assert not Outcome("no_quorum", "quorum.members").final


def test_counts_start_at_zero() -> None:
    assert Counts() == Counts(yes=0, no=0, abstain=0, invalid=0, silent=0, late=0)
