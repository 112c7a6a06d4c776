"""The queue: every sketch with one's own vote, the next that lacks it under the cursor, read beside it.

Drawn first of all, so nothing is imported or mounted here that the first frame can do without: the panes and
what they show come right after it.
"""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from beirat_tui.tui.actions import bindings
from beirat_tui.tui.intake_actions import INTAKE_KEYS, IntakeActions
from beirat_tui.tui.next_step_actions import NextStepActions
from beirat_tui.tui.opens_elections import OpensElections
from beirat_tui.tui.round_actions import ROUND_KEYS, RoundActions
from beirat_tui.tui.screens.queue_filter import Filtering
from beirat_tui.tui.sketch_actions import SketchActions
from beirat_tui.tui.widgets.queue_list import QueueList
from beirat_tui.wording import _, ngettext

if TYPE_CHECKING:
    from beirat_tui.services.glance import Glance
    from beirat_tui.services.queue_views import QueueCounts, QueueRow
    from beirat_tui.services.reading_views import SketchView
    from beirat_tui.services.session import Session
    from beirat_tui.tui.screens.queue_window import Window
    from beirat_tui.tui.widgets.page import Page


class QueueScreen(Filtering, NextStepActions, OpensElections, SketchActions, RoundActions, IntakeActions):
    """List left or above, the sketch beside or below it, on wide screens the votes as a third pane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "read.next-missing", "read.previous-missing", "read.filter", "read.scroll", "go.clear",
            "vote.cast", "vote.deputy", "vote.recuse", "vote.why", "vote.object", "vote.dissent",
            "vote.drafts", "read.note", "read.comment", "office.next-step", "view.elections",
            *ROUND_KEYS, *INTAKE_KEYS,
        )
    ]  # fmt: skip

    DEFAULT_CSS = """
    QueueScreen {
        #body { layout: vertical; height: 1fr; }
        #body > * { border: round $line; border-title-color: $quiet; height: 3fr; }
        #body > *:focus { border: round $primary; border-title-color: $primary; }
        #body > QueueList { height: 2fr; }
        #votes { display: none; }
        &.-empty #body > Page, &.-empty QueueList { display: none; }
        &.-wide #body, &.-broad #body { layout: horizontal; }
        &.-wide #body > *, &.-broad #body > * { height: 1fr; width: 7fr; }
        &.-wide #body > QueueList { width: 6fr; }
        &.-broad #body > QueueList { width: 6fr; }
        &.-broad #preview { max-width: 85; }
        &.-broad #votes { display: block; width: 6fr; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._view: SketchView | None = None
        self._counts: QueueCounts | None = None
        self._only_here = 0

    def compose_body(self) -> ComposeResult:
        """Lay the list; the panes follow the first frame."""
        with Container(id="body"):
            yield QueueList(id="queue")

    def on_mount(self) -> None:
        """Take the keys."""
        super().on_mount()
        self.beirat.exchange_changed.subscribe(self, self._exchange_changed)
        found = self.queue
        found.border_title = _("Queue")
        found.focus()

    async def fill(self, glance: "Glance | None") -> None:
        """Once the first frame stands, lay the panes and show what was seen in passing, both in one frame."""
        with self.app.batch_update():
            await self._mount_panes()
            if glance is not None:
                self.show_glance(glance)

    async def _mount_panes(self) -> None:
        body = self.query_one("#body")
        if not body.is_attached:
            # Left already.
            return
        from beirat_tui.tui.widgets.page import Page  # noqa: PLC0415  (after the first paint)

        preview, votes = Page(id="preview"), Page(id="votes")
        preview.border_title, votes.border_title = _("Sketch"), _("Votes")
        await body.mount(preview, votes)
        if self._view is not None:
            self._show_preview(self._view)

    @property
    def queue(self) -> QueueList:
        """The list."""
        return self.query_one("#queue", QueueList)

    def _panes(self) -> "list[Page]":
        from beirat_tui.tui.widgets.page import Page  # noqa: PLC0415  (after the first paint)

        return list(self.query("#body > Page").results(Page))

    # --- reading ---------------------------------------------------------------------------------------

    @property
    def sketch_row(self) -> "QueueRow | None":
        """The sketch under the cursor."""
        return self.queue.current

    def refresh_board(self) -> None:
        """Read the rows around the cursor anew; the cursor stays with its sketch."""
        row = self.sketch_row
        query, sketch, place = self.filter_text, row.sketch if row else None, self.queue.cursor
        index = place if self.queue.total else None

        def job(session: "Session") -> "Window":
            from beirat_tui.tui.screens.queue_window import read_window  # noqa: PLC0415  (in the thread)

            return read_window(session, query, sketch, index)

        def then(window: "Window") -> None:
            if index is not None and self.queue.cursor != place:
                # The cursor went on while the board was read: it must not jump back.
                self.refresh_board()
            else:
                self.show_window(window)
                self._read_only_here()

        self.read("window", job, then)
        if row is not None:
            self._read_preview(row.sketch)

    def _read_only_here(self) -> None:
        """Mark the votes of one's own that nobody else has; the rows do not wait for it."""

        def job(session: "Session") -> frozenset[str]:
            from beirat_tui.services.only_here import rounds_only_here  # noqa: PLC0415  (in the thread)

            return rounds_only_here(session)

        self.read("only-here", job, self._mark)

    def _mark(self, rounds: frozenset[str]) -> None:
        self._only_here = len(rounds)
        self.queue.mark(rounds)
        if self._counts is not None:
            self.queue.border_subtitle = self._subtitle(self._counts)

    def _exchange_changed(self, _nothing: None) -> None:
        exchanges = self.beirat.exchanges
        if exchanges is not None and not exchanges.under_way:
            self._read_only_here()

    def show_window(self, window: "Window") -> None:
        """Show what was read, unless another filter holds by now."""
        if window.query != self.filter_text:
            return
        counts = window.counts
        person = self.person
        missing = counts.missing if person is not None and person.votes else None
        self.beirat.heading = self.beirat.heading.counted(counts.open, missing)
        self._counts = counts
        self.queue.show(counts.shown, window.first, window.rows, window.cursor)
        self.queue.border_subtitle = self._subtitle(counts)
        if (counts.shown == 0) != self.has_class("-empty"):
            self._show_emptiness(counts)

    def show_glance(self, glance: "Glance") -> None:
        """Show what was seen in passing, until the board is open."""
        missing = glance.counts.missing if glance.person.votes else None
        self.beirat.heading = self.beirat.heading.counted(glance.counts.open, missing)
        self.queue.show(glance.counts.shown, glance.first, glance.rows, glance.cursor)
        self.queue.border_subtitle = self._subtitle(glance.counts)

    def _subtitle(self, counts: "QueueCounts") -> str:
        if self.filter_text:
            said = _("{shown} of {total}").format(shown=counts.shown, total=counts.total)
        else:
            said = ngettext("{number} sketch", "{number} sketches", counts.total).format(number=counts.total)
        if not self._only_here:
            return said
        here = _("⌂ {number} only here").format(number=self._only_here)
        return f"{said} · {here}"

    def _show_emptiness(self, counts: "QueueCounts") -> None:
        from beirat_tui.tui.widgets.empty import Empty  # noqa: PLC0415  (rare)

        self.query(Empty).remove()
        nothing = counts.shown == 0
        self.set_class(nothing, "-empty")
        self.refresh_bindings()
        if not nothing:
            if self.focused is None:
                self.queue.focus()
            return
        self._view = None
        if counts.total:
            empty = Empty(
                _("No sketch fits this filter."), _("Esc shows all of them again, / changes the filter.")
            )
        else:
            empty = Empty(_("There are no sketches yet."), self._way_on())
        self.query_one("#body").mount(empty)

    def _way_on(self) -> str:
        """What whoever sits here can do while there is no sketch."""
        if self.person is not None and not self.person.roles:
            return _(
                "This device is not enrolled, so you only read along. 4 shows the members, and the six words "
                "of a request that waits."
            )
        if self.person is not None and "office" in self.person.roles:
            return _("i takes them in. 4 shows the members and their devices, 5 other copies.")
        return _("The office takes them in. They come with the next exchange: 5 shows how.")

    def on_window_list_rows_wanted(self, message: QueueList.RowsWanted) -> None:
        """Read the rows that came into sight."""
        query, first, count = self.filter_text, message.first, message.count

        def job(session: "Session") -> "list[QueueRow]":
            from beirat_tui.services import queue  # noqa: PLC0415  (in the thread)

            return list(queue.window(session, query, first, count))

        def then(rows: "list[QueueRow]") -> None:
            if query == self.filter_text:
                self.queue.supply(first, rows)

        self.read(f"rows-{first}", job, then)

    def on_window_list_pointed(self, message: QueueList.Pointed) -> None:
        """Read the sketch under the cursor, once the cursor rests."""
        if message.row is None:
            return
        if self._view is None:
            self._read_preview(message.row.sketch)
        else:
            self.once_at_rest(self._rested)

    def _rested(self) -> None:
        row = self.sketch_row
        if row is not None:
            self._read_preview(row.sketch)

    def _read_preview(self, sketch: str) -> None:
        def job(session: "Session") -> "SketchView":
            from beirat_tui.services import reading  # noqa: PLC0415  (in the thread)

            return reading.preview(session, sketch)

        self.read("preview", job, self._show_preview)

    def _show_preview(self, view: "SketchView") -> None:
        row = self.sketch_row
        if row is None or row.sketch != view.sketch:
            return
        from beirat_tui.tui.sheets.preview import preview_sheet  # noqa: PLC0415  (after the first paint)
        from beirat_tui.tui.sheets.votes import votes_sheet  # noqa: PLC0415  (the same)

        same = self._view is not None and self._view.sketch == view.sketch
        self._view = view
        now = self.beirat.now()
        for pane in self._panes():
            if pane.id == "preview":
                pane.border_title = Content(f"{view.number} {view.title}")
                pane.show(lambda width: preview_sheet(view, now.date(), width), keep_place=same)
            else:
                pane.show(lambda width: votes_sheet(view, now.date(), now, width), keep_place=same)
        self.refresh_bindings()

    # --- moving ----------------------------------------------------------------------------------------

    def on_window_list_opened(self, message: QueueList.Opened) -> None:
        """Open the whole sketch."""
        from beirat_tui.tui.screens.reading import ReadingScreen  # noqa: PLC0415  (on demand)

        self.app.push_screen(ReadingScreen(message.row.sketch))

    def action_scroll_preview(self) -> None:
        """Scroll the sketch beside the list."""
        for pane in self._panes()[:1]:
            pane.turn()

    def action_next_missing(self, direction: int) -> None:
        """Go to the next sketch, or with a negative DIRECTION the one before, that lacks one's vote."""
        query, after = self.filter_text, self.queue.cursor

        def job(session: "Session") -> int | None:
            from beirat_tui.tui.screens.queue_window import read_next_missing  # noqa: PLC0415  (in the thread)

            return read_next_missing(session, query, after, direction)

        self.read("missing", job, self._go_to_missing)

    def _go_to_missing(self, index: int | None) -> None:
        if index is None:
            self.notify(_("You have voted on everything that is open."), markup=False)
            return
        self.queue.cursor = index
        self.queue.focus()

    def to_list(self) -> None:
        """Give the keys to the list, if there is one to see."""
        if self.has_class("-empty"):
            self.set_focus(None)
        else:
            self.queue.focus()
