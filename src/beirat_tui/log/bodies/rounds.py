"""A vote from its opening to its confirmation."""

from typing import Annotated, Any, Literal

from msgspec import Meta

from beirat_tui.log.bodies.base import Body, Count, Day, Id, Label, Moment, Name, Reference
from beirat_tui.log.bodies.board import SeatRole, Votes

Choice = Literal["yes", "no", "abstain"]
Motion = Literal["recommend", "recommend_with_conditions", "do_not_recommend", "postpone"]
Source = Literal["own", "deputy", "hand"]


class Seat(Body, frozen=True):
    """One place in a round's electorate, as pinned at the opening."""

    member: Name
    role: SeatRole
    entitled: bool
    votes: Votes = 1
    bench: Name | None = None
    deputies: list[Name] = []  # noqa: RUF012  (msgspec copies an empty default)


class RoundOpened(Body, frozen=True):
    """A round opens and pins everything it is judged by. The record's id names the round.

    Payload: `conditions`, the text of the conditions moved, if any. `frontier` holds the ids of the tips that
    were known; `previous` names the round that this one repeats.
    """

    sketch: Id
    version: Id
    version_payload: Id | None
    motion: Motion
    rules: Id
    electorate: list[Seat]
    procedure: Literal["meeting", "circulation"]
    frontier: list[Id]
    meeting: Id | None = None
    begun: Moment | None = None
    deadline: Day | None = None
    secrecy: Literal["open", "secret"] = "open"
    hidden: bool = False
    number: Annotated[int, Meta(ge=1, le=99)] = 1
    previous: Id | None = None

    def slot(self) -> str:
        return "round/*"

    def refs(self) -> tuple[Reference, ...]:
        version_kind = "sketch.submitted" if self.version == self.sketch else "sketch.revised"
        refs = [
            (self.sketch, "sketch.submitted"),
            (self.version, version_kind),
            (self.rules, "rules.adopted"),
        ]
        if self.meeting is not None:
            refs.append((self.meeting, "meeting.called"))
        if self.previous is not None:
            refs.append((self.previous, "round.opened"))
        return tuple(refs)


class OfRound(Body, frozen=True):
    """What belongs to one round."""

    round: Id

    def refs(self) -> tuple[Reference, ...]:
        return ((self.round, "round.opened"),)


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
        return ((self.round, "round.opened"), (self.ballot, "ballot.cast"))


class CountEntered(OfRound, frozen=True):
    """Numbers of a vote by paper or by raised hands."""

    yes: Count
    no: Count
    abstain: Count
    invalid: Count = 0

    def slot(self) -> str:
        return f"count/{self.round}"


class RoundClosed(OfRound, frozen=True):
    """A round closes: what was counted, and what follows from it. Payload: `reason` of an irregular closing.

    `ballots`, `attendance` and `counts` name records; `frontier` the tips that were known; `moment` is the
    local time of the vote (or of the end of a circulation), `challenged` that somebody doubted the quorum.
    """

    ballots: list[Id]
    attendance: list[Id]
    counts: list[Id]
    frontier: list[Id]
    moment: Moment
    outcome: dict[str, Any]
    challenged: bool = False

    def slot(self) -> str:
        return f"close/{self.round}"


class RoundConfirmed(OfRound, frozen=True):
    """The chair confirms one closing."""

    closing: Id

    def slot(self) -> str:
        return f"confirm/{self.round}"

    def refs(self) -> tuple[Reference, ...]:
        return ((self.round, "round.opened"), (self.closing, "round.closed"))


class PaperConfirmed(OfRound, frozen=True):
    """The office records that the chair confirmed one closing on paper. Payload: `note`, or a scan."""

    closing: Id
    day: Day
    reference: Label

    def slot(self) -> str:
        return f"paper/{self.round}"

    def refs(self) -> tuple[Reference, ...]:
        return ((self.round, "round.opened"), (self.closing, "round.closed"))


class DissentFiled(OfMember, frozen=True):
    """A member's reasoned minority opinion (Sondervotum). Payload: `text`."""

    def slot(self) -> str:
        return f"dissent/{self.round}/{self.member}"
