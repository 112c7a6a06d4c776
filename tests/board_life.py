"""More moves for random histories: what a board does besides voting, for every read model its share.

Sketches and their versions, meetings and agendas, attendance, proper closings, payloads that two records
share, erasures that are in force.
"""

import datetime as dt
from collections.abc import Sequence

from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.board import (
    AgendaSet,
    AttendanceNoted,
    CommentWritten,
    MeetingCalled,
    MeetingChanged,
    SketchRevised,
)
from beirat_tui.log.bodies.rights import EraseOrdered
from beirat_tui.log.bodies.rounds import BallotReceived, PaperConfirmed, RoundClosed, RoundConfirmed
from beirat_tui.log.closing import counted_ballots
from beirat_tui.log.record import Draft, Record, sign
from beirat_tui.log.rounds import gather
from boards import Device, ballot_for, open_round, sketch_facts
from histories import History, Play, of_kind, pick

TITLES = ("Glasfaser für Öhringen", "Mobile Bücherei", "Bürgerwerkstatt")


def texts(c: int) -> dict[str, object]:
    """A sketch's texts, of a few different ones."""
    title = TITLES[c % len(TITLES)]
    return {"title": title, "applicant_name": "Stadt Musterfurt", "sections": {"goals": f"Ziel: {title}"}}


def _submit(played: History, _actor: Device, _b: int, c: int) -> Record:
    return played.board.office.write(sketch_facts(f"2026-{c:02}"), texts=texts(c))


def _revise(_played: History, actor: Device, b: int, c: int) -> Record:
    sketch = pick(of_kind(actor, "sketch.submitted"), b)
    facts = sketch_facts(f"2026-{c:02}", grant_cents=c * 100)
    fields = {name: getattr(facts, name) for name in facts.__struct_fields__}
    return actor.write(SketchRevised(**fields, sketch=sketch.id), texts=texts(c))


def _call(_played: History, actor: Device, b: int, c: int) -> Record:
    return actor.write(MeetingCalled(f"{b}", dt.date(2026, 4, 1 + c % 28), "10:00", "Rathaus"))


def _change_meeting(_played: History, actor: Device, b: int, c: int) -> Record | None:
    meetings = of_kind(actor, "meeting.called")
    if not meetings:
        return None
    return actor.write(
        MeetingChanged(
            number="1",
            day=dt.date(2026, 4, 1 + b % 28),
            time="11:00",
            place="Rathaus",
            opened="11:05" if c & 1 else None,
            closed="12:30" if c & 2 else None,
            cancelled=c & 12 == 12,
            meeting=pick(meetings, c // 8).id,
        )
    )


def _set_agenda(_played: History, actor: Device, b: int, c: int) -> Record | None:
    meetings, sketches = of_kind(actor, "meeting.called"), of_kind(actor, "sketch.submitted")
    if not meetings:
        return None
    chosen = [pick(sketches, c + i).id for i in range(b % 3)]
    return actor.write(AgendaSet(pick(meetings, b // 8).id, chosen))


def _attend(_played: History, actor: Device, b: int, c: int) -> Record | None:
    meetings = of_kind(actor, "meeting.called")
    if not meetings:
        return None
    spans: list[tuple[str, str | None]] = [("10:00", None)]
    return actor.write(AttendanceNoted(pick(meetings, c // 4).id, f"M{b % 4:02}", spans[c % 2 :]))


def _open_in_meeting(_played: History, actor: Device, b: int, c: int) -> Record | None:
    meetings = of_kind(actor, "meeting.called")
    if not meetings:
        return None
    sketch, meeting = pick(of_kind(actor, "sketch.submitted"), b), pick(meetings, c)
    return open_round(actor, sketch, procedure="meeting", meeting=meeting.id, deadline=None)


def _vote_own(_played: History, actor: Device, b: int, c: int) -> Record | None:
    """A member's proper vote."""
    if not actor.name.startswith("M"):
        return None
    return actor.write(ballot_for(pick(of_kind(actor, "round.opened"), b), actor.name, ("yes", "no")[c % 2]))


def _close_properly(_played: History, actor: Device, b: int, _c: int) -> Record | None:
    """A closing that lists just what its author knows."""
    opening = pick(of_kind(actor, "round.opened"), b)
    facts = gather(actor.view(), opening)
    rules = rules_in(actor.ledger)(facts.opening.rules)
    if rules is None:
        return None
    day, noon = dt.date(2026, 4, 1), dt.time(12)
    closing = RoundClosed(
        round=opening.id,
        ballots=list(counted_ballots(facts, rules, dt.datetime.combine(day, noon))),
        attendance=sorted(record.id for record in facts.attendance.values()),
        frontier=actor.ledger.tips(),
        day=day,
        time="12:00",
        outcome={},
    )
    return actor.write(closing)


def _confirm_properly(played: History, _actor: Device, b: int, _c: int) -> Record | None:
    chair = played.board.chair
    closings = of_kind(chair, "round.closed")
    if not closings:
        return None
    closing = pick(closings, b)
    assert isinstance(closing.body, RoundClosed)
    return chair.write(RoundConfirmed(closing.body.round, closing.id), role="chair")


def _confirm_on_paper(_played: History, actor: Device, b: int, _c: int) -> Record | None:
    closings = of_kind(actor, "round.closed")
    if not closings:
        return None
    closing = pick(closings, b)
    assert isinstance(closing.body, RoundClosed)
    return actor.write(PaperConfirmed(closing.body.round, closing.id, dt.date(2026, 4, 2), "Akte 1"))


def _receive(_played: History, actor: Device, b: int, c: int) -> Record | None:
    ballots = of_kind(actor, "ballot.cast")
    if not ballots:
        return None
    ballot = pick(ballots, b)
    return actor.write(
        BallotReceived(ballot.slot.split("/")[1], ballot.id, dt.date(2026, 3, 30), late=bool(c & 1))
    )


def _borrow(_played: History, actor: Device, b: int, _c: int) -> Record | None:
    """A comment that names the payload of another record."""
    holding = [each for each in actor.ledger if each.payload is not None]
    if not actor.certificates or not holding:
        return None
    sketch = pick(of_kind(actor, "sketch.submitted"), b)
    comment = Draft("comment.written", CommentWritten(sketch.id), (), pick(holding, b).payload)
    written = sign(
        comment,
        actor.key,
        board=actor.ledger.board,
        by=next(iter(actor.certificates.values())),
        seq=1 if actor.last is None else actor.last.seq + 1,
        prev=None if actor.last is None else actor.last.id,
        at=actor.clock,
    )
    return actor._keep(written)  # noqa: SLF001  (as `write` does)


def _order_half(played: History, _actor: Device, b: int, c: int) -> Record | None:
    """The office's or the chair's half of an erasure, of one of a few records, so that halves meet."""
    device, role = (played.board.office, "office") if c & 1 else (played.board.chair, "chair")
    holding = [each for each in device.ledger if each.payload is not None]
    return device.write(EraseOrdered(pick(holding, b % 6).id, "request"), role=role)


LIFE: Sequence[Play] = (
    _submit,
    _revise,
    _call,
    _change_meeting,
    _set_agenda,
    _attend,
    _open_in_meeting,
    _vote_own,
    _close_properly,
    _confirm_properly,
    _confirm_on_paper,
    _receive,
    _borrow,
    _order_half,
    _order_half,
)
