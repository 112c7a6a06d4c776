"""Written votes whose deadline counts working days: holidays are looked up, recorded, and verified."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError, Refused
from beirat_tui.domain.rules.read import read_rules
from beirat_tui.services import adoption, closing, deadlines, outlook, rounds, verification, voting
from seated import SeatedBoard, seat_board

RULES = """
language = 1
name = "Arbeitstage"
source = "Geschäftsordnung § 6"
[quorum]
need = "more than 1/2"
[majority]
[circulation]
days = 5
counted_in = "working days"
holidays = "{region}"
"""
BEGUN = dt.date(2026, 3, 31)
"""The Tuesday before Easter: Good Friday and Easter Monday lie in the period."""
LAST = dt.date(2026, 4, 9)


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path)
    yield seated
    seated.close()


def circulated(board: SeatedBoard, region: str) -> str:
    adoption.adopt_rules(board.office, RULES.format(region=region))
    sketch = board.sketch()
    return rounds.open_round(
        board.office, sketch, motion="recommend", deadline=dt.date(2026, 4, 7), begun=BEGUN
    )


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(18))


def test_easter_is_no_working_day_and_a_short_deadline_cuts_nobody_off(board: SeatedBoard) -> None:
    round_id = circulated(board, "DE-ST")
    voting.cast(board.members["M02"], round_id, "yes")
    with pytest.raises(Refused, match=r"round\.undecided"):
        closing.close(board.office, round_id, at=at(LAST - dt.timedelta(days=1)))
    outcome = closing.close(board.office, round_id, at=at(LAST))
    assert outcome.result == "adopted"
    warned = [step for step in outcome.steps if step.rule == "circulation.deadline-too-short"]
    assert [step.facts["last_day"] for step in warned] == [LAST.isoformat()]
    assert not [each for each in verification.verify(board.office).problems if each.weight == "wrong"]


def test_what_can_still_happen_is_said_before(board: SeatedBoard) -> None:
    round_id = circulated(board, "DE-ST")
    found = outlook.still_possible(board.office, round_id)
    assert found is not None
    assert {way.result for way in found.ways} == {"adopted", "rejected"}


def test_without_a_region_only_weekends_are_left_out(board: SeatedBoard) -> None:
    round_id = circulated(board, "")
    voting.cast(board.members["M02"], round_id, "yes")
    assert closing.close(board.office, round_id, at=at(dt.date(2026, 4, 7))).result == "adopted"


def test_a_region_that_nobody_knows_is_refused_at_the_opening(board: SeatedBoard) -> None:
    with pytest.raises(InputError, match=r"holidays\.unknown-region"):
        circulated(board, "ZZ-QQ")
    assert rounds.list_rounds(board.office) == []


def test_the_least_deadline() -> None:
    rules = read_rules(RULES.format(region="DE-ST"))
    assert deadlines.least_deadline(rules, BEGUN) == LAST
    calendar = read_rules(RULES.format(region="").replace('"working days"', '"calendar days"'))
    assert deadlines.least_deadline(calendar, BEGUN) == dt.date(2026, 4, 5)
    none = read_rules(
        RULES.format(region="").replace("days = 5\n", "").replace('counted_in = "working days"', "")
    )
    assert deadlines.least_deadline(none, BEGUN) is None
