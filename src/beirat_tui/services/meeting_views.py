"""What screens and commands show of a meeting."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from beirat_tui.services.queue_views import QueueRow


class MeetingState(StrEnum):
    """How far a meeting has come."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One sketch on the agenda; `position` counts from 1."""

    position: int
    sketch: str
    row: QueueRow


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was in the room when.

    Attributes:
        present: in the room now.
        spans: local times of coming and leaving; None for still there.
        excused: told beforehand that they cannot come.
        proxy: id of the member who votes for them in this meeting; None for nobody.
        flagged: two notes contradict each other; the member counts as absent until it is settled.
    """

    member: str
    label: str
    name: str
    role: str
    entitled: bool
    present: bool
    spans: tuple[tuple[str, str | None], ...]
    excused: bool
    proxy: str | None = None
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting with its agenda and attendance; `flagged` where entries contradict each other."""

    id: str
    number: str
    day: date
    time: str
    place: str
    state: MeetingState
    opened: str | None
    closed: str | None
    second_of: str | None
    notice: bool
    agenda: tuple[AgendaItem, ...]
    attendance: tuple[Attendance, ...]
    flagged: bool = False
