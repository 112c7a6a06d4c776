"""One screen for the room: follows the meeting, shows the vote that is running unless told otherwise."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from beirat_tui.services.meeting_views import AgendaItem, MeetingView
from beirat_tui.services.queue_views import QueueRow
from beirat_tui.services.round_views import RoundView
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.round_actions import ROUND_KEYS, RoundActions
from beirat_tui.tui.screens.base import BoardScreen
from beirat_tui.tui.widgets.key_line import KeyLine
from beirat_tui.tui.widgets.poster import Poster

if TYPE_CHECKING:
    from beirat_tui.services.session import Session


@dataclass(frozen=True, slots=True)
class Shown:
    """What one reading brings."""

    meeting: MeetingView | None
    item: AgendaItem | None
    round: RoundView | None


def read_shown(session: "Session", meeting: str | None, sketch: str | None) -> Shown:
    """Return the item SKETCH of MEETING; with None the one being voted on, and the current meeting."""
    from beirat_tui.services import meetings, rounds  # noqa: PLC0415  (bring the database)

    found = meetings.current(session) if meeting is None else meetings.meeting(session, meeting)
    if found is None:
        return Shown(None, None, None)
    running = next((item for item in found.agenda if item.row.stage == "open"), None)
    wanted = next((item for item in found.agenda if item.sketch == sketch), None)
    item = wanted or running or (found.agenda[0] if found.agenda else None)
    if item is None or item.row.round is None:
        return Shown(found, item, None)
    return Shown(found, item, rounds.round_view(session, item.row.round))


class PresentationScreen(BoardScreen, RoundActions):
    """The poster, with the office's keys on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("go.back", "go.back-q", *ROUND_KEYS, "present.next", "present.before")
    ]

    DEFAULT_CSS = """
    PresentationScreen { Poster { height: 1fr; } KeyLine { background: $background; color: $quiet; } }
    """

    def __init__(self, meeting: str | None, sketch: str | None) -> None:
        super().__init__()
        self._meeting = meeting
        self._sketch = sketch
        self._shown = Shown(None, None, None)

    def compose(self) -> ComposeResult:
        """Lay the poster, without the title line: who sits at the keyboard is nothing for the room."""
        yield Poster()
        yield KeyLine()

    def refresh_board(self) -> None:
        """Read the item anew."""
        meeting, sketch = self._meeting, self._sketch
        self.read("poster", lambda session: read_shown(session, meeting, sketch), self._show)

    def _show(self, shown: Shown) -> None:
        from beirat_tui.tui.sheets.poster import poster  # noqa: PLC0415  (brings the words)

        self._shown = shown
        self.query_one(Poster).show(
            lambda width, height: poster(shown.meeting, shown.item, shown.round, width, height)
        )
        self.refresh_bindings()

    @property
    def sketch_row(self) -> QueueRow | None:
        """The item shown."""
        return self._shown.item.row if self._shown.item is not None else None

    @property
    def preferred_meeting(self) -> str | None:
        """The meeting shown."""
        return self._shown.meeting.id if self._shown.meeting is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer no second poster."""
        return False if action == "present" else super().check_action(action, parameters)

    def action_step_item(self, by: int) -> None:
        """Show the next item, or the one before."""
        found, item = self._shown.meeting, self._shown.item
        if found is None or item is None:
            return
        place = item.position - 1 + by
        if 0 <= place < len(found.agenda):
            self._sketch = found.agenda[place].sketch
            self.refresh_board()

    def action_back(self) -> None:
        """Back to where this was opened."""
        self.dismiss()
