"""The queue's list: number, title, amount and state of each sketch, in as many columns as fit."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.spans import Line
from beirat_tui.tui.widgets.window_list import WindowList
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.queue_views import QueueRow

NUMBER = 7
WIDEST_NUMBER = 12
AMOUNT = 7
STATE = 14
WIDE_STATE = 24
DAY = 11
APPLICANT = 26

FULL_WORDS = 78
WITH_DAY = 96
WITH_APPLICANT = 120
WITHOUT_AMOUNT = 40
ANSWERED = {"yes", "no", "abstain", "recused"}
"""What of the own vote has a way to go."""


class QueueList(WindowList["QueueRow"]):
    """The sketches that the filter shows."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._number = NUMBER
        self._amount = AMOUNT
        self._only_here: frozenset[str] = frozenset()

    def mark(self, rounds: frozenset[str]) -> None:
        """Mark the rows whose vote runs in one of ROUNDS: the own vote in it is only on this device."""
        if rounds != self._only_here:
            self._only_here = rounds
            self.refresh()

    def key_of(self, row: "QueueRow") -> str:
        """Return the sketch's id."""
        return row.sketch

    def keep(self, first: int, rows: "Sequence[QueueRow]") -> None:
        """Keep ROWS, and make room for the widest number and amount among them."""
        from beirat_tui.wording.format import amount  # noqa: PLC0415  (with the first rows, not before)

        # Columns grow with what they hold and never shrink: a list that jumps sideways is hard to read.
        for row in rows:
            self._number = max(self._number, min(WIDEST_NUMBER, cell_len(row.number)))
            if row.grant_cents is not None:
                self._amount = max(self._amount, len(amount(row.grant_cents)))
        super().keep(first, rows)

    def line_of(self, row: "QueueRow", width: int) -> Line:
        """Return the columns of ROW."""
        from beirat_tui.wording.format import amount, date  # noqa: PLC0415  (with the first rows, not before)
        from beirat_tui.wording.states import queue_sign  # noqa: PLC0415  (the same)

        state = queue_sign(row.stage, row.my_vote, row.reason)
        words, here = str(state) if width >= FULL_WORDS else state.brief, ""
        if row.round in self._only_here and row.my_vote in ANSWERED:
            words, here = _with_mark(state.brief, WIDE_STATE if width >= FULL_WORDS else STATE)
        grant = "" if row.grant_cents is None else amount(row.grant_cents)
        day = row.deadline or row.meeting_date
        texts = (row.number, row.title, row.applicant, grant, date(day) if day else "", words)
        return self._columns(width, texts, state.tone, here)

    def header_of(self, width: int) -> Line:
        """Return the columns' names."""
        texts = (_("No."), _("Sketch"), _("Applicant"), "€", _("Until"), _("State"))
        return tuple((text, "dim") for text, _style in self._columns(width, texts, "dim"))

    def _columns(
        self, width: int, texts: tuple[str, str, str, str, str, str], tone: str, here: str = ""
    ) -> Line:
        number, title, applicant, grant, day, state = texts
        state_width = WIDE_STATE if width >= FULL_WORDS else STATE
        with_amount = width >= WITHOUT_AMOUNT
        with_day = width >= WITH_DAY
        with_applicant = width >= WITH_APPLICANT
        rest = width - self._number - 1 - state_width - 1
        rest -= (self._amount + 1) * with_amount + DAY * with_day + (APPLICANT + 1) * with_applicant
        spans = [
            (fitted(number, self._number) + " ", ""),
            (fitted(title, max(1, rest)) + " ", ""),
        ]
        if with_applicant:
            spans.append((fitted(applicant, APPLICANT) + " ", "dim"))
        if with_amount:
            spans.append((fitted(grant, self._amount, right=True) + " ", ""))
        if with_day:
            spans.append((fitted(day, DAY), "dim"))
        if here:
            spans.append((f"{state} ", tone))
            spans.append((fitted(here, state_width - cell_len(state) - 1), "warn"))
        else:
            spans.append((fitted(state, state_width), tone))
        return tuple(spans)


def _with_mark(state: str, room: int) -> tuple[str, str]:
    """Return STATE and the mark that a vote is only here, with its word if both have ROOM."""
    from beirat_tui.wording.states import DELIVERIES, sign  # noqa: PLC0415  (rare)

    here = sign(DELIVERIES, "here")
    mark = here.brief if cell_len(state) + 1 + cell_len(here.brief) <= room else here.glyph
    return fitted(state, min(cell_len(state), room - 1 - cell_len(mark))), mark
