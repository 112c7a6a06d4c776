"""When does the easier quorum after a failed one hold: invited again, with notice, after waiting?"""

from typing import TYPE_CHECKING

from beirat_tui.domain.rules.model import SecondTry
from beirat_tui.domain.tally.case import Meeting

if TYPE_CHECKING:
    from beirat_tui.domain.tally.outcome import Fact

UNKNOWN = frozenset({"time-not-noted", "day-not-noted"})


def why_not_open(meeting: Meeting, again: SecondTry) -> "tuple[str, dict[str, Fact]]":
    """What still stands against the easier quorum ("" if nothing), with the figures of the waiting.

    A word in `UNKNOWN` says that a fact was not recorded.
    """
    facts: dict[str, Fact] = {}
    if again.invitation != "not needed" and not meeting.second_invitation:
        return "not-invited-again", facts
    if again.invitation == "with notice" and not meeting.notice:
        return "no-notice", facts
    why = ""
    if again.after_minutes:
        why = _waited(meeting.scheduled, meeting.vote_at, again.after_minutes, facts)
    if again.after_days and not why:
        why = _days_passed(meeting, again.after_days, facts)
    return why, facts


def _waited(scheduled: int | None, vote_at: int | None, least: int, facts: "dict[str, Fact]") -> str:
    """Whether LEAST minutes have passed since the time the sitting was called for."""
    if scheduled is None or vote_at is None:
        return "time-not-noted"
    facts |= {"minutes": vote_at - scheduled, "minutes_needed": least}
    return "too-early" if vote_at - scheduled < least else ""


def _days_passed(meeting: Meeting, least: int, facts: "dict[str, Fact]") -> str:
    """Whether LEAST days lie between the failed sitting and this one."""
    if meeting.day is None or meeting.earlier_day is None:
        return "day-not-noted"
    days = (meeting.day - meeting.earlier_day).days
    facts |= {"days": days, "days_needed": least}
    return "too-soon" if days < least else ""
