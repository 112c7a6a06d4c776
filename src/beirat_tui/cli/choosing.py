"""From what somebody types to the sketch, vote or meeting that is meant."""

from beirat_tui.domain.errors import InputError, Refused
from beirat_tui.domain.text import clean_line
from beirat_tui.services import elections, meetings, queue
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
    """The id of the latest vote on the sketch, or of the latest election of the seat, that TEXT names.

    Raises:
        InputError: as `find_sketch`; ``cli.several-elections``.
        Refused: ``cli.no-round``: there has been none.
    """
    try:
        row = find_sketch(session, text)
    except InputError:
        found = elections.find(session, text)
        if not found:
            raise
        return _only(text, found)
    if row.round is None:
        raise Refused("cli.no-round", number=row.number)
    return row.round


def find_election(session: Session, text: str) -> str:
    """The id of the latest election of the seat that TEXT names.

    Raises:
        InputError: ``cli.no-election``, ``cli.several-elections``.
    """
    found = elections.find(session, text)
    if not found:
        raise InputError("cli.no-election", asked=clean_line(text, _TYPED))
    return _only(text, found)


def _only(text: str, found: list[tuple[str, str]]) -> str:
    if len(found) > 1:
        shown = ", ".join(clean_line(subject, _TYPED) for _name, subject in found[:_NAMED])
        raise InputError("cli.several-elections", asked=clean_line(text, _TYPED), found=shown)
    return found[0][0]


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
