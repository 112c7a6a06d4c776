"""Why: an outcome's derivation, rule by rule, with numbers and the provision each step follows from."""

from typing import TYPE_CHECKING

from textual.content import Content

from beirat_tui.services.round_views import RoundView
from beirat_tui.tui.screens.overlay import Overlay
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.domain.tally.outcome import Step
    from beirat_tui.services.session import Session


class WhyScreen(Overlay):
    """The derivation of one round, live while it runs."""

    def __init__(self, round_id: str) -> None:
        super().__init__()
        self._round = round_id
        self._shown = False

    def on_mount(self) -> None:
        """Name the page."""
        super().on_mount()
        self.page.border_title = _("Why")

    def refresh_board(self) -> None:
        """Read the round."""
        round_id = self._round

        def job(session: "Session") -> "tuple[RoundView, tuple[Step, ...]]":
            from beirat_tui.services import rounds, so_far  # noqa: PLC0415  (in the thread)

            return rounds.round_view(session, round_id), so_far.steps_so_far(session, round_id)

        self.read("round", job, lambda found: self._show(*found))

    def _show(self, found: RoundView, steps: "tuple[Step, ...]") -> None:
        from beirat_tui.tui.sheets.why import why_sheet  # noqa: PLC0415  (brings the sentences)

        today = self.beirat.now().date()
        self.page.border_title = Content(
            _("Why: {number} {title}").format(number=found.number, title=found.title)
        )
        self.page.show(lambda width: why_sheet(found, today, width, steps), keep_place=self._shown)
        self._shown = True
