"""Rounds: opening, what they look like to the person at the screen, aborting."""

import datetime as dt
from collections.abc import Sequence

from beirat_tui.domain.errors import InputError, Refused
from beirat_tui.domain.text import clean
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.rounds import Motion, RoundAborted, RoundOpened
from beirat_tui.log.closing import Conclusion, RoundState, conclude
from beirat_tui.log.electorate import electorate
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import meeting_facts
from beirat_tui.services.round_view import view_round
from beirat_tui.services.round_views import RoundView
from beirat_tui.services.session import Pen, Session
from beirat_tui.store.board_file import Reading
from beirat_tui.store.rounds import round_ids

DECIDING = frozenset(
    {RoundState.OPEN, RoundState.CLOSED, RoundState.PAPER, RoundState.PENDING, RoundState.IRREGULAR}
)


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

    The sketch's version, the rules, the electorate and what is known now are pinned. A round after one that
    has to be repeated carries its results.

    Raises:
        RightsError: only office and chair may open rounds.
        Refused: ``round.already-open``, ``round.no-rules``, ``round.rules-contradict``,
            ``round.versions-contradict``, ``round.no-electorate``, ``round.meeting-or-deadline``,
            ``round.not-in-writing``, ``round.no-such-meeting``.
        InputError: ``sketch.unknown``.
    """
    if (meeting is None) == (deadline is None):
        raise Refused("round.meeting-or-deadline")
    with session.writing("office", "chair") as pen:
        view = pen.view
        version = _version(pen, sketch)
        rules = view.values("rules")
        if len(rules) != 1:
            raise Refused("round.rules-contradict" if rules else "round.no-rules")
        rule_set = rules_in(view.ledger)(rules[0].id)
        if meeting is None and rule_set is not None and not rule_set.circulation.allowed:
            raise Refused("round.not-in-writing")
        if meeting is not None and meeting_facts(view, meeting) is None:
            raise Refused("round.no-such-meeting")
        seats = electorate(view, meeting)
        if not any(seat.entitled and seat.votes for seat in seats):
            raise Refused("round.no-electorate")
        number, previous, earlier = _repetition(pen.writing, sketch)
        body = RoundOpened(
            motion=motion,
            rules=rules[0].id,
            electorate=seats,
            procedure="circulation" if meeting is None else "meeting",
            frontier=pen.writing.ledger.tips(),
            sketch=sketch,
            version=version.id,
            version_payload=version.payload,
            meeting=meeting,
            begun=begun,
            deadline=deadline,
            secrecy="secret" if secret else "open",
            hidden=hidden,
            number=number,
            previous=previous,
            earlier=list(earlier),
        )
        texts = {"conditions": clean(conditions)} if conditions else None
        return pen.write("round.opened", body, texts=texts).id


def _version(pen: Pen, sketch: str) -> Record:
    submitted = pen.view.ledger.get(sketch)
    if submitted is None or submitted.kind != "sketch.submitted" or pen.view.inert(submitted) is not None:
        raise InputError("sketch.unknown", sketch=sketch[:12])
    versions = pen.view.values(f"sketch/{sketch}")
    if len(versions) > 1:
        raise Refused("round.versions-contradict")
    return versions[0] if versions else submitted


def _repetition(reading: Reading, sketch: str) -> tuple[int, str | None, Sequence[str]]:
    """Number, predecessor and earlier results of a round on SKETCH that opens now.

    Raises:
        Refused: ``round.already-open``.
    """
    concluded = conclusions(reading, sketch)
    for opening, conclusion in concluded:
        if conclusion.state in DECIDING | {RoundState.CONTESTED}:
            raise Refused("round.already-open", round=opening.id[:12])
    for opening, conclusion in reversed(concluded):
        outcome = None if conclusion.settled is None else conclusion.settled.outcome
        if outcome is not None and outcome.result == "repeat":
            body = conclusion.facts.opening
            return body.number + 1, opening.id, [*body.earlier, outcome.result]
    return 1, None, ()


def conclusions(reading: Reading, sketch: str) -> list[tuple[Record, Conclusion]]:
    """The rounds about SKETCH with what they came to, in the order in which they were opened here."""
    rules_of = rules_in(reading.ledger)
    openings = [
        found for name in round_ids(reading, sketch) if (found := reading.ledger.get(name)) is not None
    ]
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


def abort(session: Session, round_id: str, reason: str) -> None:
    """End a round without an outcome; the sketch is back in the queue.

    Raises:
        RightsError: only office and chair may do this.
        Refused: ``round.confirmed``: the outcome is final.
    """
    with session.writing("office", "chair") as pen:
        opening = opening_of(pen.writing, round_id)
        state = conclude(pen.view, opening, rules_in(pen.view.ledger)).state
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
