"""Takes the figures of a vote by papers or raised hands: nothing but numbers is recorded."""

from dataclasses import dataclass, field

from textual.app import ComposeResult

from beirat_tui.services.round_views import RoundView
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.typed_values import read_count
from beirat_tui.tui.widgets.cells import shortened
from beirat_tui.tui.widgets.form import Blank
from beirat_tui.wording import _
from beirat_tui.wording.states import MOTIONS, word

LONGEST_TITLE = 120
FIGURES = ("yes", "no", "abstain", "invalid")


@dataclass(frozen=True, slots=True)
class CountAnswer:
    """What was counted; in an election, votes for candidates in place of yes and no."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    invalid: int = 0
    candidates: dict[str, int] = field(default_factory=dict)


class CountDialog(FormDialog[CountAnswer]):
    """Asks for four numbers."""

    def __init__(self, found: RoundView) -> None:
        super().__init__()
        self._round = found
        self.heading = _("Figures of the vote")

    def lines(self) -> ComposeResult:
        """Lay subject and numbers."""
        found = self._round
        yield note(f"{found.number} {shortened(found.title, LONGEST_TITLE)}", "subject")
        motion = _("Motion: {motion}").format(motion=word(MOTIONS, found.motion))
        advice = _("Two entries, by two people, must agree.")
        if found.count is not None and found.count.state in {"one", "differs"}:
            advice = _("Second count: enter what you find, without looking at the first entry.")
        yield note(f"{motion}. {advice}", "quiet")
        labels = (_("Yes"), _("No"), _("Abstention"), _("Invalid"))
        for name, label in zip(FIGURES, labels, strict=True):
            yield Blank(label, "", example="0", id=name)

    def settle(self) -> Settled[CountAnswer]:
        """Say what was counted."""
        numbers = [read_count(self.query_one(f"#{name}", Blank).value) for name in FIGURES]
        if any(number is None for number in numbers):
            return Settled(None, _("Only numbers can be entered."))
        yes, no, abstain, invalid = (number or 0 for number in numbers)
        total = yes + no + abstain + invalid
        if total == 0:
            return Settled(None, _("Nothing is counted yet."))
        if total > self._round.entitled:
            return Settled(
                None,
                _("{total} votes are more than the {entitled} members who may vote.").format(
                    total=total, entitled=self._round.entitled
                ),
            )
        text = _(
            "Counted on {number}: {yes} yes, {no} no, {abstain} abstained, {invalid} invalid, {total} in all."
        ).format(
            number=self._round.number, yes=yes, no=no, abstain=abstain, invalid=invalid, total=total
        )  # fmt: skip
        return Settled(CountAnswer(yes, no, abstain, invalid), text, _("record the figures"))
