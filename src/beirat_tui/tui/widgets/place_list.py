"""The places with which the board is exchanged, one line each: what it is and how it stands."""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import BindingType

from beirat_tui.services.places import Place, local
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.widgets.cells import fitted, shortened
from beirat_tui.tui.widgets.spans import Line, Span
from beirat_tui.tui.widgets.window_list import LIST_KEYS, WindowList
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.places import wants_password


class PlaceList(WindowList[Place], inherit_bindings=False):
    """All of them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(*LIST_KEYS, "sync.login", "sync.last")]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, header=False)
        self._now: datetime | None = None
        self._under_way: frozenset[str] = frozenset()

    def fill(self, found: Sequence[Place], under_way: frozenset[str], now: datetime) -> None:
        """Show FOUND, of which those UNDER_WAY are being exchanged with."""
        self._now, self._under_way = now, under_way
        self.show(len(found), 0, found, self.cursor)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what Enter does on the place under the cursor."""
        if action in {"log_in", "open"}:
            problem = None if self.current is None else self.current.problem
            return (problem is not None and wants_password(problem)) == (action == "log_in")
        return super().check_action(action, parameters)

    def action_log_in(self) -> None:
        """Ask for the password."""
        self.action_open()

    def key_of(self, row: Place) -> str:
        """Return the address."""
        return row.address

    def line_of(self, row: Place, width: int) -> Line:
        """Return mark, name and state of ROW."""
        state = self._state(row)
        room = max(8, width - 2 - cell_len(state[0]) - 1)
        return self._mark(row), (fitted(tail(row.title, room), room) + " ", ""), state

    def _mark(self, row: Place) -> Span:
        if row.paused:
            return "‖ ", "dim"
        return ("! ", "warn") if row.problem is not None else ("⇅ ", "good")

    def _state(self, row: Place) -> Span:
        if row.paused:
            return _("paused"), "dim"
        if row.address in self._under_way:
            return _("exchanging …"), "next"
        if row.problem is not None:
            return _("disturbed"), "warn"
        if row.at is None or self._now is None:
            return _("not yet"), "dim"
        return fmt.ago(local(row.at), self._now), "dim"


def tail(text: str, room: int) -> str:
    """Return TEXT in ROOM cells: of a long path the end tells more than the beginning."""
    if cell_len(text) <= room:
        return text
    cut = text
    while cut and cell_len(cut) > room - 1:
        cut = cut[1:]
    return shortened(f"…{cut}", room)
