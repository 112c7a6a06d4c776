"""Which items of an agenda can be decided with those who announced that they come?"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.tally.case import Ballot, Case, Meeting, Recusal, Seat
from beirat_tui.domain.tally.engine import tally

_NOON = 720


class Item(NamedTuple):
    """One item of the agenda: its id and the members who will be recused."""

    id: str
    recused: Collection[str] = ()


class Forecast(NamedTuple):
    """Whether an item can be decided.

    Attributes:
        item: its id.
        enough: whether the quorum will be there.
        expected: how many will count towards it, None where the rules ask for a fact not recorded.
        needed: how many are needed.
        reason: the rule that fails, "" if none.
    """

    item: str
    enough: bool
    expected: int | None
    needed: int | None
    reason: str


def forecast(
    seats: tuple[Seat, ...],
    rules: RuleSet,
    absent: Collection[str],
    items: Sequence[Item],
    *,
    second_invitation: bool = False,
    statutory_seats: int | None = None,
) -> tuple[Forecast, ...]:
    """For each of ITEMS whether it can be decided if all come but those ABSENT, and all who come vote.

    SECOND_INVITATION says that the board is invited again for these items, with the notice.
    """
    there = [seat.member for seat in seats if seat.member not in absent]
    found = []
    for item in items:
        come = [member for member in there if member not in item.recused]
        if rules.recusal.presence == "may stay":
            come = there
        meeting = Meeting(
            invited_all=True,
            second_invitation=second_invitation,
            notice=second_invitation,
            opened=_NOON,
            vote_at=_NOON,
            presence=dict.fromkeys(come, ((_NOON, None),)),
        )
        case = Case(
            seats,
            meeting,
            ballots=tuple(Ballot(member, "yes") for member in come),
            recused=tuple(Recusal(member) for member in item.recused),
            statutory_seats=statutory_seats,
        )
        found.append(_forecast(item.id, case, rules))
    return tuple(found)


def _forecast(item: str, case: Case, rules: RuleSet) -> Forecast:
    """What the quorum's steps of a pretended vote say."""
    outcome = tally(case, rules)
    figures = [step.facts for step in outcome.steps if step.rule in {"quorum.members", "quorum.second"}]
    present = figures[-1]["present"] if figures else None
    needed = figures[-1]["needed"] if figures else None
    enough = not outcome.reason.startswith("quorum.")
    return Forecast(
        item,
        enough,
        present if isinstance(present, int) else None,
        needed if isinstance(needed, int) else None,
        "" if enough else outcome.reason,
    )
