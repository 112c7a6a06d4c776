"""Canonical bytes: the one way in which a record's JSON may be written.

The profile: objects with sorted, unique, ASCII, non-empty keys; strings in NFC without U+0000 and without
lone surrogates; integers whose magnitude is below 2**53; true, false, null; no floating-point numbers; at
most eight levels; at most 64 KiB. JSON without blanks, UTF-8, only what must be escaped is escaped.

Decoding accepts bytes only if encoding the result gives the same bytes again, and only if a walk over the
values finds the profile kept: duplicate keys, blanks and needless escapes fail the first test, floats and
unnormalised text the second.
"""

from typing import Any
from unicodedata import is_normalized

import msgspec

from beirat_tui.domain.errors import InputError

MAX_BYTES = 64 * 1024
MAX_DEPTH = 8
INTEGER_LIMIT = 2**53

_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder()


def check(value: object, depth: int = 1) -> None:
    """Walk VALUE and raise `InputError` where it leaves the profile.

    Raises:
        InputError: ``canonical.depth``, ``.key``, ``.text``, ``.integer`` or ``.type``.
    """
    if type(value) is str:
        _check_text(value)
    elif type(value) is int:
        if not -INTEGER_LIMIT < value < INTEGER_LIMIT:
            raise InputError("canonical.integer")
    elif type(value) is dict or type(value) is list:
        _check_group(value, depth)
    elif value is not None and type(value) is not bool:
        raise InputError("canonical.type", type=type(value).__name__)


def _check_group(group: dict[Any, Any] | list[Any], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise InputError("canonical.depth", limit=MAX_DEPTH)
    if type(group) is dict:
        for key in group:
            if type(key) is not str or not key or not key.isascii() or "\0" in key:
                raise InputError("canonical.key")
        group = list(group.values())
    for item in group:
        check(item, depth + 1)


def _check_text(text: str) -> None:
    if text.isascii():
        if "\0" in text:
            raise InputError("canonical.text")
        return
    if "\0" in text or not is_normalized("NFC", text) or any("\ud800" <= char <= "\udfff" for char in text):
        raise InputError("canonical.text")


def encode(value: object) -> bytes:
    """The canonical bytes of VALUE (plain dicts, lists, strings, integers, booleans, None).

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
    if len(raw) > MAX_BYTES:
        raise InputError("canonical.size", size=len(raw), limit=MAX_BYTES)
    try:
        value = _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise InputError("canonical.json") from None
    if type(value) is not dict:
        raise InputError("canonical.json")
    check(value)
    if _encoder.encode(value) != raw:
        raise InputError("canonical.form")
    return value
