"""No value of the rule language goes untried: each is in two cases at least whose result its source names.

The values are read off the language itself, as `docs/rules.md` lists them; the cases off the tables of the
other tests.
"""

import functools
import runpy
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from beirat_tui.domain.rules.keys import all_keys, keys_of
from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.rules.scenario import read_scenario
from beirat_tui.domain.tally import Case
from beirat_tui.presets import read_rules, rule_presets

HERE = Path(__file__).parent
FIXTURES = HERE.parents[1] / "fixtures" / "rules"
TWICE = 2


@functools.cache
def tried() -> list[tuple[str, dict[str, Any]]]:
    """Source and rules, as plain tables, of every case with a known result."""
    found: list[tuple[str, dict[str, Any]]] = []
    for table in sorted(HERE.glob("test_tally_*_cases.py")):
        for entry in runpy.run_path(str(table))["CASES"]:
            source, text = str(entry[0]), str(entry[1])
            assert any(isinstance(part, Case) for part in entry), entry
            found.append((source, tomllib.loads(text)))
    presets = {name: tomllib.loads(read_rules(name)) for name in rule_presets()}
    known = runpy.run_path(str(HERE / "test_tally_known_results.py"))["KNOWN"]
    found += [
        (str(entry[0]), presets[name])
        for entry in known
        for name in entry
        if isinstance(name, str) and name in presets
    ]
    for path in sorted(FIXTURES.glob("*/[0-9]*.toml")):
        rules = tomllib.loads((path.parent / "rules.toml").read_text(encoding="utf-8"))
        found.append((read_scenario(path.read_text(encoding="utf-8")).title, rules))
    return found


def values() -> list[tuple[str, str, object]]:
    """Every word and both sides of every flag, by section and key."""
    keys = [key for key in all_keys() if key.section]
    return [
        (key.section, key.name, value)
        for key in keys
        for value in (key.words if key.kind == "word" else (True, False) if key.kind == "flag" else ())
    ]


def test_every_case_names_its_source_and_there_are_many() -> None:
    assert len(tried()) >= 250
    assert all(source.strip() for source, _rules in tried())


@pytest.mark.parametrize(("section", "key", "value"), values(), ids=str)
def test_each_value_is_tried_twice(section: str, key: str, value: object) -> None:
    table = keys_of(RuleSet)[section].table
    assert table is not None
    default = keys_of(table, section)[key].default
    counted: Counter[str] = Counter()
    for _source, rules in tried():
        # A section left out has its defaults, except those that have an effect only where they stand.
        if section in rules or section not in {
            "second_try",
            "reduced_quorum",
            "later_ballots",
            "circulation",
        }:
            given = rules.get(section, {}).get(key, default)
            counted[str(given)] += 1
    assert counted[str(value)] >= TWICE, counted
