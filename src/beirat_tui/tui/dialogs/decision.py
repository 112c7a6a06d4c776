"""Records what the ministry decided on a sketch, whatever the board recommended."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from textual.app import ComposeResult
from textual.widgets import TextArea

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.money import parse_euro
from beirat_tui.services.reading_views import DecisionView, SketchView
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.typed_values import read_day
from beirat_tui.tui.widgets.cells import shortened
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import DECISIONS, sign

LONGEST_TITLE = 120
Granted = Literal["yes", "no", "partly"]


@dataclass(frozen=True, slots=True)
class DecisionAnswer:
    """What the ministry decided."""

    granted: Granted
    amount_cents: int | None
    day: date
    reasons: str


class DecisionDialog(FormDialog[DecisionAnswer]):
    """Asks for decision, amount, day and reasons."""

    def __init__(self, view: SketchView, today: date) -> None:
        super().__init__()
        self._view = view
        self._today = today
        self.heading = _("The ministry’s decision")

    def lines(self) -> ComposeResult:
        """Lay the lines."""
        view, before = self._view, self._view.decision
        yield note(f"{view.number} {shortened(view.title, LONGEST_TITLE)}", "subject")
        if before is not None:
            yield note(_("Recorded so far: {decision}").format(decision=_words(before)), "warn")
        granted = [(name, sign(DECISIONS, name).word) for name in DECISIONS]
        yield Turn(_("Decision"), granted, before.granted if before is not None else "yes", id="granted")
        amount = view.grant_cents if before is None or before.amount_cents is None else before.amount_cents
        yield Blank(_("Amount"), fmt.amount(amount) if amount is not None else "", hint="€", id="amount")
        yield Blank(
            _("Day of the decision"), fmt.date(self._today if before is None else before.date), id="day"
        )
        yield note(_("Reasons, if the ministry gave any:"), "quiet")
        yield TextArea(before.reasons if before is not None else "", soft_wrap=True, show_line_numbers=False)

    def settle(self) -> Settled[DecisionAnswer]:
        """Say what is recorded."""
        granted = cast("Granted", self.query_one("#granted", Turn).chosen)
        blank = self.query_one("#amount", Blank)
        blank.display = granted != "no"
        day = read_day(self.query_one("#day", Blank).value, self._today)
        if day is None:
            return Settled(None, _("This is not a day. Write 24.03.2026 or 24.3."))
        cents = None
        if granted != "no" and blank.value.strip():
            try:
                cents = parse_euro(blank.value)
            except InputError:
                return Settled(None, _("This is not an amount. Write 150.000 or 150000."))
        reasons = self.query_one(TextArea).text.strip()
        answer = DecisionAnswer(granted, cents, day, reasons)
        found = DecisionView(granted, cents, day, differs=False)
        text = _("The ministry decided on {number}: {decision}.").format(
            number=self._view.number, decision=_words(found)
        )
        return Settled(answer, text, _("record this"))


def _words(found: DecisionView) -> str:
    parts = [sign(DECISIONS, found.granted).word]
    if found.amount_cents is not None and found.granted != "no":
        parts.append(fmt.euro(found.amount_cents))
    return ", ".join([*parts, fmt.date(found.date)])
