"""Canonical bytes: the one way in which a record's JSON may be written.

The profile: objects with sorted, unique, ASCII, non-empty keys; strings in NFC without U+0000 and without
lone surrogates; integers whose magnitude is below 2**53; true, false, null; no floating-point numbers; at
most eight levels; at most 64 KiB. JSON without blanks, UTF-8, only what must be escaped is escaped.

Decoding accepts bytes only if encoding the result gives the same bytes again, and only if a walk over the
values finds the profile kept: duplicate keys, blanks and needless escapes fail the first test, floats and
unnormalised text the second.
"""

import re
from collections.abc import Iterable
from typing import Any, TypeVar
from unicodedata import is_normalized

import msgspec

from beirat_tui.domain.errors import InputError

MAX_BYTES = 64 * 1024
MAX_DEPTH = 8
INTEGER_LIMIT = 2**53
_GROUPS = (dict, list, tuple)
_SURROGATE = re.compile("[\ud800-\udfff]")

T = TypeVar("T")

_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder()


def check(value: object, depth: int = 1) -> None:
    """Walk VALUE, which stands at the level DEPTH, and raise `InputError` where it leaves the profile.

    Raises:
        InputError: ``canonical.depth``, ``.key``, ``.text``, ``.integer`` or ``.type``.
    """
    _walk([value], depth - 1)


def _walk(group: dict[Any, Any] | list[Any] | tuple[Any, ...], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise InputError("canonical.depth", limit=MAX_DEPTH)
    values: Iterable[Any] = group
    if type(group) is dict:
        _check_keys(group)
        values = group.values()
    # Every record that comes in passes here: no call for what most values are.
    for value in values:
        kind = type(value)
        if kind is str:
            if "\0" in value or not (value.isascii() or _is_text(value)):
                raise InputError("canonical.text")
        elif kind is int:
            if not -INTEGER_LIMIT < value < INTEGER_LIMIT:
                raise InputError("canonical.integer")
        elif kind in _GROUPS:
            _walk(value, depth + 1)
        elif value is not None and kind is not bool:
            raise InputError("canonical.type", type=kind.__name__)


def _check_keys(group: dict[Any, Any]) -> None:
    for key in group:
        if type(key) is not str or not key or not key.isascii() or "\0" in key:
            raise InputError("canonical.key")


def _is_text(text: str) -> bool:
    return is_normalized("NFC", text) and _SURROGATE.search(text) is None


def encode(value: object) -> bytes:
    """The canonical bytes of VALUE (plain dicts, lists, tuples as lists, strings, integers, booleans, None).

    Raises:
        InputError: VALUE leaves the profile, or its bytes exceed 64 KiB (``canonical.size``).
    """
    check(value)
    raw = _encoder.encode(value)
    if len(raw) > MAX_BYTES:
        raise InputError("canonical.size", size=len(raw), limit=MAX_BYTES)
    return raw


def decode(raw: bytes) -> dict[str, Any]:
    """The object that RAW encodes.

    Raises:
        InputError: RAW is no JSON object (``canonical.json``), too long, outside the profile, or not the
            canonical way to write its value (``canonical.form``).
    """
    try:
        value = parse(raw, _decoder)
    except msgspec.ValidationError:
        raise InputError("canonical.json") from None
    if type(value) is not dict:
        raise InputError("canonical.json")
    check(value)
    return value


def parse(raw: bytes, decoder: msgspec.json.Decoder[T]) -> T:
    """The value of DECODER's type that RAW encodes in the one way that is allowed.

    Whether what the type leaves open keeps the profile is for the caller to `check`.

    Raises:
        InputError: ``canonical.json``, ``.size`` or ``.form``.
        msgspec.ValidationError: it is JSON, but not of DECODER's type.
    """
    if len(raw) > MAX_BYTES:
        raise InputError("canonical.size", size=len(raw), limit=MAX_BYTES)
    try:
        value = decoder.decode(raw)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise InputError("canonical.json") from None
    if _encoder.encode(value) != raw:
        raise InputError("canonical.form")
    return value
