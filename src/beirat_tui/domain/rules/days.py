"""Deadlines: a period in calendar or working days after the day something was sent.

Pure: the public holidays are passed in (`beirat_tui.presets.holidays` looks them up), so that a deadline
recomputed years later is the same.
"""

import datetime as dt
from collections.abc import Collection

from beirat_tui.domain.rules.words import DayKind

_SATURDAY = 5
_SUNDAY = 6
_DAY = dt.timedelta(days=1)


def is_working_day(day: dt.date, kind: DayKind, holidays: Collection[dt.date]) -> bool:
    """Whether DAY is a working day: no Sunday, no public holiday, a Saturday only if KIND says so."""
    weekday = day.weekday()
    if weekday == _SUNDAY or day in holidays:
        return False
    return weekday != _SATURDAY or kind == "working days with Saturday"


def last_day(
    start: dt.date,
    days: int,
    kind: DayKind,
    holidays: Collection[dt.date],
    *,
    moves: bool = False,
) -> dt.date:
    """The last day of a period of DAYS after START.

    The day of START does not count (§ 187 Abs. 1 BGB). With MOVES, an end on a Saturday, Sunday or public
    holiday moves to the next working day (§ 193 BGB).
    """
    end = start
    if kind == "calendar days":
        end = start + days * _DAY
    else:
        left = days
        while left:
            end += _DAY
            left -= is_working_day(end, kind, holidays)
    while moves and not is_working_day(end, "working days", holidays):
        end += _DAY
    return end
