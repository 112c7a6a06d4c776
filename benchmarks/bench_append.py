"""Saving a vote durably, on a small and a large board, against a bare insert with the same pragmas."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from harness import Row, command, in_turn, row, seconds_of
from make_board import board_of, key_of, open_as_member

from beirat_tui.log.bodies.rounds import BallotCast
from beirat_tui.log.record import Draft, Record, sign
from beirat_tui.services import voting
from beirat_tui.services.session import Session
from beirat_tui.store.connection import PRAGMAS, WRITING_PRAGMAS
from beirat_tui.store.rounds import round_ids

SIZES = (12, 100_000)
CHOICES = ("yes", "no", "abstain")


def bare_insert(folder: Path) -> Callable[[], None]:
    """Insert one row of a record's size into a table of its own, durably."""
    connection = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
    for pragma in (*PRAGMAS, *WRITING_PRAGMAS):
        connection.execute(pragma)
    connection.execute("CREATE TABLE record (n INTEGER PRIMARY KEY, raw BLOB, signature BLOB)")

    def insert() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO record (raw, signature) VALUES (?, ?)", (bytes(900), bytes(64)))
        connection.execute("COMMIT")

    return insert


def stored_vote(session: Session, round_: str) -> Callable[[], None]:
    """Sign a change of the member's vote and let the board file take it: what the file does for a vote."""
    key = key_of("M02")
    numbers = count()
    with session.board.reading() as reading:
        cert = next(each for each in reading.view.effective("cert/*") if each.data()["key"] == key.public)
    last: list[Record] = []

    def vote() -> None:
        choice = CHOICES[next(numbers) % len(CHOICES)]
        with session.board.writing() as writing:
            body = BallotCast(round_, "M02", choice, "own")
            previous = last[-1] if last else None
            record = sign(
                Draft("ballot.cast", body, [each.id for each in writing.view.heads(body.slot())]),
                key,
                board=writing.board,
                by=cert.id,
                seq=1 if previous is None else previous.seq + 1,
                prev=None if previous is None else previous.id,
                at=1,
            )
            writing.add(record)
        last[:] = [record]

    return vote


def cast_vote(session: Session, round_: str) -> Callable[[], None]:
    """What the vote dialog calls: rights, the vote with its remark, the board file, the private copy."""
    numbers = count()

    def vote() -> None:
        number = next(numbers)
        voting.cast(session, round_, CHOICES[number % len(CHOICES)], f"Zum {number}. Mal überlegt.")

    return vote


def measure(runs: int) -> Iterator[Row]:
    """Compare on a board of twelve and on one of a hundred thousand sketches."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            session = open_as_member(board_of(size, folder))
            with session.board.reading() as reading:
                first, second = round_ids(reading)[:2]
            bare = seconds_of(bare_insert(folder))
            stored, theirs = in_turn(seconds_of(stored_vote(session, first)), bare, runs * 3)
            yield row(f"a vote into the board file, {size:,} sketches", "bare insert", stored, theirs)
            cast, theirs = in_turn(seconds_of(cast_vote(session, second)), bare, runs * 3)
            yield row(f"casting it, with rights and private copy, {size:,}", "bare insert", cast, theirs)
            session.close()


if __name__ == "__main__":
    command(
        "Saving a vote",
        "One transaction each, on disk when it returns. The board file checks the record against the chain, "
        "the certificate and the round, and brings effects, heads and the lists up to date.",
        measure,
    )
