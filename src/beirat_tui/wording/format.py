"""Amounts, numbers, dates and times as the user reads them, in the language in use.

Knows no time zone and no clock: callers pass local times and the present moment in.
"""

import datetime as dt
from typing import TYPE_CHECKING

from beirat_tui.wording.catalogue import _, language, ngettext, pgettext

if TYPE_CHECKING:
    from fractions import Fraction  # importing it takes longer than all of this file

MINUS = "\N{MINUS SIGN}"
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CENTS = 100
_KILO = 1000
_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_LONG_AGO = 30 * _DAY


def number(value: int) -> str:
    """Return VALUE with thousands grouped: ``1.234`` in German, ``1,234`` in English."""
    grouped = f"{abs(value):,}"
    if language() == "de":
        grouped = grouped.replace(",", ".")
    return f"{MINUS}{grouped}" if value < 0 else grouped


def amount(cents: int) -> str:
    """Return CENTS in euros without the sign, for columns headed €; cents only where there are some."""
    euros, rest = divmod(abs(cents), _CENTS)
    text = number(euros)
    if rest:
        text += f"{_point()}{rest:02d}"
    return f"{MINUS}{text}" if cents < 0 else text


def euro(cents: int) -> str:
    """Return CENTS in euros: ``192.000 €`` in German, ``€192,000`` in English."""
    text = amount(cents)
    if language() == "de":
        return f"{text} €"
    return f"{MINUS}€{text[1:]}" if cents < 0 else f"€{text}"


def percent(share: "Fraction", digits: int = 0) -> str:
    """Return SHARE, not negative, as a percentage, rounded half up to DIGITS decimals: ``69 %``, ``69%``."""
    hundredfold = 100 * 10**digits
    scaled = (2 * share.numerator * hundredfold + share.denominator) // (2 * share.denominator)
    whole, rest = divmod(scaled, 10**digits)
    text = f"{number(whole)}{_point()}{rest:0{digits}d}" if digits else number(whole)
    return f"{text}{NARROW_SPACE}%"


def size(count: int) -> str:
    """Return a file's size of COUNT bytes: ``640 Bytes``, ``12 kB``, ``1,4 MB``."""
    if count < _KILO:
        return ngettext("{number} byte", "{number} bytes", count).format(number=count)
    if count < _KILO**2:
        return f"{number(max(1, round(count / _KILO)))} kB"
    tenths = round(count * 10 / _KILO**2)
    return f"{number(tenths // 10)}{_point()}{tenths % 10} MB"


def date(day: dt.date) -> str:
    """Return DAY: ``16.03.2026`` in German, ``16 Mar 2026`` in English."""
    if language() == "de":
        return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year:04d}"


def clock(time: str) -> str:
    """Return the local TIME ``HH:MM``: ``14:05 Uhr`` in German, ``14:05`` in English."""
    return pgettext("time of day", "{time}").format(time=time)


def moment(when: dt.datetime) -> str:
    """Return the local moment WHEN to the minute: ``16.03.2026 14:05``, ``16 Mar 2026 14:05``."""
    return f"{date(when.date())} {when.hour:02d}:{when.minute:02d}"


def months(count: int) -> str:
    """Return a duration: ``24 Monate``, ``1 month``."""
    return ngettext("{number} month", "{number} months", count).format(number=number(count))


def ago(when: dt.datetime, now: dt.datetime) -> str:
    """Return how long before NOW something was: ``vor 2 Min.``, ``3 days ago``; after a month the day.

    A moment up to a minute in the future counts as now, clocks differ; one further ahead is given as it is.
    """
    seconds = (now - when).total_seconds()
    if seconds < -_MINUTE:
        return moment(when)
    if seconds < _MINUTE:
        return _("just now")
    if seconds < _HOUR:
        return _("{number} min ago").format(number=int(seconds // _MINUTE))
    if seconds < _DAY:
        return _("{number} h ago").format(number=int(seconds // _HOUR))
    if seconds < _LONG_AGO:
        days = int(seconds // _DAY)
        return ngettext("{number} day ago", "{number} days ago", days).format(number=days)
    return date(when.date())


def until(day: dt.date, today: dt.date) -> str:
    """Return how far off the deadline DAY is: ``heute``, ``morgen``, ``noch 5 Tage``, ``vor 2 Tagen``."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days == 1:
        return _("tomorrow")
    if days > 1:
        return ngettext("{number} day left", "{number} days left", days).format(number=number(days))
    return ngettext("{number} day ago", "{number} days ago", -days).format(number=number(-days))


def _point() -> str:
    return "," if language() == "de" else "."
