"""The chair confirms an outcome, or the office records that the chair did so on paper."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult

from beirat_tui.services.round_views import RoundState, RoundView
from beirat_tui.tui.actions import key_name
from beirat_tui.tui.dialogs.derivation import DerivationDialog
from beirat_tui.tui.sheets.closing import warning_lines
from beirat_tui.tui.sheets.why import why_sheet
from beirat_tui.tui.typed_values import read_day
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.tui.widgets.form import Blank
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import VOTA, sign


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """When the chair signed, and where the paper is."""

    day: date
    reference: str


def confirm_sheet(found: RoundView, today: date, width: int) -> Sheet:
    """Return the outcome of FOUND with its derivation and what deserves attention."""
    sheet = Sheet(width)
    for line in warning_lines(found):
        sheet.item(("!", "warn"), line, "warn")
    if found.outcome is None and found.state is RoundState.IRREGULAR:
        sheet.paragraph(_("The outcome is computed when it is confirmed."), "dim")
    sheet.blank()
    return sheet.join(why_sheet(found, today, width))


class _ConfirmPage:
    """What both dialogs show."""

    def __init__(self, found: RoundView, today: date) -> None:
        self.round = found
        self.today = today

    def draw(self, width: int) -> Sheet:
        return confirm_sheet(self.round, self.today, width)

    @property
    def outcome(self) -> str:
        found = self.round.outcome
        return str(sign(VOTA, found.votum)) if found is not None else _("as closed")


class ConfirmRoundDialog(DerivationDialog[bool]):
    """Asks the chair."""

    def __init__(self, found: RoundView, today: date) -> None:
        super().__init__()
        self._page = _ConfirmPage(found, today)
        self.heading = _("Confirm the outcome on {number}").format(number=found.number)

    def sheet(self) -> Callable[[int], Sheet]:
        """Return what draws the outcome."""
        return self._page.draw

    def say(self) -> None:
        """Say what is confirmed."""
        text = _("As the chair I confirm: {number} {title}: {votum}. The outcome is final then.")
        found = self._page.round
        self.query_one(Sentence).say(
            text.format(number=found.number, title=found.title, votum=self._page.outcome),
            _("{key}: {done}").format(key=key_name("enter"), done=_("confirm")),
        )

    def accepted(self) -> None:
        """Confirm."""
        self.dismiss(True)  # noqa: FBT003  (the answer itself)


class PaperDialog(DerivationDialog[PaperAnswer]):
    """Asks the office when the chair signed, and where the paper is kept."""

    def __init__(self, found: RoundView, today: date) -> None:
        super().__init__()
        self._page = _ConfirmPage(found, today)
        self.heading = _("Confirmed on paper: {number}").format(number=found.number)

    def sheet(self) -> Callable[[int], Sheet]:
        """Return what draws the outcome."""
        return self._page.draw

    def lines(self) -> ComposeResult:
        """Lay day and reference."""
        yield Blank(_("Signed on"), fmt.date(self._page.today), id="day")
        yield Blank(_("File reference"), example=_("minutes of 16 March, page 3 …"), id="reference")

    def _entered(self) -> PaperAnswer | None:
        day = read_day(self.query_one("#day", Blank).value, self._page.today)
        return None if day is None else PaperAnswer(day, self.query_one("#reference", Blank).value.strip())

    def say(self) -> None:
        """Say what is recorded."""
        entered, sentence = self._entered(), self.query_one(Sentence)
        if entered is None:
            sentence.say(_("This is not a day. Write 24.03.2026 or 24.3."))
        elif not entered.reference:
            sentence.say(_("Where the paper is kept is still missing."))
        else:
            text = _("The chair confirmed on paper on {day}: {number}: {votum}.")
            sentence.say(
                text.format(
                    day=fmt.date(entered.day), number=self._page.round.number, votum=self._page.outcome
                ),
                _("{key}: {done}").format(key=key_name("enter"), done=_("record this")),
            )

    def accepted(self) -> None:
        """Record it."""
        entered = self._entered()
        if entered is not None and entered.reference:
            self.dismiss(entered)
