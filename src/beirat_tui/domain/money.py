"""Amounts of money: whole euro cents inside, euros in files and on screens.

Reading is strict. What could mean two things is an error, never a guess.
"""

import re
from decimal import Decimal

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.text import clean_line

CENTS = 100
LARGEST_EURO = 10**12
"""More than this many euros is a slip of the keyboard, and would not fit a record's integers."""

SHOWN = 60
"""Characters of a wrong amount that an error repeats."""

_EURO = re.compile(r"^(?:€|EUR|EURO)\s*|\s*(?:€|EUR|EURO)$", re.IGNORECASE)
_OTHER_CURRENCY = re.compile(
    r"[$£¥₺₽]|(?<![A-Z])(?:USD|CHF|GBP|PLN|CZK|DKK|SEK|NOK|HUF|TRY|JPY|DM|DEM|DOLLAR)(?![A-Z])",
    re.IGNORECASE,
)
_BLANK = "[ \u00a0\u2009\u202f]"
_PLAIN = re.compile(r"([0-9]{1,30})(?:[.,]([0-9]{1,2}))?")
_GROUPED = tuple(
    re.compile(rf"([1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}}){{1,9}})(?:{point}([0-9]{{1,2}}))?")
    for group, point in ((r"\.", ","), (",", r"\."), (_BLANK, "[.,]"), ("['’]", r"[.,]"))
)
_NO_CENTS = re.compile(r",(?:-{1,2}|[–—])$")
_MINUS = "-−–"
_CENT = Decimal("0.01")


def parse_euro(value: str | float | Decimal) -> int:
    """Return VALUE, an amount in euros, in whole cents.

    Texts may be written in German or English: ``170.320,50``, ``170,320.50``, ``170320.50``, ``200 000``,
    ``1.500,-``, with or without ``€`` or ``EUR``. Three digits after a single separator are thousands.

    Raises:
        InputError: ``money.not-an-amount`` (also for words such as *1,5 Mio.* and fractions of a cent),
            ``money.not-euro``, ``money.negative``, ``money.too-large``; each with ``value``.
    """
    if isinstance(value, str):
        number, shown = _read(value), clean_line(value, SHOWN)
    elif isinstance(value, bool) or not Decimal(value).is_finite():
        raise InputError("money.not-an-amount", value=str(value))
    else:
        # repr gives the shortest decimal that means this float, which is what was written in the file.
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
        shown = f"{number:.6g}"
    if number < 0:
        raise InputError("money.negative", value=shown)
    if number > LARGEST_EURO:
        raise InputError("money.too-large", value=shown, limit=LARGEST_EURO)
    rounded = number.quantize(_CENT)
    if rounded != number:
        raise InputError("money.not-an-amount", value=shown)
    return int(rounded * CENTS)


def _read(text: str) -> Decimal:
    rest, shown = text.strip(), clean_line(text, SHOWN)
    if _OTHER_CURRENCY.search(rest):
        raise InputError("money.not-euro", value=shown)
    rest = _NO_CENTS.sub("", _EURO.sub("", rest, count=2).strip())
    if rest[:1] and rest[0] in _MINUS:
        raise InputError("money.negative", value=shown)
    for form in (_PLAIN, *_GROUPED):
        if found := form.fullmatch(rest):
            euros = re.sub("[^0-9]", "", found.group(1))
            return Decimal(f"{euros}.{found.group(2) or 0}")
    raise InputError("money.not-an-amount", value=shown)


def euros(cents: int) -> int | float:
    """Return CENTS in euros as files hold them: an integer, or a number with two decimals at most."""
    return cents // CENTS if cents % CENTS == 0 else cents / CENTS
