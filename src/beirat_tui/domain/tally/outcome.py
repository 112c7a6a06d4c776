"""What a tally says: result, counts, and the derivation step by step. The sentences are in `wording`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Result = Literal[
    "adopted",
    "adopted_with_conditions",
    "rejected",
    "postponed",
    "elected",
    "no_quorum",
    "repeat",
    "to_a_meeting",
    "lapsed",
    "void",
    "undecided",
]
NextStep = Literal["", "repeat_vote", "invite_again", "put_on_agenda", "draw_lot", "record_missing_fact"]
Verdict = Literal["met", "failed", "note", "warning", "missing"]
Fact = int | str | bool | None | Fraction | tuple[str, ...]
RESULT_OF: dict[str, Result] = {"no quorum": "no_quorum", "to a meeting": "to_a_meeting", "lapsed": "lapsed"}
FINAL: frozenset[Result] = frozenset(
    {"adopted", "adopted_with_conditions", "rejected", "postponed", "elected"}
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the derivation.

    Attributes:
        rule: dotted key of the rule applied, for example ``quorum.members``.
        verdict: met or failed for a test; note and warning inform; missing is a fact not recorded.
        facts: the numbers and names the step stands on; shares are fractions, names are member ids.
        cite: the passage of the board's text, or "".
    """

    rule: str
    verdict: Verdict
    facts: Mapping[str, Fact]
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """The votes. Not voting is not abstaining.

    Attributes:
        yes: votes for the motion.
        no: votes against it.
        abstain: abstentions, as given, whatever the rules count them as.
        invalid: invalid votes.
        silent: votes of entitled members, present or asked in writing, who gave none.
        late: answers that came after the deadline and count as abstentions.
    """

    yes: int = 0
    no: int = 0
    abstain: int = 0
    invalid: int = 0
    silent: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a round with its derivation.

    Attributes:
        result: what became of the motion.
        reason: the rule key of the step that settled it, for example ``majority.threshold``.
        counts: the votes.
        steps: the derivation in the order in which the rules were applied.
        next_step: what the board should do now, "" if nothing.
        elected: who was elected, in an election.
    """

    result: Result
    reason: str
    counts: Counts = field(default_factory=Counts)
    steps: tuple[Step, ...] = ()
    next_step: NextStep = ""
    elected: str = ""

    @property
    def final(self) -> bool:
        """Whether the board has decided; otherwise the sketch is back in the queue."""
        return self.result in FINAL
