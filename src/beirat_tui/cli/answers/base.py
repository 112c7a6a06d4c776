"""The base of all answers, and how they are written."""

from fractions import Fraction
from typing import TypeVar
from unicodedata import category

import msgspec


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of an answer."""


class Answer(msgspec.Struct, frozen=True, kw_only=True, tag_field="format"):
    """All that a command says; ``format`` names the schema."""


Made = TypeVar("Made")


def written(answer: Answer) -> str:
    """ANSWER in one line of canonical JSON: sorted keys, no blanks.

    Characters that move a terminal's cursor or are not there for the eye are escaped: an answer may hold the
    bytes of an entry as they were signed.
    """
    text = msgspec.json.encode(answer, order="sorted").decode()
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(letter: str) -> str:
    """LETTER, or its JSON escape: whatever is not printable stands inside a string. Blanks stay."""
    if letter.isprintable() or category(letter) == "Zs":
        return letter
    units = letter.encode("utf-16-be")
    return "".join(f"\\u{units[place]:02x}{units[place + 1]:02x}" for place in range(0, len(units), 2))


def made(view: object, kind: type[Made]) -> Made:
    """The answer of KIND with the attributes of VIEW that have the same names."""
    return msgspec.convert(view, kind, from_attributes=True)


def fraction(value: Fraction | None) -> tuple[int, int] | None:
    """VALUE as numerator and denominator."""
    return None if value is None else (value.numerator, value.denominator)
