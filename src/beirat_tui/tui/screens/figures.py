"""The figures over all outcomes on a page of their own, where there is no room for them beside the list."""

from typing import TYPE_CHECKING

from beirat_tui.tui.screens.overlay import Overlay
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.outcome_views import OutcomeRow
    from beirat_tui.services.session import Session


class FiguresScreen(Overlay):
    """Grants by topic and applicant, votes over time."""

    def on_mount(self) -> None:
        """Name the page."""
        super().on_mount()
        self.page.border_title = _("Figures")

    def refresh_board(self) -> None:
        """Read all outcomes."""

        def job(session: "Session") -> "list[OutcomeRow]":
            from beirat_tui.services import outcomes  # noqa: PLC0415  (in the thread)

            return outcomes.outcomes(session)

        self.read("outcomes", job, self._show)

    def _show(self, rows: "list[OutcomeRow]") -> None:
        from beirat_tui.tui.sheets.outcomes import figures_sheet  # noqa: PLC0415  (brings the words)

        self.page.show(lambda width: figures_sheet(rows, width), keep_place=True)
