"""Laws of bytes: one way to write a value, and no bit of a record that could be another."""

import contextlib
import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat_tui.domain.errors import InputError
from beirat_tui.log import canonical, payload, record
from beirat_tui.log.kinds import KINDS
from golden_samples import samples

TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])).map(
    lambda text: unicodedata.normalize("NFC", text)
)
KEYS = st.text(st.characters(max_codepoint=127, exclude_characters="\0"), min_size=1, max_size=12)
LEAVES = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS
VALUES = st.recursive(LEAVES, lambda inside: st.lists(inside) | st.dictionaries(KEYS, inside), max_leaves=12)
OBJECTS = st.dictionaries(KEYS, VALUES)


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0


@given(OBJECTS)
def test_what_is_encoded_reads_back_equal_and_in_one_form(value: dict[str, Any]) -> None:
    if depth(value) > canonical.MAX_DEPTH:
        with pytest.raises(InputError):
            canonical.encode(value)
        return
    raw = canonical.encode(value)
    assert canonical.decode(raw) == value
    assert canonical.encode(dict(sorted(value.items(), reverse=True))) == raw
    assert json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() == raw


@given(OBJECTS, st.sampled_from([{"indent": 1}, {"ensure_ascii": True}, {"separators": (",", ": ")}]))
def test_any_other_json_of_the_same_value_is_rejected(value: dict[str, Any], style: dict[str, Any]) -> None:
    if depth(value) > canonical.MAX_DEPTH:
        return
    raw = canonical.encode(value)
    other = json.dumps(value, **({"ensure_ascii": False} | style)).encode()
    if other != raw:
        with pytest.raises(InputError) as caught:
            canonical.decode(other)
        assert caught.value.code == "canonical.form"


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_bytes_are_read_or_refused_with_a_code(raw: bytes) -> None:
    with contextlib.suppress(InputError):
        assert canonical.encode(canonical.decode(raw)) == raw
    assert isinstance(payload.read_texts(raw), dict)


FLIPPED = [each for each in samples() if each.kind in {"ballot.cast", "board.founded", "join.requested"}]


@pytest.mark.parametrize("sample", FLIPPED, ids=lambda sample: sample.kind)
def test_every_flipped_bit_of_a_record_is_rejected(sample: record.Record) -> None:
    """All bits of the stored bytes and of the signature, one at a time."""
    record.read(sample.raw, sample.signature)
    whole = sample.raw + sample.signature
    for bit in range(8 * len(whole)):
        changed = bytearray(whole)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(InputError):
            record.read(bytes(changed[: len(sample.raw)]), bytes(changed[len(sample.raw) :]))


@pytest.mark.parametrize("sample", FLIPPED, ids=lambda sample: sample.kind)
def test_every_flipped_bit_gives_another_record_or_none(sample: record.Record) -> None:
    """Also where somebody vouches for the signature: the id never stays the same."""
    for bit in range(8 * len(sample.raw)):
        changed = bytearray(sample.raw)
        changed[bit // 8] ^= 1 << bit % 8
        with contextlib.suppress(InputError):
            assert record.read(bytes(changed), sample.signature, check_signature=False).id != sample.id


@given(st.sampled_from(samples()), st.data())
def test_every_truncation_and_insertion_is_rejected(sample: record.Record, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(sample.raw)))
    longer = sample.raw[:place] + data.draw(st.binary(min_size=1, max_size=3)) + sample.raw[place:]
    for raw in (sample.raw[:place], longer):
        if raw != sample.raw:
            with pytest.raises(InputError):
                record.read(raw, sample.signature)


@given(st.sampled_from(samples()), st.sampled_from(samples()))
def test_signatures_do_not_move_from_one_record_to_another(one: record.Record, other: record.Record) -> None:
    if one.id != other.id:
        with pytest.raises(InputError) as caught:
            record.read(one.raw, other.signature)
        assert caught.value.code == "record.signature"


@given(st.sampled_from(samples()), st.sampled_from(sorted(KINDS)))
def test_a_body_of_another_kind_is_rejected(sample: record.Record, kind: str) -> None:
    header = canonical.decode(sample.raw)
    if kind == sample.kind:
        return
    raw = canonical.encode(header | {"kind": kind})
    with pytest.raises(InputError) as caught:
        record.read(raw, sample.signature, check_signature=False)
    assert caught.value.code in {"record.shape", "record.body", "record.slot"}
