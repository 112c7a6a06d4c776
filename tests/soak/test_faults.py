"""Whatever happens in the middle of writing, at every single step of it: nothing acknowledged is lost.

The disk is that of `unsteady`, and renames, removals and files opened for writing are steps like the writes
of SQLite. A process is killed before a step, or the power goes and takes what was not synced; or the disk is
full, broken or forbidden from a step on.
"""

import os
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from beirat_tui.domain.errors import StoreError
from beirat_tui.log.signatures import SignatureChecks
from beirat_tui.store.board_file import BoardFile
from beirat_tui.store.own_records import OwnRecords
from beirat_tui.sync.merge import Union
from boards import Board, Device, found, sketch_facts
from faults import in_child, remark
from filed import take, whole
from soaking import note, size
from unsteady import Disk, Fault, die, fail, install, lose_power, tear

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks the test's own process")
KILLS = size(6, 85)
"""Kills of each kind of work in each way: a dozen kinds and ways."""
FAULTS = size(21, 1_000)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass
class Desk:
    """Somebody's board file and private folder, a colleague's copy, and a copy from before.

    Attributes:
        told: writes ids to whoever listens: they are acknowledged.
    """

    board: Board
    path: Path
    theirs: Path
    older: Path
    own: OwnRecords
    told: int = -1
    size: int = 10

    @property
    def device(self) -> Device:
        """Whose desk it is."""
        return self.board.members["M02"]

    def acknowledge(self, *ids: str) -> None:
        """These are said to be saved."""
        os.write(self.told, b"".join(map(bytes.fromhex, ids)))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The file of a board with three members."""
    board = found(members=3)
    board.office.write(sketch_facts(), texts={"title": "Werkstatt"})
    board.share()
    folder = tmp_path / "desk"
    folder.mkdir()
    made = Desk(
        board,
        folder / "board.beirat",
        tmp_path / "theirs.beirat",
        tmp_path / "older.beirat",
        OwnRecords(tmp_path / "private"),
    )
    file = BoardFile.create(made.path)
    take(file, whole(board))
    file.close()
    for copy in (made.theirs, made.older):
        copy.write_bytes(made.path.read_bytes())
    return made


# --- what may be interrupted -------------------------------------------------------------------------------


def save(desk: Desk, file: BoardFile) -> None:
    """Write something, into the board file and the private folder."""
    record, blob = remark(file, desk.device, size=desk.size)
    desk.own.keep([(record, blob)])
    desk.acknowledge(record.id)


def cast(desk: Desk) -> None:
    """Write, and write again."""
    file = BoardFile(desk.path)
    save(desk, file)
    save(desk, file)


def merge(desk: Desk) -> None:
    """Write, and take in a colleague's copy."""
    file = BoardFile(desk.path)
    save(desk, file)
    with SignatureChecks() as checks, file.writing() as writing:
        taken = Union(writing, checks, lambda _done, _total: None).take(desk.theirs)
        if taken.error is not None:
            raise taken.error
        new = list(writing.granted)
    desk.acknowledge(*new)


def find_replaced(desk: Desk) -> None:
    """Write, find another copy in the file's place, and write again."""
    file = BoardFile(desk.path)
    save(desk, file)
    desk.older.replace(desk.path)
    save(desk, file)


def find_gone(desk: Desk) -> None:
    """Write, find the file gone, and write again."""
    file = BoardFile(desk.path)
    save(desk, file)
    desk.path.rename(desk.older)
    save(desk, file)


Work = Callable[[Desk], None]
WORK: tuple[Work, ...] = (cast, merge, find_replaced, find_gone)
Way = Callable[..., Fault]
"""Of a disk, the number of a step, and a seed."""


def killed(disk: Disk, at: int, seed: int) -> Fault:  # noqa: ARG001  (as `lose_power`)
    return die(at)


def watched(disk: Disk) -> None:
    """Count what Python itself does to files as operations of DISK; for good, so only in a child."""

    def hook(event: str, values: Any) -> None:  # noqa: ANN401  (of every kind of event others)
        if event == "open":
            if isinstance(values[2], int) and values[2] & _WRITES:
                disk.step("open")
        elif event in {"os.rename", "os.remove", "os.truncate", "os.mkdir"}:
            disk.step(event)

    sync = os.fsync

    def counted(fd: Any) -> None:  # noqa: ANN401  (a number or a file)
        disk.step("fsync")
        sync(fd)

    os.fsync = counted
    sys.addaudithook(hook)


def interrupted(desk: Desk, work: Work, fault_of: Callable[[Disk], Fault]) -> tuple[int, set[str], int]:
    """Let a child do WORK; returns how it ended, what it acknowledged, and how many steps it took."""
    receiver, desk.told = os.pipe()
    counter, steps = os.pipe()

    def run() -> None:
        disk = install(pytest.MonkeyPatch())
        watched(disk)
        disk.fault = fault_of(disk)
        work(desk)
        os.write(steps, disk.operations.to_bytes(4))

    child = in_child(run)
    os.close(desk.told)
    os.close(steps)
    with os.fdopen(receiver, "rb") as pipe, os.fdopen(counter, "rb") as count:
        heard, taken = pipe.read(), int.from_bytes(count.read())
    status = os.waitpid(child, 0)[1]
    return status, {heard[at : at + 32].hex() for at in range(0, len(heard) - 31, 32)}, taken


def stands(desk: Desk, acknowledged: set[str], known: set[str]) -> None:
    """Assert that the desk is in order: all that was ever acknowledged is there, and nothing unknown."""
    path = desk.path if desk.path.exists() else desk.older
    file = BoardFile(path)
    with file.writing() as writing:
        # As the program does when it opens a copy.
        for record, blob in desk.own:
            writing.take(record, blob)
    with file.reading() as reading:
        ids = set(reading.connection.exec_driver_sql("SELECT id FROM record").scalars())
        assert acknowledged <= ids
        chain = {each.id for each in reading.ledger.chain(desk.device.public)}
        assert ids <= known | chain
        assert reading.connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    file.close()
    if path != desk.path:
        path.rename(desk.path)


@pytest.mark.parametrize("way", [killed, lose_power])
@pytest.mark.parametrize("work", WORK)
def test_what_was_acknowledged_survives_an_end_at_every_step(desk: Desk, work: Work, way: Way) -> None:
    chance = random.Random(5)  # noqa: S311  (when to kill)
    acknowledged: set[str] = set()
    colleague = desk.board.members["M03"]
    steps, ends = 0, 0
    numbers: Iterator[int] = iter(())
    while ends < KILLS:
        desk.size = chance.choice((10, 5_000, 60_000))
        desk.older.write_bytes(desk.path.read_bytes())
        theirs = BoardFile(desk.theirs)
        for _ in range(2):
            remark(theirs, colleague, size=desk.size)
        with theirs.reading() as reading:
            known = {each.id for each in (*desk.board.records(), *reading.ledger.chain(colleague.public))}
        theirs.close()
        at = next(numbers, 0)
        status, heard, taken = interrupted(desk, work, partial(way, at=at, seed=chance.randrange(10**9)))
        acknowledged |= heard
        stands(desk, acknowledged, known)
        if status == 0:
            # Once through without an end: now it is known how many steps there are.
            steps = max(steps, taken)
            spread = chance.sample(range(1, steps + 1), steps)
            numbers = iter(sorted(islice(cycle(spread), KILLS - ends)))
        else:
            assert os.WIFSIGNALED(status)
            ends += 1
    assert acknowledged
    note("ends", work=work.__name__, way=way.__name__, cases=ends, acknowledged=len(acknowledged), lost=0)


# --- a disk that gives up ----------------------------------------------------------------------------------

_FAULTS: tuple[Callable[[int], Fault], ...] = (
    tear,
    partial(fail, code=sqlite3.SQLITE_FULL, only=("write", "truncate")),
    partial(fail, code=sqlite3.SQLITE_IOERR_WRITE),
    partial(fail, code=sqlite3.SQLITE_IOERR_FSYNC, only=("sync",)),
    partial(fail, code=sqlite3.SQLITE_IOERR_DELETE, only=("delete",)),
    lambda _at: fail(1, sqlite3.SQLITE_CANTOPEN, ("create",)),
    lambda _at: fail(1, sqlite3.SQLITE_READONLY_DIRECTORY, ("create",)),
)
"""Only what systems do: they say that a disk is full or broken when it is written to, and forbid opening."""
_TOLD = {"store.full", "store.input-output", "store.read-only", "store.cannot-open", "store.unfinished"}


def test_a_disk_that_gives_up_changes_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(11)  # noqa: S311  (where to fail)
    disk = install(monkeypatch)
    file = BoardFile(desk.path)
    disk.operations = 0
    remark(file, desk.device, size=30_000)
    steps = disk.operations
    failed = 0
    told: set[str] = set()
    for number in range(FAULTS):
        at, make = chance.randrange(1, steps + 1), _FAULTS[number % len(_FAULTS)]
        with file.reading() as reading:
            before = {each.id for each in reading.ledger.chain(desk.device.public)}
        disk.operations, disk.fault = 0, make(at)
        saved: set[str] = set()
        try:
            saved.add(remark(file, desk.device, size=30_000)[0].id)
        except StoreError as error:
            told.add(error.code)
            failed += 1
        disk.fault = lambda _number, _what: None
        with file.reading() as reading:
            after = {each.id for each in reading.ledger.chain(desk.device.public)}
        assert after == before | saved, (at, number)
    file.close()
    assert failed > FAULTS / 3
    assert told <= _TOLD
    assert [each.name for each in desk.path.parent.iterdir()] == [desk.path.name]
    stands(desk, after, {each.id for each in desk.board.records()})
    note("faults", cases=FAULTS, failed=failed, lost=0)
