"""Records: bytes become a verified `Record`, or an error. Nothing in between exists.

signed bytes = ``beirat-record-v1`` + NUL + canonical JSON of the header fields, the body and the payload's
hash; id = SHA-256 of the signed bytes; signature = Ed25519 over them. The stored bytes are the truth: they
are verified as they are and never serialised again.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import msgspec

from beirat_tui.domain.errors import InputError
from beirat_tui.log import canonical, keys
from beirat_tui.log.bodies import Body
from beirat_tui.log.kinds import KINDS

PREFIX: Final = b"beirat-record-v1\0"
VERSION: Final = 1
JOIN_BYTES: Final = 1024
_FIELDS: Final = frozenset(
    {"v", "board", "author", "by", "seq", "prev", "at", "kind", "slot", "replaces", "body", "payload"}
)
_HEX: Final = frozenset("0123456789abcdef")
MAX_KIND: Final = 64
MAX_SLOT: Final = 512


@dataclass(frozen=True, slots=True)
class Record:
    """One verified record.

    Attributes:
        id: SHA-256 of the signed bytes, hex.
        raw: the canonical JSON as stored.
        signature: 64 bytes.
        board: id of the founding record; None in the founding record itself.
        author: the device's public key, hex.
        by: id of the certificate under which the author acts (or of the founding record, for a root key).
        seq: place in the author's chain, from 1; 0 for a join request, which stands outside the chain.
        prev: id of the author's record before.
        at: the device's clock in milliseconds since 1970 UTC; for display only.
        kind: what it says, for example ``ballot.cast``.
        slot: where it says it.
        replaces: ids of the slot's heads that the author saw.
        body: the typed body, or None for an unknown kind or version.
        payload: hash of the payload, hex, or None.
    """

    id: str
    raw: bytes
    signature: bytes
    board: str | None
    author: str
    by: str | None
    seq: int
    prev: str | None
    at: int
    kind: str
    slot: str
    replaces: tuple[str, ...]
    body: Body | None
    payload: str | None

    def data(self) -> dict[str, Any]:
        """The body as plain data, read from the stored bytes (also of unknown kinds)."""
        data: dict[str, Any] = canonical.decode(self.raw)["body"]
        return data


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody wants to say, before it has a place in a chain and a signature."""

    kind: str
    body: Body
    replaces: Sequence[str] = ()
    payload: str | None = None


def sign(  # noqa: PLR0913  (a record has these fields)
    draft: Draft,
    key: keys.SigningKey,
    *,
    board: str | None,
    by: str | None,
    seq: int,
    prev: str | None,
    at: int,
) -> Record:
    """Give DRAFT its place in KEY's chain and sign it.

    Raises:
        InputError: the body leaves the canonical profile or exceeds 64 KiB.
    """
    raw = canonical.encode(
        {
            "v": VERSION,
            "board": board,
            "author": key.public,
            "by": by,
            "seq": seq,
            "prev": prev,
            "at": at,
            "kind": draft.kind,
            "slot": draft.body.slot(),
            "replaces": sorted(set(draft.replaces)),
            "body": msgspec.to_builtins(draft.body),
            "payload": draft.payload,
        }
    )
    return read(raw, key.sign(PREFIX + raw), check_signature=False)


def identify(raw: bytes) -> str:
    """The id (hex) of the record with the canonical bytes RAW."""
    return hashlib.sha256(PREFIX + raw).hexdigest()


def read(raw: bytes, signature: bytes, *, check_signature: bool = True) -> Record:
    """The record that RAW (canonical JSON) and SIGNATURE make.

    With `check_signature=False` the caller vouches for the signature (it has just made it, or it was checked
    when the record entered this file); form and id are always checked.

    Raises:
        InputError: ``canonical.*``, ``record.shape`` (a header field is missing, surplus or of a wrong type),
            ``record.body`` (the body does not fit its kind), ``record.slot`` (the slot is not the body's),
            ``record.signature``.
    """
    header = canonical.decode(raw)
    record = _shape(header, raw, signature)
    if check_signature and not keys.valid(record.author, PREFIX + raw, signature):
        raise InputError("record.signature")
    known = KINDS.get(record.kind)
    if known is None or header["v"] != VERSION:
        return record
    try:
        body: Body = msgspec.convert(header["body"], known.body)
    except msgspec.ValidationError as error:
        raise InputError("record.body", kind=record.kind, detail=str(error)) from None
    if body.slot() != record.slot:
        raise InputError("record.slot", kind=record.kind)
    if (record.seq == 0) != (record.kind == "join.requested") or (
        record.seq == 0 and (len(raw) > JOIN_BYTES or record.slot != f"join/{record.author}")
    ):
        raise InputError("record.shape")
    return replace(record, body=body)


def _shape(header: dict[str, Any], raw: bytes, signature: bytes) -> Record:
    """Check the header's fields and types; the body stays unread."""
    if header.keys() != _FIELDS:
        raise InputError("record.shape")
    board, author, by, prev = header["board"], header["author"], header["by"], header["prev"]
    seq, at, replaces, payload = header["seq"], header["at"], header["replaces"], header["payload"]
    well_formed = (
        _is_id(author)
        and all(value is None or _is_id(value) for value in (board, by, prev, payload))
        and all(type(header[name]) is int and header[name] >= 0 for name in ("v", "seq", "at"))
        and (prev is None) == (seq <= 1)
        and _is_name(header["kind"], MAX_KIND)
        and _is_name(header["slot"], MAX_SLOT)
        and type(replaces) is list
        and all(_is_id(value) for value in replaces)
        and replaces == sorted(set(replaces))
        and type(header["body"]) is dict
    )
    if not well_formed:
        raise InputError("record.shape")
    return Record(
        id=identify(raw),
        raw=raw,
        signature=signature,
        board=board,
        author=author,
        by=by,
        seq=seq,
        prev=prev,
        at=at,
        kind=header["kind"],
        slot=header["slot"],
        replaces=tuple(replaces),
        body=None,
        payload=payload,
    )


def _is_id(value: object) -> bool:
    return type(value) is str and len(value) == 64 and _HEX.issuperset(value)  # noqa: PLR2004  (SHA-256 in hex)


def _is_name(value: object, limit: int) -> bool:
    return type(value) is str and 0 < len(value) <= limit and value.isascii() and value.isprintable()
