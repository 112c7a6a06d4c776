"""Sketches and outcomes in one piece."""

from datetime import date, datetime

from beirat_tui.cli.answers.base import Answer, Part, made
from beirat_tui.cli.answers.rounds import Naming, OutcomePart, outcome_part
from beirat_tui.cli.answers.sketches import DecisionPart, ShowAnswer
from beirat_tui.services.outcome_views import OutcomeRow


class ExportSketchesAnswer(Answer, frozen=True, tag="export-sketches-v1"):
    """The sketches, each as ``show`` answers."""

    board: str
    title: str
    sketches: tuple[ShowAnswer, ...]


class OutcomeRowPart(Part, frozen=True):
    """One vote that is no longer open; ``outcome`` is null while nothing holds."""

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
    state: str
    outcome: OutcomePart | None
    closed_at: datetime | None
    received: date | None
    decision: DecisionPart | None


class ExportOutcomesAnswer(Answer, frozen=True, tag="export-outcomes-v1"):
    """All outcomes, the newest first."""

    board: str
    title: str
    outcomes: tuple[OutcomeRowPart, ...]


def outcome_row_part(row: OutcomeRow, name: Naming) -> OutcomeRowPart:
    """The answer for an outcome; NAME turns the ids of members into names."""
    same = (
        *("round", "sketch", "number", "title", "applicant", "applicant_kind", "fields", "grant_cents"),
        *("motion", "procedure", "closed_at", "received"),
    )
    return OutcomeRowPart(
        **{key: getattr(row, key) for key in same},
        state=row.state.value,
        outcome=outcome_part(row.outcome, name),
        decision=None if row.decision is None else made(row.decision, DecisionPart),
    )
