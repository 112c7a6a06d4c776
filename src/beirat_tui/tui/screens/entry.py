"""One entry of the log, down to its bytes."""

from typing import TYPE_CHECKING

from beirat_tui.tui.screens.overlay import Overlay
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.history_views import LogDetail
    from beirat_tui.services.session import Session


class EntryScreen(Overlay):
    """Shows one entry and checks its signature."""

    def __init__(self, entry: str) -> None:
        super().__init__()
        self._entry = entry

    def on_mount(self) -> None:
        """Name the page."""
        super().on_mount()
        self.page.border_title = _("Entry {id}").format(id=self._entry[:12])

    def refresh_board(self) -> None:
        """Read the entry."""
        name = self._entry

        def job(session: "Session") -> "LogDetail":
            from beirat_tui.services import history  # noqa: PLC0415  (in the thread)

            return history.entry(session, name)

        self.read("entry", job, self._show)

    def _show(self, detail: "LogDetail") -> None:
        from beirat_tui.tui.sheets.entry import entry_sheet  # noqa: PLC0415  (brings the words)

        self.page.show(lambda width: entry_sheet(detail, width), keep_place=True)
