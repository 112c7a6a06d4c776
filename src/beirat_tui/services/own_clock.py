"""Whether this device's clock can be right, told from what it and others have signed.

No right and no outcome depends on a clock. But deadlines, times of arrival and the time of a closing are
proposed by it, so whoever sits here is told before they sign. A clock far ahead on one device must not make
everybody else doubt theirs: what counts is how many devices say otherwise, each with what it signed last.
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from beirat_tui.log.frontier import Frontier
from beirat_tui.log.heard import Heard
from beirat_tui.log.record import Record
from beirat_tui.services.clocks import local_time
from beirat_tui.services.people import enrolled, label_of_key
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import Reading

_MINUTE: Final = 60_000
APART: Final = 24 * 60 * _MINUTE
"""Milliseconds that clocks of two devices may differ: somebody may have set theirs to another zone."""
BACK: Final = 10 * _MINUTE
"""Milliseconds that a clock may be set back."""
SILENCE: Final = 366 * APART
"""Milliseconds for which a board may be silent."""
_MOST: Final = 5
"""Devices that are named."""


class Doubt(StrEnum):
    """What a clock does not go with."""

    BEHIND = "behind"
    """Other devices have signed later: this clock is behind."""
    EITHER = "either"
    """The one other device has signed later: one of the two clocks is wrong."""
    BACK = "back"
    """This device has signed later itself."""
    AHEAD = "ahead"
    """Others had this device's last entry, and signed earlier: this clock is ahead."""
    SILENCE = "silence"
    """Nobody else has signed anything for a year: this clock may be ahead."""
    OTHER = "other"
    """One device among several has signed later: its clock is ahead."""


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """Why a clock looks wrong.

    Attributes:
        what: what it does not go with.
        now: what this device's clock shows, in the local zone.
        other: the time that it does not go with.
        labels: of the persons whose devices say so; empty where it is this device itself.
    """

    what: Doubt
    now: dt.datetime
    other: dt.datetime
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Signed:
    """What was signed, and when by which clock: OWN last entry; the last TIMES of others; what they SAID."""

    reading: Reading
    now: int
    own: Record | None
    times: dict[str, int]
    said: dict[str, Heard]

    def found(self, what: Doubt, now: int, times: dict[str, int]) -> ClockDoubt:
        """WHAT the clock that shows NOW does not go with: the latest of TIMES (of devices by their keys)."""
        labels = sorted({label_of_key(self.reading.view, each) for each in times})
        return ClockDoubt(what, local_time(now), local_time(max(times.values())), tuple(labels[:_MOST]))


def doubt(session: Session) -> ClockDoubt | None:
    """Why this device's clock, or that of one other, looks wrong; None where nothing speaks against it."""
    if session.key is None:
        return None
    now, key = session.outside.now(), session.key.public
    with session.reading() as reading:
        tips = reading.ledger.tips_of(key)
        others = {body.key for body in enrolled(reading.view).values()} - {key}
        said = {each.author: each for each in reading.heard() if each.author in others}
        times = {each: at for each in others if (at := _last_time(reading, each, said.get(each))) is not None}
        signed = _Signed(reading, now, tips[0] if tips else None, times, said)
        looks = (_behind, _back, _ahead, _other, _silence)
        return next((found for look in looks if (found := look(signed)) is not None), None)


def _last_time(reading: Reading, key: str, said: Heard | None) -> int | None:
    """What the clock of the device KEY showed when it last signed: a clock that was put right is right."""
    tips = reading.ledger.tips_of(key)
    if said is not None and (not tips or said.last >= tips[0].seq):
        return said.at
    return tips[0].at if tips else None


def _later(signed: _Signed) -> dict[str, int]:
    return {key: at for key, at in signed.times.items() if at > signed.now + APART}


def _behind(signed: _Signed) -> ClockDoubt | None:
    later = _later(signed)
    if not later or (len(later) == 1 and len(signed.times) > 1):
        return None
    return signed.found(Doubt.EITHER if len(signed.times) == 1 else Doubt.BEHIND, signed.now, later)


def _back(signed: _Signed) -> ClockDoubt | None:
    if signed.own is None or signed.own.at <= signed.now + BACK:
        return None
    return ClockDoubt(Doubt.BACK, local_time(signed.now), local_time(signed.own.at))


def _ahead(signed: _Signed) -> ClockDoubt | None:
    """Those who say that they had this device's last entry, earlier than it was signed: if most say so."""
    own = signed.own
    if own is None or all(each.at + APART >= own.at for each in signed.said.values()):
        return None
    had = {
        key: each.at for key, each in signed.said.items() if own in Frontier(signed.reading.ledger, each.tips)
    }
    earlier = {key: at for key, at in had.items() if at + APART < own.at}
    return signed.found(Doubt.AHEAD, own.at, earlier) if 2 * len(earlier) > len(had) else None


def _other(signed: _Signed) -> ClockDoubt | None:
    later = _later(signed)
    return signed.found(Doubt.OTHER, signed.now, later) if later else None


def _silence(signed: _Signed) -> ClockDoubt | None:
    if not signed.times or signed.now - max(signed.times.values()) <= SILENCE:
        return None
    return replace(signed.found(Doubt.SILENCE, signed.now, signed.times), labels=())
