"""The log: every entry with author, time, kind and effect, the last to arrive first; searched and checked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from beirat_tui.services.history_views import LogEntry
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.screens.base import BoardScreen
from beirat_tui.tui.widgets.empty import Empty
from beirat_tui.tui.widgets.log_list import LogList
from beirat_tui.tui.widgets.search_line import SearchLine
from beirat_tui.tui.widgets.window_list import PAGE
from beirat_tui.wording import _, ngettext
from beirat_tui.wording import format as fmt
from beirat_tui.wording.format import number

if TYPE_CHECKING:
    from beirat_tui.services.session import Session
    from beirat_tui.services.verification_views import VerifyReport
    from beirat_tui.tui.jobs import Progress


@dataclass(frozen=True, slots=True)
class Window:
    """What one reading brings."""

    query: str
    total: int
    first: int
    rows: list[LogEntry]
    cursor: int


class LogScreen(BoardScreen):
    """List and search."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("log.search", "log.verify", "log.clear")]

    DEFAULT_CSS = """
    LogScreen {
        #notices { height: auto; max-height: 5; padding: 0 1; color: $warn; display: none; }
        &.-noticed #notices { display: block; }
        LogList { height: 1fr; border: round $line; border-title-color: $quiet; }
        LogList:focus { border: round $primary; border-title-color: $primary; }
        Empty { display: none; height: 1fr; }
        &.-none Empty { display: block; }
        &.-none LogList { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._query = ""

    def compose_body(self) -> ComposeResult:
        """Lay search line and list."""
        yield Static(id="notices", markup=False)
        yield SearchLine(_("Search:"), _("ballot M07, vote closed, no effect …"))
        yield LogList(id="log")
        yield Empty()

    def on_mount(self) -> None:
        """Name the list."""
        super().on_mount()
        self.query_one(LogList).border_title = _("Log, the last to arrive first")
        self.query_one(LogList).focus()

    def refresh_board(self) -> None:
        """Read the entries around the cursor anew."""
        self._show_notices()
        query, at = self._query, self.query_one(LogList).cursor

        def job(session: "Session") -> Window:
            from beirat_tui.services import history  # noqa: PLC0415  (in the thread)

            total = history.count(session, query)
            cursor = max(0, min(at, total - 1))
            first = cursor - cursor % PAGE
            return Window(query, total, first, history.entries(session, query, first, PAGE), cursor)

        self.read("window", job, self._show)

    def _show_notices(self) -> None:
        """Show what other programs did to the file since the program started, the last first."""
        told = [f"{fmt.moment(at)}  {text}" for at, text in reversed(self.beirat.file_notices)]
        self.set_class(bool(told), "-noticed")
        self.query_one("#notices", Static).update("\n".join(told))

    def _show(self, window: Window) -> None:
        if window.query != self._query:
            return
        found = self.query_one(LogList)
        found.show(window.total, window.first, window.rows, window.cursor)
        text = ngettext("{number} entry", "{number} entries", window.total)
        found.border_subtitle = text.format(number=number(window.total))
        self.set_class(window.total == 0, "-none")
        if window.total == 0:
            self.query_one(Empty).say(
                _("No entry fits these words."), _("Esc shows all entries again, / changes the words.")
            )
            if self.focused is found:
                self.set_focus(None)
        self.refresh_bindings()

    @on(LogList.RowsWanted)
    def _rows_wanted(self, message: LogList.RowsWanted) -> None:
        query, first, count = self._query, message.first, message.count

        def job(session: "Session") -> list[LogEntry]:
            from beirat_tui.services import history  # noqa: PLC0415  (in the thread)

            return history.entries(session, query, first, count)

        self.read(f"rows-{first}", job, lambda rows: self._supply(query, first, rows))

    def _supply(self, query: str, first: int, rows: list[LogEntry]) -> None:
        if query == self._query:
            self.query_one(LogList).supply(first, rows)

    @on(LogList.Opened)
    def _opened(self, message: LogList.Opened) -> None:
        from beirat_tui.tui.screens.entry import EntryScreen  # noqa: PLC0415  (on demand)

        self.app.push_screen(EntryScreen(message.row.id))

    # --- searching -------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Type words."""
        self.query_one(SearchLine).open()

    def action_clear(self) -> None:
        """Show all entries again."""
        self.query_one(SearchLine).action_leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to clear the search only where there is one."""
        if action == "clear":
            return bool(self._query)
        return super().check_action(action, parameters)

    @on(SearchLine.Changed)
    def _searched(self, message: SearchLine.Changed) -> None:
        if message.text != self._query:
            self._query = message.text
            self.query_one(LogList).cursor = 0
            self.refresh_board()

    @on(SearchLine.Closed)
    def _search_over(self) -> None:
        self.query_one(LogList).focus()

    # --- checking --------------------------------------------------------------------------------------

    def action_verify(self) -> None:
        """Compute everything again, with progress, and say what was found."""

        def job(session: "Session", progress: "Progress") -> "VerifyReport":
            from beirat_tui.services import verification  # noqa: PLC0415  (in the thread)

            return verification.verify(session, progress)

        self.long(_("Checking everything"), job, self._show_report)

    def _show_report(self, report: "VerifyReport") -> None:
        from beirat_tui.tui.screens.sheet import SheetScreen  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.sheets.verified import verified_sheet  # noqa: PLC0415  (the same)

        self.app.push_screen(SheetScreen(_("What was found"), lambda width: verified_sheet(report, width)))
