"""The tally: the facts of a round and the board's rules of procedure give an outcome with its derivation."""

from beirat_tui.domain.tally.case import (
    Ballot,
    Case,
    Choice,
    CirculationFacts,
    Counted,
    Election,
    Lot,
    Meeting,
    Motion,
    Recusal,
    Representation,
    Role,
    Seat,
    Source,
)
from beirat_tui.domain.tally.data import outcome_data, outcome_from
from beirat_tui.domain.tally.engine import tally
from beirat_tui.domain.tally.outcome import Counts, Outcome, Result, Step

__all__ = [
    "Ballot",
    "Case",
    "Choice",
    "CirculationFacts",
    "Counted",
    "Counts",
    "Election",
    "Lot",
    "Meeting",
    "Motion",
    "Outcome",
    "Recusal",
    "Representation",
    "Result",
    "Role",
    "Seat",
    "Source",
    "Step",
    "outcome_data",
    "outcome_from",
    "tally",
]
