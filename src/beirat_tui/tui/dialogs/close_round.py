"""Closes the vote on a sketch; asks too whether somebody doubted the quorum, and what the chair said."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, cast

from textual.app import ComposeResult

from beirat_tui.log.bodies.rounds import VoteFacts
from beirat_tui.services.round_views import OutcomeView, RoundView
from beirat_tui.tui.dialogs.close import CloseDialog, CloseFacts
from beirat_tui.tui.sheets.closing import closing_sheet
from beirat_tui.tui.widgets.form import Turn
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import CHOICES, VOTA, sign

_PRESUMED = frozenset({"quorum.presumed", "quorum.challenged"})


class CloseRoundDialog(CloseDialog):
    """Shows the outcome; AWAITED are sentences on votes that may still be on their way."""

    def __init__(
        self,
        found: RoundView,
        outcome: OutcomeView,
        facts: CloseFacts,
        today: date,
        awaited: Sequence[str] = (),
    ) -> None:
        super().__init__(found, outcome, facts, today)
        self._awaited = awaited
        self.heading = _("Close the vote on {number}").format(number=found.number)
        self.not_yet = _("The vote cannot be closed yet: {missing}")
        self.done = _("close the vote")

    def sheet(self) -> Callable[[int], Sheet]:
        """Return what draws the preview."""
        return self._draw

    def _draw(self, width: int) -> Sheet:
        sheet = Sheet(width)
        for text in self._awaited:
            sheet.item(("!", "warn"), text, "warn")
        return sheet.join(closing_sheet(self.found, self.outcome, self.today, width))

    def questions(self) -> ComposeResult:
        """Ask for a doubt where the quorum is presumed, and for a casting vote that cannot be seen."""
        noted, steps = self.facts.noted, self.outcome.steps
        if any(step.rule in _PRESUMED for step in steps):
            yield Turn(
                _("Quorum"),
                [("", _("nobody doubted it")), ("challenged", _("somebody doubted it"))],
                "challenged" if noted.challenged else "",
                id="challenged",
            )
        lacking = any(step.rule == "tie.casting-vote" and step.verdict == "missing" for step in steps)
        if lacking or noted.casting_vote:
            choices = [(choice, sign(CHOICES, choice).word) for choice in CHOICES]
            yield Turn(
                _("Vote of the chair"),
                [("", _("not known")), *choices],
                noted.casting_vote or "",
                id="casting",
            )

    def noted(self) -> VoteFacts:
        """Return whether the quorum was doubted, and the casting vote."""
        casting = cast("Literal['yes', 'no', 'abstain'] | None", self.chosen("casting") or None)
        return VoteFacts(challenged=bool(self.chosen("challenged")), casting_vote=casting)

    def sentence(self) -> str:
        """Return what is closed, when it was held, and the outcome where it may be seen."""
        found, outcome = self.found, self.outcome
        when = fmt.date(self.facts.at.date())
        if self.in_meeting:
            clock = fmt.clock(self.facts.at.strftime("%H:%M"))
            when = _("{day}, {time}").format(day=when, time=clock)
        if found.hidden:
            return _("I close the vote on {number}, held on {when}.").format(number=found.number, when=when)
        text = _(
            "I close the vote on {number}, held on {when}: {votum}. {yes} yes, {no} no, {abstain} abstained, "
            "{not_voted} not voted."
        )
        return text.format(
            number=found.number, when=when, votum=sign(VOTA, outcome.votum), yes=outcome.yes,
            no=outcome.no, abstain=outcome.abstain, not_voted=outcome.not_voted,
        )  # fmt: skip
