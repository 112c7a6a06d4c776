"""Two versions of a sketch compared; left and right step through the pairs."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from beirat_tui.services.reading_views import Change, VersionView
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.screens.overlay import Overlay
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.session import Session


class VersionsScreen(Overlay):
    """What one version changed against the one before."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("read.older", "read.newer")]

    def __init__(self, sketch: str, versions: tuple[VersionView, ...]) -> None:
        super().__init__()
        self._sketch = sketch
        self._versions = versions
        self._newer = len(versions) - 1

    def refresh_board(self) -> None:
        """Read the difference."""
        sketch, older, newer = (
            self._sketch,
            self._versions[self._newer - 1].id,
            self._versions[self._newer].id,
        )

        def job(session: "Session") -> list[Change]:
            from beirat_tui.services import reading  # noqa: PLC0415  (in the thread)

            return list(reading.difference(session, sketch, older, newer))

        self.read("difference", job, self._show)

    def _show(self, changes: list[Change]) -> None:
        from beirat_tui.tui.sheets.difference import difference_sheet  # noqa: PLC0415  (on demand)

        self.page.border_title = _("Version {old} → {new} of {count}").format(
            old=self._newer, new=self._newer + 1, count=len(self._versions)
        )
        self.page.show(lambda width: difference_sheet(changes, width))

    def action_step(self, by: int) -> None:
        """Compare another pair."""
        to = self._newer + by
        if 1 <= to < len(self._versions):
            self._newer = to
            self.refresh_board()
