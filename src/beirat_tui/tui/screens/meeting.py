"""The meeting: agenda, the item on the table with its live quorum, and who is in the room.

Shows the meeting that is open, else the next one; left and right go to the others.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from beirat_tui.services.meeting_views import AgendaItem, MeetingState, MeetingView
from beirat_tui.services.queue_views import QueueRow
from beirat_tui.services.round_views import RoundState
from beirat_tui.tui.actions import bindings, key_name
from beirat_tui.tui.correction_actions import CorrectionActions
from beirat_tui.tui.meeting_actions import MEETING_KEYS, MeetingActions
from beirat_tui.tui.next_step_actions import NextStepActions
from beirat_tui.tui.opens_elections import OpensElections
from beirat_tui.tui.round_actions import ROUND_KEYS, RoundActions
from beirat_tui.tui.screens.base import BoardScreen
from beirat_tui.tui.sketch_actions import SketchActions
from beirat_tui.tui.widgets.agenda_list import AgendaList
from beirat_tui.tui.widgets.empty import Empty
from beirat_tui.tui.widgets.page import Page
from beirat_tui.tui.widgets.spans_line import SpansLine
from beirat_tui.wording import _, ngettext

if TYPE_CHECKING:
    from beirat_tui.domain.tally.forecast import Forecast
    from beirat_tui.services.session import Session
    from beirat_tui.tui.sheets.meeting import Item
    from beirat_tui.tui.widgets.sheet import Sheet

UNDECIDED = frozenset({"submitted", "scheduled", "back"})


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one reading brings: the meetings before and after, the one shown, its forecast, open elections."""

    ids: tuple[str, ...]
    meeting: MeetingView | None
    forecast: "dict[str, Forecast]"
    elections: tuple[str, ...] = ()


def read_sitting(session: "Session", wanted: str | None) -> Sitting:
    """Return the meeting WANTED, or the current one, with what surrounds it."""
    from beirat_tui.services import elections, meetings, outlook  # noqa: PLC0415  (bring the database)

    found = meetings.meetings(session)
    by_day = sorted(found, key=lambda each: (each.day, each.time, each.id))
    shown = next((each for each in found if each.id == wanted), None) or meetings.current(session)
    forecast = {}
    if shown is not None and shown.state in {MeetingState.PLANNED, MeetingState.OPEN}:
        forecast = outlook.agenda_forecast(session, shown)
    running = tuple(elections.running(session))
    return Sitting(tuple(each.id for each in by_day), shown, forecast, running)


def read_item(session: "Session", sketch: str, forecast: "Forecast | None") -> "Item":
    """Return everything about the item on the table."""
    from beirat_tui.services import drafts, outlook, reading  # noqa: PLC0415  (bring the database)
    from beirat_tui.tui.sheets.meeting import Item  # noqa: PLC0415  (brings the sentences)
    from beirat_tui.wording.whatif import foresight_text  # noqa: PLC0415  (the same)

    view = reading.preview(session, sketch)
    draft = next((each for each in drafts.drafts(session) if each.sketch == sketch), None)
    lines: tuple[str, ...] = ()
    if view.round is not None and view.round.state is RoundState.OPEN:
        ahead = outlook.still_possible(session, view.round.id)
        if ahead is not None:
            lines = tuple(foresight_text(ahead))
    return Item(view, forecast, draft, lines)


class MeetingScreen(
    BoardScreen,
    MeetingActions,
    CorrectionActions,
    NextStepActions,
    OpensElections,
    RoundActions,
    SketchActions,
):
    """Agenda, item, attendance."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            *MEETING_KEYS, *ROUND_KEYS, "read.next-missing", "read.previous-missing", "read.scroll",
            "vote.cast", "vote.deputy", "vote.recuse", "vote.why", "vote.drafts", "read.note", "read.comment",
            "office.next-step", "office.correct", "view.elections",
        )
    ]  # fmt: skip

    DEFAULT_CSS = """
    MeetingScreen {
        #meeting-line { display: none; margin: 0 0 0 0; }
        #sitting { height: 1fr; layout: grid; grid-size: 2 2; grid-columns: 1fr 30; grid-rows: 2fr 3fr; }
        #sitting > * { border: round $line; border-title-color: $quiet; height: 1fr; }
        #sitting > *:focus { border: round $primary; border-title-color: $primary; }
        #item { column-span: 2; }
        &.-wide #sitting, &.-broad #sitting { grid-size: 3 1; grid-columns: 4fr 5fr 3fr; grid-rows: 1fr; }
        &.-wide #item, &.-broad #item { column-span: 1; }
        &.-broad #sitting { grid-columns: 1fr 85 44; }
        Empty { display: none; height: 1fr; border: none; }
        &.-none #sitting { display: none; }
        &.-none Empty { display: block; }
        &.-some #meeting-line { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._wanted: str | None = None
        self._sitting: Sitting | None = None
        self._item: Item | None = None

    def compose_body(self) -> ComposeResult:
        """Lay the line about the meeting and the three panes."""
        yield SpansLine(id="meeting-line")
        with Container(id="sitting"):
            yield AgendaList(id="agenda")
            yield Page(id="attendance")
            yield Page(id="item")
        yield Empty()

    def on_mount(self) -> None:
        """Name the panes."""
        super().on_mount()
        self.query_one("#agenda").border_title = _("Agenda")
        self.query_one("#item").border_title = _("Item")
        self.query_one("#attendance").border_title = _("Attendance")
        self.query_one(AgendaList).focus()

    def on_resize(self) -> None:
        """Put the panes in the order that fits."""
        self.call_after_refresh(self._arrange)

    def _arrange(self) -> None:
        # In columns the item stands in the middle; the Tab key goes from left to right, top to bottom.
        container, item, members = (
            self.query_one("#sitting"),
            self.query_one("#item"),
            self.query_one("#attendance"),
        )
        if self.has_class("-wide") or self.has_class("-broad"):
            container.move_child(item, before=members)
        else:
            container.move_child(item, after=members)

    # --- reading ---------------------------------------------------------------------------------------

    def refresh_board(self) -> None:
        """Read the meeting anew."""
        wanted = self._wanted
        self.read("sitting", lambda session: read_sitting(session, wanted), self._show)

    def _show(self, sitting: Sitting) -> None:
        from beirat_tui.tui.sheets.meeting import (  # noqa: PLC0415  (after the first paint)
            meeting_line,
            present_text,
        )

        before = self._sitting
        self._sitting = sitting
        found = sitting.meeting
        self.set_class(found is None, "-none")
        self.set_class(found is not None, "-some")
        if found is None:
            self._say_none()
            return
        line = self.query_one("#meeting-line", SpansLine)
        right: tuple[tuple[str, str], ...] = ((present_text(found), "strong"),)
        if sitting.elections:
            text = ngettext("{number} election: {key}", "{number} elections: {key}", len(sitting.elections))
            words = text.format(number=len(sitting.elections), key=key_name("E"))
            right = ((f"○ {words}", "next"), (" · ", "dim"), *right)
        line.say(meeting_line(found), right)
        agenda = self.query_one(AgendaList)
        same = before is not None and before.meeting is not None and before.meeting.id == found.id
        cursor = self._cursor(found, agenda.current if same else None)
        doubtful = frozenset(name for name, each in sitting.forecast.items() if not each.enough)
        agenda.fill(found.agenda, cursor, doubtful)
        agenda.border_subtitle = self._places(sitting)
        if found.agenda:
            self._read_item(found.agenda[cursor].sketch)
        else:
            self._item = None
            self.query_one("#item", Page).show(self._no_agenda)
        self._show_attendance()
        self.refresh_bindings()

    def _say_none(self) -> None:
        self.query_one(Empty).say(
            _("No meeting has been called yet."),
            _("+ calls one. A vote by circulation is opened in the queue with o.")
            if self.leads
            else _("The office calls meetings; they appear here. Running votes are in the queue, key 1."),
        )

    def _places(self, sitting: Sitting) -> str:
        if sitting.meeting is None or len(sitting.ids) < 2:  # noqa: PLR2004  (one meeting needs no count)
            return ""
        place = sitting.ids.index(sitting.meeting.id) + 1
        return _("◂ meeting {place} of {number} ▸").format(place=place, number=len(sitting.ids))

    @staticmethod
    def _cursor(found: MeetingView, current: AgendaItem | None) -> int:
        places = {item.sketch: place for place, item in enumerate(found.agenda)}
        if current is not None and current.sketch in places:
            return places[current.sketch]
        for wanted in ({"open"}, UNDECIDED):
            for place, item in enumerate(found.agenda):
                if item.row.stage in wanted:
                    return place
        return 0

    def _no_agenda(self, width: int) -> "Sheet":
        from beirat_tui.tui.widgets.sheet import Sheet  # noqa: PLC0415  (after the first paint)

        return Sheet(width).paragraph(
            _("There is nothing on the agenda yet. T puts sketches on it.")
            if self.leads
            else _("There is nothing on the agenda yet."),
            "dim",
        )

    def _show_attendance(self) -> None:
        from beirat_tui.tui.sheets.meeting import attendance_sheet  # noqa: PLC0415  (after the first paint)

        sitting = self._sitting
        found = sitting.meeting if sitting is not None else None
        if found is None:
            return
        view = self._item.sketch if self._item is not None else None
        running = view.round if view is not None and view.round and view.round.meeting == found.id else None
        page = self.query_one("#attendance", Page)
        page.show(lambda width: attendance_sheet(found, running, width), keep_place=True)

    @on(AgendaList.Pointed)
    def _pointed(self, message: AgendaList.Pointed) -> None:
        if message.row is not None:
            self.once_at_rest(self._rested)
        self.refresh_bindings()

    def _rested(self) -> None:
        row = self.query_one(AgendaList).current
        if row is not None:
            self._read_item(row.sketch)

    def _read_item(self, sketch: str) -> None:
        forecast = self._sitting.forecast.get(sketch) if self._sitting is not None else None
        self.read("item", lambda session: read_item(session, sketch, forecast), self._show_item)

    def _show_item(self, item: "Item") -> None:
        from beirat_tui.tui.sheets.meeting import item_sheet  # noqa: PLC0415  (after the first paint)

        row = self.query_one(AgendaList).current
        if row is None or row.sketch != item.sketch.sketch:
            return
        same = self._item is not None and self._item.sketch.sketch == item.sketch.sketch
        self._item = item
        today = self.beirat.now().date()
        page = self.query_one("#item", Page)
        page.border_title = Content(
            _("Item {position}: {number}").format(position=row.position, number=row.row.number)
        )
        page.show(lambda width: item_sheet(item, today, width, office=self.leads), keep_place=same)
        self._show_attendance()
        self.refresh_bindings()

    # --- what the keys act on --------------------------------------------------------------------------

    @property
    def sketch_row(self) -> QueueRow | None:
        """The item under the cursor."""
        found = self.query_one(AgendaList).current
        return found.row if found is not None else None

    @property
    def meeting(self) -> MeetingView | None:
        """The meeting shown."""
        return self._sitting.meeting if self._sitting is not None else None

    @property
    def preferred_meeting(self) -> str | None:
        """The meeting that a vote opened here is in."""
        return self.meeting.id if self.meeting is not None else None

    # --- moving ----------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer other meetings only where there are some."""
        if action == "step_meeting":
            return self._neighbour(int(str(parameters[0]))) is not None
        return super().check_action(action, parameters)

    def _neighbour(self, by: int) -> str | None:
        sitting = self._sitting
        if sitting is None or sitting.meeting is None:
            return None
        place = sitting.ids.index(sitting.meeting.id) + by
        return sitting.ids[place] if 0 <= place < len(sitting.ids) else None

    def action_step_meeting(self, by: int) -> None:
        """Show another meeting."""
        found = self._neighbour(by)
        if found is not None:
            self._wanted = found
            self.refresh_board()

    def show_meeting(self, meeting: str | None) -> None:
        """Show MEETING, or with None whichever is current."""
        self._wanted = meeting
        self.refresh_board()

    @on(AgendaList.Opened)
    def _opened(self, message: AgendaList.Opened) -> None:
        from beirat_tui.tui.screens.reading import ReadingScreen  # noqa: PLC0415  (on demand)

        self.app.push_screen(ReadingScreen(message.row.sketch))

    def action_scroll_preview(self) -> None:
        """Scroll the item beside the agenda."""
        self.query_one("#item", Page).turn()

    def action_next_missing(self, direction: int) -> None:
        """Go to the next item that lacks one's vote."""
        agenda, found = self.query_one(AgendaList), self.meeting
        if found is None:
            return
        count = len(found.agenda)
        for step in range(1, count + 1):
            place = (agenda.cursor + direction * step) % count
            if found.agenda[place].row.my_vote == "missing":
                agenda.cursor = place
                agenda.focus()
                return
        self.notify(_("You have voted on everything that is open in this meeting."), markup=False)
