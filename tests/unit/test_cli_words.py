"""What is typed: words in two languages, days, times, amounts; completion; what a command loads."""

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from beirat_tui.cli.words import CHOICE, CLOCK, DAY, EURO, GRANTED, MOTION, ROLE, SEAT_ROLE, Words
from beirat_tui.domain.errors import InputError
from beirat_tui.wording import use_language

PROGRAM = Path(sys.executable).with_name("beirat")


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("words", [CHOICE, MOTION, SEAT_ROLE, ROLE, GRANTED])
def test_words_of_both_languages_are_understood_in_either(words: Words, lang: str) -> None:
    use_language(lang)
    for meant, names in words.values.items():
        for name in (*names, meant):
            assert words.convert(name, None, None) == meant
            assert words.convert(name.upper(), None, None) == meant
    assert set(words.names()) == {names[lang == "de"] for names in words.values.values()}
    with pytest.raises(click.BadParameter, match="perhaps"):
        words.convert("perhaps", None, None)


@pytest.mark.parametrize("typed", ["2026-03-16", "16.03.2026", "16.3.2026"])
def test_days(typed: str) -> None:
    assert DAY.convert(typed, None, None) == dt.date(2026, 3, 16)


@pytest.mark.parametrize("typed", ["2026-02-30", "31.04.2026", "tomorrow", "", "16.03.26", "2026/03/16"])
def test_what_is_no_day(typed: str) -> None:
    with pytest.raises(click.BadParameter):
        DAY.convert(typed, None, None)


def test_a_day_is_a_day_already() -> None:
    assert DAY.convert(dt.date(2026, 3, 16), None, None) == dt.date(2026, 3, 16)


@pytest.mark.parametrize(("typed", "time"), [("9:05", "09:05"), ("09:05", "09:05"), ("23:59", "23:59")])
def test_times(typed: str, time: str) -> None:
    assert CLOCK.convert(typed, None, None) == time


@pytest.mark.parametrize("typed", ["24:00", "9:5", "noon", "9.05", ""])
def test_what_is_no_time(typed: str) -> None:
    with pytest.raises(click.BadParameter):
        CLOCK.convert(typed, None, None)


@pytest.mark.parametrize("typed", ["180.000", "180,000", "180000", "180 000 €", "EUR 180.000,00"])
def test_amounts(typed: str) -> None:
    assert EURO.convert(typed, None, None) == 18_000_000


def test_an_amount_that_is_none_is_refused_as_in_a_file() -> None:
    with pytest.raises(InputError) as refusal:
        EURO.convert("-5", None, None)
    assert refusal.value.code == "money.negative"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("beirat vo", {"vote"}),
        ("beirat re", {"read", "recuse", "rebuild"}),
        ("beirat round c", {"count", "close", "confirm"}),
        ("beirat vote 2026-07 ab", {"abstain"}),
        ("beirat --he", {"--help"}),
    ],
)
def test_shells_can_complete(typed: str, expected: set[str]) -> None:
    words = typed.split(" ")
    environment = {
        **os.environ,
        "_BEIRAT_COMPLETE": "bash_complete",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(words) - 1),
    }
    ran = subprocess.run([PROGRAM], env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert {line.partition(",")[2] for line in ran.stdout.splitlines()} >= expected
    assert "Traceback" not in ran.stderr


def test_a_word_that_is_no_command_may_become_a_file() -> None:
    environment = {
        **os.environ,
        "_BEIRAT_COMPLETE": "bash_complete",
        "COMP_WORDS": "beirat xy",
        "COMP_CWORD": "1",
    }
    ran = subprocess.run([PROGRAM], env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert ran.stdout.splitlines() == ["file,xy"]


_LOADED = """
import json, sys
from beirat_tui.cli.main import run
assert run(sys.argv[1:]) == 0
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (("rules", "show", "vwvfg"), {"sqlalchemy", "sqlite3", "nacl", "textual", "rich", "docx"}),
        (("rules", "check", "vwvfg"), {"sqlalchemy", "sqlite3", "nacl", "textual", "rich", "docx"}),
        (("vote", "--help"), {"textual", "rich", "docx"}),
        (("import", "--help"), {"textual", "docx"}),
    ],
)
def test_a_command_loads_what_it_needs(arguments: tuple[str, ...], unwanted: set[str]) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    ran = subprocess.run(
        [sys.executable, "-c", _LOADED, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert unwanted & set(json.loads(ran.stdout.splitlines()[-1])) == set()
