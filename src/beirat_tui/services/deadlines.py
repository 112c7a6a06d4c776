"""Deadlines of written votes where the rules count working days, or move an end off a holiday.

The public holidays are looked up once and recorded with the closing, so that the deadline stays what it was
whatever is known of holidays later.
"""

import datetime as dt

import msgspec

from beirat_tui.domain.rules.days import last_day
from beirat_tui.domain.rules.model import Circulation, RuleSet
from beirat_tui.log.bodies.rounds import RoundOpened, VoteFacts
from beirat_tui.presets.holidays import public_holidays

_WEEK = 7


def _needs_holidays(written: Circulation) -> bool:
    return bool(written.days) and (written.counted_in != "calendar days" or written.end_moves)


def _holidays(written: Circulation, begun: dt.date) -> frozenset[dt.date]:
    """The public holidays that the least period from BEGUN on may meet; none where the rules name no region.

    Raises:
        InputError: ``holidays.unknown-region``.
    """
    if not written.holidays:
        return frozenset()
    # So long that holidays on every other day would not reach the end.
    return public_holidays(written.holidays, begun, begun + dt.timedelta(days=2 * written.days + 8 * _WEEK))


def known_holidays(rules: RuleSet, begun: dt.date) -> frozenset[dt.date] | None:
    """The public holidays that a deadline under RULES needs; None if it needs none.

    Raises:
        InputError: ``holidays.unknown-region``.
    """
    written = rules.circulation
    return _holidays(written, begun) if _needs_holidays(written) else None


def with_holidays(vote: VoteFacts, opening: RoundOpened, rules: RuleSet) -> VoteFacts:
    """VOTE with the public holidays that RULES need for the deadline of the round; others stay as noted.

    Raises:
        InputError: ``holidays.unknown-region``.
    """
    written = rules.circulation
    if opening.procedure != "circulation" or vote.holidays is not None or opening.begun is None:
        return vote
    if not _needs_holidays(written):
        return vote
    return msgspec.structs.replace(vote, holidays=sorted(_holidays(written, opening.begun)))


def least_deadline(rules: RuleSet, begun: dt.date) -> dt.date | None:
    """The earliest last day for answers to papers sent on BEGUN; None where RULES ask for no period.

    Raises:
        InputError: ``holidays.unknown-region``.
    """
    written = rules.circulation
    if not written.days:
        return None
    known = _holidays(written, begun) if _needs_holidays(written) else frozenset()
    return last_day(begun, written.days, written.counted_in, known, moves=written.end_moves)
