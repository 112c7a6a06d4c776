"""The queue: every sketch with one's own vote, the next that lacks it under the cursor, read beside it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.reactive import reactive

from beirat_tui.services.queue_views import QueueCounts, QueueRow
from beirat_tui.services.reading_views import SketchView
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.screens.base import BoardScreen
from beirat_tui.tui.sketch_actions import SketchActions
from beirat_tui.tui.widgets.empty import Empty
from beirat_tui.tui.widgets.filter_line import FilterLine
from beirat_tui.tui.widgets.page import Page
from beirat_tui.tui.widgets.queue_list import QueueList
from beirat_tui.tui.widgets.window_list import PAGE
from beirat_tui.wording import _, ngettext

if TYPE_CHECKING:
    from beirat_tui.services.session import Session

PAUSE = 0.04
"""Seconds that the cursor rests on a line before its sketch is read: a held key does not read every one."""


@dataclass(frozen=True, slots=True)
class Window:
    """What one reading of the queue brings."""

    query: str
    counts: QueueCounts
    cursor: int
    first: int
    rows: list[QueueRow]


def read_window(session: "Session", query: str, sketch: str | None, index: int | None) -> Window:
    """Return the rows around SKETCH, else around INDEX, else around the first sketch lacking one's vote."""
    from beirat_tui.services import queue  # noqa: PLC0415  (brings the database; not before the first paint)

    counts = queue.counts(session, query)
    found = queue.position(session, query, sketch) if sketch is not None else None
    if found is None:
        found = index if index is not None else queue.next_missing(session, query, -1)
    cursor = max(0, min(found or 0, counts.shown - 1))
    first = cursor - cursor % PAGE
    return Window(query, counts, cursor, first, queue.window(session, query, first, PAGE))


class QueueScreen(SketchActions, BoardScreen):
    """List left or above, the sketch beside or below it, on wide screens the votes as a third pane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "read.next-missing", "read.previous-missing", "read.filter", "read.scroll",
            "vote.cast", "vote.recuse", "vote.why", "vote.drafts", "read.note", "read.comment", "go.clear",
        )
    ]  # fmt: skip

    DEFAULT_CSS = """
    QueueScreen {
        #body { layout: vertical; height: 1fr; }
        #body > * { border: round $line; border-title-color: $quiet; }
        #body > *:focus { border: round $primary; border-title-color: $primary; }
        QueueList, Empty { height: 2fr; }
        #preview { height: 3fr; }
        #votes { display: none; }
        &.-empty #body > Page { display: none; }
        &.-empty Empty { height: 1fr; width: 1fr; }
        &.-wide #body, &.-broad #body { layout: horizontal; }
        &.-wide #body > *, &.-broad #body > * { height: 1fr; }
        &.-wide QueueList, &.-wide Empty { width: 6fr; }
        &.-wide #preview { width: 7fr; }
        &.-broad QueueList, &.-broad Empty { width: 5fr; }
        &.-broad #preview { width: 6fr; max-width: 85; }
        &.-broad #votes { display: block; width: 5fr; }
    }
    """

    filter_text: reactive[str] = reactive("", init=False)

    def __init__(self) -> None:
        super().__init__()
        self._index: int | None = None
        self._view: SketchView | None = None
        self._pausing = False

    def compose_body(self) -> ComposeResult:
        """Lay filter, list and panes."""
        yield FilterLine()
        with Container(id="body"):
            yield QueueList(id="queue")
            yield Empty()
            yield Page(id="preview")
            yield Page(id="votes")

    def on_mount(self) -> None:
        """Name the panes."""
        super().on_mount()
        self.query_one(QueueList).border_title = _("Queue")
        self.query_one("#preview", Page).border_title = _("Sketch")
        self.query_one("#votes", Page).border_title = _("Votes")
        self.query_one(Empty).display = False
        self.query_one(QueueList).focus()

    # --- reading ---------------------------------------------------------------------------------------

    def refresh_board(self) -> None:
        """Read the rows around the cursor anew; the cursor stays with its sketch."""
        row = self.sketch_row
        query, sketch, index = self.filter_text, row.sketch if row else None, self._index
        self.read("window", lambda session: read_window(session, query, sketch, index), self._show_window)
        if row is not None:
            self._read_preview(row.sketch)

    def _show_window(self, window: Window) -> None:
        if window.query != self.filter_text:
            return
        counts = window.counts
        person = self.person
        missing = counts.missing if person is not None and person.votes else None
        self.beirat.heading = self.beirat.heading.counted(counts.open, missing)
        self._index = window.cursor
        found = self.query_one(QueueList)
        found.show(counts.shown, window.first, window.rows, window.cursor)
        found.border_subtitle = self._subtitle(counts)
        self._show_emptiness(counts)

    def _subtitle(self, counts: QueueCounts) -> str:
        if self.filter_text:
            return _("{shown} of {total}").format(shown=counts.shown, total=counts.total)
        return ngettext("{number} sketch", "{number} sketches", counts.total).format(number=counts.total)

    def _show_emptiness(self, counts: QueueCounts) -> None:
        empty, found = self.query_one(Empty), self.query_one(QueueList)
        nothing = counts.shown == 0
        self.set_class(nothing, "-empty")
        if empty.display != nothing:
            empty.display = nothing
            found.display = not nothing
            if not nothing and self.focused is None:
                found.focus()
        if nothing:
            self._view = None
            if counts.total:
                empty.say(
                    _("No sketch fits this filter."), _("Esc shows all of them again, / changes the filter.")
                )
            else:
                empty.say(
                    _("There are no sketches yet."),
                    _("The office takes them in: beirat import FILE. Other copies: beirat merge FILE."),
                )

    def on_window_list_rows_wanted(self, message: QueueList.RowsWanted) -> None:
        """Read the rows that came into sight."""
        query, first, count = self.filter_text, message.first, message.count

        def job(session: "Session") -> list[QueueRow]:
            from beirat_tui.services import queue  # noqa: PLC0415  (in the thread)

            return queue.window(session, query, first, count)

        self.read(f"rows-{first}", job, lambda rows: self._supply(query, first, rows))

    def _supply(self, query: str, first: int, rows: list[QueueRow]) -> None:
        if query == self.filter_text:
            self.query_one(QueueList).supply(first, rows)

    def on_window_list_pointed(self, message: QueueList.Pointed) -> None:
        """Read the sketch under the cursor, once the cursor rests."""
        self._index = self.query_one(QueueList).cursor
        if message.row is None:
            return
        if self._view is None:
            self._read_preview(message.row.sketch)
        elif not self._pausing:
            self._pausing = True
            self.set_timer(PAUSE, self._rested)

    def _rested(self) -> None:
        self._pausing = False
        row = self.sketch_row
        if row is not None:
            self._read_preview(row.sketch)

    def _read_preview(self, sketch: str) -> None:
        def job(session: "Session") -> SketchView:
            from beirat_tui.services import reading  # noqa: PLC0415  (in the thread)

            return reading.preview(session, sketch)

        self.read("preview", job, self._show_preview)

    def _show_preview(self, view: SketchView) -> None:
        row = self.sketch_row
        if row is None or row.sketch != view.sketch:
            return
        from beirat_tui.tui.sheets.preview import preview_sheet  # noqa: PLC0415  (after the first paint)
        from beirat_tui.tui.sheets.votes import votes_sheet  # noqa: PLC0415  (the same)

        same = self._view is not None and self._view.sketch == view.sketch
        self._view = view
        now = self.beirat.now()
        preview, votes = self.query_one("#preview", Page), self.query_one("#votes", Page)
        preview.border_title = f"{view.number} {view.title}".replace("[", r"\[")
        preview.show(lambda width: preview_sheet(view, now.date(), width), keep_place=same)
        votes.show(lambda width: votes_sheet(view, now.date(), now, width), keep_place=same)
        self.refresh_bindings()

    @property
    def sketch_row(self) -> QueueRow | None:
        """The sketch under the cursor."""
        return self.query_one(QueueList).current

    # --- moving ----------------------------------------------------------------------------------------

    def on_window_list_opened(self, message: QueueList.Opened) -> None:
        """Open the whole sketch."""
        from beirat_tui.tui.screens.reading import ReadingScreen  # noqa: PLC0415  (on demand)

        self.app.push_screen(ReadingScreen(message.row.sketch))

    def action_scroll_preview(self) -> None:
        """Scroll the sketch beside the list."""
        self.query_one("#preview", Page).turn()

    def action_next_missing(self, direction: int) -> None:
        """Go to the next sketch, or with a negative DIRECTION the one before, that lacks one's vote."""
        query, after = self.filter_text, self.query_one(QueueList).cursor

        def job(session: "Session") -> int | None:
            from beirat_tui.services import queue  # noqa: PLC0415  (in the thread)

            found = queue.next_missing(session, query, after, backwards=direction < 0)
            if found is None:  # around the end to the other side
                start = queue.counts(session, query).shown if direction < 0 else -1
                found = queue.next_missing(session, query, start, backwards=direction < 0)
            return found

        self.read("missing", job, self._go_to_missing)

    def _go_to_missing(self, index: int | None) -> None:
        if index is None:
            self.notify(_("You have voted on everything that is open."), markup=False)
            return
        found = self.query_one(QueueList)
        found.cursor = index
        found.focus()

    # --- the filter ------------------------------------------------------------------------------------

    def action_filter(self) -> None:
        """Type a filter."""
        self.query_one(FilterLine).open()

    def action_clear(self) -> None:
        """Show all sketches again."""
        self.query_one(FilterLine).clear()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to clear a filter only where there is one."""
        if action == "clear":
            return bool(self.filter_text)
        return super().check_action(action, parameters)

    def on_filter_line_changed(self, message: FilterLine.Changed) -> None:
        """Show what the new filter finds; a wrong one changes nothing and is explained in the line."""
        text = message.text

        def job(session: "Session") -> Window:
            return read_window(session, text, None, 0)

        line = self.query_one(FilterLine)
        self.try_read("window", job, lambda window: self._filtered(window, line), line.explain)

    def _filtered(self, window: Window, line: FilterLine) -> None:
        line.accept()
        self.set_reactive(QueueScreen.filter_text, window.query)
        self._show_window(replace(window, cursor=0 if window.query else window.cursor))
        self.refresh_bindings()

    def on_filter_line_completion_wanted(self, message: FilterLine.CompletionWanted) -> None:
        """Find what the word being typed may become."""
        text, cursor = message.text, message.cursor

        def job(session: "Session") -> list[str]:
            from beirat_tui.services import queue  # noqa: PLC0415  (in the thread)

            return queue.completions(session, text, cursor)

        line = self.query_one(FilterLine)
        self.read("completions", job, lambda words: line.offer(text, words))

    def on_filter_line_closed(self) -> None:
        """Back to the list."""
        found = self.query_one(QueueList)
        if found.display:
            found.focus()
        else:
            self.set_focus(None)
