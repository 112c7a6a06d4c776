"""How SQLite answers what a vote asks: from an index, whatever the size of the board."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from beirat_tui.log.bodies.board import AttendanceNoted, CommentWritten, SummaryWritten
from beirat_tui.log.bodies.rights import EraseOrdered
from beirat_tui.log.bodies.rounds import RoundConfirmed
from beirat_tui.log.record import Record
from beirat_tui.store.board_file import BoardFile
from boards import (
    Board,
    ballot_for,
    call_meeting,
    closing_of,
    found,
    open_round,
    revision_of,
    sketch_facts,
)
from filed import filed, whole

ONE_ROW_OF = ("SELECT awaited.id", "SELECT waiting.id")
"""Statements that look whether a table is empty: they stop at the first row."""

NO_TABLES = ("keys", "CONSTANT")
"""The keys that a statement is asked with, and what is true or false without a table."""


class Desk:
    """A board's file, and what was asked of it."""

    def __init__(self, board: Board, file: BoardFile) -> None:
        self.board = board
        self.file = file
        self.asked: dict[str, Any] = {}
        event.listen(file._file.engine, "before_cursor_execute", self._note)  # noqa: SLF001  (to watch it)

    def _note(self, *told: Any) -> None:  # noqa: ANN401  (what SQLAlchemy tells its listeners)
        _, _, statement, parameters, _, many = told
        self.asked[statement] = parameters[0] if many else parameters

    def take(self, *records: Record) -> list[str]:
        """Let the file take RECORDS; returns the steps of SQLite's plans that look at a whole table."""
        self.asked.clear()
        with self.file.writing() as writing:
            for record in records:
                writing.take(record, self.board.office.payloads.get(record.payload or ""))
        return self.scans()

    def scans(self) -> list[str]:
        """Steps of the plans of all statements asked that look at a whole table."""
        found_ = []
        with self.file.reading() as reading:
            for statement, parameters in list(self.asked.items()):
                if not statement.startswith(("SELECT", "UPDATE", "DELETE")):
                    continue
                explain = f"EXPLAIN QUERY PLAN {statement}"
                for row in reading.connection.exec_driver_sql(explain, parameters):
                    whole_table = row.detail.startswith("SCAN") and row.detail.split()[1] not in NO_TABLES
                    by_row_number = "sketch_search VIRTUAL TABLE INDEX 0:=" in row.detail
                    if whole_table and not by_row_number and not statement.startswith(ONE_ROW_OF):
                        found_.append(f"{row.detail}: {statement}")
        return found_


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A board with two sketches, a meeting and an open round."""
    board = found(members=3)
    for number in ("2026-01", "2026-02"):
        board.office.write(sketch_facts(number), texts={"title": f"Werkstatt {number}"})
    call_meeting(board.office)
    board.share()
    with filed(tmp_path, whole(board)) as file:
        yield Desk(board, file)


def test_a_vote_is_taken_in_without_looking_at_any_table_as_a_whole(desk: Desk) -> None:
    board = desk.board
    sketch = next(each for each in board.records() if each.kind == "sketch.submitted")
    meeting = next(each for each in board.records() if each.kind == "meeting.called")
    office, member = board.office, board.members["M02"]
    round_ = open_round(office, sketch)
    assert desk.take(round_) == []
    member.learn(office)
    first = member.write(ballot_for(round_, "M02", "yes"))
    assert desk.take(first) == []
    assert desk.take(member.write(ballot_for(round_, "M02", "no"))) == []
    office.learn(member)
    closing = office.write(closing_of(office, round_))
    assert desk.take(closing) == []
    board.chair.learn(office)
    assert desk.take(board.chair.write(RoundConfirmed(round_.id, closing.id), role="chair")) == []
    assert desk.take(office.write(AttendanceNoted(meeting.id, "M02", [("10:00", None)]))) == []
    assert desk.take(office.write(revision_of(sketch), texts={"title": "Neu"})) == []
    assert desk.take(office.write(SummaryWritten(sketch.id), texts={"text": "Kurz"})) == []
    assert desk.take(member.write(CommentWritten(sketch.id), texts={"text": "Gut"})) == []


def test_the_rare_things_look_at_no_table_as_a_whole_either(desk: Desk) -> None:
    board = desk.board
    sketch = next(each for each in board.records() if each.kind == "sketch.submitted")
    office, chair, member = board.office, board.chair, board.members["M02"]
    assert desk.take(office.write(EraseOrdered(sketch.id, "Antrag"))) == []
    chair.learn(office)
    assert desk.take(chair.write(EraseOrdered(sketch.id, "Antrag"), role="chair")) == []
    waits = [member.write(CommentWritten(sketch.id)) for _ in range(3)]
    assert desk.take(waits[2]) == ["SCAN waiting: " + line for line in _counts(desk)]
    assert desk.take(waits[0]) == []
    assert desk.take(waits[1]) == []
    twin = member.copy()
    member.write(CommentWritten(sketch.id))
    assert desk.take(*member.ledger) == []
    assert desk.take(twin.write(CommentWritten(sketch.id), texts={"text": "doppelt"})) == []
    board.root.learn(member)
    board.root.learn(office)
    assert desk.take(board.root.cut(member.certificates["member"], [waits[1]])) == []
    assert desk.take(board.root.cut(office.certificates["office"])) == []


def _counts(desk: Desk) -> list[str]:
    """The one statement that counts what waits; it is asked only when something is to wait."""
    return [statement for statement in desk.asked if statement.startswith("SELECT count(*)")]


def test_reading_what_everybody_reads_looks_at_no_table_as_a_whole(desk: Desk) -> None:
    sketch = next(each for each in desk.board.records() if each.kind == "sketch.submitted")
    desk.asked.clear()
    with desk.file.reading() as reading:
        assert reading.board
        reading.texts(sketch)
        reading.view.heads(sketch.slot)
        list(reading.view.slots_under("member/"))
        reading.ledger.tips_of(sketch.author)
        reading.ledger.chain(sketch.author)
        reading.ledger.holding([str(sketch.payload)])
        reading.ledger.preload("ballot/", "recusal/")
    assert desk.scans() == []
