"""A vote from its opening to its confirmation."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from beirat_tui.log.bodies.base import Body, Count, Day, Id, Label, Name, Reference, Time
from beirat_tui.log.bodies.board import SeatRole, Votes

Choice = Name
"""``yes``, ``no``, ``abstain``; in an election a candidate's member id or ``abstain``."""
Motion = Literal["recommend", "recommend_with_conditions", "do_not_recommend", "postpone"]
Source = Literal["own", "deputy", "hand"]


class Seat(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One place in a round's electorate, as pinned at the opening."""

    member: Name
    role: SeatRole
    entitled: bool
    votes: Votes = 1
    bench: Label | None = None
    proxy: Name | None = None
    deputies: list[Name] = []


class RoundOpened(Body, frozen=True):
    """A round opens and pins everything it is judged by. The record's id names the round.

    Payload: `conditions`, the text of the conditions moved, if any. `frontier` holds the ids of the tips that
    were known; `previous` names the round that this one repeats and `earlier` the results so far;
    `candidates` makes it an election (and then there is no sketch); `begun` is the day the papers went out.
    """

    motion: Motion
    rules: Id
    electorate: list[Seat]
    procedure: Literal["meeting", "circulation"]
    frontier: list[Id]
    sketch: Id | None = None
    version: Id | None = None
    version_payload: Id | None = None
    meeting: Id | None = None
    begun: Day | None = None
    deadline: Day | None = None
    secrecy: Literal["open", "secret"] = "open"
    hidden: bool = False
    number: Annotated[int, Meta(ge=1, le=99)] = 1
    previous: Id | None = None
    candidates: list[Name] = []  # noqa: RUF012  (msgspec copies an empty default)
    statutory_seats: Count | None = None
    earlier: list[Label] = []  # noqa: RUF012  (msgspec copies an empty default)

    def __post_init__(self) -> None:
        if len({self.sketch is None, self.version is None, bool(self.candidates)}) > 1:
            raise ValueError("a round is about one version of a sketch, or about candidates")
        if len({seat.member for seat in self.electorate}) < len(self.electorate):
            raise ValueError("a member has one seat")

    def slot(self) -> str:
        return "round/*"

    def refs(self) -> tuple[Reference, ...]:
        refs = [(self.rules, "rules")]
        if self.sketch is not None and self.version is not None:
            first = self.version == self.sketch
            refs.append((self.sketch, "sketch/*"))
            refs.append((self.version, "sketch/*" if first else f"sketch/{self.sketch}"))
        if self.meeting is not None:
            refs.append((self.meeting, "meeting/*"))
        if self.previous is not None:
            refs.append((self.previous, "round/*"))
        return tuple(refs)


class OfRound(Body, frozen=True):
    """What belongs to one round."""

    round: Id

    def refs(self) -> tuple[Reference, ...]:
        return ((self.round, "round/*"),)


class OfMember(OfRound, frozen=True):
    """What one member does in one round."""

    member: Name

    def subject(self) -> str | None:
        return self.member


class RoundAborted(OfRound, frozen=True):
    """A round ends without an outcome. Payload: `reason`."""

    def slot(self) -> str:
        return f"abort/{self.round}"


class RecusalDeclared(OfMember, frozen=True):
    """A member takes no part in a round, or again does. Payload: `reason`."""

    recused: bool

    def slot(self) -> str:
        return f"recusal/{self.round}/{self.member}"


class ObjectionRaised(OfMember, frozen=True):
    """A member objects to the written procedure, or withdraws it. Payload: `reason`."""

    raised: bool

    def slot(self) -> str:
        return f"objection/{self.round}/{self.member}"


class BallotCast(OfMember, frozen=True):
    """A vote of MEMBER: their own, a deputy's, or recorded by hand. Payload: `remark`.

    `choice` None takes the ballot back. `voter` is who cast a deputy's ballot.
    """

    choice: Choice | None
    source: Source
    voter: Name | None = None

    def __post_init__(self) -> None:
        if (self.source == "deputy") != (self.voter is not None):
            raise ValueError("a deputy's ballot, and no other, names its voter")

    def slot(self) -> str:
        return f"ballot/{self.round}/{self.member}/{self.source}"

    def subject(self) -> str | None:
        """A deputy's ballot is the deputy's own matter."""
        return self.voter if self.source == "deputy" else self.member


class BallotReceived(OfRound, frozen=True):
    """When a ballot reached the office, and whether that was too late. Payload: `reason`."""

    ballot: Id
    day: Day
    late: bool

    def slot(self) -> str:
        return f"receipt/{self.round}/{self.ballot}"

    def refs(self) -> tuple[Reference, ...]:
        return ((self.round, "round/*"), (self.ballot, f"ballot/{self.round}/"))


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The votes of the whole board, or of one bench; in an election `candidates` instead of yes and no."""

    yes: Count = 0
    no: Count = 0
    abstain: Count = 0
    invalid: Count = 0
    bench: Label | None = None
    candidates: dict[Name, Count] = {}


class CountEntered(OfRound, frozen=True):
    """What was counted in a vote by papers or by raised hands. Two entries must agree."""

    numbers: list[Numbers]

    def slot(self) -> str:
        return f"count/{self.round}"


class VoteFacts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the office noted of the vote beside ballots and attendance.

    `challenged`: somebody doubted the quorum. `presiding`: who led the vote, where that was not the chair.
    `casting_vote`: what the person presiding said where their ballot cannot be seen. `secret_demanded_by`,
    `secret_decided`, `objected`: see the rules on secrecy and elections. `lot`: what was said in the room
    when a lot was drawn. `holidays`: public holidays between the start and the deadline of a circulation.
    """

    challenged: bool = False
    presiding: Name | None = None
    casting_vote: Literal["yes", "no", "abstain"] | None = None
    secret_demanded_by: list[Name] = []
    secret_decided: bool = False
    objected: bool = False
    lot: list[Label] = []
    holidays: list[Day] | None = None


class RoundClosed(OfRound, frozen=True):
    """A round closes: what was counted, and what follows from it. Payload: `reason` of an irregular closing.

    `ballots` and `attendance` name records; `frontier` the tips that were known; `day` and `time` are
    the local time of the vote (or of the end of a circulation); `outcome` carries result, counts and
    derivation.
    """

    ballots: list[Id]
    attendance: list[Id]
    frontier: list[Id]
    day: Day
    time: Time
    outcome: dict[str, Any]
    facts: VoteFacts = VoteFacts()

    def slot(self) -> str:
        return f"close/{self.round}"


class RoundConfirmed(OfRound, frozen=True):
    """The chair confirms one closing."""

    closing: Id

    def slot(self) -> str:
        return f"confirm/{self.round}"

    def refs(self) -> tuple[Reference, ...]:
        return ((self.round, "round/*"), (self.closing, f"close/{self.round}"))


class PaperConfirmed(OfRound, frozen=True):
    """The office records that the chair confirmed one closing on paper. Payload: `note`, or a scan."""

    closing: Id
    day: Day
    reference: Label

    def slot(self) -> str:
        return f"paper/{self.round}"

    def refs(self) -> tuple[Reference, ...]:
        return ((self.round, "round/*"), (self.closing, f"close/{self.round}"))


class DissentFiled(OfMember, frozen=True):
    """A member's reasoned minority opinion (Sondervotum). Payload: `text`."""

    def slot(self) -> str:
        return f"dissent/{self.round}/{self.member}"
