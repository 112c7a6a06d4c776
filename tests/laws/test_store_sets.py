"""Laws of the board file: what it says is a function of the set of records, however they came."""

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import JOINING, Record
from beirat_tui.store import connection as files
from beirat_tui.store.board_file import BoardFile
from board_life import LIFE
from filed import Pairs, agrees_with, computed_anew, difference, filed, shape, take, with_payloads
from histories import History, Move, moves, play

HISTORIES = moves(most=50, more=len(LIFE))

# Each case writes several files: a third of the usual number of cases, and no waiting for the disk.
third = settings(
    max_examples=max(5, settings().max_examples // 3),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(autouse=True)
def _without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PRAGMAS", (*files.PRAGMAS, "PRAGMA synchronous = OFF"))


def pairs(played: History) -> list[tuple[Record, bytes | None]]:
    """All that was written, with payloads."""
    return with_payloads(played.written, played.devices)


def in_pieces(whole: Pairs, chance: random.Random) -> list[Pairs]:
    """WHOLE in pieces of random sizes."""
    cuts = sorted({0, len(whole), *(chance.randrange(len(whole) + 1) for _ in range(chance.randrange(8)))})
    return [whole[a:b] for a, b in pairwise(cuts)]


def texts(board: BoardFile) -> tuple[list[object], list[object]]:
    """What lists and search know of the texts, by sketch."""
    with board.reading() as reading:
        run = reading.connection.exec_driver_sql
        shown = run("SELECT id, title, applicant FROM sketch_text JOIN entry USING (n) ORDER BY id").all()
        found = run(
            "SELECT id, expanded FROM sketch_search JOIN entry ON entry.n = sketch_search.rowid ORDER BY id"
        ).all()
        return list(map(tuple, shown)), list(map(tuple, found))


@third
@given(history=HISTORIES, chance=st.randoms(use_true_random=False))
def test_a_file_is_a_function_of_the_set(history: list[Move], chance: random.Random, tmp_path: Path) -> None:
    """Record by record, in random pieces, shuffled, twice: the same as computed from nothing."""
    whole = pairs(play(history, LIFE))
    shuffled = [*whole, *chance.sample(whole, len(whole) // 3)]
    chance.shuffle(shuffled)
    with filed(tmp_path, whole) as board:
        expected, lines = shape(board)
        shown = texts(board)
        assert not difference(computed_anew(board), lines)
        assert texts(board) == shown
    for batches in ([[each] for each in whole], in_pieces(shuffled, chance), in_pieces(whole[::-1], chance)):
        with filed(tmp_path, *batches) as board:
            assert not difference(shape(board)[1], lines)
            assert shape(board)[0] == expected
            assert not difference(computed_anew(board), lines)


@third
@given(history=HISTORIES, chance=st.randoms(use_true_random=False))
def test_every_step_gives_what_computing_from_nothing_gives(
    history: list[Move], chance: random.Random, tmp_path: Path
) -> None:
    whole = pairs(play(history, LIFE))
    chance.shuffle(whole)
    with filed(tmp_path, whole[:40]) as board:
        for piece in in_pieces(whole[40:], chance):
            take(board, piece)
            before = shape(board)[1]
            assert not difference(computed_anew(board), before)


@third
@given(history=HISTORIES, chance=st.randoms(use_true_random=False))
def test_effects_heads_and_chains_are_those_of_the_ledger_in_memory(
    history: list[Move], chance: random.Random, tmp_path: Path
) -> None:
    whole = pairs(play(history, LIFE))
    memory = MemoryLedger(each for each, _ in whole)
    chance.shuffle(whole)
    with filed(tmp_path, *in_pieces(whole, chance)) as board:
        agrees_with(board, memory)


@third
@given(history=HISTORIES, first=st.integers(0, 200), second=st.integers(0, 200))
def test_union_commutes_associates_and_repeats_without_change(
    history: list[Move], first: int, second: int, tmp_path: Path
) -> None:
    whole = pairs(play(history, LIFE))
    a, b = sorted((first % (len(whole) + 1), second % (len(whole) + 1)))
    x, y, z = whole[:b], whole[a:], whole[::3]
    with (
        filed(tmp_path, x, y, z) as left,
        filed(tmp_path, z, [*y[::-1], *x]) as right,
        filed(tmp_path, x, y, z, x, y, z, z) as often,
    ):
        lines = shape(left)[1]
        assert not difference(shape(right)[1], lines)
        assert not difference(shape(often)[1], lines)
        revision = often.revision()
        with often.writing() as writing:
            writing.take_all(whole)
            assert not writing.granted
        assert often.revision() == revision
        assert requests_of(left) == requests_of(right) == requests_of(often)


def requests_of(board: BoardFile) -> list[str]:
    """The ids of the requests to join."""
    with board.reading() as reading:
        return [each.id for each in reading.requests()]


@third
@given(history=HISTORIES, chance=st.randoms(use_true_random=False))
def test_no_granted_record_is_lost_and_nothing_else_gets_in(
    history: list[Move], chance: random.Random, tmp_path: Path
) -> None:
    whole = pairs(play(history, LIFE))
    memory = MemoryLedger(each for each, _ in whole)
    chance.shuffle(whole)
    with filed(tmp_path, *in_pieces(whole, chance)) as board, board.reading() as reading:
        run = reading.connection.exec_driver_sql
        stored = {row.id: (row.raw, row.signature) for row in run("SELECT id, raw, signature FROM record")}
        assert stored == {each.id: (each.raw, each.signature) for each in memory}
        waiting = {row.id for row in run("SELECT id FROM waiting")}
        assert waiting == {each.id for each in memory.waiting()}
        joining = {each.author for each, _ in whole if each.kind == JOINING}
        assert {each.author for each in reading.requests()} == joining
