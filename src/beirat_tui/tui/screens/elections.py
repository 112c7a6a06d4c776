"""The elections of the board: who stands for which seat, how far each is, and how its result came about."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from beirat_tui.services.round_views import RoundView
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.election_actions import ELECTION_KEYS, ElectionActions
from beirat_tui.tui.next_step_actions import NextStepActions
from beirat_tui.tui.screens.base import BoardScreen
from beirat_tui.tui.widgets.election_list import ElectionList
from beirat_tui.tui.widgets.empty import Empty
from beirat_tui.tui.widgets.page import Page
from beirat_tui.wording import _, ngettext

if TYPE_CHECKING:
    from beirat_tui.services.session import Session


class ElectionsScreen(BoardScreen, NextStepActions, ElectionActions):
    """List and election."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(*ELECTION_KEYS, "office.next-step", "vote.why", "read.scroll", "go.back", "go.back-q")
    ]

    DEFAULT_CSS = """
    ElectionsScreen {
        #elections { height: 1fr; layout: vertical; }
        #elections > * { border: round $line; border-title-color: $quiet; }
        #elections > *:focus { border: round $primary; border-title-color: $primary; }
        ElectionList { height: 1fr; }
        #election { height: 3fr; }
        &.-wide #elections, &.-broad #elections { layout: horizontal; }
        &.-wide #elections > *, &.-broad #elections > * { height: 1fr; width: 1fr; }
        &.-broad #election { max-width: 85; }
        Empty { display: none; height: 1fr; }
        &.-none Empty { display: block; }
        &.-none #elections { display: none; }
    }
    """

    def __init__(self, preferred: str | None = None) -> None:
        super().__init__()
        self.preferred = preferred

    def compose_body(self) -> ComposeResult:
        """Lay list and election."""
        with Container(id="elections"):
            yield ElectionList(id="list")
            yield Page(id="election")
        yield Empty()

    def on_mount(self) -> None:
        """Name the panes."""
        super().on_mount()
        self.query_one("#list").border_title = _("Elections")
        self.query_one("#election").border_title = _("Election")
        self.query_one(ElectionList).focus()

    def refresh_board(self) -> None:
        """Read all elections."""

        def job(session: "Session") -> list[RoundView]:
            from beirat_tui.services import elections  # noqa: PLC0415  (in the thread)

            return elections.elections(session)

        self.read("elections", job, self._show)

    def _show(self, rows: list[RoundView]) -> None:
        self.set_class(not rows, "-none")
        if not rows:
            self.query_one(Empty).say(
                _("There has been no election yet."),
                _("o opens one.") if self.leads else _("The office opens elections; they appear here."),
            )
            self.refresh_bindings()
            return
        found = self.query_one(ElectionList)
        current = found.current
        places = {row.id: place for place, row in enumerate(rows)}
        # An election just opened is the one to look at.
        opened = current is None or len(rows) > found.total
        cursor = 0 if opened or current is None else places.get(current.id, 0)
        found.fill(rows, cursor)
        text = ngettext("{number} election", "{number} elections", len(rows))
        found.border_subtitle = text.format(number=len(rows))
        self._show_election(rows[cursor])

    @on(ElectionList.Pointed)
    def _pointed(self, message: ElectionList.Pointed) -> None:
        if message.row is not None:
            self._show_election(message.row)

    def _show_election(self, found: RoundView) -> None:
        from beirat_tui.tui.sheets.election import election_sheet  # noqa: PLC0415  (brings the sentences)

        today = self.beirat.now().date()
        page = self.query_one("#election", Page)
        page.border_title = Content(found.title)
        page.show(lambda width: election_sheet(found, today, width, office=self.leads), keep_place=True)
        self.refresh_bindings()

    @property
    def election(self) -> RoundView | None:
        """The election under the cursor."""
        return self.query_one(ElectionList).current if self.is_mounted else None

    @property
    def undecided_round(self) -> str | None:
        """The election under the cursor, where it elected nobody."""
        found = self.election
        undecided = found is not None and found.outcome is not None and not found.outcome.derived.final
        return found.id if undecided and found is not None else None

    def action_why(self) -> None:
        """Show how the result came about."""
        found = self.election
        if found is not None:
            from beirat_tui.tui.screens.why import WhyScreen  # noqa: PLC0415  (on demand)

            self.app.push_screen(WhyScreen(found.id))

    @on(ElectionList.Opened)
    def _opened(self) -> None:
        self.query_one("#election", Page).focus()

    def action_scroll_preview(self) -> None:
        """Scroll the election beside the list."""
        self.query_one("#election", Page).turn()

    def action_back(self) -> None:
        """Leave."""
        self.dismiss()
