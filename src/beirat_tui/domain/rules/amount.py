"""How many are needed: "more than 1/2", "at least 2/3", "at least 3", "all", "any number", "none".

One notation for every figure of the rule language. It knows no floats: shares are two integers.
"""

import re
from dataclasses import dataclass
from math import gcd

_FORM = re.compile(r"(?:(at least|more than) )?(?:(\d{1,4})/(\d{1,4})|(\d{1,3}) ?%|(\d{1,6}))", re.ASCII)


@dataclass(frozen=True, slots=True)
class Amount:
    """A lower bound: a share of a base, or an absolute count. Made by `share`, `count` or `parse_amount`.

    An amount is false where it asks for nothing.

    Attributes:
        top: the numerator of the share, or the count.
        bottom: the denominator of the share in lowest terms; 0 for a count.
        strict: True for "more than", False for "at least".
        words: the amount in the words of the rule language.
    """

    top: int
    bottom: int
    strict: bool
    words: str

    def needed(self, base: int) -> int:
        """The smallest whole number that satisfies the bound for a base of BASE members or votes."""
        if not self.bottom:
            return self.top + self.strict
        if self.strict:
            return self.top * base // self.bottom + 1
        return -(-self.top * base // self.bottom)

    def __bool__(self) -> bool:
        return self.top > 0 or self.strict

    def __str__(self) -> str:
        return self.words


def count(number: int, *, strict: bool = False) -> Amount:
    """At least (with STRICT: more than) NUMBER."""
    words = (
        f"more than {number}" if strict else {0: "none", 1: "any number"}.get(number, f"at least {number}")
    )
    return Amount(number, 0, strict, words)


def share(top: int, bottom: int, *, strict: bool = False) -> Amount:
    """At least (with STRICT: more than) TOP/BOTTOM of the base."""
    divisor = gcd(top, bottom)
    top, bottom = top // divisor, bottom // divisor
    words = f"more than {top}/{bottom}" if strict else f"at least {top}/{bottom}"
    return Amount(top, bottom, strict, "all" if top == bottom else words)


NONE = count(0)
ANY = count(1)
ALL = share(1, 1)
HALF = share(1, 2, strict=True)
_WORDS = {"none": NONE, "any number": ANY, "all": ALL}


def parse_amount(words: object) -> Amount | None:
    """The amount that WORDS mean, or None where they mean none.

    A plain number n, as integer or text, means "at least n". Shares lie above 0 and up to 1; "more than"
    the whole can never be reached and is no amount.
    """
    if isinstance(words, bool) or not isinstance(words, int | str):
        return None
    text = str(words)
    match = _FORM.fullmatch(text)
    if match is None:
        return _WORDS.get(text)
    bound, top, bottom, percent, number = match.groups()
    strict = bound == "more than"
    if number is not None:
        return count(int(number), strict=strict)
    part, whole = (int(percent), 100) if percent is not None else (int(top), int(bottom))
    if not 0 < part <= whole or (strict and part == whole):
        return None
    return share(part, whole, strict=strict)
