"""Meetings: invitation, agenda, who is in the room."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from beirat_tui.domain.errors import InputError, Refused
from beirat_tui.domain.text import clean_line
from beirat_tui.log.bodies.board import (
    AgendaSet,
    AttendanceNoted,
    MeetingCalled,
    MeetingChanged,
    MeetingFacts,
    ProxyGiven,
)
from beirat_tui.log.rounds import meeting_facts
from beirat_tui.services.meeting_views import AgendaItem, Attendance, MeetingState, MeetingView
from beirat_tui.services.people import Place, places
from beirat_tui.services.queue import row
from beirat_tui.services.session import Pen, Session
from beirat_tui.store.board_file import Reading
from beirat_tui.store.meetings import agenda, meeting_ids

LABEL = 64


def call_meeting(
    session: Session,
    *,
    number: str,
    day: dt.date,
    time: str,
    place: str,
    second_of: str | None = None,
    notice: bool = False,
    invited_all: bool = True,
) -> str:
    """Call a meeting; SECOND_OF names one that lacked its quorum, NOTICE that the invitation says so.

    Args:
        session: whoever calls it: office or chair.
        number: the board's own number of the meeting, for example ``3/2026``.
        day: the day.
        time: local time, ``HH:MM``.
        place: where.
        second_of: the id of the meeting whose items are put again.
        notice: the invitation says that any number of members will do.
        invited_all: all members were invited in due form.

    Returns:
        The meeting's id.

    Raises:
        RightsError: only office and chair call meetings.
        InputError: ``meeting.bad-time``, ``meeting.no-number``, ``meeting.unknown``.
    """
    with session.writing("office", "chair") as pen:
        if second_of is not None:
            known_meeting(pen.writing, second_of)
        body = MeetingCalled(
            number=_required(number),
            day=day,
            time=clock(time),
            place=clean_line(place, LABEL) or "–",
            invited_all=invited_all,
            second_of=second_of,
            notice=notice,
        )
        return pen.write("meeting.called", body).id


def _required(number: str) -> str:
    cleaned = clean_line(number, LABEL)
    if not cleaned:
        raise InputError("meeting.no-number")
    return cleaned


def clock(text: str) -> str:
    """TEXT as ``HH:MM``; ``9:30`` and ``9.30`` are understood.

    Raises:
        InputError: ``meeting.bad-time``.
    """
    try:
        return dt.time.fromisoformat(text.strip().replace(".", ":").rjust(5, "0")).strftime("%H:%M")
    except ValueError:
        raise InputError("meeting.bad-time", value=clean_line(text, 20)) from None


def known_meeting(reading: Reading, meeting: str) -> MeetingFacts:
    """What is known of MEETING now.

    Raises:
        InputError: ``meeting.unknown``.
    """
    facts = meeting_facts(reading.view, meeting)
    if facts is None:
        raise InputError("meeting.unknown", meeting=meeting[:12])
    return facts


def _change(pen: Pen, meeting: str, **changes: object) -> None:
    facts = known_meeting(pen.writing, meeting)
    known = {name: getattr(facts, name) for name in MeetingFacts.__struct_fields__}
    body = {**msgspec.to_builtins(known), **changes, "meeting": meeting}
    pen.write("meeting.changed", msgspec.convert(body, MeetingChanged))


def change_meeting(session: Session, meeting: str, *, day: dt.date, time: str, place: str) -> None:
    """Move a meeting to another day, time or place.

    Raises:
        RightsError: only office and chair change meetings.
        InputError: ``meeting.unknown``, ``meeting.bad-time``.
    """
    with session.writing("office", "chair") as pen:
        _change(pen, meeting, day=day.isoformat(), time=clock(time), place=clean_line(place, LABEL) or "–")


def set_agenda(session: Session, meeting: str, sketches: Sequence[str]) -> None:
    """Put SKETCHES on the agenda, in this order, in place of what stood there.

    Raises:
        RightsError: only office and chair set the agenda.
        InputError: ``meeting.unknown``.
    """
    with session.writing("office", "chair") as pen:
        known_meeting(pen.writing, meeting)
        pen.write("agenda.set", AgendaSet(meeting, list(dict.fromkeys(sketches))))


def open_meeting(session: Session, meeting: str, at: str) -> None:
    """Note that the meeting was opened at the local time AT.

    Raises:
        RightsError: only office and chair may note this.
        InputError: ``meeting.unknown``, ``meeting.bad-time``.
        Refused: ``meeting.cancelled``.
    """
    with session.writing("office", "chair") as pen:
        if known_meeting(pen.writing, meeting).cancelled:
            raise Refused("meeting.cancelled")
        _change(pen, meeting, opened=clock(at), closed=None)


def close_meeting(session: Session, meeting: str, at: str) -> None:
    """Note that the meeting was closed at the local time AT.

    Raises:
        RightsError: only office and chair may note this.
        InputError: ``meeting.unknown``, ``meeting.bad-time``.
        Refused: ``meeting.not-opened``.
    """
    with session.writing("office", "chair") as pen:
        if known_meeting(pen.writing, meeting).opened is None:
            raise Refused("meeting.not-opened")
        _change(pen, meeting, closed=clock(at))


def cancel_meeting(session: Session, meeting: str) -> None:
    """Cancel a meeting that was not opened.

    Raises:
        RightsError: only office and chair may cancel.
        InputError: ``meeting.unknown``.
        Refused: ``meeting.opened-already``.
    """
    with session.writing("office", "chair") as pen:
        if known_meeting(pen.writing, meeting).opened is not None:
            raise Refused("meeting.opened-already")
        _change(pen, meeting, cancelled=True)


def attend(session: Session, meeting: str, member: str, *, present: bool, at: str) -> None:
    """Note that MEMBER came or left at the local time AT; what is noted already is kept.

    Raises:
        RightsError: only office and chair keep the attendance.
        InputError: ``meeting.unknown``, ``meeting.bad-time``, ``attendance.before``: earlier than noted.
    """
    time = clock(at)
    with session.writing("office", "chair") as pen:
        known_meeting(pen.writing, meeting)
        spans = _spans(pen.writing, meeting, member)
        there = bool(spans) and spans[-1][1] is None
        if present == there:
            return
        if present:
            if spans and (spans[-1][1] or "") > time:
                raise InputError("attendance.before", time=time)
            spans.append((time, None))
        elif there:
            if spans[-1][0] > time:
                raise InputError("attendance.before", time=time)
            spans[-1] = (spans[-1][0], time)
        body = AttendanceNoted(meeting=meeting, member=member, spans=spans)
        pen.write("attendance.noted", body)


def excuse(session: Session, meeting: str, members: Sequence[str], *, excused: bool = True) -> None:
    """Note that MEMBERS have told beforehand that they cannot come, or with EXCUSED False that they can.

    Raises:
        RightsError: only office and chair keep the attendance.
        InputError: ``meeting.unknown``.
    """
    with session.writing("office", "chair") as pen:
        known_meeting(pen.writing, meeting)
        for member in members:
            body = AttendanceNoted(meeting, member, _spans(pen.writing, meeting, member), excused=excused)
            pen.write("attendance.noted", body)


def _spans(reading: Reading, meeting: str, member: str) -> list[tuple[str, str | None]]:
    """The spans noted; where two notes contradict each other the member counts as absent until now."""
    value = reading.view.value(f"attendance/{meeting}/{member}")
    return list(value.body.spans) if value is not None and isinstance(value.body, AttendanceNoted) else []


def meetings(session: Session) -> list[MeetingView]:
    """All meetings, the latest day first."""
    with session.board.reading() as reading:
        roster = places(reading)
        return [_view(reading, session, name, roster) for name in meeting_ids(reading)]


def meeting(session: Session, meeting_id: str) -> MeetingView:
    """One meeting.

    Raises:
        InputError: ``meeting.unknown``.
    """
    with session.board.reading() as reading:
        known_meeting(reading, meeting_id)
        return _view(reading, session, meeting_id, places(reading))


def current(session: Session) -> MeetingView | None:
    """The meeting that is open, else the next one, else the latest."""
    with session.board.reading() as reading:
        found = [(name, known_meeting(reading, name)) for name in meeting_ids(reading)]
        chosen = _current(found)
        return None if chosen is None else _view(reading, session, chosen, places(reading))


def _current(found: list[tuple[str, MeetingFacts]]) -> str | None:
    for name, facts in found:
        if facts.opened is not None and facts.closed is None:
            return name
    planned = [(facts.day, name) for name, facts in found if facts.opened is None and not facts.cancelled]
    if planned:
        return min(planned)[1]
    return found[0][0] if found else None


def _view(reading: Reading, session: Session, name: str, roster: dict[str, Place]) -> MeetingView:
    facts = known_meeting(reading, name)
    return MeetingView(
        id=name,
        number=clean_line(facts.number),
        day=facts.day,
        time=facts.time,
        place=clean_line(facts.place),
        state=_state(facts),
        opened=facts.opened,
        closed=facts.closed,
        second_of=facts.second_of,
        notice=facts.notice,
        agenda=tuple(
            AgendaItem(position, sketch, found)
            for position, sketch in enumerate(agenda(reading, name), 1)
            if (found := row(session, reading, sketch)) is not None
        ),
        attendance=tuple(_attendance(reading, name, place) for place in roster.values() if place.active),
        flagged=len(reading.view.values(f"meeting/{name}")) > 1
        or len(reading.view.values(f"agenda/{name}")) > 1,
    )


def _state(facts: MeetingFacts) -> MeetingState:
    if facts.cancelled:
        return MeetingState.CANCELLED
    if facts.closed is not None:
        return MeetingState.CLOSED
    return MeetingState.PLANNED if facts.opened is None else MeetingState.OPEN


def _attendance(reading: Reading, meeting: str, place: Place) -> Attendance:
    values = reading.view.values(f"attendance/{meeting}/{place.member}")
    body = values[0].body if len(values) == 1 else None
    spans = tuple(body.spans) if isinstance(body, AttendanceNoted) else ()
    return Attendance(
        member=place.member,
        label=place.label,
        name=place.name,
        role=place.role,
        entitled=place.entitled and place.votes > 0,
        present=bool(spans) and spans[-1][1] is None,
        spans=spans,
        excused=isinstance(body, AttendanceNoted) and body.excused,
        proxy=_proxy(reading, meeting, place.member),
        flagged=len(values) > 1,
    )


def _proxy(reading: Reading, meeting: str, member: str) -> str | None:
    """Who holds MEMBER's proxy for MEETING; entries that contradict each other give nobody one."""
    values = reading.view.values(f"proxy/{meeting}/{member}")
    body = values[0].body if len(values) == 1 else None
    return body.holder if isinstance(body, ProxyGiven) else None
