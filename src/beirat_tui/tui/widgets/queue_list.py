"""The queue's list: number, title, amount and state of each sketch, in as many columns as fit."""

from collections.abc import Sequence

from rich.cells import cell_len

from beirat_tui.services.queue_views import QueueRow
from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.spans import Line
from beirat_tui.tui.widgets.window_list import WindowList
from beirat_tui.wording import _
from beirat_tui.wording.format import amount, date
from beirat_tui.wording.states import queue_sign

NUMBER = 7
AMOUNT = 7
STATE = 14
WIDE_STATE = 24
DAY = 11
APPLICANT = 26

FULL_WORDS = 78
WITH_DAY = 96
WITH_APPLICANT = 120
WITHOUT_AMOUNT = 40


class QueueList(WindowList[QueueRow]):
    """The sketches that the filter shows."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._number = NUMBER
        self._amount = AMOUNT

    def key_of(self, row: QueueRow) -> str:
        """Return the sketch's id."""
        return row.sketch

    def _keep(self, first: int, rows: Sequence[QueueRow]) -> None:
        # Columns grow with what they hold and never shrink: a list that jumps sideways is hard to read.
        for row in rows:
            self._number = max(self._number, min(12, cell_len(row.number)))
            if row.grant_cents is not None:
                self._amount = max(self._amount, cell_len(amount(row.grant_cents)))
        super()._keep(first, rows)

    def line_of(self, row: QueueRow, width: int) -> Line:
        """Return the columns of ROW."""
        state = queue_sign(row.stage, row.my_vote, row.reason)
        words = str(state) if width >= FULL_WORDS else state.brief
        grant = "" if row.grant_cents is None else amount(row.grant_cents)
        day = row.deadline or row.meeting_date
        return self._columns(
            width,
            row.number,
            row.title,
            row.applicant,
            grant,
            date(day) if day else "",
            (words, state.tone),
        )

    def header_of(self, width: int) -> Line:
        """Return the columns' names."""
        spans = self._columns(
            width, _("No."), _("Sketch"), _("Applicant"), "€", _("Until"), (_("State"), "dim")
        )
        return tuple((text, "dim") for text, _style in spans)

    def _columns(
        self,
        width: int,
        number: str,
        title: str,
        applicant: str,
        grant: str,
        day: str,
        state: tuple[str, str],
    ) -> Line:
        state_width = WIDE_STATE if width >= FULL_WORDS else STATE
        rest = width - self._number - 1 - state_width - 1
        with_amount = width >= WITHOUT_AMOUNT
        with_day = width >= WITH_DAY
        with_applicant = width >= WITH_APPLICANT
        rest -= (self._amount + 1) * with_amount + DAY * with_day + (APPLICANT + 1) * with_applicant
        spans = [(fitted(number, self._number) + " ", ""), (fitted(title, max(1, rest)) + " ", "")]
        if with_applicant:
            spans.append((fitted(applicant, APPLICANT) + " ", "dim"))
        if with_amount:
            spans.append((fitted(grant, self._amount, right=True) + " ", ""))
        if with_day:
            spans.append((fitted(day, DAY), "dim"))
        spans.append((fitted(state[0], state_width), state[1]))
        return tuple(spans)
