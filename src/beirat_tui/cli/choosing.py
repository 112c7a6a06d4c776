"""From what somebody types to the sketch, vote or meeting that is meant."""

from beirat_tui.domain.errors import InputError, Refused
from beirat_tui.domain.text import clean_line
from beirat_tui.services import meetings, queue
from beirat_tui.services.meeting_views import MeetingState, MeetingView
from beirat_tui.services.queue_views import QueueRow
from beirat_tui.services.session import Session

_NAMED = 5
_TYPED = 60


def find_sketch(session: Session, text: str) -> QueueRow:
    """The sketch whose number is TEXT, or the only one with TEXT in its title.

    Raises:
        InputError: ``cli.no-sketch``, ``cli.several-sketches``.
    """
    found = queue.find(session, text, _NAMED + 1)
    if not found:
        raise InputError("cli.no-sketch", asked=clean_line(text, _TYPED))
    if len(found) > 1:
        shown = ", ".join(f"{row.number} {clean_line(row.title, _TYPED)}" for row in found[:_NAMED])
        more = ", …" if len(found) > _NAMED else ""
        raise InputError("cli.several-sketches", asked=clean_line(text, _TYPED), found=shown + more)
    return found[0]


def find_round(session: Session, text: str) -> str:
    """The id of the latest vote on the sketch that TEXT names.

    Raises:
        InputError: as `find_sketch`.
        Refused: ``cli.no-round``: there has been none.
    """
    row = find_sketch(session, text)
    if row.round is None:
        raise Refused("cli.no-round", number=row.number)
    return row.round


def find_meeting(session: Session, text: str | None) -> MeetingView:
    """The meeting whose number or day is TEXT; without TEXT the one that is open, else the next one.

    Raises:
        InputError: ``cli.no-meeting``, ``cli.several-meetings``.
        Refused: ``cli.no-meetings``: there is none at all.
    """
    if text is None:
        found = meetings.current(session)
        if found is None:
            raise Refused("cli.no-meetings")
        return found
    wanted = text.strip().casefold()
    everything = meetings.meetings(session)
    fitting = [each for each in everything if wanted in {each.number.casefold(), each.id}]
    fitting = fitting or [each for each in everything if wanted == each.day.isoformat()]
    if not fitting:
        raise InputError("cli.no-meeting", asked=clean_line(text, _TYPED))
    if len(fitting) > 1:
        raise InputError("cli.several-meetings", asked=clean_line(text, _TYPED))
    return fitting[0]


def open_meeting(session: Session) -> str | None:
    """The id of the meeting that is open now, if there is one."""
    found = meetings.current(session)
    return found.id if found is not None and found.state == MeetingState.OPEN else None
