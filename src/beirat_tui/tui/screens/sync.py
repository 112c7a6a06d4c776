"""The exchange: other copies of this board taken in, what that leaves to settle, devices heard of."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from beirat_tui.services.board_views import BoardView
from beirat_tui.services.conflict_views import Conflict
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.screens.base import BoardScreen
from beirat_tui.tui.widgets.conflict_list import ConflictList
from beirat_tui.tui.widgets.page import Page
from beirat_tui.wording import _, ngettext

if TYPE_CHECKING:
    from beirat_tui.services.merging_views import MergeReport
    from beirat_tui.services.session import Session
    from beirat_tui.tui.jobs import Progress


@dataclass(frozen=True, slots=True)
class State:
    """What one reading brings."""

    board: BoardView
    conflicts: tuple[Conflict, ...]
    path: Path
    beside: tuple[Path, ...]


class SyncScreen(BoardScreen):
    """Copies, conflicts, devices."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("sync.choose")]

    DEFAULT_CSS = """
    SyncScreen {
        #exchange { height: 1fr; layout: grid; grid-size: 2 2; grid-columns: 3fr 2fr; grid-rows: 1fr 3; }
        &.-some #exchange { grid-rows: 4fr 3fr; }
        #exchange > * { border: round $line; border-title-color: $quiet; height: 1fr; }
        #exchange > *:focus { border: round $primary; border-title-color: $primary; }
        #conflict { display: none; }
        #settle { column-span: 2; display: none; }
        #calm { column-span: 2; }
        &.-some #settle { display: block; }
        &.-some #calm { display: none; }
        &.-wide #exchange, &.-broad #exchange { grid-columns: 1fr 1fr; }
        &.-wide.-some #settle, &.-broad.-some #settle { column-span: 1; }
        &.-wide.-some #conflict, &.-broad.-some #conflict { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._state: State | None = None
        self._last: MergeReport | None = None

    def compose_body(self) -> ComposeResult:
        """Lay the panes."""
        with Container(id="exchange"):
            yield Page(id="copies")
            yield Page(id="devices")
            yield ConflictList(id="settle")
            yield Page(id="conflict")
            yield Page(id="calm")

    def on_mount(self) -> None:
        """Name the panes."""
        super().on_mount()
        self.query_one("#copies").border_title = _("Copies")
        self.query_one("#devices").border_title = _("Devices last heard of")
        for name in ("#settle", "#calm"):
            self.query_one(name).border_title = _("To settle")
        self.query_one("#conflict").border_title = _("How")
        self.query_one("#copies", Page).focus()

    def refresh_board(self) -> None:
        """Read devices, conflicts and what lies beside the file."""

        def job(session: "Session") -> State:
            from beirat_tui.services import board, conflicts, merging  # noqa: PLC0415  (in the thread)

            return State(
                board.board(session),
                tuple(conflicts.conflicts(session)),
                session.path,
                tuple(merging.copies_beside(session)),
            )

        self.read("exchange", job, self._show)

    def _show(self, state: State) -> None:
        from beirat_tui.tui.sheets.sync import copies_sheet, devices_sheet  # noqa: PLC0415  (brings the words)
        from beirat_tui.tui.widgets.sheet import Sheet  # noqa: PLC0415  (the same)

        self._state = state
        now, last = self.beirat.now(), self._last
        self.query_one("#copies", Page).show(
            lambda width: copies_sheet(state.path, state.beside, last, width), keep_place=True
        )
        self.query_one("#devices", Page).show(
            lambda width: devices_sheet(state.board, now, width), keep_place=True
        )
        self.query_one("#calm", Page).show(
            lambda width: Sheet(width).paragraph(_("✓ Nothing contradicts itself."), "good")
        )
        self.set_class(bool(state.conflicts), "-some")
        found = self.query_one(ConflictList)
        current = found.current
        places = {found.key_of(each): place for place, each in enumerate(state.conflicts)}
        cursor = places.get(found.key_of(current), found.cursor) if current is not None else 0
        found.fill(state.conflicts, cursor)
        text = ngettext("{number} matter", "{number} matters", len(state.conflicts))
        found.border_subtitle = text.format(number=len(state.conflicts)) if state.conflicts else ""
        self.refresh_bindings()

    @on(ConflictList.Pointed)
    def _pointed(self, message: ConflictList.Pointed) -> None:
        from beirat_tui.tui.sheets.sync import conflict_sheet  # noqa: PLC0415  (brings the words)

        row = message.row
        if row is not None:
            self.query_one("#conflict", Page).show(lambda width: conflict_sheet(row, width))

    @on(ConflictList.Opened)
    def _opened(self, message: ConflictList.Opened) -> None:
        found: Conflict = message.row
        if found.sketch is not None:
            from beirat_tui.tui.screens.reading import ReadingScreen  # noqa: PLC0415  (on demand)

            self.app.push_screen(ReadingScreen(found.sketch))
            return
        if found.meeting is not None:
            self.beirat.action_view("meeting")
            return
        if found.member is not None or found.code in {"roster", "deputies", "rules", "fork"}:
            self.beirat.action_view("board")
            return
        from beirat_tui.tui.screens.sheet import SheetScreen  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.sheets.sync import conflict_sheet  # noqa: PLC0415  (the same)

        self.app.push_screen(SheetScreen(_("To settle"), lambda width: conflict_sheet(found, width)))

    # --- taking in -------------------------------------------------------------------------------------

    def action_choose_copy(self) -> None:
        """Choose other copies and take in what they hold."""
        state = self._state
        if state is None:
            return
        from beirat_tui.tui.dialogs.choose_copy import ChooseCopyDialog  # noqa: PLC0415  (on demand)

        def answered(paths: list[Path] | None) -> None:
            if paths:
                self._merge(paths)

        self.app.push_screen(ChooseCopyDialog(state.path, state.beside), answered)

    def _merge(self, paths: list[Path]) -> None:
        def job(session: "Session", progress: "Progress") -> "MergeReport":
            from beirat_tui.services import merging  # noqa: PLC0415  (in the thread)

            return merging.merge(session, paths, progress)

        self.long(_("Taking in"), job, self._merged)

    def _merged(self, report: "MergeReport") -> None:
        from beirat_tui.tui.screens.sheet import SheetScreen  # noqa: PLC0415  (on demand)
        from beirat_tui.tui.sheets.sync import merge_sheet  # noqa: PLC0415  (the same)

        self._last = report
        self.app.push_screen(SheetScreen(_("What was taken in"), lambda width: merge_sheet(report, width)))
        self.refresh_board()
