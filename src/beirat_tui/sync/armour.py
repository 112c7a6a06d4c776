"""Bytes as letters that survive mail, chat, paper and dictation, in parts; and finding them again.

A part is a line that names the text, its parts and itself, then letters, then a line with a check:

    BEIRAT-TEXT: 7KQ2M9XA 2/3:
    0G3R40M30E209185GR38E1W8124GK2GAHC5RR34D1P70X3RFJ...
    BEIRAT-END: 5FQ0C

The letters are Crockford's Base32: no I, L, O and U, upper and lower case alike. So the two marks, which hold
an I, never stand in the data, whatever a mail program does to the lines, and a QR code has room for more. All
else between the marks is passed over: line breaks, quoting marks, blanks of any kind, tags and entities of
HTML.
Knows nothing of what the bytes are.
"""

import hashlib
import re
from base64 import b32decode, b32encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise
from typing import Final

from beirat_tui.domain.errors import InputError

MOST_LETTERS: Final = 4 * 1024 * 1024
"""Letters of pasted text that are looked at."""
MOST_PARTS: Final = 999
LINE: Final = 64
"""Letters of a line."""
CHAT: Final = 3_200
"""Letters of a part: with its heading it fits into one message of any chat."""
_BASE32: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_WRITE: Final = str.maketrans(_BASE32, _CROCKFORD)
_BACK: Final = str.maketrans(_CROCKFORD, _BASE32)
_NAME: Final = 8
_CHECK: Final = 5
_BITS: Final = 5
_LOOK_ALIKE: Final = str.maketrans("OIL", "011")
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NO_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_TAG: Final = re.compile(r"</?[a-z][a-z0-9:]{0,20}(?:\s[^<>]{0,1000})?/?>", re.IGNORECASE)
"""A tag of HTML: where the source of a mail is pasted, every line may end in one."""
_FRACTIONS: Final = {
    "½": "1/2", "⅓": "1/3", "⅔": "2/3", "¼": "1/4", "¾": "3/4", "⅕": "1/5", "⅖": "2/5", "⅗": "3/5",
    "⅘": "4/5", "⅙": "1/6", "⅚": "5/6", "⅐": "1/7", "⅛": "1/8", "⅜": "3/8", "⅝": "5/8", "⅞": "7/8",
    "⅑": "1/9", "⅒": "1/10", "⁄": "/", "∕": "/", "／": "/",
}  # fmt: skip
_WRITTEN_OUT: Final = str.maketrans(_FRACTIONS)
_QUOTED: Final = re.compile(r"^[ \t]*(?:[A-Z]{0,3}[>|][ \t]*)+", re.MULTILINE)
_GAP: Final = r"\W{0,8}"
"""What may stand between two letters of a mark: a line that was broken, quoting marks."""


def _gapped(letters: str) -> str:
    return _GAP.join(letters)


_MARK: Final = re.compile(
    rf"{_gapped('BEIRATTEXT')}{_GAP}(?P<name>(?:[0-9A-Z]{_GAP}){{{_NAME}}})"
    rf"(?P<number>\d{{1,3}}){_GAP}/{_GAP}(?P<total>\d{{1,3}})(?:\W|$)"
    rf"|{_gapped('BEIRATEND')}{_GAP}(?P<check>(?:[0-9A-Z]{_GAP}){{{_CHECK}}})"
)
_NO_LETTER: Final = re.compile("[^0-9A-Z]+")


@dataclass(slots=True)
class Found:
    """One text as it was found, perhaps incomplete.

    Attributes:
        name: what all its parts are called.
        total: how many parts it has.
        parts: the letters of the whole parts, by number.
        damaged: numbers of parts whose check does not fit.
        cut_off: numbers of parts whose end is missing.
    """

    name: str
    total: int
    parts: dict[int, str] = field(default_factory=dict)
    damaged: set[int] = field(default_factory=set)
    cut_off: set[int] = field(default_factory=set)

    def content(self) -> bytes:
        """The bytes.

        Raises:
            InputError: ``text.damaged``, ``text.cut-off`` or ``text.incomplete``, with ``name``, ``parts``
                (the numbers) and ``total``.
        """
        lacking = [number for number in range(1, self.total + 1) if number not in self.parts]
        for code, numbers in (("text.damaged", self.damaged), ("text.cut-off", self.cut_off)):
            if bad := [number for number in lacking if number in numbers]:
                raise InputError(code, name=self.name, parts=_listed(bad), total=self.total)
        if lacking:
            raise InputError("text.incomplete", name=self.name, parts=_listed(lacking), total=self.total)
        content = _decoded("".join(self.parts[number] for number in range(1, self.total + 1)))
        if content is None or name_of(content) != self.name:
            everything = _listed(list(range(1, self.total + 1)))
            raise InputError("text.damaged", name=self.name, parts=everything, total=self.total)
        return content


def name_of(content: bytes) -> str:
    """What the text of CONTENT is called: eight letters of its hash."""
    return _letters(content, _NAME)


def write(content: bytes, size: int = CHAT, line: int = LINE) -> list[str]:
    """CONTENT in parts of at most SIZE letters, in lines of LINE letters; one line a part if LINE is 0.

    Raises:
        InputError: ``text.too-much``: more than 999 parts.
    """
    letters = b32encode(content).decode("ascii").rstrip("=").translate(_WRITE)
    pieces = [letters[start : start + size] for start in range(0, len(letters), size)] or [""]
    if len(pieces) > MOST_PARTS:
        raise InputError("text.too-much")
    name, total = name_of(content), len(pieces)
    return [_part(name, number, total, piece, line) for number, piece in enumerate(pieces, start=1)]


def _part(name: str, number: int, total: int, piece: str, line: int) -> str:
    lines = [piece[start : start + line] for start in range(0, len(piece), line)] if line else [piece]
    check = _check(name, number, total, piece)
    separator = "\n" if line else " "
    return separator.join([f"BEIRAT-TEXT: {name} {number}/{total}:", *lines, f"BEIRAT-END: {check}"])


def find(text: str) -> list[Found]:
    """The texts in TEXT, in the order in which they begin; parts may stand in any order, and twice.

    Raises:
        InputError: ``text.too-long``: more than 4 Mi letters.
    """
    if len(text) > MOST_LETTERS:
        raise InputError("text.too-long", limit=MOST_LETTERS)
    found: dict[tuple[str, int], Found] = {}
    for name, number, total, letters, check in _parts(_plain(text)):
        if not 1 <= number <= total:
            continue
        each = found.setdefault((name, total), Found(name, total))
        if check is None:
            each.cut_off.add(number)
        elif check != _check(name, number, total, letters):
            each.damaged.add(number)
        else:
            each.parts[number] = letters
    return list(found.values())


def _plain(text: str) -> str:
    """TEXT in upper-case ASCII, without what mail programs put around it."""
    text = _UNSEEN.sub("", unescape(_TAG.sub(" ", text))).translate(_WRITTEN_OUT)
    return _QUOTED.sub("", _NO_ASCII.sub(" ", text).upper())


def _parts(plain: str) -> Iterator[tuple[str, int, int, str, str | None]]:
    """Name, number, total, letters and check of every part; no check where the end is missing."""
    marks = [*_MARK.finditer(plain), None]
    for mark, following in pairwise(marks):
        if mark is None or mark["name"] is None:
            continue
        end = len(plain) if following is None else following.start()
        check = None if following is None or following["check"] is None else _read(following["check"])
        letters = _read(plain[mark.end() : end])
        yield _read(mark["name"]), int(mark["number"]), int(mark["total"]), letters, check


def _read(text: str) -> str:
    """The letters in TEXT; those that look like another one are that."""
    return _NO_LETTER.sub("", text).translate(_LOOK_ALIKE)


def _check(name: str, number: int, total: int, letters: str) -> str:
    return _letters(f"{name} {number}/{total} {letters}".encode(), _CHECK)


def _letters(content: bytes, count: int) -> str:
    """The first COUNT letters of the SHA-256 of CONTENT."""
    digest = int.from_bytes(hashlib.sha256(content).digest())
    return "".join(_CROCKFORD[digest >> (256 - _BITS * (place + 1)) & 31] for place in range(count))


def _decoded(letters: str) -> bytes | None:
    """The bytes that LETTERS stand for; None where they stand for none."""
    padded = letters.translate(_BACK) + "=" * (-len(letters) % 8)
    try:
        return b32decode(padded)
    except ValueError:
        return None


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))
