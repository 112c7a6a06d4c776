"""One sketch to read from beginning to end, with its table of contents beside it."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content

from beirat_tui.services.queue_views import QueueRow
from beirat_tui.services.reading_views import SketchView
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.intake_actions import INTAKE_KEYS, IntakeActions
from beirat_tui.tui.round_actions import ROUND_KEYS, RoundActions
from beirat_tui.tui.screens.base import BoardScreen
from beirat_tui.tui.sketch_actions import SketchActions
from beirat_tui.tui.widgets.page import Page
from beirat_tui.tui.widgets.pick_list import Pick, PickList
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.session import Session


class ReadingScreen(BoardScreen, SketchActions, RoundActions, IntakeActions):
    """The whole sketch."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(
            "go.back", "go.back-q", "read.section-next", "read.section-previous", "read.contents",
            "vote.cast", "vote.deputy", "vote.recuse", "vote.why", "vote.object", "vote.dissent",
            "read.files", "read.versions", "read.note", "read.comment", *ROUND_KEYS, *INTAKE_KEYS,
        )
    ]  # fmt: skip

    DEFAULT_CSS = """
    ReadingScreen {
        #sketch { height: 1fr; }
        #sketch > * { height: 1fr; border: round $line; border-title-color: $quiet; }
        #sketch > *:focus { border: round $primary; border-title-color: $primary; }
        #contents { display: none; width: 32; }
        #page { width: 1fr; }
        &.-wide #contents, &.-broad #contents { display: block; }
    }
    """

    def __init__(self, sketch: str) -> None:
        super().__init__()
        self._sketch = sketch
        self._view: SketchView | None = None

    def compose_body(self) -> ComposeResult:
        """Lay contents and page."""
        with Horizontal(id="sketch"):
            yield PickList(id="contents")
            yield Page(id="page")

    def on_mount(self) -> None:
        """Take the keys."""
        super().on_mount()
        self.query_one("#contents").border_title = _("Contents")
        self._page.focus()

    @property
    def _page(self) -> Page:
        return self.query_one("#page", Page)

    @property
    def _contents(self) -> PickList:
        return self.query_one("#contents", PickList)

    @property
    def sketch_row(self) -> QueueRow | None:
        """The sketch being read."""
        return self._view.row if self._view is not None else None

    def refresh_board(self) -> None:
        """Read the sketch; the place on the page stays."""
        sketch = self._sketch

        def job(session: "Session") -> SketchView:
            from beirat_tui.services import reading  # noqa: PLC0415  (in the thread)

            return reading.read(session, sketch)

        self.read("sketch", job, self._show)

    def _show(self, view: SketchView) -> None:
        from beirat_tui.tui.sheets.sketch import sketch_sheet  # noqa: PLC0415  (on demand)

        again = self._view is not None
        self._view = view
        now = self.beirat.now()
        self._page.border_title = Content(f"{view.number} {view.title}")
        self._page.show(lambda width: sketch_sheet(view, now, width), keep_place=again)
        self.refresh_bindings()

    # --- the table of contents -------------------------------------------------------------------------

    @on(Page.Drawn)
    def _drawn(self) -> None:
        self._contents.fill(
            [Pick(str(line), title) for line, title in self._page.sheet.anchors], self._section()
        )

    @on(Page.Scrolled)
    def _scrolled(self) -> None:
        if not self._contents.has_focus:
            self._contents.cursor = self._section()

    def _section(self) -> int:
        top = self._page.scroll_offset.y
        before = [number for number, (line, _title) in enumerate(self._page.sheet.anchors) if line <= top]
        return before[-1] if before else 0

    @on(PickList.Pointed)
    def _pointed(self, message: PickList.Pointed) -> None:
        if message.row is not None and self._contents.has_focus:
            self._page.go_to(int(message.row.key))

    @on(PickList.Opened)
    def _opened(self, message: PickList.Opened) -> None:
        self._page.go_to(int(message.row.key))
        self._page.focus()

    def action_section(self, by: int) -> None:
        """Go to the next section, or the one before."""
        anchors = self._page.sheet.anchors
        top, now = self._page.scroll_offset.y, self._section()
        if by < 0 and anchors and anchors[now][0] < top:
            by = 0
        to = now + by
        if 0 <= to < len(anchors):
            self._page.go_to(anchors[to][0])

    def action_contents(self) -> None:
        """Go to the contents where they stand beside the page, else choose from a list."""
        if self._contents.display:
            self._contents.focus()
            return
        from beirat_tui.tui.dialogs.pick import PickDialog  # noqa: PLC0415  (on demand)

        picks = [Pick(str(line), title) for line, title in self._page.sheet.anchors]

        self.ask(
            PickDialog(_("Contents"), picks, _("go there"), self._section()),
            lambda line: self._page.go_to(int(line)),
        )

    # --- files and versions ----------------------------------------------------------------------------

    def action_files(self) -> None:
        """Open one of the attached files."""
        view = self._view
        if view is None:
            return
        if not view.attachments:
            self.notify(_("No files are attached to this sketch."), markup=False)
            return
        from beirat_tui.tui.dialogs.pick import PickDialog  # noqa: PLC0415  (on demand)
        from beirat_tui.wording.format import size  # noqa: PLC0415  (the same)

        picks = [Pick(file.id, file.name, size(file.size), "dim") for file in view.attachments]
        self.app.push_screen(PickDialog(_("Files"), picks, _("open it")), self._open_file)

    def _open_file(self, file: str | None) -> None:
        if file is None:
            return

        def job(session: "Session") -> tuple[str, str | None, str]:
            from beirat_tui.services import reading  # noqa: PLC0415  (in the thread)
            from beirat_tui.services.attached_text import attached_text  # noqa: PLC0415  (the same)
            from beirat_tui.tui.opening import open_outside  # noqa: PLC0415  (the same)

            name, text = attached_text(session, file)
            if text is not None:
                return name, text, ""
            return name, None, open_outside(name, reading.attachment(session, file)[2])

        self.read("file", job, lambda found: self._show_file(file, *found))

    def _show_file(self, file: str, name: str, text: str | None, path: str) -> None:
        if text is None:
            self.notify(_("Opened a copy: {path}").format(path=path), markup=False)
            return
        from beirat_tui.tui.screens.file import FileScreen  # noqa: PLC0415  (on demand)

        self.app.push_screen(FileScreen(file, name, text))

    def action_versions(self) -> None:
        """Compare versions."""
        view = self._view
        if view is None:
            return
        if len(view.versions) < 2:  # noqa: PLR2004  (a comparison takes two)
            self.notify(_("There is only one version of this sketch."), markup=False)
            return
        from beirat_tui.tui.screens.versions import VersionsScreen  # noqa: PLC0415  (on demand)

        self.app.push_screen(VersionsScreen(view.sketch, view.versions))

    def action_back(self) -> None:
        """Back to where this was opened."""
        self.dismiss()
