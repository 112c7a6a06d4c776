"""The outcomes: every closed vote, how certain its outcome is, why, and what the ministry decided."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from beirat_tui.services.outcome_views import OutcomeRow
from beirat_tui.services.queue_views import MyVote, QueueRow, Stage
from beirat_tui.services.round_views import RoundState, RoundView
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.correction_actions import CorrectionActions
from beirat_tui.tui.intake_actions import IntakeActions
from beirat_tui.tui.next_step_actions import NextStepActions
from beirat_tui.tui.opens_elections import OpensElections
from beirat_tui.tui.round_actions import RoundActions
from beirat_tui.tui.screens.base import BoardScreen
from beirat_tui.tui.sketch_actions import SketchActions
from beirat_tui.tui.widgets.empty import Empty
from beirat_tui.tui.widgets.outcome_list import OutcomeList
from beirat_tui.tui.widgets.page import Page
from beirat_tui.wording import _, ngettext

if TYPE_CHECKING:
    from beirat_tui.services.session import Session


_STAGES = {
    RoundState.CLOSED: Stage.CLOSED,
    RoundState.PAPER: Stage.CLOSED,
    RoundState.PENDING: Stage.CLOSED,
    RoundState.IRREGULAR: Stage.CLOSED,
    RoundState.CONTESTED: Stage.CONTESTED,
    RoundState.ABORTED: Stage.BACK,
}


def queue_row(row: OutcomeRow) -> QueueRow:
    """Return ROW as the actions on sketches and votes take it: about this vote, not a later one."""
    return QueueRow(
        sketch=row.sketch,
        number=row.number,
        title=row.title,
        applicant=row.applicant,
        grant_cents=row.grant_cents,
        stage=_STAGES.get(row.state, Stage.POSITIVE),
        my_vote=MyVote.NONE,
        round=row.round,
        procedure=row.procedure,
        deadline=None,
        meeting_date=None,
        received=row.received or date.min,
        reason=None if row.outcome is None else row.outcome.result,
    )


class OutcomesScreen(
    BoardScreen,
    CorrectionActions,
    NextStepActions,
    OpensElections,
    IntakeActions,
    RoundActions,
    SketchActions,
):
    """List, outcome, figures."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "chair.confirm", "office.paper", "office.decision", "vote.why", "vote.what-if",
            "outcomes.figures", "read.scroll", "read.note", "read.comment",
            "office.next-step", "office.correct", "view.elections",
        )
    ]  # fmt: skip

    DEFAULT_CSS = """
    OutcomesScreen {
        #outcomes { height: 1fr; layout: vertical; }
        #outcomes > * { border: round $line; border-title-color: $quiet; }
        #outcomes > *:focus { border: round $primary; border-title-color: $primary; }
        OutcomeList { height: 2fr; }
        #outcome { height: 3fr; }
        #figures { display: none; }
        &.-wide #outcomes, &.-broad #outcomes { layout: horizontal; }
        &.-wide #outcomes > *, &.-broad #outcomes > * { height: 1fr; }
        &.-wide OutcomeList, &.-wide #outcome { width: 1fr; }
        &.-broad OutcomeList { width: 5fr; }
        &.-broad #outcome { width: 5fr; max-width: 85; }
        &.-broad #figures { display: block; width: 4fr; max-width: 85; }
        Empty { display: none; height: 1fr; }
        &.-none Empty { display: block; }
        &.-none #outcomes { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: str | None = None

    def compose_body(self) -> ComposeResult:
        """Lay list, outcome and figures."""
        with Container(id="outcomes"):
            yield OutcomeList(id="list")
            yield Page(id="outcome")
            yield Page(id="figures")
        yield Empty()

    def on_mount(self) -> None:
        """Name the panes."""
        super().on_mount()
        self.query_one("#list").border_title = _("Outcomes")
        self.query_one("#outcome").border_title = _("Outcome")
        self.query_one("#figures").border_title = _("Figures")
        self.query_one(OutcomeList).focus()

    def refresh_board(self) -> None:
        """Read all outcomes."""

        def job(session: "Session") -> list[OutcomeRow]:
            from beirat_tui.services import outcomes  # noqa: PLC0415  (in the thread)

            return outcomes.outcomes(session)

        self.read("outcomes", job, self._show)

    def _show(self, rows: list[OutcomeRow]) -> None:
        from beirat_tui.tui.sheets.outcomes import figures_sheet  # noqa: PLC0415  (after the first paint)

        self.set_class(not rows, "-none")
        if not rows:
            self.query_one(Empty).say(
                _("No vote has been closed yet."),
                _("Outcomes appear when the office closes a vote. Running votes are in the queue, key 1."),
            )
            self.refresh_bindings()
            return
        found = self.query_one(OutcomeList)
        current = found.current
        places = {row.round: place for place, row in enumerate(rows)}
        cursor = places.get(current.round, found.cursor) if current is not None else 0
        found.fill(rows, cursor)
        found.border_subtitle = ngettext("{number} vote", "{number} votes", len(rows)).format(
            number=len(rows)
        )
        self.query_one("#figures", Page).show(lambda width: figures_sheet(rows, width), keep_place=True)
        self._read_outcome(rows[min(cursor, len(rows) - 1)])
        self.refresh_bindings()

    @on(OutcomeList.Pointed)
    def _pointed(self, message: OutcomeList.Pointed) -> None:
        if message.row is not None:
            self.once_at_rest(self._rested)
        self.refresh_bindings()

    def _rested(self) -> None:
        row = self.query_one(OutcomeList).current
        if row is not None:
            self._read_outcome(row)

    def _read_outcome(self, row: OutcomeRow) -> None:
        def job(session: "Session") -> RoundView:
            from beirat_tui.services import rounds  # noqa: PLC0415  (in the thread)

            return rounds.round_view(session, row.round)

        self.read("round", job, lambda found: self._show_round(row, found))

    def _show_round(self, row: OutcomeRow, found: RoundView) -> None:
        from beirat_tui.tui.sheets.outcomes import outcome_sheet  # noqa: PLC0415  (brings the sentences)

        same, self._shown = self._shown == row.round, row.round
        today = self.beirat.now().date()
        page = self.query_one("#outcome", Page)
        page.border_title = Content(_("Outcome: {number}").format(number=row.number))
        page.show(lambda width: outcome_sheet(row, found, today, width), keep_place=same)

    # --- what the keys act on --------------------------------------------------------------------------

    @property
    def sketch_row(self) -> QueueRow | None:
        """The sketch under the cursor."""
        row = self.query_one(OutcomeList).current if self.is_mounted else None
        return queue_row(row) if row is not None else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer other rules only where there is an outcome."""
        if action == "what_if":
            row = self.query_one(OutcomeList).current if self.is_mounted else None
            return row is not None and row.outcome is not None
        return super().check_action(action, parameters)

    @on(OutcomeList.Opened)
    def _opened(self, message: OutcomeList.Opened) -> None:
        from beirat_tui.tui.screens.reading import ReadingScreen  # noqa: PLC0415  (on demand)

        if message.row.sketch:
            self.app.push_screen(ReadingScreen(message.row.sketch))

    def action_scroll_preview(self) -> None:
        """Scroll the outcome beside the list."""
        self.query_one("#outcome", Page).turn()

    def action_what_if(self) -> None:
        """Show the same votes under other rules."""
        from beirat_tui.tui.screens.what_if import WhatIfScreen  # noqa: PLC0415  (on demand)

        row = self.query_one(OutcomeList).current
        if row is not None:
            self.app.push_screen(WhatIfScreen(row.round))

    def action_figures(self) -> None:
        """Show the figures: beside the list where there is room, else on a page."""
        pane = self.query_one("#figures", Page)
        if pane.display:
            pane.focus()
            return
        from beirat_tui.tui.screens.figures import FiguresScreen  # noqa: PLC0415  (on demand)

        self.app.push_screen(FiguresScreen())
