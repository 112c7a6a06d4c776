"""The list of outcomes: day, number, title, what the board said, how certain that is, and the ministry."""

from collections.abc import Sequence

from beirat_tui.services.outcome_views import OutcomeRow
from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.spans import Line
from beirat_tui.tui.widgets.window_list import WindowList
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import DECISIONS, REASONS, ROUND_STATES, VOTA, Sign, sign

DAY = 11
NUMBER = 8
VOTUM = 16
STATE = 13
MINISTRY = 22
NARROW_MINISTRY = 13
SIGN_OF_MINISTRY = 4
WITH_DAY = 96
WITH_MINISTRY = 66
WITH_STATE = 50


def votum_sign(row: OutcomeRow) -> Sign:
    """Return what the board said, or why it has said nothing."""
    if row.outcome is None:
        return sign(ROUND_STATES, row.state)
    if row.outcome.votum == "not_decided" and row.outcome.result in REASONS:
        return sign(REASONS, row.outcome.result)
    return sign(VOTA, row.outcome.votum)


def certainty(row: OutcomeRow) -> Sign:
    """Return how certain the outcome is."""
    if row.corrected:
        return Sign("!", _("corrected"), "warn")
    found = sign(ROUND_STATES, row.state)
    return Sign(found.glyph, found.short or found.word, found.tone if row.state != "confirmed" else "dim")


class OutcomeList(WindowList[OutcomeRow]):
    """All outcomes, the newest first."""

    def fill(self, rows: Sequence[OutcomeRow], cursor: int) -> None:
        """Show ROWS."""
        self.show(len(rows), 0, rows, cursor)

    def key_of(self, row: OutcomeRow) -> str:
        """Return the round's id."""
        return row.round

    def line_of(self, row: OutcomeRow, width: int) -> Line:
        """Return the columns of ROW."""
        votum = votum_sign(row)
        state = certainty(row) if row.outcome is not None else Sign("", "")
        ministry: tuple[str, str] = ("", "")
        if row.decision is not None:
            found = sign(DECISIONS, row.decision.granted)
            mark = "≠ " if row.decision.differs else ""
            ministry = (f"{mark}{found}", "warn" if row.decision.differs else found.tone)
        return self._columns(
            width,
            fmt.date(row.closed_at.date()) if row.closed_at is not None else "",
            row.number,
            row.title,
            (votum.brief, votum.tone),
            (str(state).strip(), state.tone),
            ministry,
        )

    def header_of(self, width: int) -> Line:
        """Return the columns' names."""
        spans = self._columns(
            width, _("Day"), _("No."), _("Sketch"), (_("Outcome"), ""), (_("State"), ""), (_("Ministry"), "")
        )
        return tuple((text, "dim") for text, _style in spans)

    def _columns(
        self,
        width: int,
        day: str,
        number: str,
        title: str,
        votum: tuple[str, str],
        state: tuple[str, str],
        ministry: tuple[str, str],
    ) -> Line:
        with_day, with_ministry, with_state = (
            width >= WITH_DAY,
            width >= WITH_MINISTRY,
            width >= WITH_STATE,
        )
        # Where there is no room for the ministry's word its sign stands alone; the pane beside has the words.
        ministry_width = SIGN_OF_MINISTRY if with_state else 0
        if with_ministry:
            ministry_width = MINISTRY if with_day else NARROW_MINISTRY
        rest = width - NUMBER - VOTUM - 1
        rest -= DAY * with_day + (ministry_width + 1) * bool(ministry_width) + (STATE + 1) * with_state
        spans = [(fitted(day, DAY), "dim")] if with_day else []
        spans += [(fitted(number, NUMBER), ""), (fitted(title, max(1, rest)) + " ", "")]
        spans.append((fitted(votum[0], VOTUM), votum[1]))
        if with_state:
            spans.append((" " + fitted(state[0], STATE), state[1]))
        if ministry_width:
            words = ministry[0] if with_ministry else ministry[0].partition(" ")[0]
            spans.append((" " + fitted(words, ministry_width), ministry[1]))
        return tuple(spans)
