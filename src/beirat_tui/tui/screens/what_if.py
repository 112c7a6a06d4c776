"""What if: the votes of one round under every other rule set, and what its result hangs on."""

from typing import TYPE_CHECKING

from textual.content import Content

from beirat_tui.services.round_views import RoundView
from beirat_tui.tui.screens.overlay import Overlay
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.outlook import OtherRules
    from beirat_tui.services.session import Session


class WhatIfScreen(Overlay):
    """One closed round, counted again."""

    def __init__(self, round_id: str) -> None:
        super().__init__()
        self._round = round_id

    def on_mount(self) -> None:
        """Name the page."""
        super().on_mount()
        self.page.border_title = _("What if")

    def refresh_board(self) -> None:
        """Count again."""
        round_id = self._round

        def job(session: "Session") -> "tuple[RoundView, OtherRules]":
            from beirat_tui.services import outlook, rounds  # noqa: PLC0415  (in the thread)

            return rounds.round_view(session, round_id), outlook.under_other_rules(session, round_id)

        self.read("what-if", job, lambda result: self._show(*result))

    def _show(self, found: RoundView, other: "OtherRules") -> None:
        from beirat_tui.tui.sheets.what_if import what_if_sheet  # noqa: PLC0415  (brings the sentences)

        self.page.border_title = Content(_("What if: {number}").format(number=found.number))
        session = self.beirat.session
        folder = "" if session is None else str(session.home.path / "rules")
        self.page.show(lambda width: what_if_sheet(found, other, folder, width), keep_place=True)
