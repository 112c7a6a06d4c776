"""What somebody who knows everything sees of a board in memory, and a few things that happen on it."""

import datetime as dt
from typing import Any

from beirat_tui.domain.tally.data import outcome_data
from beirat_tui.domain.tally.engine import tally
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.board import (
    AttendanceNoted,
)
from beirat_tui.log.bodies.rights import CertIssued
from beirat_tui.log.cases import build_case
from beirat_tui.log.closing import (
    Closing,
    Conclusion,
    conclude,
    counted_ballots,
    moment,
)
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import RoundFacts, gather
from beirat_tui.log.view import Inert, View
from boards import (
    Board,
    Device,
    ballot_for,
    call_meeting,
    closing_of,
    open_round,
    sketch_facts,
)

NOON = dt.datetime(2026, 3, 16, 12, 0)  # noqa: DTZ001  (local time of the room, as the office notes it)


def sketch_and_round(board: Board) -> tuple[Record, Record]:
    sketch = board.office.write(sketch_facts())
    round_ = open_round(board.office, sketch)
    board.share()
    return sketch, round_


def refusal(device: Device, written: Record) -> str | None:
    """Why DEVICE's ledger refused what it wrote; None if it did not."""
    return device.ledger.refused.get(written.id)


def granted(device: Device, written: Record) -> bool:
    return device.ledger.get(written.id) is not None


def states(board: Board, *records: Record) -> list[Inert | None]:
    """Why each of RECORDS has no effect (None: it has), known to somebody who knows everything."""
    view = View(MemoryLedger(board.records()))
    return [view.inert(each) for each in records]


def known(board: Board) -> View:
    return View(MemoryLedger(board.records()))


def meet(board: Board, *present: str, **fields: object) -> tuple[Record, Record]:
    """A meeting with PRESENT in the room since ten, and a round in it."""
    meeting = call_meeting(board.office)
    for member in present:
        board.office.write(AttendanceNoted(meeting.id, member, [("10:00", None)]))
    sketch = board.office.write(sketch_facts())
    round_ = open_round(
        board.office, sketch, procedure="meeting", meeting=meeting.id, deadline=None, **fields
    )
    board.share()
    return meeting, round_


def facts_of(board: Board, round_: Record) -> RoundFacts:
    return gather(View(MemoryLedger(board.records())), round_)


def second_device(board: Board, member: str) -> Device:
    device = board.add(f"{member} phone")
    board.office.write(CertIssued(device.public, member, "member"))
    board.share()
    return device


def vote(board: Board, round_: Record, **choices: str) -> dict[str, Record]:
    """Members vote, and everybody learns of it."""
    made = {m: board.members[m].write(ballot_for(round_, m, choice)) for m, choice in choices.items()}
    board.share()
    return made


def close(device: Device, round_: Record, **fields: Any) -> Record:  # noqa: ANN401  (any field)
    """Close ROUND_ as what DEVICE knows implies, with the outcome that follows; FIELDS override some."""
    facts = gather(device.view(), round_)
    rules = rules_in(device.ledger)(facts.opening.rules)
    assert rules is not None
    body = closing_of(device, round_)
    at = moment(body)
    counted = list(counted_ballots(facts, rules, at, body))
    outcome = outcome_data(tally(build_case(facts, at=at, vote=body.facts), rules))
    return device.write(closing_of(device, round_, **({"ballots": counted, "outcome": outcome} | fields)))


def concluded(board: Board, round_: Record) -> Conclusion:
    ledger = MemoryLedger(board.records())
    return conclude(View(ledger), round_, rules_in(ledger))


def settled(conclusion: Conclusion) -> Closing:
    assert conclusion.settled is not None
    return conclusion.settled


def result(closing: Closing) -> str | None:
    return None if closing.outcome is None else closing.outcome.result
