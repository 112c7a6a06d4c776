"""Records: bytes become a verified `Record`, or an error. Nothing in between exists.

signed bytes = ``beirat-record-v1`` + NUL + canonical JSON of the header fields, the body and the payload's
hash; id = SHA-256 of the signed bytes; signature = Ed25519 over them. The stored bytes are the truth: they
are verified as they are and never serialised again.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from beirat_tui.domain.errors import InputError
from beirat_tui.log import canonical, keys
from beirat_tui.log.bodies import Body
from beirat_tui.log.kinds import KINDS

PREFIX: Final = b"beirat-record-v1\0"
VERSION: Final = 1
JOIN_BYTES: Final = 1024
FOUNDING: Final = "board.founded"
JOINING: Final = "join.requested"
_HEX_DIGITS: Final = b"0123456789abcdef"
_HASH_DIGITS: Final = 64
_Number = Annotated[int, Meta(ge=0, lt=canonical.INTEGER_LIMIT)]


class _Header(msgspec.Struct, forbid_unknown_fields=True):
    """The fields of every record, whatever its kind and version. Hashes and names are checked besides."""

    v: _Number
    board: str | None
    author: str
    by: str | None
    seq: _Number
    prev: str | None
    at: _Number
    kind: Annotated[str, Meta(min_length=1, max_length=64)]
    slot: Annotated[str, Meta(min_length=1, max_length=512)]
    replaces: list[str]
    body: dict[str, Any]
    payload: str | None


_decoder = msgspec.json.Decoder(_Header)
_encoder = msgspec.json.Encoder(order="sorted")


class Record(msgspec.Struct, frozen=True, eq=False, gc=False):
    """One verified record. Two are the same when their ids are.

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

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self.id == other.id

    def __hash__(self) -> int:
        return hash(self.id)

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


def sign(
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
    for name in draft.body.__struct_fields__:
        if type(value := getattr(draft.body, name)) is dict:
            # No type says what is in it, and `to_builtins` would make texts and lists of bytes and sets.
            canonical.check(value)
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


def read(raw: bytes, signature: bytes, *, check_signature: bool = True) -> Record:
    """The record that RAW (canonical JSON) and SIGNATURE make.

    With `check_signature=False` the caller vouches for the signature (it has just made it, or it was checked
    when the record entered this file); form and id are always checked.

    Raises:
        InputError: ``canonical.*``, ``record.shape`` (a header field is missing, surplus or of a wrong type),
            ``record.body`` (the body does not fit its kind), ``record.slot`` (the slot is not the body's),
            ``record.signature``.
    """
    header = _header(raw)
    signed = PREFIX + raw
    if check_signature and not keys.valid(header.author, signed, signature):
        raise InputError("record.signature")
    return Record(
        hashlib.sha256(signed).hexdigest(),
        raw,
        signature,
        header.board,
        header.author,
        header.by,
        header.seq,
        header.prev,
        header.at,
        header.kind,
        header.slot,
        tuple(header.replaces),
        _body(header, raw),
        header.payload,
    )


def _header(raw: bytes) -> _Header:
    """The header fields of RAW, each well-formed and in agreement with the others; the body stays untyped."""
    try:
        header = canonical.parse(raw, _decoder)
    except msgspec.ValidationError as error:
        raise InputError("record.shape", detail=str(error)) from None
    canonical.check(header.body, depth=2)
    names = header.kind + header.slot
    founding, joining = header.kind == FOUNDING, header.kind == JOINING
    if not (
        _are_hashes([header.author, header.board, header.by, header.prev, header.payload, *header.replaces])
        and names.isascii()
        and names.isprintable()
        and (header.board is None) == founding
        and (header.by is None) == (founding or joining)
        and (header.prev is None) == (header.seq <= 1)
        and (header.seq == 0) == joining
        and header.replaces == sorted(set(header.replaces))
    ):
        raise InputError("record.shape", detail="")
    if founding and header.seq != 1:
        raise InputError("record.shape", detail="")
    if joining and (len(raw) > JOIN_BYTES or header.slot != f"join/{header.author}"):
        raise InputError("record.shape", detail="")
    return header


def _are_hashes(names: list[str | None]) -> bool:
    """Whether all NAMES (None aside) are 32 bytes in lower-case hexadecimal."""
    given = [name for name in names if name is not None]
    # All at once: this is what most of the time would go into.
    return {len(name) for name in given} == {_HASH_DIGITS} and not "".join(given).encode().translate(
        None, _HEX_DIGITS
    )


def _body(header: _Header, raw: bytes) -> Body | None:
    """The typed body; None for a kind or version that this program does not know.

    The body's bytes must be the ones that the typed body gives, so that no field is left out and no value is
    written in two ways: records of equal meaning have equal bodies.
    """
    known = KINDS.get(header.kind)
    if known is None or header.v != VERSION:
        return None
    try:
        body: Body = msgspec.convert(header.body, known.body)
    except msgspec.ValidationError as error:
        raise InputError("record.body", kind=header.kind, detail=str(error)) from None
    if _encoder.encode(body) != body_bytes(raw):
        raise InputError("record.body", kind=header.kind, detail="a field is missing")
    if body.slot() != header.slot:
        raise InputError("record.slot", kind=header.kind)
    return body


def body_bytes(raw: bytes) -> bytes:
    """The body's canonical bytes as they stand in the record's canonical bytes RAW.

    No quotation mark stands unescaped inside a string, so the first `"body":` is the record's own (only two
    hashes and a number come before it), and so is the last `"by":` (no object comes after it).
    """
    start = raw.index(b'"body":') + len(b'"body":')
    return raw[start : raw.rindex(b',"by":')]
