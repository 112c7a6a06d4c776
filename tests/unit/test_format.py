"""Amounts, numbers and dates read as German and English readers write them."""

import datetime as dt
from fractions import Fraction

import pytest

from beirat_tui.wording import format as shown
from beirat_tui.wording import use_language

NOW = dt.datetime(2026, 3, 16, 14, 5, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("cents", "german", "english"),
    [
        (19_200_000, "192.000 €", "€192,000"),
        (17_032_050, "170.320,50 €", "€170,320.50"),
        (5, "0,05 €", "€0.05"),
        (0, "0 €", "€0"),
        (123_456_789_00, "123.456.789 €", "€123,456,789"),
        (-150_050, "−1.500,50 €", "−€1,500.50"),
    ],
)
def test_amounts(cents: int, german: str, english: str) -> None:
    assert shown.euro(cents) == english
    use_language("de")
    assert shown.euro(cents) == german
    assert shown.amount(cents) == german.removesuffix(" €")


@pytest.mark.parametrize(
    ("share", "digits", "german"),
    [
        (Fraction(192, 277), 0, "69\u202f%"),
        (Fraction(4, 5), 0, "80\u202f%"),
        (Fraction(2, 3), 2, "66,67\u202f%"),
        (Fraction(1, 200), 0, "1\u202f%"),
        (Fraction(0), 1, "0,0\u202f%"),
        (Fraction(1001, 1000), 1, "100,1\u202f%"),
    ],
)
def test_percentages_have_a_narrow_space_and_round_half_up(share: Fraction, digits: int, german: str) -> None:
    assert shown.percent(share, digits) == german.replace(",", ".")
    use_language("de")
    assert shown.percent(share, digits) == german


def test_dates_and_times() -> None:
    assert shown.date(NOW.date()) == "16 Mar 2026"
    assert shown.moment(NOW) == "16 Mar 2026 14:05"
    assert shown.clock("14:05") == "14:05"
    use_language("de")
    assert shown.date(dt.date(2026, 3, 1)) == "01.03.2026"
    assert shown.moment(NOW) == "16.03.2026 14:05"
    assert shown.clock("14:05") == "14:05 Uhr"


def test_numbers_durations_and_sizes() -> None:
    assert shown.number(-1234567) == "−1,234,567"
    assert (shown.months(1), shown.months(24)) == ("1 month", "24 months")
    sizes = [shown.size(count) for count in (1, 640, 1000, 12_400, 1_450_000)]
    assert sizes == ["1 byte", "640 bytes", "1 kB", "12 kB", "1.4 MB"]
    use_language("de")
    assert shown.number(1234567) == "1.234.567"
    assert (shown.months(1), shown.months(24)) == ("1 Monat", "24 Monate")
    assert shown.size(1_950_000) == "2,0 MB"


@pytest.mark.parametrize(
    ("before", "german"),
    [
        (dt.timedelta(seconds=-30), "gerade eben"),
        (dt.timedelta(seconds=59), "gerade eben"),
        (dt.timedelta(minutes=2, seconds=59), "vor 2 Min."),
        (dt.timedelta(hours=5), "vor 5 Std."),
        (dt.timedelta(days=1), "vor 1 Tag"),
        (dt.timedelta(days=29), "vor 29 Tagen"),
        (dt.timedelta(days=30), "14.02.2026"),
        (dt.timedelta(days=-2), "18.03.2026 14:05"),
    ],
)
def test_how_long_ago_something_was(before: dt.timedelta, german: str) -> None:
    use_language("de")
    assert shown.ago(NOW - before, NOW) == german


@pytest.mark.parametrize(
    ("days", "german"),
    [
        (0, "heute"),
        (1, "morgen"),
        (2, "noch 2 Tage"),
        (5000, "noch 5.000 Tage"),
        (-1, "vor 1 Tag"),
        (-9, "vor 9 Tagen"),
    ],
)
def test_how_far_off_a_deadline_is(days: int, german: str) -> None:
    use_language("de")
    assert shown.until(NOW.date() + dt.timedelta(days=days), NOW.date()) == german
