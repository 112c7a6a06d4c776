"""The pages on rules of procedure name every key and word of the language, and their examples work."""

import re
from pathlib import Path

import pytest

from beirat_tui.domain.rules.amount import parse_amount
from beirat_tui.domain.rules.keys import all_keys, keys_of
from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.rules.read import check_rules
from beirat_tui.domain.rules.scenario import read_scenario
from beirat_tui.domain.tally import tally
from beirat_tui.presets import rule_presets
from rounds import preset

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGES = {name: (DOCS / name).read_text(encoding="utf-8") for name in ("rules.md", "rules.de.md")}


@pytest.fixture(params=sorted(PAGES))
def page(request: pytest.FixtureRequest) -> str:
    """The English page, and the German one."""
    return PAGES[request.param]


def section(page: str, name: str) -> str:
    """The part of PAGE about one section of a rule file."""
    return page.split(f"### `[{name}]`")[1].split("\n### ", maxsplit=1)[0].split("\n## ", maxsplit=1)[0]


def test_every_section_and_key_is_described(page: str) -> None:
    for name, key in keys_of(RuleSet).items():
        if key.table is None:
            assert f"| `{name}` |" in page
            continue
        part = section(page, name)
        for inner in keys_of(key.table, name).values():
            written = f"`[{name}.{inner.name}]`" if inner.kind == "amounts" else f"`{inner.name}`"
            assert written in part or inner.name == "cite", inner.path


def test_every_word_is_described(page: str) -> None:
    for key in all_keys():
        repeated = key.path in {"later_ballots.of", "circulation.of"}
        for word in () if repeated else key.words:
            assert f'`"{word}"`' in section(page, key.section), (key.path, word)


def test_amounts_mean_what_the_table_says(page: str) -> None:
    rows = re.findall(r"^\| ((?:`[^`]+`(?:, )?)+) \|[^|]*\| (\d+) \|$", page, re.MULTILINE)
    assert len(rows) == 9
    for written, number in rows:
        for words in re.findall(r"`([^`]+)`", written):
            amount = parse_amount(words.strip('"'))
            assert amount is not None, words
            assert amount.needed(18) == int(number), words


def test_the_examples_work(page: str) -> None:
    rules_text, scenario_text = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    reading = check_rules(rules_text)
    assert reading.rules is not None
    assert reading.findings == ()
    scenario = read_scenario(scenario_text)
    assert tally(scenario.case, preset("vwvfg")).result == scenario.expect
    assert tally(scenario.case, reading.rules).result == scenario.expect


def test_every_preset_is_listed(page: str) -> None:
    assert [name for name in rule_presets() if f"| `{name}` |" not in page] == []
