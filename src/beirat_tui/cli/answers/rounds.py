"""Votes, their seats and outcomes."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from beirat_tui.cli.answers.base import Answer, Part, made
from beirat_tui.domain.tally.data import outcome_data
from beirat_tui.services.round_views import OutcomeView, RoundView
from beirat_tui.wording.derivation import sentence

Naming = Callable[[str], str]


class SeatPart(Part, frozen=True):
    """One member of the electorate. ``choice`` is null while it is hidden, secret or not given."""

    member: str
    label: str
    name: str
    role: str
    entitled: bool
    present: bool | None
    recused: bool
    voted: bool
    choice: str | None
    source: str | None


class QuorumPart(Part, frozen=True):
    """How many must count, how many do, and whether that suffices; null where it is not known yet."""

    needed: int | None
    counted: int | None
    met: bool | None


class StepPart(Part, frozen=True):
    """One step of the derivation; ``sentence`` says it in the user's language."""

    rule: str
    verdict: str
    facts: dict[str, Any]
    cite: str
    sentence: str


class CountsPart(Part, frozen=True):
    """The votes; ``silent`` did not vote, which is not abstaining."""

    yes: int
    no: int
    abstain: int
    invalid: int
    silent: int
    late: int


class OutcomePart(Part, frozen=True):
    """What became of the motion, and why. Only a ``final`` outcome has been confirmed by the chair."""

    result: str
    reason: str
    votum: str
    final: bool
    counts: CountsPart
    next: str
    note: str
    steps: tuple[StepPart, ...]
    elected: str


class EarlierPart(Part, frozen=True):
    """A vote before this one on the same motion."""

    round: str
    number: int
    day: date | None
    result: str


class RoundPart(Part, frozen=True):
    """One vote on one sketch, or an election: then ``candidates`` names some and ``sketch`` is empty.

    ``ballot`` says which ballot on the motion it is; ``count`` how far the count of papers is (null where
    votes are named); ``corrected`` what facts noted after the closing would make of it (null: the same).
    """

    id: str
    sketch: str
    number: str
    title: str
    motion: str
    procedure: str
    meeting: str | None
    deadline: date | None
    secrecy: str
    state: str
    opened_at: datetime
    voted: int
    entitled: int
    present: int | None
    quorum: QuorumPart
    my_vote: str
    my_delivery: str | None
    hidden: bool
    closing: str | None
    warnings: tuple[str, ...]
    outcome: OutcomePart | None
    seats: tuple[SeatPart, ...]
    candidates: tuple[str, ...]
    ballot: int
    earlier: tuple[EarlierPart, ...]
    count: str | None
    corrected: str | None


class RoundsAnswer(Answer, frozen=True, tag="rounds-v1"):
    """All votes, newest first."""

    rounds: tuple[RoundPart, ...]


class RoundAnswer(Answer, frozen=True, tag="round-v1"):
    """One vote as it stands after the command."""

    round: RoundPart


class MinutesAnswer(Answer, frozen=True, tag="minutes-v1"):
    """What the minutes say of one vote, paragraph by paragraph, in the user's language."""

    round: str
    paragraphs: tuple[str, ...]


class TallyAnswer(Answer, frozen=True, tag="tally-v1"):
    """A vote with its outcome; while it runs, what closing it now would give (null where it is hidden)."""

    round: RoundPart
    provisional: OutcomePart | None


class CastAnswer(Answer, frozen=True, tag="vote-v1"):
    """What was cast or kept. ``delivery`` is null for a draft vote, which nobody else sees."""

    sketch: str
    number: str
    choice: str
    draft: bool
    delivery: str | None


def naming(view: RoundView) -> Naming:
    """Member ids as label and name."""
    names = {seat.member: f"{seat.label} {seat.name}".strip() for seat in view.electorate}
    return lambda member: names.get(member, member)


def outcome_part(view: OutcomeView | None, name: Naming) -> OutcomePart | None:
    """The answer for an outcome."""
    if view is None:
        return None
    data = outcome_data(view.derived)
    steps = zip(data["steps"], view.steps, strict=True)
    return OutcomePart(
        result=data["result"],
        reason=data["reason"],
        votum=view.votum,
        final=view.final,
        counts=CountsPart(**data["counts"]),
        next=data["next"],
        note=view.note,
        steps=tuple(StepPart(**plain, sentence=sentence(step, name)) for plain, step in steps),
        elected=data["elected"],
    )


def round_part(view: RoundView) -> RoundPart:
    """The answer for a vote."""
    same: tuple[str, ...] = ("id", "sketch", "number", "title", "motion", "procedure", "meeting", "deadline")
    same += ("secrecy", "opened_at", "voted", "entitled", "present", "hidden", "closing", "warnings")
    same += ("candidates", "ballot")
    return RoundPart(
        **{key: getattr(view, key) for key in same},
        state=view.state.value,
        quorum=made(view.quorum, QuorumPart),
        my_vote=view.my_vote.value,
        my_delivery=None if view.my_delivery is None else view.my_delivery.value,
        outcome=outcome_part(view.outcome, naming(view)),
        seats=tuple(made(seat, SeatPart) for seat in view.electorate),
        earlier=tuple(made(each, EarlierPart) for each in view.earlier),
        count=None if view.count is None else view.count.state,
        corrected=None if view.corrected is None else view.corrected.outcome.result,
    )
