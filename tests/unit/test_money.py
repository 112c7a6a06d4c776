"""Amounts are read strictly, in German and English, and never guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.money import LARGEST_EURO, euros, parse_euro


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("170.320,50", 17032050),
        ("170,320.50", 17032050),
        ("170320.50", 17032050),
        ("170320,5", 17032050),
        ("170.320", 17032000),
        ("170,320", 17032000),
        ("1.234.567,89", 123456789),
        ("200 000", 20000000),
        ("200\u202f000,00 €", 20000000),
        ("200’000", 20000000),
        ("1.500,-", 150000),
        ("1.500,--", 150000),
        ("EUR 42.580", 4258000),
        ("€42,580", 4258000),
        ("42.580 Euro", 4258000),
        ("0", 0),
        ("0,05", 5),
        (200000, 20000000),
        (0, 0),
        (170320.5, 17032050),
        (0.1, 10),
        (Decimal("112836.00"), 11283600),
        (LARGEST_EURO, LARGEST_EURO * 100),
    ],
)
def test_amounts_as_people_and_files_write_them(written: str | float | Decimal, cents: int) -> None:
    assert parse_euro(written) == cents


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1,5 Mio.", "money.not-an-amount"),
        ("ca. 200000", "money.not-an-amount"),
        ("", "money.not-an-amount"),
        ("€", "money.not-an-amount"),
        ("12.34.567", "money.not-an-amount"),
        ("1000.000,00", "money.not-an-amount"),
        ("0,001", "money.not-an-amount"),
        ("0.005", "money.not-an-amount"),
        ("1e5", "money.not-an-amount"),
        ("٣٤", "money.not-an-amount"),
        (True, "money.not-an-amount"),
        (float("nan"), "money.not-an-amount"),
        (float("inf"), "money.not-an-amount"),
        (Decimal("0.001"), "money.not-an-amount"),
        (Decimal("1e-999999"), "money.not-an-amount"),
        ("-5", "money.negative"),
        ("−1.000 €", "money.negative"),
        (-1, "money.negative"),
        (-0.5, "money.negative"),
        ("5 USD", "money.not-euro"),
        ("$5", "money.not-euro"),
        ("CHF 200.000", "money.not-euro"),
        ("1.000.000.000.001", "money.too-large"),
        ("9" * 30, "money.too-large"),
        pytest.param(10**5000, "money.too-large", id="5000 digits"),
        (1e300, "money.too-large"),
    ],
)
def test_what_is_no_amount_in_euro_is_refused(written: str | float | Decimal, code: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_euro(written)
    assert caught.value.code == code
    assert len(str(caught.value.params["value"])) <= 60


def test_the_error_repeats_the_value_without_its_control_characters() -> None:
    with pytest.raises(InputError) as caught:
        parse_euro("\x1b[2J5")
    assert caught.value.params["value"] == "␛[2J5"


@given(st.integers(0, LARGEST_EURO * 100))
def test_what_is_written_to_a_file_reads_as_the_same_amount(cents: int) -> None:
    assert parse_euro(euros(cents)) == cents
    assert parse_euro(str(euros(cents))) == cents
