"""Killed processes, many writers at once, full disks: nothing acknowledged is lost."""

import os
import random
import signal
import sqlite3
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event

from beirat_tui.domain.errors import StoreError
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.store.board_file import BoardFile
from beirat_tui.store.held import HeldFile
from beirat_tui.store.own_records import OwnRecords
from boards import Board, Device, found, sketch_facts
from faults import in_child, remark
from filed import agrees_with, filed, whole
from soaking import note, size

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks the test's own process")
KILLS = size(30, 500)
WRITERS, WRITES = size(8, 32), size(10, 100)


@pytest.fixture
def board() -> Board:
    """A board of eight members with one sketch."""
    made = found(members=WRITERS)
    made.office.write(sketch_facts(), texts={"title": "Werkstatt"})
    made.share()
    return made


@pytest.fixture
def file(board: Board, tmp_path: Path) -> Iterator[BoardFile]:
    """Its file."""
    with filed(tmp_path, whole(board)) as made:
        yield made


def test_a_killed_writer_loses_nothing_it_had_acknowledged(
    board: Board, file: BoardFile, tmp_path: Path
) -> None:
    chance = random.Random(7)  # noqa: S311  (when to kill)
    device, path = board.members["M02"], file.path
    own = OwnRecords(tmp_path / "private")
    acknowledged: set[str] = set()
    file.close()
    for _ in range(KILLS):
        receiver, sender = os.pipe()

        def write_until_killed(sender: int = sender) -> None:
            mine = BoardFile(path)
            while True:
                record, blob = remark(mine, device, size=chance.randrange(20_000))
                own.keep([(record, blob)])
                os.write(sender, bytes.fromhex(record.id))

        child = in_child(write_until_killed)
        os.close(sender)
        with os.fdopen(receiver, "rb") as pipe:
            heard = pipe.read(32 * chance.randrange(3))
            time.sleep(chance.random() * 0.03)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            heard += pipe.read()
        acknowledged |= {heard[at : at + 32].hex() for at in range(0, len(heard) - 31, 32)}
        again = BoardFile(path)
        with again.reading() as reading:
            chain = {each.id: each for each in reading.ledger.chain(device.public)}
            assert acknowledged <= chain.keys()
            assert all(reading.blob(each.payload) is not None for each in chain.values())
        again.close()
        kept = {record.id for record, blob in own if blob is not None}
        assert acknowledged <= kept <= chain.keys()
    assert len(acknowledged) > KILLS / 5
    again = BoardFile(path)
    with again.reading() as reading:
        assert reading.connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    agrees_with(again, MemoryLedger([*board.records(), *chain.values()]))
    again.close()
    assert [each.name for each in path.parent.iterdir() if each.name.startswith(path.name)] == [path.name]
    note("kills", cases=KILLS, acknowledged=len(acknowledged), lost=0)


def test_many_processes_write_into_one_file(board: Board, file: BoardFile) -> None:
    path = file.path
    file.close()

    def work(device: Device) -> None:
        mine = BoardFile(path)
        for _ in range(WRITES):
            remark(mine, device)
        mine.close()

    children = [in_child(partial(work, device)) for device in board.members.values()]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * WRITERS
    again = BoardFile(path)
    with again.reading() as reading:
        chains = [reading.ledger.chain(device.public) for device in board.members.values()]
        everything = [
            reading.ledger.get(row[0]) for row in reading.connection.exec_driver_sql("SELECT id FROM record")
        ]
    assert {len(chain) for chain in chains} == {WRITES}
    note("writers", processes=WRITERS, writes=WRITES, errors=0)
    agrees_with(again, MemoryLedger(each for each in everything if each is not None))
    again.close()


def test_threads_share_one_open_file(board: Board, file: BoardFile) -> None:
    failed: list[BaseException] = []

    def work(device: Device) -> None:
        try:
            for _ in range(5):
                remark(file, device)
                file.revision()
                with file.reading() as reading:
                    assert reading.ledger.tips_of(device.public)
        except BaseException as error:  # noqa: BLE001  (told to the test's own thread)
            failed.append(error)

    threads = [threading.Thread(target=work, args=[device]) for device in board.members.values()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    with file.reading() as reading:
        assert {len(reading.ledger.chain(device.public)) for device in board.members.values()} == {5}


def test_a_full_disk_changes_nothing(board: Board, file: BoardFile) -> None:
    device = board.members["M02"]
    before = file.path.read_bytes()

    def fill(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {len(before) // 4096 + 2}")

    engine = file._file.engine  # noqa: SLF001  (the edge of the machine)
    event.listen(engine, "checkout", lambda connection, record, _proxy: fill(connection, record))
    with pytest.raises(StoreError, match=r"store\.full"):
        remark(file, device, size=40_000)
    assert file.path.read_bytes() == before
    assert [each.name for each in file.path.parent.iterdir()] == [file.path.name]
    remark(file, device, size=10)


def test_a_limit_on_the_size_of_files_changes_nothing(board: Board, file: BoardFile) -> None:
    resource = pytest.importorskip("resource")
    before, path = file.path.read_bytes(), file.path

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 8192, len(before) + 8192))
        with pytest.raises(StoreError) as caught:
            remark(BoardFile(path), board.members["M02"], size=60_000)
        assert caught.value.code in {"store.full", "store.input-output"}

    assert os.waitpid(in_child(work), 0)[1] == 0
    assert path.read_bytes() == before
    remark(file, board.members["M02"], size=60_000)


def test_a_reader_in_the_way_is_waited_for(board: Board, file: BoardFile) -> None:
    with file.reading() as reading:
        assert reading.ledger.get(board.id)
        impatient = BoardFile(file.path, busy_seconds=0.1)
        before = file.path.read_bytes()
        with pytest.raises(StoreError, match=r"store\.locked"):
            remark(impatient, board.members["M02"])
        assert file.path.read_bytes() == before
    remark(impatient, board.members["M02"])
    impatient.close()


def test_whoever_waits_while_others_get_on_has_its_turn(
    board: Board, file: BoardFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy, done = threading.Event(), threading.Event()
    counts: list[int] = []

    def counter(_held: HeldFile) -> int:
        """Others have written again whenever somebody looks; after a few looks they stop."""
        counts.append(1)
        if len(counts) == 6:
            done.set()
        return len(counts)

    def keep_busy() -> None:
        with file.writing():
            busy.set()
            done.wait()

    thread = threading.Thread(target=keep_busy)
    thread.start()
    busy.wait()
    waiting = BoardFile(file.path, busy_seconds=0.05)
    monkeypatch.setattr(HeldFile, "counter", counter)
    record, _ = remark(waiting, board.members["M02"])
    thread.join()
    waiting.close()
    with file.reading() as reading:
        assert reading.ledger.get(record.id) == record
