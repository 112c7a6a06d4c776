"""Records as a text for mail, chat and paper: what stands in it, how it is packed, and reading it back.

content = format byte 1, then a raw DEFLATE stream (with a fixed dictionary) of MessagePack, in which hashes
are bytes that stand once; see docs/format-text.md. What comes out of a pasted text is foreign and unchecked,
like the rows of a foreign file; a text that would unfold to more than it may is refused before it does.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from beirat_tui.domain.errors import InputError
from beirat_tui.log import payload as payloads
from beirat_tui.log.record import PREFIX
from beirat_tui.sync import armour
from beirat_tui.sync.foreign import SMALL

FORMAT: Final = 1
MOST_BYTES: Final = 4 * 1024 * 1024
"""Bytes that one text may unfold to."""
MOST_TEXTS: Final = 200
"""Texts that are taken in at once."""
_ID_BYTES: Final = 32
_MOST_IDS: Final = 2**16
_DICTIONARY: Final = (
    '{"active":true,"bench":null,"entitled":true,"label":"M01","role":"member","since":null,"until":null,'
    '"votes":1},"kind":"member.entered","slot":"member/m01","body":{"key":"","name":""},"kind":"join.requested",'
    '"seq":0,"slot":"join/","role":"office"},"kind":"cert.issued","slot":"cert/*","excused":false,"meeting":"'
    '","spans":[["10:00",null]]},"kind":"attendance.noted","slot":"attendance/","recused":true,"round":""},'
    '"kind":"recusal.declared","slot":"recusal/","kind":"dissent.filed","slot":"dissent/","kind":'
    '"objection.raised","slot":"objection/","body":{"answers":null,"sketch":""},"kind":"comment.written",'
    '"slot":"comment/","kind":"summary.written","slot":"summary/","kind":"round.confirmed","slot":"confirm/",'
    '{"reason":"","remark":"","text":"","name":"","organisation":"","email":""}"number":1,"tips":["\1\0\1","\1'
    '\0\2"],"v":1}"source":"deputy","voter":"m01"},"choice":"abstain","choice":"no","payload":"\1\0\5","prev":"'
    '\x86\xa5board\xc4\x20\xa3ids\xa7records\xa8requests\xa5heard\xa8payloads\x90\x91\x92\xc5\x01{"at":179,'
    '"author":"\1\0\0","board":"\1\0\1","body":{"choice":"yes","member":"m","round":"\1\0\2","source":"own",'
    '"voter":null},"by":"\1\0\3","kind":"ballot.cast","payload":null,"prev":"\1\0\4","replaces":[],"seq":1,'
    '"slot":"ballot/\1\0\2/m/own","v":1}\xc4\x40'
).encode("latin-1")
"""What texts mostly hold, so that one vote takes a few lines only. Part of the format: never changed."""
_HASH: Final = re.compile(rb"[0-9a-f]{64}")
_PLACE: Final = re.compile(rb"\x01(..)", re.DOTALL)
_Signed = tuple[bytes, bytes]
_Id = Annotated[bytes, Meta(min_length=_ID_BYTES, max_length=_ID_BYTES)]


class Content(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one text holds; a signed thing is its canonical JSON and its signature.

    Attributes:
        board: the board's id, 32 bytes.
        records: each after what it builds on.
        requests: requests to join.
        heard: what devices said they have.
        payloads: blobs, salt and all.
    """

    board: _Id
    records: list[_Signed] = []
    requests: list[_Signed] = []
    heard: list[_Signed] = []
    payloads: list[bytes] = []


class _Packed(Content, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The same with hashes taken out of the JSON: a byte 1 and two bytes stand for one of IDS."""

    ids: bytes = b""


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(_Packed)


def pack(content: Content) -> bytes:
    """CONTENT as bytes.

    Raises:
        InputError: ``text.too-much``: it would unfold to more than any reader takes.
    """
    signed = (content.records, content.requests, content.heard)
    if sum(len(raw) + len(signature) for each in signed for raw, signature in each) > MOST_BYTES:
        raise InputError("text.too-much")
    ids: dict[bytes, int] = {}
    records, requests, heard = ([(_taken_out(raw, ids), each) for raw, each in part] for part in signed)
    packed = _encoder.encode(
        _Packed(
            board=content.board,
            records=records,
            requests=requests,
            heard=heard,
            payloads=content.payloads,
            ids=b"".join(ids),
        )
    )
    if len(packed) > MOST_BYTES:
        raise InputError("text.too-much")
    squeeze = zlib.compressobj(level=9, wbits=-15, memLevel=9, zdict=_DICTIONARY)
    return bytes([FORMAT]) + squeeze.compress(packed) + squeeze.flush()


def _taken_out(raw: bytes, ids: dict[bytes, int]) -> bytes:
    """RAW with a reference in place of every hash; new hashes are added to IDS while there is room."""

    def reference(match: re.Match[bytes]) -> bytes:
        hash_ = bytes.fromhex(match.group().decode("ascii"))
        if hash_ not in ids and len(ids) >= _MOST_IDS:
            return match.group()
        return b"\x01" + ids.setdefault(hash_, len(ids)).to_bytes(2)

    return _HASH.sub(reference, raw)


def unpack(packed: bytes, name: str) -> Content:
    """What PACKED, the bytes of the text NAME, holds.

    Raises:
        InputError: ``text.newer``: a later version of the program wrote it; ``text.unreadable``.
    """
    if packed[:1] != bytes([FORMAT]):
        raise InputError("text.newer" if packed[:1] > bytes([FORMAT]) else "text.unreadable", name=name)
    unfold = zlib.decompressobj(wbits=-15, zdict=_DICTIONARY)
    try:
        plain = unfold.decompress(packed[1:], MOST_BYTES)
        if not unfold.eof or unfold.unused_data:
            raise InputError("text.unreadable", name=name)
        return _filled_in(_decoder.decode(plain), name)
    except (zlib.error, msgspec.DecodeError, RecursionError):
        raise InputError("text.unreadable", name=name) from None


def _filled_in(packed: _Packed, name: str) -> Content:
    """The content with its hashes back in their places, which make it at most as large as it may be."""
    ids = [
        packed.ids[start : start + _ID_BYTES].hex().encode() for start in range(0, len(packed.ids), _ID_BYTES)
    ]
    left = MOST_BYTES

    def whole(each: _Signed) -> _Signed:
        nonlocal left
        places = sum(1 for _ in _PLACE.finditer(each[0]))
        left -= len(each[0]) + len(each[1]) + places * (2 * _ID_BYTES - 3)
        if left < 0:
            raise InputError("text.unreadable", name=name)
        return _PLACE.sub(lambda match: _hash_at(ids, match), each[0]), each[1]

    return Content(
        board=packed.board,
        records=[whole(each) for each in packed.records],
        requests=[whole(each) for each in packed.requests],
        heard=[whole(each) for each in packed.heard],
        payloads=packed.payloads,
    )


def _hash_at(ids: list[bytes], match: re.Match[bytes]) -> bytes:
    """The hash that a reference names; one that names none stays, and makes a record that is refused."""
    place = int.from_bytes(match.group(1))
    return ids[place] if place < len(ids) else match.group()


class TextSource:
    """One text, as rows that nobody has checked yet: a `beirat_tui.sync.exchange.Source`.

    Attributes:
        name: what the text is called.
        board: the id of the board that it says it is of.
    """

    def __init__(self, name: str, content: Content) -> None:
        self.name = name
        self.board = content.board.hex()
        self._content = content

    @property
    def records_count(self) -> int:
        """How many records it holds."""
        return len(self._content.records)

    def first(self) -> tuple[object, object] | None:
        """Any record, from which the board can be told; a request to join where there is no record."""
        return next(iter([*self._content.records, *self._content.requests]), None)

    def ids(self) -> Iterator[tuple[int, str]]:
        """Number and id of every record."""
        for number, (raw, _signature) in enumerate(self._content.records):
            yield number, hashlib.sha256(PREFIX + raw).hexdigest()

    def records(self, numbers: Sequence[int]) -> Iterator[tuple[object, object]]:
        """The records with these NUMBERS."""
        return (self._content.records[number] for number in numbers)

    def aside(self) -> Iterator[tuple[object, object]]:
        """The requests to join."""
        yield from self._content.requests

    def heard(self) -> Iterator[tuple[object, object]]:
        """What devices said they have."""
        yield from self._content.heard

    def payloads(self, hashes: Iterable[str], *, small: bool) -> Iterator[tuple[str, bytes]]:
        """Those of the payloads named by HASHES that are here: the SMALL ones, or the large ones."""
        wanted = set(hashes)
        if not wanted:
            return
        for blob in self._content.payloads:
            hash_ = payloads.digest(blob)
            if hash_ in wanted and (len(blob) <= SMALL) == small:
                yield hash_, blob


def read(text: str) -> tuple[list[TextSource], list[InputError]]:
    """The texts in TEXT, which may be a whole mail; and what is wrong with those that cannot be read.

    Raises:
        InputError: ``text.none``: there is none in it; ``text.too-long``, ``text.too-many``.
    """
    found = armour.find(text)
    if not found:
        raise InputError("text.none")
    if len(found) > MOST_TEXTS:
        raise InputError("text.too-many", number=len(found), limit=MOST_TEXTS)
    sources, problems = [], []
    for each in found:
        try:
            sources.append(TextSource(each.name, unpack(each.content(), each.name)))
        except InputError as error:
            problems.append(error)
    return sources, problems
