"""What the queue shows of a sketch and of the reader's own vote.

Values only, without any service: screens import these before the board file is opened, so nothing here
may need more than the standard library.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """How far a sketch has come."""

    SUBMITTED = "submitted"
    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    CONTESTED = "contested"
    POSITIVE = "positive"
    POSITIVE_WITH_CONDITIONS = "positive_with_conditions"
    NEGATIVE = "negative"
    POSTPONED = "postponed"
    BACK = "back"


class MyVote(StrEnum):
    """What the person at the screen has done in the sketch's latest round."""

    NONE = "none"
    MISSING = "missing"
    DRAFT = "draft"
    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    RECUSED = "recused"
    CONFLICT = "conflict"
    NOT_ENTITLED = "not_entitled"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue.

    Attributes:
        sketch: id of the sketch.
        number: the board's own number, for example ``2026-07``.
        grant_cents: the grant asked for, in euro cents; None where the sketch names none.
        round: id of the latest round, if there was one.
        procedure: ``meeting`` or ``circulation`` of that round.
        deadline: last day of a running circulation.
        meeting_date: day of the meeting on whose agenda the sketch stands.
        reason: code of why the last round ended without a decision.
    """

    sketch: str
    number: str
    title: str
    applicant: str
    grant_cents: int | None
    stage: Stage
    my_vote: MyVote
    round: str | None
    procedure: str | None
    deadline: date | None
    meeting_date: date | None
    received: date
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many sketches there are: all, shown by the filter, being voted on, lacking my vote."""

    total: int
    shown: int
    open: int
    missing: int
