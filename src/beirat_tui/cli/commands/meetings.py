"""`beirat meeting` and `beirat attend`: invitation, agenda, who is in the room."""

import datetime as dt

import click

from beirat_tui.cli.answers.meetings import MeetingAnswer, MeetingsAnswer, meeting_part
from beirat_tui.cli.choosing import find_meeting, find_sketch
from beirat_tui.cli.framework import Group, argument, command, option
from beirat_tui.cli.output import Column, answer, facts, note, say, table
from beirat_tui.cli.place import Place
from beirat_tui.cli.table import COMMANDS
from beirat_tui.cli.words import CLOCK, DAY
from beirat_tui.services import meetings as service
from beirat_tui.services import proxies, roster
from beirat_tui.services.meeting_views import Attendance, MeetingView
from beirat_tui.services.people import Place as Person
from beirat_tui.services.session import Session
from beirat_tui.wording import N_, _
from beirat_tui.wording.format import date
from beirat_tui.wording.office import NO_PROXIES, proxy_text
from beirat_tui.wording.states import MEETING_STATES, sign

meeting = Group("meeting", help=COMMANDS["meeting"].about)
_OTHERWISE = N_("number or day; otherwise the one open now")
_meeting_argument = argument(
    "meeting_",
    N_("number or day of the meeting; otherwise the one open now, else the next one"),
    required=False,
    metavar=N_("MEETING"),
)


@command(
    "call",
    N_("Call a meeting."),
    examples=[
        'beirat meeting call --number 2/2026 --day 2026-03-16 --time 10:00 --place "Magdeburg, room 3"',
        "beirat meeting call --number 3/2026 --day 2026-03-23 --time 9:30 --place online --second-of 2/2026",
    ],
    answer="meeting-v1",
    group=meeting,
)
@option("--number", required=True, metavar=N_("NUMBER"), help=N_("the board's own number of the meeting"))
@option("--day", type=DAY, required=True, metavar=N_("DAY"), help=N_("the day"))
@option("--time", type=CLOCK, required=True, metavar=N_("TIME"), help=N_("local time"))
@option("--place", "where", required=True, metavar=N_("TEXT"), help=N_("where it is held"))
@option("--second-of", metavar=N_("MEETING"), help=N_("the meeting that lacked its quorum"))
@option("--notice", is_flag=True, help=N_("the invitation says that any number of members will do"))
@option("--not-all-invited", is_flag=True, help=N_("not every member was invited in due form"))
def call(
    place: Place,
    *,
    number: str,
    day: dt.date,
    time: str,
    where: str,
    second_of: str | None,
    notice: bool,
    not_all_invited: bool,
) -> None:
    """Call a meeting."""
    with place.session() as session:
        made = service.call_meeting(
            session,
            number=number,
            day=day,
            time=time,
            place=where,
            second_of=None if second_of is None else find_meeting(session, second_of).id,
            notice=notice,
            invited_all=not not_all_invited,
        )
        view = service.meeting(session, made)
    told = _("Meeting {number} has been called for {day}.").format(number=view.number, day=date(view.day))
    _say(place, view, told)


def _say(place: Place, view: MeetingView, told: str) -> None:
    if place.json:
        answer(MeetingAnswer(meeting=meeting_part(view)))
    else:
        say(told)


@command(
    "list",
    N_("List all meetings, the latest first."),
    examples=["beirat meeting list"],
    answer="meetings-v1",
    group=meeting,
)
def list_(place: Place) -> None:
    """List meetings."""
    with place.session() as session:
        found = service.meetings(session)
    if place.json:
        answer(MeetingsAnswer(meetings=tuple(meeting_part(view) for view in found)))
        return
    columns = [
        Column(_("No.")),
        Column(_("Day")),
        Column(_("Time")),
        Column(_("Place"), flexible=True),
        Column(_("Sketches"), right=True),
        Column(_("Present"), right=True),
        Column(_("State")),
    ]
    table(
        columns,
        [
            (
                view.number,
                date(view.day),
                view.time,
                view.place,
                str(len(view.agenda)),
                str(sum(each.present for each in view.attendance if each.entitled)),
                sign(MEETING_STATES, view.state),
            )
            for view in found
        ],
    )


@command(
    "show",
    N_("Show one meeting with its agenda and who was there."),
    examples=["beirat meeting show 2/2026"],
    answer="meeting-v1",
    group=meeting,
)
@_meeting_argument
def show(place: Place, *, meeting_: str | None) -> None:
    """Show a meeting."""
    with place.session() as session:
        view = find_meeting(session, meeting_)
    if place.json:
        answer(MeetingAnswer(meeting=meeting_part(view)))
        return
    facts(
        [
            (_("Meeting"), view.number),
            (_("Day"), date(view.day)),
            (_("Time"), view.time),
            (_("Place"), view.place),
            (_("State"), str(sign(MEETING_STATES, view.state))),
            (_("Opened"), view.opened),
            (_("Closed"), view.closed),
        ]
    )
    say(_("Agenda:") if view.agenda else _("Nothing is on the agenda."))
    for item in view.agenda:
        say(f"  {item.position}. {item.row.number} {item.row.title}")
    say(_("Attendance:"))
    labels = {each.member: each.label for each in view.attendance}
    for each in view.attendance:
        held = _("; {holder} votes for them").format(holder=labels.get(each.proxy, "?")) if each.proxy else ""
        say(f"  {each.label} {each.name}: {_presence(each)}{held}")


def _presence(each: Attendance) -> str:
    spans = ", ".join(
        _("{start} to {end}").format(start=start, end=end) if end else _("since {start}").format(start=start)
        for start, end in each.spans
    )
    return spans or (_("excused") if each.excused else _("not noted"))


@command(
    "agenda",
    N_("Set a meeting's agenda, in this order, in place of what stood there."),
    examples=["beirat meeting agenda 2/2026 2026-07 2026-08"],
    answer="meeting-v1",
    group=meeting,
)
@argument("meeting_", N_("number or day of the meeting"), metavar=N_("MEETING"))
@argument("sketch", N_("numbers of the sketches, or parts of their titles"), nargs=-1, metavar=N_("SKETCH"))
def agenda(place: Place, *, meeting_: str, sketch: tuple[str, ...]) -> None:
    """Set the agenda."""
    with place.session() as session:
        found = find_meeting(session, meeting_)
        service.set_agenda(session, found.id, [find_sketch(session, each).sketch for each in sketch])
        view = service.meeting(session, found.id)
    told = _("The agenda of meeting {number} has been set: {count}.")
    _say(place, view, told.format(number=view.number, count=len(view.agenda)))


def _now() -> str:
    return dt.datetime.now().strftime("%H:%M")  # noqa: DTZ005  (local time is what the office notes)


@command(
    "open",
    N_("Note that a meeting was opened."),
    examples=["beirat meeting open 2/2026 --at 10:05"],
    answer="meeting-v1",
    group=meeting,
)
@_meeting_argument
@option("--at", type=CLOCK, metavar=N_("TIME"), help=N_("local time; otherwise now"))
def open_(place: Place, *, meeting_: str | None, at: str | None) -> None:
    """Open a meeting."""
    with place.session() as session:
        found = find_meeting(session, meeting_)
        service.open_meeting(session, found.id, at or _now())
        view = service.meeting(session, found.id)
    _say(
        place, view, _("Meeting {number} was opened at {time}.").format(number=view.number, time=view.opened)
    )


@command(
    "close",
    N_("Note that a meeting was closed."),
    examples=["beirat meeting close --at 12:30"],
    answer="meeting-v1",
    group=meeting,
)
@_meeting_argument
@option("--at", type=CLOCK, metavar=N_("TIME"), help=N_("local time; otherwise now"))
def close(place: Place, *, meeting_: str | None, at: str | None) -> None:
    """Close a meeting."""
    with place.session() as session:
        found = find_meeting(session, meeting_)
        service.close_meeting(session, found.id, at or _now())
        view = service.meeting(session, found.id)
    _say(
        place, view, _("Meeting {number} was closed at {time}.").format(number=view.number, time=view.closed)
    )


@command(
    "cancel",
    N_("Cancel a meeting that was not opened."),
    examples=["beirat meeting cancel 4/2026"],
    answer="meeting-v1",
    group=meeting,
)
@argument("meeting_", N_("number or day of the meeting"), metavar=N_("MEETING"))
def cancel(place: Place, *, meeting_: str) -> None:
    """Cancel a meeting."""
    with place.session() as session:
        found = find_meeting(session, meeting_)
        service.cancel_meeting(session, found.id)
        view = service.meeting(session, found.id)
    _say(place, view, _("Meeting {number} has been cancelled.").format(number=view.number))


@command(
    "proxy",
    N_("Note who votes for an absent member in one meeting."),
    examples=["beirat meeting proxy M04 M07", "beirat meeting proxy M04 --withdraw"],
    answer="meeting-v1",
    group=meeting,
)
@argument("member", N_("label or name of the member who cannot come"), metavar=N_("MEMBER"))
@argument(
    "holder", N_("label or name of the member who votes for them"), required=False, metavar=N_("HOLDER")
)
@option("--withdraw", is_flag=True, help=N_("nobody votes for them any more"))
@option("--meeting", "meeting_", metavar=N_("MEETING"), help=_OTHERWISE)
def proxy(place: Place, *, member: str, holder: str | None, withdraw: bool, meeting_: str | None) -> None:
    """Note a proxy."""
    if (holder is None) != withdraw:
        message = _("Name the member who votes for them, or withdraw the proxy with --withdraw.")
        raise click.UsageError(message, click.get_current_context())
    with place.session() as session:
        found = find_meeting(session, meeting_)
        absent = roster.find(session, member)
        voting = None if holder is None else roster.find(session, holder)
        proxies.give_proxy(session, found.id, absent.member, None if voting is None else voting.member)
        if voting is not None and not proxies.allowed(session):
            note(_(NO_PROXIES))
        view = service.meeting(session, found.id)
    _say(place, view, proxy_text(_called(absent), "" if voting is None else _called(voting)))


def _called(person: Person) -> str:
    return f"{person.label} {person.name}"


@command(
    "attend",
    COMMANDS["attend"].about,
    examples=["beirat attend M01 M02 M07", "beirat attend M07 --left --at 11:20", "beirat attend --all"],
    answer="meeting-v1",
)
@argument("member", N_("labels or names of the members"), nargs=-1, metavar=N_("MEMBER"))
@option("--all", "everybody", is_flag=True, help=N_("every member with a vote"))
@option("--left", is_flag=True, help=N_("they leave"))
@option("--excused", is_flag=True, help=N_("they told beforehand that they cannot come"))
@option("--at", type=CLOCK, metavar=N_("TIME"), help=N_("local time; otherwise now"))
@option("--meeting", "meeting_", metavar=N_("MEETING"), help=_OTHERWISE)
def attend(
    place: Place,
    *,
    member: tuple[str, ...],
    everybody: bool,
    left: bool,
    excused: bool,
    at: str | None,
    meeting_: str | None,
) -> None:
    """Note attendance."""
    with place.session() as session:
        found = find_meeting(session, meeting_)
        chosen = _members(session, found, member, everybody=everybody)
        if excused:
            service.excuse(session, found.id, chosen)
        for each in () if excused else chosen:
            service.attend(session, found.id, each, present=not left, at=at or _now())
        view = service.meeting(session, found.id)
    here = sum(each.present for each in view.attendance if each.entitled)
    told = _("Present at meeting {number}: {here} members with a vote.")
    _say(place, view, told.format(number=view.number, here=here))


def _members(session: Session, view: MeetingView, named: tuple[str, ...], *, everybody: bool) -> list[str]:
    entitled = [each.member for each in view.attendance if each.entitled] if everybody else []
    return list(dict.fromkeys([*entitled, *(roster.find(session, each).member for each in named)]))
