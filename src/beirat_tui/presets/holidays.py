"""The public holidays of a country or one of its states, from the `holidays` library.

Deadlines in working days need them. They are looked up when a written vote is opened and kept with the facts
of the round, so that its deadline stays what it was whatever a later version of the library knows.
"""

import datetime as dt

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.rules.region import region_parts


def public_holidays(region: str, first: dt.date, last: dt.date) -> frozenset[dt.date]:
    """The public holidays of REGION (``DE-ST`` for Sachsen-Anhalt, ``AT`` for Austria) from FIRST to LAST.

    Raises:
        InputError: ``holidays.unknown-region`` if no such country or state is known.
    """
    import holidays  # noqa: PLC0415  (a heavy library, needed for one kind of deadline)

    parts = region_parts(region)
    if parts is None:
        raise InputError("holidays.unknown-region", region=region)
    try:
        years = range(first.year, last.year + 1)
        days = holidays.country_holidays(parts[0], subdiv=parts[1], years=years)
    except NotImplementedError as error:
        raise InputError("holidays.unknown-region", region=region) from error
    return frozenset(day for day in days if first <= day <= last)
