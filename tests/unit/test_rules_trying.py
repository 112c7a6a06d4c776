"""`beirat rules try` and `check`: public holidays, what is missing, and the lines of an election."""

from pathlib import Path

import pytest

from commands import beirat, done

RULES = """
language = 1
name = "Beirat"
source = "GO § 9: ten working days in Sachsen-Anhalt, silence is consent"
[quorum]
need = "more than 1/2"
all_invited = true
[majority]
of = "entitled members"
[circulation]
days = 10
counted_in = "working days"
holidays = "DE-ST"
silence = "approval"
"""
WRITTEN = """
scenario = 1
[board]
members = 9
[circulation]
started = 2026-12-28
deadline = 2027-01-13
closed = {closed}
[votes]
no = ["M01 to M03"]
"""


def saved(folder: Path, name: str, text: str) -> Path:
    """A file with TEXT."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("closed", "result"), [("2027-01-12", "Still open."), ("2027-01-13", "is adopted")])
def test_holidays_are_looked_up(tmp_path: Path, closed: str, result: str) -> None:
    """New Year and Epiphany, a holiday in Sachsen-Anhalt, put the end of ten working days off by two."""
    rules = saved(tmp_path, "rules.toml", RULES)
    scenario = saved(tmp_path, "s.toml", WRITTEN.format(closed=closed))
    assert result in done("rules", "try", rules, scenario).out


def test_without_a_state_only_weekends_are_left_out(tmp_path: Path) -> None:
    rules = saved(tmp_path, "rules.toml", RULES.replace('holidays = "DE-ST"\n', ""))
    early = WRITTEN.replace("2027-01-13", "2027-01-11").format(closed="2027-01-11")
    assert "is adopted" in done("rules", "try", rules, saved(tmp_path, "s.toml", early)).out


def test_a_state_nobody_knows_is_an_error(tmp_path: Path) -> None:
    rules = saved(tmp_path, "rules.toml", RULES.replace("DE-ST", "DE-XX"))
    ran = beirat("rules", "check", rules, lang="en")
    assert ran.code == 1
    assert "line 13, error, circulation.holidays: This is no country or state." in ran.out
    assert "These rules cannot be used." in ran.out


def test_the_key_of_what_is_missing_is_said(tmp_path: Path) -> None:
    text = 'scenario = 1\n[board]\nmembers = 3\n[meeting]\npresent = ["M01 to M03"]\n'
    ran = done("rules", "try", "vwvfg", saved(tmp_path, "s.toml", text))
    assert "Missing in the scenario: meeting.invited_all." in ran.out


def test_an_election_has_no_votes_for_and_against(tmp_path: Path) -> None:
    text = (
        'scenario = 1\n[board]\nmembers = 5\n[meeting]\ninvited_all = true\npresent = ["M01 to M05"]\n'
        '[election]\ncandidates = ["M03", "M04"]\n[votes]\nM03 = ["M01 to M03"]\nabstain = ["M05"]\n'
    )
    ran = done("rules", "try", "vwvfg", saved(tmp_path, "s.toml", text))
    assert "M03 is elected." in ran.out
    assert "0 yes" not in ran.out


def test_a_letter_in_another_code_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_bytes(RULES.replace('"Beirat"', '"Köthen"').encode("latin-1"))
    ran = beirat("rules", "check", path, lang="en")
    assert ran.code == 1
    assert "In line 3 of the file" in ran.err
