"""Deadlines in calendar and working days, with the public holidays of a state."""

import datetime as dt

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.rules.days import is_working_day, last_day
from beirat_tui.presets.holidays import public_holidays

MONDAY = dt.date(2026, 3, 2)
EASTER = public_holidays("DE-ST", dt.date(2026, 3, 1), dt.date(2026, 5, 31))
PERIODS = [
    ("calendar days", MONDAY, 14, False, dt.date(2026, 3, 16)),
    ("calendar days", MONDAY, 0, False, MONDAY),
    ("calendar days", MONDAY, 5, False, dt.date(2026, 3, 7)),
    ("calendar days", MONDAY, 5, True, dt.date(2026, 3, 9)),
    ("working days", MONDAY, 5, False, dt.date(2026, 3, 9)),
    ("working days with Saturday", MONDAY, 5, False, dt.date(2026, 3, 7)),
    ("working days with Saturday", MONDAY, 5, True, dt.date(2026, 3, 9)),
    ("working days", dt.date(2026, 4, 2), 1, False, dt.date(2026, 4, 7)),
    ("working days with Saturday", dt.date(2026, 4, 2), 1, False, dt.date(2026, 4, 4)),
    ("calendar days", dt.date(2026, 4, 1), 2, True, dt.date(2026, 4, 7)),
]


@pytest.mark.parametrize(("kind", "start", "days", "moves", "end"), PERIODS)
def test_a_period_ends(kind: str, start: dt.date, days: int, moves: bool, end: dt.date) -> None:  # noqa: FBT001  (a table)
    assert last_day(start, days, kind, EASTER, moves=moves) == end  # type: ignore[arg-type]  # words of the table


def test_saturday_is_a_working_day_only_where_the_rules_say_so() -> None:
    saturday = dt.date(2026, 3, 7)
    assert not is_working_day(saturday, "working days", ())
    assert is_working_day(saturday, "working days with Saturday", ())
    assert not is_working_day(saturday, "working days with Saturday", {saturday})
    assert not is_working_day(dt.date(2026, 3, 8), "working days with Saturday", ())


def test_holidays_differ_from_state_to_state() -> None:
    epiphany, first, last = dt.date(2026, 1, 6), dt.date(2026, 1, 1), dt.date(2026, 1, 31)
    assert epiphany in public_holidays("DE-ST", first, last)
    assert epiphany not in public_holidays("DE-BB", first, last)
    assert epiphany in public_holidays("AT", first, last)
    years = public_holidays("DE-ST", dt.date(2026, 12, 25), dt.date(2027, 1, 1))
    assert years == {dt.date(2026, 12, 25), dt.date(2026, 12, 26), dt.date(2027, 1, 1)}


@pytest.mark.parametrize("region", ["", "Sachsen-Anhalt", "DE-XX", "ZZ"])
def test_a_region_nobody_knows(region: str) -> None:
    with pytest.raises(InputError) as caught:
        public_holidays(region, MONDAY, MONDAY)
    assert (caught.value.code, caught.value.params["region"]) == ("holidays.unknown-region", region)
