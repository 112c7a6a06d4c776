"""From motion and result to the board's Votum on a sketch."""

from typing import Literal

from beirat_tui.domain.tally.case import Motion
from beirat_tui.domain.tally.outcome import FINAL, Result

Votum = Literal[
    "positive", "positive_with_conditions", "negative", "postponed", "back_to_board", "not_decided"
]

_ADOPTED: dict[Motion, Votum] = {
    "recommend": "positive",
    "recommend_with_conditions": "positive_with_conditions",
    "do_not_recommend": "negative",
    "postpone": "postponed",
}


def votum(motion: Motion, result: Result) -> Votum:
    """What the board has said about the sketch when MOTION ended in RESULT.

    A rejected motion is a negative Votum only where the plain recommendation was voted on; every other
    rejected motion leaves the sketch with the board, which needs another motion. Results that decide nothing
    (no quorum, repetition, objection, lapsed, void, still open) and elections are no Votum.
    """
    if result not in FINAL or result == "elected":
        return "not_decided"
    if result == "rejected":
        return "negative" if motion == "recommend" else "back_to_board"
    return _ADOPTED[motion]
