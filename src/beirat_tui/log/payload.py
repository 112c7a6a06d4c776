"""Payloads: what may be erased. A record holds only the salted hash of its payload.

A payload blob is 32 random bytes of salt and then the content. The salt keeps a short content (a remark, a
name) from being guessed from its hash after it was erased. Contents are canonical JSON objects, or the bytes
of a file for attachments.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import msgspec

from beirat_tui.domain.errors import InputError
from beirat_tui.log import canonical

PREFIX = b"beirat-payload-v1\0"
SALT_BYTES = 32
MAX_BYTES = 32 * 1024 * 1024

_encoder = msgspec.json.Encoder(order="sorted")


def seal(content: bytes, salt: bytes) -> tuple[str, bytes]:
    """The hash (hex) and blob of CONTENT under SALT (32 random bytes).

    Raises:
        InputError: the blob exceeds 32 MiB (``payload.size``).
    """
    if len(salt) != SALT_BYTES:
        raise ValueError("a salt has 32 bytes")
    if len(content) + SALT_BYTES > MAX_BYTES:
        raise InputError("payload.size", size=len(content), limit=MAX_BYTES - SALT_BYTES)
    blob = salt + content
    return digest(blob), blob


def digest(blob: bytes) -> str:
    """The hash (hex SHA-256) by which a record names BLOB."""
    return hashlib.sha256(PREFIX + blob).hexdigest()


def content(blob: bytes) -> bytes:
    """What BLOB holds behind its salt."""
    return blob[SALT_BYTES:]


def write_texts(texts: Mapping[str, Any]) -> bytes:
    """The content of a payload of texts and lists: JSON with sorted keys, within the profile."""
    value = dict(texts)
    canonical.check(value)
    return _encoder.encode(value)


def read_texts(blob: bytes) -> dict[str, Any]:
    """The texts of BLOB; an empty dict where it holds none that can be read.

    A payload is bound by its hash, not by its form: a malformed one harms only what it would have shown.
    """
    try:
        value = msgspec.json.decode(content(blob))
        canonical.check(value)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, InputError):
        return {}
    return value if type(value) is dict else {}
