"""Meetings with agenda and attendance."""

from datetime import date

from beirat_tui.cli.answers.base import Answer, Part, made
from beirat_tui.services.meeting_views import MeetingView


class AgendaPart(Part, frozen=True):
    """One sketch on the agenda; the position counts from 1."""

    position: int
    sketch: str
    number: str
    title: str


class AttendancePart(Part, frozen=True):
    """When a member was there: local times of coming and leaving, null for still there.

    ``proxy`` is the id of the member who votes for them in this meeting.
    """

    member: str
    label: str
    name: str
    entitled: bool
    present: bool
    spans: tuple[tuple[str, str | None], ...]
    excused: bool
    proxy: str | None
    flagged: bool


class MeetingPart(Part, frozen=True):
    """A meeting; ``flagged`` where two entries contradict each other."""

    id: str
    number: str
    day: date
    time: str
    place: str
    state: str
    opened: str | None
    closed: str | None
    second_of: str | None
    notice: bool
    agenda: tuple[AgendaPart, ...]
    attendance: tuple[AttendancePart, ...]
    flagged: bool


class MeetingsAnswer(Answer, frozen=True, tag="meetings-v1"):
    """All meetings, the latest first."""

    meetings: tuple[MeetingPart, ...]


class MeetingAnswer(Answer, frozen=True, tag="meeting-v1"):
    """One meeting as it stands after the command."""

    meeting: MeetingPart


def meeting_part(view: MeetingView) -> MeetingPart:
    """The answer for a meeting."""
    same = ["id", "number", "day", "time", "place", "opened", "closed", "second_of", "notice", "flagged"]
    return MeetingPart(
        **{key: getattr(view, key) for key in same},
        state=view.state.value,
        agenda=tuple(
            AgendaPart(
                position=item.position, sketch=item.sketch, number=item.row.number, title=item.row.title
            )
            for item in view.agenda
        ),
        attendance=tuple(made(each, AttendancePart) for each in view.attendance),
    )
