"""The facts of one round, as the office recorded them: everything the tally needs, and nothing else.

No fact is read from a clock. Times of a sitting are minutes since midnight, local time; days are dates.
None stands for "not recorded": the tally says so where it matters instead of guessing.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Choice = Literal["yes", "no", "abstain", "invalid"]
Motion = Literal["recommend", "recommend_with_conditions", "do_not_recommend", "postpone"]
Role = Literal["chair", "deputy_chair", "member", "adviser"]
Source = Literal["own", "deputy", "hand"]
Span = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Seat:
    """A member as the round pinned them at its opening.

    Attributes:
        member: the member's id.
        votes: how many votes the member has; 0 for an adviser or a chair without a vote.
        role: the member's office on the board.
        entitled: False for a member who has a vote, but not in this item (other reasons than bias).
        bench: the group the member sits for, or "".
    """

    member: str
    votes: int = 1
    role: Role = "member"
    entitled: bool = True
    bench: str = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote as it was given.

    Attributes:
        member: whose vote it is.
        choice: a `Choice`; in an election a candidate's id or "abstain".
        source: given by the member, by a deputy or proxy, or recorded by the office.
        by: who gave it, where that is a deputy or proxy ("" otherwise).
        received: the day it was received (circulation); None means in time.
        minute: the minute of that day, None where only the day is known.
    """

    member: str
    choice: str
    source: Source = "own"
    by: str = ""
    received: dt.date | None = None
    minute: int | None = None


@dataclass(frozen=True, slots=True)
class Recusal:
    """A member (or deputy) with a conflict of interest in this round.

    Attributes:
        member: who it is.
        vote_cast: True if their vote was nevertheless cast and counted, and the conflict was found later.
    """

    member: str
    vote_cast: bool = False


@dataclass(frozen=True, slots=True)
class Representation:
    """BY may vote for MEMBER: a named deputy, or another member who holds a proxy."""

    member: str
    by: str
    kind: Literal["deputy", "proxy"] = "deputy"


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of a secret vote, for the whole board (bench "") or for one bench."""

    yes: int
    no: int
    abstain: int = 0
    invalid: int = 0
    bench: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the office noted of the sitting.

    Attributes:
        invited_all: whether all members were invited in due form.
        second_invitation: the item was put back for lack of a quorum and the board invited again for it.
        notice: that invitation said that any number will do.
        scheduled: minute the sitting was called for.
        opened: minute it was opened.
        vote_at: minute of the vote; None means now (those whose last span is open are there).
        presence: per person (members and deputies) the spans [from, until) in which they were there, until
            None for "still there"; a person who is missing was absent; None if attendance was not noted.
        challenged: somebody doubted the quorum before the vote.
        day: the day of the sitting.
        earlier_day: the day of the sitting that lacked the quorum.
    """

    invited_all: bool | None = None
    second_invitation: bool = False
    notice: bool = False
    scheduled: int | None = None
    opened: int | None = None
    vote_at: int | None = None
    presence: Mapping[str, tuple[Span, ...]] | None = None
    challenged: bool = False
    day: dt.date | None = None
    earlier_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CirculationFacts:
    """What the office noted of a written vote.

    Attributes:
        started: the day the papers were sent.
        deadline: the last day for answers, as announced.
        deadline_minute: the last minute of that day, None for its end.
        closed: the day the office closed the round; None while it runs.
        objections: members who object to the written procedure.
        holidays: the public holidays between start and deadline; None if nobody looked them up.
    """

    started: dt.date | None = None
    deadline: dt.date | None = None
    deadline_minute: int | None = None
    closed: dt.date | None = None
    objections: tuple[str, ...] = ()
    holidays: frozenset[dt.date] | None = None


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot drawn in public: what was said in the room, and the method (see `election.py`)."""

    inputs: tuple[str, ...]
    method: Literal["sha256-1"] = "sha256-1"


@dataclass(frozen=True, slots=True)
class Election:
    """An election for one seat.

    Attributes:
        candidates: the candidates' ids.
        counts: votes per candidate where only numbers are known; None where ballots are named.
        abstain: abstentions beside `counts`.
        invalid: invalid papers beside `counts`.
        lot: the lot drawn after a tie, once there is one.
        objected: somebody objected to voting by call or sign.
        papers: the vote was by ballot papers.
    """

    candidates: tuple[str, ...]
    counts: Mapping[str, int] | None = None
    abstain: int = 0
    invalid: int = 0
    lot: Lot | None = None
    objected: bool = False
    papers: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One round with everything it is judged by, except the rules.

    Attributes:
        seats: the electorate pinned at opening.
        proceeding: a sitting or a written vote, with what was noted of it.
        motion: what was voted on.
        ballots: the ballots; of several by one member the tally picks (own, deputy, hand).
        recused: who has a conflict of interest.
        representations: deputies and proxies.
        disputed: members with two contradicting ballots of their own: neither counts.
        counted: the numbers of a secret vote; None where ballots are named.
        count_awaited: why the numbers of a counted vote are not known: nobody entered any, one entry waits
            for the second, or entries differ; "" where none is awaited.
        secret: the vote was held secretly.
        secret_demanded_by: who demanded a secret vote.
        secret_decided: the board decided to vote secretly.
        casting_vote: what the person presiding said where their ballot cannot be seen.
        ballot_number: 1 for the first ballot on this motion, 2 for its repetition, …
        earlier: results of the ballots before this one, oldest first.
        statutory_seats: seats the board should have, filled or not.
        presiding: who leads the vote; "" derives it from the roles.
        election: set for an election; the motion is then not looked at.
    """

    seats: tuple[Seat, ...]
    proceeding: Meeting | CirculationFacts
    motion: Motion = "recommend"
    ballots: tuple[Ballot, ...] = ()
    recused: tuple[Recusal, ...] = ()
    representations: tuple[Representation, ...] = ()
    disputed: tuple[str, ...] = ()
    counted: tuple[Counted, ...] | None = None
    count_awaited: Literal["", "none", "one", "differs"] = ""
    secret: bool = False
    secret_demanded_by: tuple[str, ...] = ()
    secret_decided: bool = False
    casting_vote: Choice | None = None
    ballot_number: int = 1
    earlier: tuple[str, ...] = ()
    statutory_seats: int | None = None
    presiding: str = ""
    election: Election | None = None

    @property
    def papers(self) -> tuple[Counted, ...] | None:
        """The numbers of a vote whose ballots nobody names, of an election too; None where they are named."""
        election = self.election
        if election is None or election.counts is None:
            return self.counted
        return (Counted(sum(election.counts.values()), 0, election.abstain, election.invalid),)
