"""Rule sets of other bodies, written down by the documentation alone, with the results their law gives.

Each folder of `fixtures/rules` holds one, with scenarios that say what must come out.
"""

from pathlib import Path

import pytest

from beirat_tui.domain.rules.read import check_rules
from beirat_tui.domain.rules.scenario import read_scenario
from beirat_tui.domain.tally import tally
from beirat_tui.wording.derivation import sentence
from beirat_tui.wording.rules_prose import describe
from commands import done

RULES = Path(__file__).parents[2] / "fixtures" / "rules"
BODIES = sorted(each.name for each in RULES.iterdir())
SCENARIOS = sorted(RULES.glob("*/[0-9]*.toml"))


def test_there_are_enough() -> None:
    assert len(BODIES) >= 12
    assert len(SCENARIOS) >= 45
    expected = {read_scenario(path.read_text(encoding="utf-8")).expect for path in SCENARIOS}
    assert expected >= {"adopted", "rejected", "no_quorum", "repeat", "to_a_meeting", "lapsed", "void"}


@pytest.mark.parametrize("body", BODIES)
def test_it_reads_without_an_error_and_aloud(body: str) -> None:
    reading = check_rules((RULES / body / "rules.toml").read_text(encoding="utf-8"))
    assert reading.rules is not None, reading.findings
    assert all(finding.severity == "warning" for finding in reading.findings)
    assert len(describe(reading.rules)) > 3


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_it_comes_to_what_its_law_says(path: Path) -> None:
    reading = check_rules((path.parent / "rules.toml").read_text(encoding="utf-8"))
    assert reading.rules is not None
    scenario = read_scenario(path.read_text(encoding="utf-8"))
    outcome = tally(scenario.case, reading.rules)
    assert outcome.result == scenario.expect, [sentence(step) for step in outcome.steps]


def test_the_command_says_the_same() -> None:
    folder = RULES / "aufsichtsrat"
    ran = done("rules", "try", folder / "rules.toml", folder / "02.toml")
    assert "the vote of the chair decides" in ran.out
    assert "The motion is adopted." in ran.out
