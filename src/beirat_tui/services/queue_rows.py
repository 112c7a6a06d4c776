"""From a row of the read model to a line of the queue. Standard library only, as `queue_views`."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from beirat_tui.services.queue_views import MyVote, QueueRow, Stage


def queue_row(found: Mapping[str, Any]) -> QueueRow:
    """The line that the columns FOUND make."""
    return QueueRow(
        sketch=found["sketch"],
        number=found["number"],
        title=found["title"] or "",
        applicant=found["applicant"] or "",
        grant_cents=found["grant_cents"],
        stage=Stage(found["stage"]),
        my_vote=MyVote(found["my_vote"]),
        round=found["round"],
        procedure=found["procedure"],
        deadline=_day(found["deadline"]),
        meeting_date=_day(found["meeting_day"]),
        received=date.fromisoformat(found["received"]),
        reason=found["reason"],
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
