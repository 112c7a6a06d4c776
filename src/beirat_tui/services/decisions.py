"""The ministry's decision beside the board's Votum."""

from beirat_tui.log.bodies.board import DecisionRecorded
from beirat_tui.services.reading_views import DecisionView
from beirat_tui.services.sketches import text_of
from beirat_tui.store.board_file import Reading

_POSITIVE = frozenset({"positive", "positive_with_conditions"})


def decision(reading: Reading, sketch: str, votum: str | None) -> DecisionView | None:
    """The ministry's decision on SKETCH, compared with the board's VOTUM (None: there is none yet)."""
    values = reading.view.values(f"decision/{sketch}")
    if not values or not isinstance(values[0].body, DecisionRecorded):
        return None
    body = values[0].body
    return DecisionView(
        granted=body.granted,
        amount_cents=body.amount_cents,
        date=body.day,
        differs=differs(votum, body.granted),
        reasons=text_of(reading, values[0], "reasons"),
    )


def differs(votum: str | None, granted: str) -> bool:
    """Whether the ministry decided otherwise than the board had advised.

    A grant in part follows a positive Votum. Whoever grants what the board put off or left undecided decides
    otherwise; whoever refuses it does not.
    """
    return votum is not None and (granted != "no") != (votum in _POSITIVE)
