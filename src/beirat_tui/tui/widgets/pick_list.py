"""A short list to pick from, drawn like the queue: sections, files, draft votes."""

from collections.abc import Sequence
from dataclasses import dataclass

from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.spans import Line
from beirat_tui.tui.widgets.window_list import WindowList


@dataclass(frozen=True, slots=True)
class Pick:
    """One line to pick: its id, its words, and a short remark at the right end in a tone."""

    key: str
    text: str
    remark: str = ""
    tone: str = ""


class PickList(WindowList[Pick]):
    """A list of `Pick`, all of it here."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, header=False)

    def fill(self, picks: Sequence[Pick], cursor: int = 0) -> None:
        """Show PICKS with the cursor on CURSOR."""
        self.show(len(picks), 0, picks, cursor)

    def key_of(self, row: Pick) -> str:
        """Return the pick's id."""
        return row.key

    def line_of(self, row: Pick, width: int) -> Line:
        """Return words and remark in WIDTH cells."""
        remark = f" {row.remark}" if row.remark else ""
        size = min(len(remark), width // 2)
        return (fitted(row.text, width - size), ""), (fitted(remark, size), row.tone)
