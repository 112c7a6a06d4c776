"""Rounds: opening, what they look like to the person at the screen, aborting."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from beirat_tui.domain.errors import InputError, Refused
from beirat_tui.domain.text import clean
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.rounds import Motion, RoundAborted, RoundOpened, Seat
from beirat_tui.log.closing import Conclusion, RoundState, conclude
from beirat_tui.log.electorate import electorate
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import meeting_facts
from beirat_tui.services.deadlines import least_deadline
from beirat_tui.services.round_view import view_round
from beirat_tui.services.round_views import RoundView
from beirat_tui.services.session import Pen, Session, said
from beirat_tui.services.sketches import current
from beirat_tui.store.board_file import Reading
from beirat_tui.store.rounds import round_ids

DECIDING = frozenset(
    {RoundState.OPEN, RoundState.CLOSED, RoundState.PAPER, RoundState.PENDING, RoundState.IRREGULAR}
)
_CLOSED_REGULARLY = frozenset({RoundState.CLOSED, RoundState.PAPER})


@dataclass(frozen=True, slots=True)
class Procedure:
    """How a round is held: in `meeting`, or in writing until `deadline`; the papers went out on `begun`."""

    meeting: str | None
    deadline: dt.date | None
    begun: dt.date | None
    secret: bool
    hidden: bool


def open_round(
    session: Session,
    sketch: str,
    *,
    motion: Motion,
    meeting: str | None = None,
    deadline: dt.date | None = None,
    begun: dt.date | None = None,
    secret: bool = False,
    hidden: bool = False,
    conditions: str = "",
) -> str:
    """Open a round on SKETCH: in MEETING, or as a circulation until DEADLINE; returns the round's id.

    The sketch's version, the rules, the electorate and what is known now are pinned. A round on the same
    motion as one that decided nothing carries its results.

    Raises:
        RightsError: only office and chair may open rounds.
        Refused: ``round.already-open``, ``round.no-rules``, ``round.rules-contradict``,
            ``round.versions-contradict``, ``round.no-electorate``, ``round.meeting-or-deadline``,
            ``round.not-in-writing``, ``round.no-such-meeting``.
        InputError: ``sketch.unknown``, ``holidays.unknown-region``.
    """
    with session.writing("office", "chair") as pen:
        version = _version(pen, sketch)
        held = Procedure(meeting, deadline, begun, secret, hidden)
        body = pin(pen, held, conclusions(pen.writing, sketch), motion=motion, sketch=sketch, version=version)
        return pen.write("round.opened", body, texts=said(conditions=conditions)).id


def pin(
    pen: Pen,
    held: Procedure,
    before: Sequence[tuple[Record, Conclusion]],
    *,
    motion: Motion,
    sketch: str | None = None,
    version: Record | None = None,
    candidates: Sequence[str] = (),
) -> RoundOpened:
    """All that a round is judged by which opens now on VERSION of SKETCH, or on CANDIDATES.

    BEFORE are the rounds on the same subject, with what they came to.

    Raises:
        Refused: as `open_round`.
        InputError: ``holidays.unknown-region``: the deadline could not be computed.
    """
    rules, seats = _rules_and_electorate(pen, held)
    number, previous, earlier = _history(before, motion)
    return RoundOpened(
        motion=motion,
        rules=rules,
        electorate=seats,
        procedure="circulation" if held.meeting is None else "meeting",
        frontier=pen.writing.ledger.tips(),
        sketch=sketch,
        version=None if version is None else version.id,
        version_payload=None if version is None else version.payload,
        meeting=held.meeting,
        begun=held.begun,
        deadline=held.deadline,
        secrecy="secret" if held.secret else "open",
        hidden=held.hidden,
        number=number,
        previous=previous,
        candidates=list(candidates),
        earlier=earlier,
    )


def _rules_and_electorate(pen: Pen, held: Procedure) -> tuple[str, list[Seat]]:
    meeting, begun = held.meeting, held.begun
    if (meeting is None) == (held.deadline is None):
        raise Refused("round.meeting-or-deadline")
    view = pen.view
    rules = view.values("rules")
    if len(rules) != 1:
        raise Refused("round.rules-contradict" if rules else "round.no-rules")
    rule_set = rules_in(view.ledger)(rules[0].id)
    if meeting is None and rule_set is not None and not rule_set.circulation.allowed:
        raise Refused("round.not-in-writing")
    if meeting is None and rule_set is not None and begun is not None:
        least_deadline(rule_set, begun)
    if meeting is not None and meeting_facts(view, meeting) is None:
        raise Refused("round.no-such-meeting")
    seats = electorate(view, meeting)
    if not any(seat.entitled and seat.votes for seat in seats):
        raise Refused("round.no-electorate")
    return rules[0].id, seats


def _version(pen: Pen, sketch: str) -> Record:
    found = current(pen.writing, sketch)
    if len(found.siblings) > 1:
        raise Refused("round.versions-contradict")
    return found.version


def _history(
    before: Sequence[tuple[Record, Conclusion]], motion: Motion
) -> tuple[int, str | None, list[str]]:
    """What a round on MOTION carries from those BEFORE it: its number, the round it follows, their results.

    All of them are on the same subject. Only the last one counts, those broken off aside. One that ended
    without a decision is followed by the next step on the same motion at once; one that decided must be
    confirmed before anything else is moved.

    Raises:
        Refused: ``round.already-open``.
    """
    for opening, conclusion in before:
        if conclusion.state in DECIDING | {RoundState.CONTESTED} and not _decided_nothing(conclusion):
            raise Refused("round.already-open", round=opening.id[:12])
    standing = [pair for pair in before if pair[1].state != RoundState.ABORTED]
    if not standing:
        return 1, None, []
    opening, conclusion = standing[-1]
    body, settled = conclusion.facts.opening, conclusion.settled
    result = None if settled is None or settled.outcome is None else settled.outcome.result
    if result is None or not _decided_nothing(conclusion) or body.motion != motion:
        return 1, None, []
    # Only a ballot that was held counts as one: a missed quorum or an objection leaves its number.
    number = body.number + 1 if result == "repeat" else body.number
    return number, opening.id, [*body.earlier, result]


def _decided_nothing(conclusion: Conclusion) -> bool:
    """Whether a round was closed in due form and ended without a decision."""
    settled = conclusion.settled
    if settled is None or settled.outcome is None:
        return False
    return conclusion.state in _CLOSED_REGULARLY | {RoundState.CONFIRMED} and not settled.outcome.final


def conclusions(reading: Reading, sketch: str) -> list[tuple[Record, Conclusion]]:
    """The rounds about SKETCH with what they came to, in the order in which they were opened here."""
    return concluded(reading, round_ids(reading, sketch))


def concluded(reading: Reading, rounds: Sequence[str]) -> list[tuple[Record, Conclusion]]:
    """ROUNDS with what they came to, in the same order; those unknown here left out."""
    rules_of = rules_in(reading.ledger)
    openings = [found for name in rounds if (found := reading.ledger.get(name)) is not None]
    return [(opening, conclude(reading.view, opening, rules_of)) for opening in openings]


def opening_of(reading: Reading, round_id: str) -> Record:
    """The record that opened the round.

    Raises:
        InputError: ``round.unknown``.
    """
    opening = reading.ledger.get(round_id)
    if (
        opening is None
        or not isinstance(opening.body, RoundOpened)
        or reading.view.inert(opening) is not None
    ):
        raise InputError("round.unknown", round=round_id[:12])
    return opening


def conclusion_of(reading: Reading, round_id: str) -> Conclusion:
    """What the round came to so far.

    Raises:
        InputError: ``round.unknown``.
    """
    return conclude(reading.view, opening_of(reading, round_id), rules_in(reading.ledger))


def choices_of(opening: RoundOpened) -> tuple[str, ...]:
    """What can be voted in the round: yes, no and abstain, or in an election a candidate's id or abstain."""
    return (*opening.candidates, "abstain") if opening.candidates else ("yes", "no", "abstain")


def abort(session: Session, round_id: str, reason: str) -> None:
    """End a round without an outcome; the sketch is back in the queue.

    Raises:
        RightsError: only office and chair may do this.
        Refused: ``round.confirmed``: the outcome is final.
    """
    with session.writing("office", "chair") as pen:
        state = conclusion_of(pen.writing, round_id).state
        if state == RoundState.CONFIRMED:
            raise Refused("round.confirmed")
        if state == RoundState.ABORTED:
            raise Refused("round.aborted")
        pen.write("round.aborted", RoundAborted(round_id), texts={"reason": clean(reason)})


def list_rounds(session: Session) -> list[RoundView]:
    """All rounds, newest first."""
    with session.board.reading() as reading:
        ids = round_ids(reading)
        return [view_round(reading, session, opening_of(reading, name)) for name in reversed(ids)]


def round_view(session: Session, round_id: str) -> RoundView:
    """One round as the person at the screen may see it.

    Raises:
        InputError: ``round.unknown``.
    """
    with session.board.reading() as reading:
        return view_round(reading, session, opening_of(reading, round_id))
