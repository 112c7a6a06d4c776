"""The chair picks one of several closings of a vote, written without knowledge of each other."""

from collections.abc import Callable
from datetime import date

from textual import on
from textual.app import ComposeResult

from beirat_tui.domain.tally import outcome_from
from beirat_tui.domain.votum import votum
from beirat_tui.services.conflict_views import Side
from beirat_tui.services.round_views import OutcomeView, RoundView
from beirat_tui.tui.actions import key_name
from beirat_tui.tui.dialogs.derivation import DerivationDialog
from beirat_tui.tui.sheets.closing import derivation_sheet
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.tui.widgets.form import Turn
from beirat_tui.tui.widgets.page import Page
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import VOTA, sign


class ContestedDialog(DerivationDialog[str]):
    """Returns the id of the closing that holds."""

    def __init__(self, found: RoundView, sides: tuple[Side, ...], today: date) -> None:
        super().__init__()
        self._round = found
        self._sides = {side.record: side for side in sides}
        self._today = today
        self.heading = _("Choose a closing of {number}").format(number=found.number)

    def sheet(self) -> Callable[[int], Sheet]:
        """Return what draws the closing that is chosen."""
        return lambda width: derivation_sheet(self._round, self._outcome(self._chosen), self._today, width)

    @property
    def _chosen(self) -> Side:
        turns = self.query("#closing")
        if not turns:
            return next(iter(self._sides.values()))
        return self._sides[turns.first(Turn).chosen]

    def _outcome(self, side: Side) -> OutcomeView:
        derived = outcome_from(dict(side.body["outcome"]))
        return OutcomeView(derived, votum(self._round.motion, derived.result), final=False)

    def lines(self) -> ComposeResult:
        """Lay the choice."""
        yield Turn(
            _("Closing by"),
            [
                (name, f"{side.author_label} {side.author_name} · {fmt.moment(side.at)}")
                for name, side in self._sides.items()
            ],
            id="closing",
        )

    @on(Turn.Turned)
    def _turned(self) -> None:
        if self.is_mounted and self.query(Page):
            self.query_one(Page).show(self.sheet())

    def say(self) -> None:
        """Say what is confirmed."""
        side = self._chosen
        outcome = self._outcome(side)
        text = _(
            "As the chair I confirm the closing by {author} on {number}: {votum}, {yes} yes, {no} no, "
            "{abstain} abstained. The other one does not count."
        )
        self.query_one(Sentence).say(
            text.format(
                author=side.author_label, number=self._round.number, votum=sign(VOTA, outcome.votum),
                yes=outcome.yes, no=outcome.no, abstain=outcome.abstain,
            ),
            _("{key}: {done}").format(key=key_name("enter"), done=_("confirm")),
        )  # fmt: skip

    def accepted(self) -> None:
        """Answer."""
        self.dismiss(self._chosen.record)
