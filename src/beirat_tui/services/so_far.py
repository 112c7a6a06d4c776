"""What the rules say of a running vote already, as far as the person may see it."""

from typing import TYPE_CHECKING

from beirat_tui.domain.tally.engine import tally
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.rounds import VoteFacts
from beirat_tui.log.cases import build_case
from beirat_tui.log.closing import RoundState
from beirat_tui.services.deadlines import with_holidays
from beirat_tui.services.rounds import conclusion_of

if TYPE_CHECKING:
    from beirat_tui.domain.rules.model import RuleSet
    from beirat_tui.domain.tally.outcome import Step
    from beirat_tui.services.session import Session

_FORMALITIES = (
    "quorum.",
    "recusal.",
    "circulation.allowed",
    "circulation.objections",
    "circulation.deadline",
)
"""Rules that say nothing of how anybody voted."""


def steps_so_far(session: "Session", round_id: str) -> "tuple[Step, ...]":
    """The steps of the derivation that hold now, if the vote were closed as it stands.

    The office sees all of them unless the round hides single votes; others those about form and quorum. Where
    the quorum depends on votes or abstentions, it is left out too: it would tell of them.

    Raises:
        InputError: ``round.unknown``.
    """
    with session.reading() as reading:
        conclusion = conclusion_of(reading, round_id)
        opening = conclusion.facts.opening
        rules = rules_in(reading.ledger)(opening.rules)
        if rules is None or conclusion.state != RoundState.OPEN:
            return ()
        vote = with_holidays(VoteFacts(), opening, rules)
        steps = tally(build_case(conclusion.facts, vote=vote), rules).steps
    if "office" in session.person.roles and not opening.hidden:
        return steps
    shown = _FORMALITIES[1:] if _quorum_tells(rules) else _FORMALITIES
    return tuple(step for step in steps if step.rule.startswith(shown))


def _quorum_tells(rules: "RuleSet") -> bool:
    """Whether the quorum lets conclude how members voted."""
    return rules.quorum.counting == "votes cast" or rules.abstention.counts_as == "absent"
