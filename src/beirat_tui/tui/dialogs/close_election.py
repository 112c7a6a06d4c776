"""Closes an election: whether somebody objected, and the lot on equal votes, are asked too."""

from collections.abc import Callable
from datetime import date

from textual.app import ComposeResult

from beirat_tui.log.bodies.rounds import VoteFacts
from beirat_tui.services.round_views import OutcomeView, RoundView
from beirat_tui.tui.dialogs.close import CloseDialog, CloseFacts
from beirat_tui.tui.sheets.election import closing_election_sheet
from beirat_tui.tui.sheets.why import naming
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _
from beirat_tui.wording.derivation import result_text

SEPARATOR = "·"
LONGEST_SAYING = 64


class CloseElectionDialog(CloseDialog):
    """Shows the result, and asks for the lot where only that can settle it."""

    def __init__(self, found: RoundView, outcome: OutcomeView, facts: CloseFacts, today: date) -> None:
        super().__init__(found, outcome, facts, today)
        self.heading = _("Close the election “{subject}”").format(subject=found.title)
        self.not_yet = _("The election cannot be closed yet: {missing}")
        self.done = _("close the election")

    def sheet(self) -> Callable[[int], Sheet]:
        """Return what draws the preview."""
        return lambda width: closing_election_sheet(self.found, self.outcome, width)

    def questions(self) -> ComposeResult:
        """Ask for an objection where the vote is by call or sign, and for what was said for the lot."""
        noted = self.facts.noted
        if self.found.secrecy == "open":
            yield Turn(
                _("Vote by call or sign"),
                [("", _("nobody objected")), ("papers", _("somebody objected"))],
                "papers" if noted.objected else "",
                id="objected",
            )
        if any(step.rule == "election.lot" for step in self.outcome.steps):
            yield Blank(
                _("Said for the lot"),
                f" {SEPARATOR} ".join(noted.lot),
                example=_("4 · 2 · Moon: in the order it was said"),
                id="lot",
            )

    def noted(self) -> VoteFacts:
        """Return whether somebody objected, and what was said, in the order in which it was said."""
        typed = "".join(each.value for each in self.query("#lot").results(Blank))
        said = [each.strip()[:LONGEST_SAYING] for each in typed.replace(",", SEPARATOR).split(SEPARATOR)]
        return VoteFacts(objected=bool(self.chosen("objected")), lot=[each for each in said if each])

    def sentence(self) -> str:
        """Return what is closed, and the result where it may be seen."""
        text = _("I close the election “{subject}”.").format(subject=self.found.title)
        if not self.found.hidden:
            text += " " + result_text(self.outcome.derived, naming(self.found))
        return text
