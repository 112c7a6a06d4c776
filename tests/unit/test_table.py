"""The strict reading of TOML, where no programme reaches it."""

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.table import Table, read_toml


def test_texts_keep_their_lines_and_lose_what_is_hidden() -> None:
    table = read_toml('a = "x\\u001b[1m\\ny"\nb = " two  words "')
    assert table.text("a") == "x␛[1m\ny"
    assert table.line("b") == "two words"
    assert table.text("c", "none") == "none"
    assert table.line("c", "none") == "none"
    table.close()


def test_absent_values_have_defaults_where_given() -> None:
    table = Table({})
    assert table.choice("law", ("public", "private"), "public") == "public"
    assert table.integer("n", 1, 2, 1) == 1
    assert table.flag("x", default=True) is True
    assert table.date("d") is None
    assert table.lines("l") == ()
    assert table.tables("t") == ()


def test_a_key_that_is_read_twice_is_missing_the_second_time() -> None:
    table = Table({"n": 1}, "outer")
    assert table.integer("n", 0, 5) == 1
    with pytest.raises(InputError, match=r"outer\.n"):
        table.integer("n", 0, 5)


def test_an_unknown_key_is_named_without_its_control_characters() -> None:
    with pytest.raises(InputError) as caught:
        read_toml('"\\u001b" = 1').close()
    assert caught.value.params["key"] == "␛"


def test_a_boolean_is_read_as_one() -> None:
    assert Table({"x": False}).flag("x", default=True) is False


def test_an_error_without_a_position_says_so() -> None:
    with pytest.raises(InputError) as caught:
        read_toml("a = 1\na")
    assert (caught.value.code, caught.value.params["line"]) == ("table.not-toml", 0)
