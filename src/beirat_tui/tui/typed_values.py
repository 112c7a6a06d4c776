"""Days and times as people type them on the keyboard, in either language; None where nothing fits.

Amounts are read by `domain.money`. Screens show the reading beside the field before anything is written.
"""

import datetime as dt
import re

_SOONER = 300
_SHORT_YEAR = 100


def read_day(text: str, today: dt.date) -> dt.date | None:
    """Return the day that TEXT means, seen from TODAY.

    Understood: ``2026-03-24``, ``24.03.2026``, ``24.3.26``, ``24.3.`` (the next one), ``24 Mar 2026``, and
    ``+14`` for two weeks from today.
    """
    text = text.strip()
    found = re.fullmatch(r"\+\s*(\d{1,3})", text)
    if found:
        return today + dt.timedelta(days=int(found[1]))
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    if found:
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = re.fullmatch(r"(\d{1,2})\.\s*(\d{1,2})\.?\s*(\d{4}|\d{2})?", text)
    if found:
        return _in_year(found[3], int(found[2]), int(found[1]), today)
    found = re.fullmatch(r"(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?\s*(\d{4})?", text)
    if found and found[2].lower() in _MONTHS:
        return _in_year(found[3], _MONTHS.index(found[2].lower()) + 1, int(found[1]), today)
    return None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _in_year(year: str | None, month: int, day: int, today: dt.date) -> dt.date | None:
    if year is not None:
        number = int(year)
        return _day(number + 2000 if number < _SHORT_YEAR else number, month, day)
    this = _day(today.year, month, day)
    if this is not None and (today - this).days > _SOONER:
        return _day(today.year + 1, month, day)
    return this


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def read_time(text: str) -> str | None:
    """Return the local time that TEXT means as ``HH:MM``: ``14:05``, ``14.05``, ``1405``, ``14``."""
    found = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?", text.strip())
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    try:
        return dt.time(hour, minute).strftime("%H:%M")
    except ValueError:
        return None


def read_count(text: str) -> int | None:
    """Return the number that TEXT means; an empty text is 0."""
    text = text.strip() or "0"
    return int(text) if re.fullmatch(r"\d{1,4}", text) else None
