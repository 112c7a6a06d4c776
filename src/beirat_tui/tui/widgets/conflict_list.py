"""What needs settling, one line each; one's own first."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from beirat_tui.services.conflict_views import Conflict
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.spans import Line
from beirat_tui.tui.widgets.window_list import LIST_KEYS, WindowList
from beirat_tui.wording.conflicts import conflict_text


class ConflictList(WindowList[Conflict], inherit_bindings=False):
    """All of them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(*LIST_KEYS, "sync.settle")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, header=False)

    def fill(self, found: Sequence[Conflict], cursor: int) -> None:
        """Show FOUND."""
        self.show(len(found), 0, found, cursor)

    def key_of(self, row: Conflict) -> str:
        """Return where the entries stand."""
        return f"{row.code}/{row.slot}"

    def line_of(self, row: Conflict, width: int) -> Line:
        """Return what is wrong."""
        text = conflict_text(row.code, row.about, mine=row.mine).what
        return ("≠ ", "next" if row.mine else "warn"), (fitted(text, max(1, width - 2)), "")
