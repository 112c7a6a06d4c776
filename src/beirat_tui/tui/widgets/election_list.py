"""The list of elections: day, what is elected, how far each is, and who was elected."""

from beirat_tui.services.round_views import RoundView
from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.spans import Line
from beirat_tui.tui.widgets.window_list import WindowList
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import ROUND_STATES, sign

DAY = 11
STATE = 19
ELECTED = 22
WITH_DAY = 70


class ElectionList(WindowList[RoundView]):
    """All elections, the newest first."""

    def fill(self, rows: list[RoundView], cursor: int) -> None:
        """Show ROWS."""
        self.show(len(rows), 0, rows, cursor)

    def key_of(self, row: RoundView) -> str:
        """Return the round's id."""
        return row.id

    def line_of(self, row: RoundView, width: int) -> Line:
        """Return the columns of ROW."""
        state = sign(ROUND_STATES, row.state)
        names = {seat.member: seat.name or seat.label for seat in row.electorate}
        elected = "" if row.outcome is None else row.outcome.derived.elected
        title = row.title if row.ballot == 1 else f"{row.title} ({row.ballot})"
        return self._columns(
            width,
            fmt.date(row.opened_at.date()),
            title,
            (state.brief, state.tone),
            names.get(elected, elected) or ("–" if row.outcome is not None else ""),
        )

    def header_of(self, width: int) -> Line:
        """Return the columns' names."""
        spans = self._columns(width, _("Day"), _("Seat"), (_("State"), ""), _("Elected"))
        return tuple((text, "dim") for text, _style in spans)

    @staticmethod
    def _columns(width: int, day: str, title: str, state: tuple[str, str], elected: str) -> Line:
        with_day = width >= WITH_DAY
        size = min(ELECTED, width // 3)
        rest = max(1, width - STATE - size - 2 - DAY * with_day)
        spans = [(fitted(day, DAY), "dim")] if with_day else []
        spans += [(fitted(title, rest) + " ", ""), (fitted(state[0], STATE) + " ", state[1])]
        spans.append((fitted(elected, size), "good"))
        return tuple(spans)
