"""What the clocks of devices showed, as times that can be read; nothing is decided by them."""

import datetime as dt


def local_time(at: int) -> dt.datetime:
    """The time that a device's clock showed (milliseconds since 1970 UTC), in the local zone.

    A clock set beyond what calendars hold shows the last day they do.
    """
    try:
        return dt.datetime.fromtimestamp(at / 1000, tz=dt.UTC).astimezone()
    except (OverflowError, OSError, ValueError):
        return dt.datetime.max.replace(tzinfo=dt.UTC)
