"""What a device says it has: a signed statement that travels beside the records and is none of them.

signed bytes = ``beirat-heard-v1`` + NUL + canonical JSON of board, author, number, clock, tips (the ids of
the last record of every chain that the device has) and last (the number of its own last record). A device
numbers its statements; only its newest counts, and it takes the place of the older ones. Nothing is decided
by a statement: it shows how far a vote has travelled, when a device was last heard of, and what of its own is
not here yet. It can be withheld, but not forged.
"""

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from beirat_tui.domain.errors import InputError
from beirat_tui.log import canonical, keys

PREFIX: Final = b"beirat-heard-v1\0"
_HASH: Final = "^[0-9a-f]{64}$"
_Hash = Annotated[str, Meta(pattern=_HASH)]
_Number = Annotated[int, Meta(ge=0, lt=canonical.INTEGER_LIMIT)]


class _Content(msgspec.Struct, forbid_unknown_fields=True, tag_field="v", tag=1):
    """What is signed."""

    board: _Hash
    author: _Hash
    number: _Number
    at: _Number
    tips: list[_Hash]
    last: _Number


class Heard(msgspec.Struct, frozen=True):
    """One verified statement.

    Attributes:
        board: the board's id.
        author: the device's public key, hex.
        number: the device's count of its statements; the highest is the newest.
        at: the device's clock in milliseconds since 1970 UTC; for display only.
        tips: ids of the last record of every chain it has, sorted.
        last: the number of the last record that it signed; 0 if it has signed none.
        raw: the canonical JSON.
        signature: 64 bytes.
    """

    board: str
    author: str
    number: int
    at: int
    tips: tuple[str, ...]
    last: int
    raw: bytes
    signature: bytes

    @property
    def rank(self) -> tuple[int, bytes]:
        """Of two statements of one device the one of higher rank stays, whatever the order of arrival."""
        return self.number, self.raw


_decoder = msgspec.json.Decoder(_Content)


def state(key: keys.SigningKey, board: str, *, number: int, at: int, tips: list[str], last: int) -> Heard:
    """Sign that this device has what lies at and below TIPS, and has signed LAST records itself.

    Raises:
        InputError: ``canonical.size``: more chains than fit into 64 KiB.
    """
    content = _Content(board, key.public, number, at, sorted(set(tips)), last)
    raw = canonical.encode(msgspec.to_builtins(content))
    return read(raw, key.sign(PREFIX + raw))


def read(raw: bytes, signature: bytes) -> Heard:
    """The statement that RAW (canonical JSON) and SIGNATURE make.

    Raises:
        InputError: ``canonical.*``, ``heard.shape``, ``heard.signature``.
    """
    try:
        content = canonical.parse(raw, _decoder)
    except msgspec.ValidationError:
        raise InputError("heard.shape") from None
    if content.tips != sorted(set(content.tips)):
        raise InputError("heard.shape")
    if not keys.valid(content.author, PREFIX + raw, signature):
        raise InputError("heard.signature")
    return Heard(
        content.board,
        content.author,
        content.number,
        content.at,
        tuple(content.tips),
        content.last,
        raw,
        signature,
    )
