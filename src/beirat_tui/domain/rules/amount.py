"""How many are needed: "more than 1/2", "at least 2/3", "at least 3", "all", "any number", "none".

One notation for every figure of the rule language. It knows no floats: shares are fractions, counts
integers.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

_FORM = re.compile(r"(?:(at least|more than) )?(?:(\d{1,4})/(\d{1,4})|(\d{1,3}) ?%|(\d{1,6}))")
_WORDS = ("none", "any number", "all")


@dataclass(frozen=True, slots=True)
class Amount:
    """A lower bound: a share of a base, or an absolute count.

    Attributes:
        share: the share of the base, or None where an absolute count is meant.
        count: the absolute count (0 where a share is meant).
        strict: True for "more than", False for "at least".
    """

    share: Fraction | None
    count: int = 0
    strict: bool = False

    def needed(self, base: int) -> int:
        """The smallest whole number that satisfies the bound for a base of BASE members or votes."""
        if self.share is None:
            return self.count + self.strict
        part, whole = self.share.numerator, self.share.denominator
        if self.strict:
            return part * base // whole + 1
        return -(-part * base // whole)

    def __str__(self) -> str:
        """The words of the rule language that mean this amount."""
        if self == ALL:
            return "all"
        if self == NONE:
            return "none"
        if self == ANY:
            return "any number"
        figure = str(self.count) if self.share is None else f"{self.share.numerator}/{self.share.denominator}"
        return f"{'more than' if self.strict else 'at least'} {figure}"


NONE = Amount(None, 0)
ANY = Amount(None, 1)
ALL = Amount(Fraction(1))
HALF = Amount(Fraction(1, 2), strict=True)


def parse_amount(words: object) -> Amount | None:
    """The amount that WORDS mean, or None where they mean none.

    A plain number n, as integer or text, means "at least n". Shares lie above 0 and up to 1; "more than"
    the whole can never be reached and is no amount.
    """
    if isinstance(words, bool) or not isinstance(words, int | str):
        return None
    text = str(words)
    if text in _WORDS:
        return (NONE, ANY, ALL)[_WORDS.index(text)]
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    bound, top, bottom, percent, count = match.groups()
    strict = bound == "more than"
    if count is not None:
        return Amount(None, int(count), strict)
    part, whole = (int(percent), 100) if percent is not None else (int(top), int(bottom))
    if not 0 < part <= whole or (strict and part == whole):
        return None
    return Amount(Fraction(part, whole), 0, strict)
