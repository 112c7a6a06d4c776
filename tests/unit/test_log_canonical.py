"""Canonical bytes: what may be written, and the one way in which it may be written."""

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.log import canonical


def refusal(value: object) -> str:
    with pytest.raises(InputError) as caught:
        canonical.encode(value)
    return caught.value.code


def rejection(raw: bytes) -> str:
    with pytest.raises(InputError) as caught:
        canonical.decode(raw)
    return caught.value.code


def nested(levels: int) -> dict[str, object]:
    value: dict[str, object] = {}
    for _ in range(levels - 1):
        value = {"a": value}
    return value


def test_keys_are_sorted_and_nothing_is_blank_or_needlessly_escaped() -> None:
    value = {"b": [True, None, -1], "B": "ä / \u2028 \x7f", "a": {"z": "😀", "y": ("09:00", None)}}
    raw = canonical.encode(value)
    expected = '{"B":"ä / \u2028 \x7f","a":{"y":["09:00",null],"z":"😀"},"b":[true,null,-1]}'
    assert raw == expected.encode()


def test_what_must_be_escaped_has_one_form() -> None:
    raw = canonical.encode({"a": '\x01\b\t\n\x0b\f\r\x1f"\\'})
    assert raw == rb'{"a":"\u0001\b\t\n\u000b\f\r\u001f\"\\"}'
    assert canonical.decode(raw) == {"a": '\x01\b\t\n\x0b\f\r\x1f"\\'}


@pytest.mark.parametrize("number", [0, -1, 2**53 - 1, -(2**53) + 1])
def test_integers_below_two_to_the_53_pass(number: int) -> None:
    assert canonical.decode(canonical.encode({"n": number})) == {"n": number}


@pytest.mark.parametrize("number", [2**53, -(2**53), 2**64, 10**400])
def test_larger_integers_do_not(number: int) -> None:
    assert refusal({"n": number}) == "canonical.integer"


@pytest.mark.parametrize(
    "value", [1.0, float("nan"), float("inf"), b"bytes", {1, 2}, object(), type("T", (str,), {})("text")]
)
def test_only_plain_values_are_encoded(value: object) -> None:
    assert refusal({"a": [value]}) == "canonical.type"


@pytest.mark.parametrize("key", ["", "ä", "a\0b", 1, None])
def test_keys_are_ascii_and_not_empty(key: object) -> None:
    assert refusal({"a": {key: 1}}) == "canonical.key"


@pytest.mark.parametrize("text", ["a\0b", "ä\0", "a\u0308", "\ud800", "\u212b", "e\u0301"])
def test_text_is_nfc_without_nul_and_lone_surrogates(text: str) -> None:
    assert refusal({"a": text}) == "canonical.text"


def test_eight_levels_pass_and_nine_do_not() -> None:
    assert canonical.decode(canonical.encode(nested(8))) == nested(8)
    assert refusal(nested(9)) == "canonical.depth"
    assert rejection(b'{"a":' * 8 + b"[]" + b"}" * 8) == "canonical.depth"


def test_something_that_contains_itself_is_too_deep() -> None:
    loop: list[object] = []
    loop.append(loop)
    assert refusal(loop) == "canonical.depth"


def test_64_kib_pass_and_one_byte_more_does_not() -> None:
    text = "x" * (canonical.MAX_BYTES - len('{"a":""}'))
    raw = canonical.encode({"a": text})
    assert len(raw) == canonical.MAX_BYTES
    assert canonical.decode(raw) == {"a": text}
    assert refusal({"a": text + "x"}) == "canonical.size"
    assert rejection(raw + b" ") == "canonical.size"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"1",
        b"null",
        b'"text"',
        b"[" * 60_000,
        b'{"a":NaN}',
        b'{"a":01}',
        b"{'a':1}",
        b'{"a":1,}',
        b'{"a":1}{',
        b"\xef\xbb\xbf{}",
        b'{"a":"\xff"}',
        b'{"a":"\xed\xa0\x80"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\n"}',
        b'{"a":"\\x41"}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":1e999}',
    ],
)
def test_what_is_no_json_object_is_rejected(raw: bytes) -> None:
    assert rejection(raw) == "canonical.json"


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'{ "a":1}',
        b'{"a":1}\n',
        b'{"a":-0}',
        b'{"a":1E2}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\/"}',
        b'{"a":"\\u00e4"}',
        b'{"a":"\\u001F"}',
        b'{"a":"\\u000a"}',
        b'{"\\u0061":1}',
    ],
)
def test_another_way_to_write_a_good_value_is_rejected(raw: bytes) -> None:
    assert rejection(raw) == "canonical.form"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b'{"a":1.0}', "canonical.type"),
        (b'{"a":"\\u0000"}', "canonical.text"),
        ('{"a":"a\u0308"}'.encode(), "canonical.text"),
        (b'{"":1}', "canonical.key"),
        (b'{"a\\u0000":1}', "canonical.key"),
        ('{"ä":1}'.encode(), "canonical.key"),
        (b'{"a":9007199254740992}', "canonical.integer"),
    ],
)
def test_what_leaves_the_profile_is_rejected_although_it_reads_back_equal(raw: bytes, code: str) -> None:
    assert rejection(raw) == code
