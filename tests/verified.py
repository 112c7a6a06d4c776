"""Rounds opened and closed as the rules ask, files that hold them, and the problems that are found there."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from beirat_tui.domain.tally import outcome_data, tally
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.rounds import RoundOpened
from beirat_tui.log.cases import build_case
from beirat_tui.log.closing import counted_ballots
from beirat_tui.log.electorate import electorate
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import gather
from beirat_tui.services.session import Session
from beirat_tui.services.verification_views import Problem, VerifyReport
from beirat_tui.wording import use_language
from beirat_tui.wording.problems import problem_text
from boards import Board, ballot_for, closing_of, open_round
from devices import Device
from stores import all_payloads, board_file, sit, submit

CLOSED = dt.datetime(2026, 4, 1, 12)  # noqa: DTZ001  (a local time, as the office notes it)


def open_fairly(device: Device, sketch: Record, **fields: Any) -> Record:  # noqa: ANN401  (any field)
    """Open a round with the electorate that the rules give."""
    return open_round(device, sketch, **({"electorate": electorate(device.view())} | fields))


def close_fairly(device: Device, round_: Record, **fields: Any) -> Record:  # noqa: ANN401  (any field)
    """Close a round with what the rules give, or else what FIELDS say."""
    opening = round_.body
    assert isinstance(opening, RoundOpened)
    facts = gather(device.view(), round_)
    rules = rules_in(device.ledger)(opening.rules)
    assert rules is not None
    outcome = outcome_data(tally(build_case(facts, at=CLOSED), rules))
    implied = list(counted_ballots(facts, rules, CLOSED))
    return device.write(closing_of(device, round_, **({"ballots": implied, "outcome": outcome} | fields)))


def voted_round(board: Board) -> Record:
    """A round in which all but M04 have voted; everybody knows everything."""
    sketch = submit(board, "2026-07", "Leitstelle")
    opened = open_fairly(board.office, sketch)
    board.share()
    for label in ("M01", "M02", "M03"):
        board.members[label].write(ballot_for(opened, label))
    board.share()
    return opened


@contextmanager
def session_with(folder: Path, board: Board, *, without: tuple[Record, ...] = ()) -> Iterator[Session]:
    """A guest at a file with everything but the records WITHOUT."""
    gone = {each.id for each in without}
    records = [each for each in board.records() if each.id not in gone]
    board_file(folder / "b.beirat", records, all_payloads(board)).close()
    session = sit(folder / "b.beirat", None, folder / "home")
    try:
        yield session
    finally:
        session.close()


def codes(report: VerifyReport) -> dict[str, Problem]:
    """The problems by code; each can be said in both languages."""
    for language in ("de", "en"):
        use_language(language)
        for problem in report.problems:
            assert "{" not in problem_text(problem.code, problem.params, problem.record)
    return {problem.code: problem for problem in report.problems}
