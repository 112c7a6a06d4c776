"""What screens and commands show of a round: electorate, participation, quorum, outcome.

Values only; `services.rounds` and `services.voting` fill them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from beirat_tui.services.queue_views import MyVote

if TYPE_CHECKING:
    from beirat_tui.domain.tally import Outcome, Step
    from beirat_tui.domain.tally.case import Motion


class RoundState(StrEnum):
    """How far a round has come; only CONFIRMED is final."""

    OPEN = "open"
    CLOSED = "closed"
    CONTESTED = "contested"
    CONFIRMED = "confirmed"
    PAPER = "paper"
    ABORTED = "aborted"
    PENDING = "pending"
    IRREGULAR = "irregular"


class Delivery(StrEnum):
    """How far one's own vote has travelled."""

    HERE = "here"
    HANDED = "handed"
    SEEN = "seen"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class SeatView:
    """One member of a round's electorate.

    Attributes:
        member: id of the member.
        label: the short name used on screens, for example ``M07``.
        present: whether the member is in the room; None where the round knows no attendance.
        choice: ``yes``, ``no`` or ``abstain``; None while hidden or not voted.
        source: whose ballot counts: ``own``, ``deputy`` or ``hand``.
    """

    member: str
    label: str
    name: str
    role: str
    entitled: bool
    present: bool | None
    recused: bool
    voted: bool
    choice: str | None
    source: str | None = None
    delivery: Delivery | None = None

    @property
    def awaited(self) -> bool:
        """Whether the member could vote now and has not."""
        return self.entitled and not self.recused and not self.voted and self.present is not False


@dataclass(frozen=True, slots=True)
class QuorumView:
    """How many must count towards the quorum, how many do, and whether that suffices; None: not known yet."""

    needed: int | None
    counted: int | None
    met: bool | None


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """The outcome of a round with its derivation.

    Attributes:
        derived: what the tally says, with its steps; `wording.derivation` puts it into words.
        votum: what follows for the sketch, a code.
        final: the chair has confirmed it.
        note: what the office wrote beside an irregular closing.
    """

    derived: "Outcome"
    votum: str
    final: bool
    note: str = ""

    @property
    def result(self) -> str:
        """What became of the motion: ``adopted``, ``rejected``, ``no_quorum`` and so on."""
        return self.derived.result

    @property
    def yes(self) -> int:
        """Votes for the motion."""
        return self.derived.counts.yes

    @property
    def no(self) -> int:
        """Votes against it."""
        return self.derived.counts.no

    @property
    def abstain(self) -> int:
        """Abstentions, as they were given."""
        return self.derived.counts.abstain

    @property
    def not_voted(self) -> int:
        """Members entitled and asked who gave no vote; not the same as abstaining."""
        return self.derived.counts.silent

    @property
    def steps(self) -> "tuple[Step, ...]":
        """The derivation, rule by rule."""
        return self.derived.steps


@dataclass(frozen=True, slots=True)
class CountEntry:
    """One entry of the count of a vote by papers or raised hands.

    Attributes:
        label: who entered it.
        at: when, local time.
        yes: votes for the motion; the other numbers likewise.
        candidates: in an election the votes for each candidate, by member id.
        shown: whether this person may see the numbers: the second count is made without knowing the first.
    """

    label: str
    at: datetime
    yes: int
    no: int
    abstain: int
    invalid: int
    candidates: tuple[tuple[str, int], ...]
    shown: bool


@dataclass(frozen=True, slots=True)
class CountView:
    """How far a count is: ``none``, ``one`` (the second is awaited), ``differs`` or ``agreed``."""

    state: str
    entries: tuple[CountEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierView:
    """A round before this one on the same motion.

    Attributes:
        round: its id.
        number: which ballot on the motion it was.
        day: the day of its vote; None where its closing is not here.
        outcome: what it came to; None where its closing is not here.
        result: the result that the opening of the next round carries.
    """

    round: str
    number: int
    day: date | None
    outcome: "Outcome | None"
    result: str


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """What the votes counted come to with what was noted after the closing.

    Attributes:
        outcome: the outcome computed again.
        votum: what would follow for the sketch, a code.
        differs: whether the result is another than the one that was established.
    """

    outcome: "Outcome"
    votum: str
    differs: bool


@dataclass(frozen=True, slots=True)
class RoundView:
    """One round as the person at the screen may see it.

    Attributes:
        number: number of the sketch voted on; of an election the word for it.
        title: title of the sketch, or the office that the election fills.
        hidden: single votes are hidden now.
        hidden_until_closed: single votes are hidden while the round runs, as its opening says.
        closing: id of the closing the outcome comes from.
        warnings: codes of what deserves attention.
        candidates: in an election the candidates' member ids.
        ballot: which ballot on this motion it is, from 1.
        earlier: the rounds before it on the same motion, the oldest first.
        count: how far the count is, of a vote whose ballots nobody names.
        corrected: what facts noted after the closing would change, if they change anything.
        conditions: the conditions moved.
    """

    id: str
    sketch: str
    number: str
    title: str
    motion: "Motion"
    procedure: str
    meeting: str | None
    meeting_title: str
    deadline: date | None
    secrecy: str
    state: RoundState
    opened_at: datetime
    electorate: tuple[SeatView, ...]
    voted: int
    entitled: int
    present: int | None
    quorum: QuorumView
    my_choice: str | None
    my_remark: str | None
    my_vote: MyVote
    my_delivery: Delivery | None
    hidden: bool
    outcome: OutcomeView | None
    closing: str | None = None
    warnings: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    ballot: int = 1
    earlier: tuple[EarlierView, ...] = ()
    count: CountView | None = None
    corrected: CorrectionView | None = None
    conditions: str = ""
    hidden_until_closed: bool = False


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether this person may cast a ballot or keep a draft now; ``reason`` is a code if neither."""

    ballot: bool
    draft: bool
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class DraftView:
    """A private draft vote (Vormerkung); ``castable`` once it can become the ballot."""

    sketch: str
    number: str
    title: str
    choice: str
    remark: str
    castable: bool
