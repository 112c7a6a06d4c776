"""Correcting who was there, and the resolutions that a corrected fact touches."""

from collections.abc import Sequence

from beirat_tui.domain.errors import InputError
from beirat_tui.log.bodies.board import AttendanceNoted
from beirat_tui.services.meetings import clock, known_meeting
from beirat_tui.services.round_view import view_round
from beirat_tui.services.round_views import RoundView
from beirat_tui.services.rounds import opening_of
from beirat_tui.services.session import Session
from beirat_tui.store.rounds import meeting_round_ids, round_ids


def correct_attendance(
    session: Session, meeting: str, member: str, spans: Sequence[tuple[str, str | None]]
) -> None:
    """Note that MEMBER was in MEETING just in SPANS (local times from, until; None: to the end), or never.

    What was noted before is replaced, not lost. Outcomes established by it stay until the board votes again;
    `affected` says which would have been others.

    Raises:
        RightsError: only office and chair keep the attendance.
        InputError: ``meeting.unknown``, ``meeting.bad-time``, ``attendance.order``: the times do not follow
            each other.
    """
    noted = [(clock(start), None if end is None else clock(end)) for start, end in spans]
    last = ""
    for start, end in noted:
        if start < last or (end is not None and end < start):
            raise InputError("attendance.order")
        last = "99" if end is None else end
    with session.writing("office", "chair") as pen:
        known_meeting(pen.writing, meeting)
        pen.write("attendance.noted", AttendanceNoted(meeting=meeting, member=member, spans=noted))


def affected(session: Session, meeting: str | None = None) -> list[RoundView]:
    """The votes (of MEETING, or all) whose derivation is another with what was noted after their closing."""
    with session.board.reading() as reading:
        names = round_ids(reading) if meeting is None else meeting_round_ids(reading, meeting)
        found = [view_round(reading, session, opening_of(reading, name)) for name in names]
    return [view for view in found if view.corrected is not None]
