"""What screens and commands show of the outcomes."""

from dataclasses import dataclass
from datetime import date, datetime

from beirat_tui.services.reading_views import DecisionView
from beirat_tui.services.round_views import OutcomeView, RoundState


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One round that is no longer open.

    Attributes:
        sketch: id of the sketch; empty for an election.
        motion: what was voted on; ``elect`` for an election.
        fields: titles of the sketch's fields of action.
        applicant_kind: title of the kind of applicant.
        outcome: None where nothing holds yet: contested, pending, irregular or aborted.
        closed_at: local time of the vote as the office noted it.
        corrected: with facts noted after the vote its result would be another.
        decision: the ministry's, with whether it differs from the Votum.
    """

    round: str
    sketch: str
    number: str
    title: str
    applicant: str
    applicant_kind: str
    fields: tuple[str, ...]
    grant_cents: int | None
    motion: str
    procedure: str
    state: RoundState
    outcome: OutcomeView | None
    closed_at: datetime | None
    received: date | None
    decision: DecisionView | None = None
    corrected: bool = False
