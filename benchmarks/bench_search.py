"""Searching 100,000 sketches as somebody types, against the bare question to SQLite's full-text index."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from harness import Row, command, in_turn, row, seconds_of
from make_board import board_of, open_as_member

from beirat_tui.domain.text import fold
from beirat_tui.services import kept, queue
from beirat_tui.services.session import Session

SKETCHES = 100_000
PAGE = 50
COMMON = (
    *("rufb", "pfleg", "sensor", "touris", "wasser", "handw"),
    *("schul", "verein", "gemein", "halle", "jugend", "plattf"),
)
TYPED = {
    "a word of every twelfth sketch, and its number": [f"0{n:02} {word}" for n, word in enumerate(COMMON)],
    "a word that every second sketch has": COMMON,
    "two such words": [f"{a} {b}" for a, b in zip(COMMON, COMMON[1:] + COMMON[:1], strict=True)],
}
"""More questions each than are kept, so that none is answered from memory."""


def ask_the_queue(session: Session, questions: Sequence[str]) -> None:
    """What typing does: count what fits, and read the first page of it."""
    for question in questions:
        queue.counts(session, question)
        queue.window(session, question, 0, PAGE)


def ask_the_index(connection: sqlite3.Connection, questions: Sequence[str]) -> None:
    """The bare question, with all its answers fetched."""
    for question in questions:
        asked = " AND ".join(f'"{fold(word)}"*' for word in question.split())
        connection.execute("SELECT rowid FROM sketch_search WHERE sketch_search MATCH ?", (asked,)).fetchall()


def measure(runs: int) -> Iterator[Row]:
    """Ask both, in turn."""
    if any(len(questions) <= kept.MOST for questions in TYPED.values()):
        raise SystemExit("too few questions: some would be answered from memory")
    with tempfile.TemporaryDirectory() as folder:
        path = board_of(SKETCHES, Path(folder))
        session, bare = open_as_member(path), sqlite3.connect(path)
        for what, questions in TYPED.items():
            ours: Callable[[], None] = partial(ask_the_queue, session, questions)
            theirs: Callable[[], None] = partial(ask_the_index, bare, questions)
            mine, other = in_turn(seconds_of(ours), seconds_of(theirs), runs)
            per_question = [[each / len(questions) for each in side] for side in (mine, other)]
            yield row(what, "bare full-text query", *per_question, at_most=1.5)
        bare.close()
        session.close()


if __name__ == "__main__":
    command(
        f"Searching {SKETCHES:,} sketches as one types",
        "Our side counts what fits and reads the first page of it in the order of the queue, with one's own "
        "vote in every row; the other side fetches the row numbers of all hits from SQLite's index, and "
        "nothing else. Every word is the beginning of one. The figures are those of one question.",
        measure,
    )
