"""Calls a meeting, invites again after one that lacked its quorum, or moves one."""

from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult

from beirat_tui.services.meeting_views import MeetingView
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.typed_values import read_day, read_time
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt


@dataclass(frozen=True, slots=True)
class CallQuestion:
    """What is proposed.

    Attributes:
        failed: meetings that lacked their quorum: id and name.
        again: the one of them whose items this meeting is for; empty if it is called for other ones.
    """

    number: str
    day: date
    time: str
    place: str
    failed: tuple[tuple[str, str], ...] = ()
    again: str = ""


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """A meeting to call; `second_of` names the one whose items are put again, `notice` what was said then."""

    number: str
    day: date
    time: str
    place: str
    second_of: str | None
    notice: bool
    invited_all: bool


class CallMeetingDialog(FormDialog[CallAnswer]):
    """Asks for number, day, time and place."""

    def __init__(self, question: CallQuestion, today: date) -> None:
        super().__init__()
        self._question = question
        self._today = today
        self.heading = _("Call a meeting")

    def lines(self) -> ComposeResult:
        """Lay the lines."""
        asked = self._question
        yield Blank(_("Number"), asked.number, id="number")
        yield Blank(_("Day"), fmt.date(asked.day), id="day")
        yield Blank(_("Time"), asked.time, id="time")
        yield Blank(_("Place"), asked.place, id="place")
        yield Turn(
            _("Invitation"),
            [("all", _("sent to all members in due form")), ("some", _("not sent to all members"))],
            id="invited",
        )
        if asked.failed:
            again = [(name, _("again for {meeting}").format(meeting=words)) for name, words in asked.failed]
            yield Turn(_("Second invitation"), [("", _("no")), *again], asked.again, id="second")
            yield Turn(
                _("Notice in it"),
                [("yes", _("any number present suffices")), ("", _("none"))],
                id="notice",
            )

    def settle(self) -> Settled[CallAnswer]:
        """Say what will be called."""
        number = self.query_one("#number", Blank).value.strip()
        blank = self.query_one("#day", Blank)
        day = read_day(blank.value, self._today)
        blank.say(fmt.until(day, self._today) if day is not None else "")
        time = read_time(self.query_one("#time", Blank).value)
        place = self.query_one("#place", Blank).value.strip()
        second = self.query_one("#second", Turn).chosen if self._question.failed else ""
        if self._question.failed:
            self.query_one("#notice").display = bool(second)
        if not number:
            return Settled(None, _("The number is still missing."))
        if day is None:
            return Settled(None, _("This is not a day. Write 24.03.2026, 24.3. or +14."))
        if time is None:
            return Settled(None, _("This is not a time. Write 14:05."))
        if not place:
            return Settled(None, _("The place is still missing."))
        answer = CallAnswer(
            number=number,
            day=day,
            time=time,
            place=place,
            second_of=second or None,
            notice=bool(second) and self.query_one("#notice", Turn).chosen == "yes",
            invited_all=self.query_one("#invited", Turn).chosen == "all",
        )
        text = _("I call meeting {number} for {day}, {time}, {place}.").format(
            number=number, day=fmt.date(day), time=fmt.clock(time), place=place
        )
        return Settled(answer, text, _("call the meeting"))


@dataclass(frozen=True, slots=True)
class MoveAnswer:
    """When and where a meeting is now."""

    day: date
    time: str
    place: str


class MoveMeetingDialog(FormDialog[MoveAnswer]):
    """Asks for another day, time and place."""

    def __init__(self, found: MeetingView, today: date) -> None:
        super().__init__()
        self._meeting = found
        self._today = today
        self.heading = _("Move the meeting")

    def lines(self) -> ComposeResult:
        """Lay the lines."""
        found = self._meeting
        yield note(_("Telling the members is up to you."), "quiet")
        yield Blank(_("Day"), fmt.date(found.day), id="day")
        yield Blank(_("Time"), found.time, id="time")
        yield Blank(_("Place"), found.place, id="place")

    def settle(self) -> Settled[MoveAnswer]:
        """Say where it is moved to."""
        day = read_day(self.query_one("#day", Blank).value, self._today)
        time = read_time(self.query_one("#time", Blank).value)
        place = self.query_one("#place", Blank).value.strip()
        if day is None:
            return Settled(None, _("This is not a day. Write 24.03.2026, 24.3. or +14."))
        if time is None:
            return Settled(None, _("This is not a time. Write 14:05."))
        if not place:
            return Settled(None, _("The place is still missing."))
        text = _("Meeting {number} is on {day}, {time}, {place}.").format(
            number=self._meeting.number, day=fmt.date(day), time=fmt.clock(time), place=place
        )
        return Settled(MoveAnswer(day, time, place), text, _("move the meeting"))
