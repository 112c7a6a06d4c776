"""The agenda of a meeting: position, number, title and how far each item is."""

from beirat_tui.services.meeting_views import AgendaItem
from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.spans import Line
from beirat_tui.tui.widgets.window_list import WindowList
from beirat_tui.wording import _
from beirat_tui.wording.states import queue_sign

STATE = 12
WIDE_STATE = 24
FULL_WORDS = 60
PLACE = 3
NUMBER = 8


class AgendaList(WindowList[AgendaItem]):
    """All items of one meeting."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, header=False)
        self._doubtful: frozenset[str] = frozenset()

    def fill(self, items: tuple[AgendaItem, ...], cursor: int, doubtful: frozenset[str]) -> None:
        """Show ITEMS; those DOUBTFUL cannot be decided with the members expected."""
        self._doubtful = doubtful
        self.show(len(items), 0, items, cursor)

    def key_of(self, row: AgendaItem) -> str:
        """Return the sketch's id."""
        return row.sketch

    def line_of(self, row: AgendaItem, width: int) -> Line:
        """Return the columns of ROW."""
        state = queue_sign(row.row.stage, row.row.my_vote, row.row.reason)
        glyph, tone, words = state.glyph, state.tone, str(state) if width >= FULL_WORDS else state.brief
        if row.sketch in self._doubtful and row.row.stage in {"submitted", "scheduled", "back"}:
            glyph, tone = "!", "warn"
            words = f"{glyph} " + _("no quorum")
        size = min(WIDE_STATE if width >= FULL_WORDS else STATE, max(2, width // 3))
        rest = max(1, width - PLACE - NUMBER - size - 1)
        # Titles begin alike; where there is no room for them the applicant tells items apart.
        name = row.row.title if width >= FULL_WORDS else row.row.applicant or row.row.title
        return (
            (f"{row.position:>2} ", "dim"),
            (fitted(row.row.number, NUMBER), "dim"),
            (fitted(name, rest) + " ", ""),
            (fitted(words, size), tone),
        )
