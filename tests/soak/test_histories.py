"""Many random histories: whatever happened in whatever order, in the end everybody has the same board.

Members vote, are recused and change their minds, the office changes the roster, opens and closes rounds, keys
fork and are cut, clocks go wrong by years, knowledge spreads in part, twice and in any order. Afterwards all
devices have the same records, among them every one that was ever acknowledged, and from them every file
computes the same, byte for byte, in whatever order they came.
"""

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from beirat_tui.log.record import Record
from beirat_tui.store import connection as files
from beirat_tui.store.board_file import BoardFile, Writing
from beirat_tui.store.connection import transaction
from beirat_tui.store.rebuild import dump
from board_life import LIFE
from boards import Device
from filed import Pairs, with_payloads
from histories import MOVES, History, play
from soaking import note, size

PARTS = 8
HISTORIES = size(2_000, 50_000) // PARTS
MOST_MOVES = 40
YEAR = 365 * 86_400_000


def _skew(_played: History, actor: Device, b: int, c: int) -> None:
    """The clock of a device goes wrong, by up to ten years in either direction."""
    actor.clock += (b - 16) * YEAR * 10 // 16 + c


def _exchange_all(played: History, actor: Device, b: int, c: int) -> None:
    """A copy goes round: three devices learn all that this one knows."""
    for number in (b, c, b + c):
        played.devices[number % len(played.devices)].learn(actor)


def _exchange_back_and_forth(played: History, actor: Device, b: int, _c: int) -> None:
    other = played.devices[b % len(played.devices)]
    actor.learn(other)
    other.learn(actor)


MORE = (*LIFE, _skew, _exchange_all, _exchange_back_and_forth)


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BoardFile]:
    """A file without a board, into which nothing is ever saved."""
    monkeypatch.setattr(files, "PRAGMAS", (*files.PRAGMAS, "PRAGMA synchronous = OFF"))
    file = BoardFile.create(tmp_path / "empty.beirat")
    yield file
    file.close()


def random_history(chance: random.Random) -> History:
    """A history of up to `MOST_MOVES` moves."""
    kinds = MOVES + len(MORE)
    return play(
        [
            (chance.randrange(kinds), chance.randrange(32), chance.randrange(32), chance.randrange(32))
            for _ in range(chance.randrange(MOST_MOVES + 1))
        ],
        MORE,
    )


def spread(devices: list[Device], chance: random.Random) -> None:
    """Let everybody learn everything, in some order and with some of it twice."""
    order = chance.sample(devices, len(devices))
    for here, there in pairwise(order):
        known = [*here.ledger, *here.ledger.waiting()]
        chance.shuffle(known)
        there.learn(known[: chance.randrange(len(known) + 1)])
        there.learn(known)
    for device in order[:-1]:
        device.learn(order[-1])


def computed(file: BoardFile, pairs: Pairs) -> tuple[set[str], list[bytes]]:
    """The ids and the dump of a board that took PAIRS; FILE stays empty."""
    with transaction(file._file, write=True) as connection:  # noqa: SLF001  (to be undone)
        writing = Writing(connection)
        writing.take_all(pairs)
        writing.finish()
        found = set(writing.granted), list(dump(writing))
        connection.rollback()
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_everybody_ends_with_the_same_board(part: int, empty: BoardFile) -> None:
    records = acknowledged_in_all = 0
    for number in range(HISTORIES):
        seed = part * 1_000_000 + number
        chance = random.Random(seed)  # noqa: S311  (no secret)
        played = random_history(chance)
        acknowledged = {
            each.id for each in played.written if any(each.id in ids_of(device) for device in played.devices)
        }
        spread(played.devices, chance)
        first = ids_of(played.devices[0])
        assert all(ids_of(device) == first for device in played.devices), seed
        assert acknowledged <= first, seed
        granted = [each for each in played.devices[0].ledger if each.id in first]
        whole = with_payloads([*granted, *others(played, first)], played.devices)
        again = [*whole, *chance.sample(whole, len(whole) // 3)]
        chance.shuffle(again)
        ids, lines = computed(empty, whole)
        assert ids == first, seed
        assert computed(empty, again) == (ids, lines), seed
        records += len(first)
        acknowledged_in_all += len(acknowledged)
    note("histories", cases=HISTORIES, records=records, acknowledged=acknowledged_in_all, lost=0)


def ids_of(device: Device) -> set[str]:
    """The ids of the records that DEVICE has."""
    return {each.id for each in device.ledger}


def others(played: History, granted: set[str]) -> list[Record]:
    """What was written and never granted."""
    return [each for each in played.written if each.id not in granted]
