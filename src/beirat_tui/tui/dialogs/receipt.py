"""Notes on which day the vote of a member in a written vote reached the office."""

from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult

from beirat_tui.services.round_views import RoundView
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.typed_values import read_day
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt

BY_DAY, LATE = "day", "late"


@dataclass(frozen=True, slots=True)
class ReceiptAnswer:
    """Whose vote arrived when; LATE whatever the day."""

    member: str
    name: str
    day: date
    late: bool
    reason: str


class ReceiptDialog(FormDialog[ReceiptAnswer]):
    """Asks about one of those who have voted."""

    def __init__(self, found: RoundView, today: date) -> None:
        super().__init__()
        self._found = found
        self._today = today
        self.heading = _("Arrival of a vote: {number}").format(number=found.number)

    def lines(self) -> ComposeResult:
        """Lay member, day, ruling and reason."""
        found, deadline = self._found, self._found.deadline
        yield note(
            _(
                "A vote that nothing is noted of is in time. What a late one counts for the rules say; "
                "closing shows it."
            ),
            "quiet",
        )
        voted = [
            (each.member, f"{each.label} {each.name}".strip()) for each in found.electorate if each.voted
        ]
        member = Turn(_("Vote of"), [("", "–"), *voted], id="member")
        member.add_class("gap")
        yield member
        yield Blank(_("Arrived on"), fmt.date(self._today), id="day")
        by_day = _("in time") if deadline is None else _("in time until {day}").format(day=fmt.date(deadline))
        yield Turn(_("Counts as"), [(BY_DAY, by_day), (LATE, _("late whatever the day"))], id="ruling")
        yield Blank(_("Reason"), "", example=_("postmark, after the hour set …"), id="reason")

    def settle(self) -> Settled[ReceiptAnswer]:
        """Say what will be noted, and whether that is late."""
        member = self.query_one("#member", Turn)
        day = read_day(self.query_one("#day", Blank).value, self._today)
        if not member.chosen:
            return Settled(None, _("Choose the member with the arrow keys."))
        if day is None:
            return Settled(None, _("The day cannot be read. Write 16.03.2026."))
        ruled = self.query_one("#ruling", Turn).chosen == LATE
        deadline = self._found.deadline
        late = ruled or (deadline is not None and day > deadline)
        text = (
            _("I note: the vote of {name} arrived on {day}, too late.")
            if late
            else _("I note: the vote of {name} arrived on {day}, in time.")
        )
        reason = self.query_one("#reason", Blank).value.strip()
        answer = ReceiptAnswer(member.chosen, member.word, day, ruled, reason)
        return Settled(answer, text.format(name=member.word, day=fmt.date(day)), _("note it"))
