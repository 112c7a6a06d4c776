"""Foreign files with everything wrong that can be wrong: a report each, nothing unverified, bounded cost.

In `make soak` every hundred files are read by a process of its own whose memory is limited and measured.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from time import process_time
from typing import NamedTuple

import pytest

from beirat_tui.log.bodies.board import CommentWritten
from beirat_tui.log.bodies.rights import JoinRequested
from beirat_tui.log.payload import digest
from beirat_tui.log.signatures import SignatureChecks
from beirat_tui.store.board_file import BoardFile, Writing
from beirat_tui.store.connection import transaction
from beirat_tui.sync.merge import FileTaken, Union
from beirat_tui.wording.errors import explain
from boards import ballot_for, found, open_round
from devices import Device
from soaking import note, size, soaking
from spoiling import OF_BYTES, SPOILERS, many_rows, run, tidy
from stores import all_payloads, board_file, submit

FILES = size(200, 10_000)
JUNK = size(50_000, 1_000_000)
A_PROCESS = 100
"""Files that one process reads."""
BYTES = 512 * 1024**2
SECONDS = 5.0
"""Of the processor: how busy the machine is besides is no matter of the file."""


class Samples(NamedTuple):
    """A board file, and a copy with more in it.

    Attributes:
        mine: what the copy is taken into.
        theirs: the copy.
        good: the signatures of all records that there are, by id.
    """

    mine: Path
    theirs: Path
    good: dict[str, bytes]


def samples(folder: Path) -> Samples:
    """Make the files in FOLDER, the same on every run."""
    board = found(members=4)
    sketch = submit(board, "2026-07", "Leitstelle")
    round_ = open_round(board.office, sketch)
    board.share()
    board_file(folder / "mine.beirat", board.records(), all_payloads(board)).close()
    for label in ("M02", "M03", "M04"):
        member = board.members[label]
        member.write(ballot_for(round_, label), texts={"remark": f"von {label}"})
        for number in range(5):
            member.write(CommentWritten(sketch.id), texts={"text": f"{number}" * 2_000})
    submit(board, "2026-08", "Später")
    board.share()
    guest = Device("guest")
    guest.learn(board.office)
    request = guest.write(JoinRequested(guest.public, "Gast"))
    gap = board.members["M02"].write(CommentWritten(sketch.id))
    waits = board.members["M02"].write(CommentWritten(sketch.id))
    records = [*board.records(), request, waits]
    board_file(
        folder / "theirs.beirat", [each for each in records if each.id != gap.id], all_payloads(board)
    ).close()
    good = {each.id: each.signature for each in [*records, gap]}
    return Samples(folder / "mine.beirat", folder / "theirs.beirat", good)


class Examiner:
    """Takes files in without keeping anything of it."""

    def __init__(self, given: Samples) -> None:
        self.given = given
        self.file = BoardFile(given.mine)
        self.slowest = 0.0
        self.taken_in = 0

    def examine(self, path: Path) -> FileTaken:
        """Take the file PATH in, and look at all that came of it."""
        start = process_time()
        with SignatureChecks() as checks, transaction(self.file._file, write=True) as connection:  # noqa: SLF001  (to be undone)
            writing = Writing(connection)
            taken = Union(writing, checks, lambda _done, _total: None).take(path)
            writing.finish()
            self.slowest = max(self.slowest, process_time() - start)
            run_ = connection.exec_driver_sql
            rows = run_("SELECT id, signature FROM record").all()
            assert all(self.given.good.get(id_) == signature for id_, signature in rows), path
            for table in ("request", "waiting"):
                beside = run_(f"SELECT id, signature FROM {table}").all()  # noqa: S608
                assert all(self.given.good.get(id_, signature) == signature for id_, signature in beside)
            assert all(digest(blob) == hash_ for hash_, blob in run_("SELECT hash, blob FROM payload"))
            connection.rollback()
        self.taken_in += taken.new
        if taken.error is not None:
            told = explain(taken.error)
            assert told.happened
            assert told.do
        return taken

    def close(self) -> None:
        """Done."""
        self.file.close()


def examine_spoilt(given: Samples, first: int, number: int, folder: Path) -> Examiner:
    """Spoil NUMBER files, from the seed FIRST on, and take each in."""
    examiner = Examiner(given)
    for seed in range(first, first + number):
        chance = random.Random(seed)  # noqa: S311  (no secret)
        path = folder / "spoilt.beirat"
        shutil.copy(given.theirs, path)
        SPOILERS[seed % len(SPOILERS)](path, chance)
        if chance.random() < 0.2 and path.is_file() and path.stat().st_size > 10_000:
            chance.choice(OF_BYTES)(path, chance)
        try:
            examiner.examine(path)
        except BaseException as error:
            error.add_note(f"{seed=} {SPOILERS[seed % len(SPOILERS)].__name__}")
            raise
        tidy(path)
    examiner.close()
    return examiner


@pytest.fixture
def given(tmp_path: Path) -> Samples:
    return samples(tmp_path)


def test_a_good_copy_is_taken_whole(given: Samples) -> None:
    examiner = Examiner(given)
    taken = examiner.examine(given.theirs)
    assert (taken.error, taken.refused.total()) == (None, 0)
    assert taken.new == len(given.good) - 3 - taken.known
    examiner.close()


def test_spoilt_files_give_a_report_and_bring_nothing_unverified(given: Samples, tmp_path: Path) -> None:
    if not soaking():
        assert examine_spoilt(given, 0, FILES, tmp_path).taken_in > 0
        return
    slowest, largest = 0.0, 0
    for first in range(0, FILES, A_PROCESS):
        done = in_a_process("spoilt", first, min(A_PROCESS, FILES - first), tmp_path)
        slowest, largest = max(slowest, done["seconds"]), max(largest, int(done["bytes"]))
    note("corrupted", cases=FILES, seconds=slowest, megabytes=largest / 1024**2, unverified=0)
    assert slowest < SECONDS
    assert largest < BYTES


def test_a_million_rows_of_junk(given: Samples, tmp_path: Path) -> None:
    if not soaking():
        assert examine_large(given, JUNK) == {"junk": "merge.junk", "blobs": "merge.junk", "ids": None}
        return
    done = in_a_process("large", JUNK, 0, tmp_path)
    note("junk", rows=JUNK, seconds=done["seconds"], megabytes=done["bytes"] / 1024**2, unverified=0)
    assert done["seconds"] < SECONDS
    assert done["bytes"] < BYTES


def examine_large(given: Samples, rows: int) -> dict[str, str | None]:
    """Take in files with many rows of junk, with few very large ones, and with names of great length."""
    told: dict[str, str | None] = {}
    examiner = Examiner(given)
    few = max(2, rows // 100_000)
    for name, statements in {
        "junk": [many_rows(rows, "'junk' || x, 'junk', zeroblob(64)")],
        "blobs": [
            many_rows(few, "'large' || x, zeroblob(33000000), zeroblob(33000000)"),
            many_rows(rows, "x, x, x"),
        ],
        "ids": [
            many_rows(few, "hex(zeroblob(16000000)) || x, 'x', 'x'"),
            "UPDATE heard SET device = hex(zeroblob(9999999))",
        ],
    }.items():
        path = given.theirs.with_name(f"{name}.beirat")
        shutil.copy(given.theirs, path)
        run(path, *statements)
        error = examiner.examine(path).error
        told[name] = None if error is None else error.code
        path.unlink()
    examiner.close()
    examine_large.seconds = examiner.slowest  # type: ignore[attr-defined]  # for the process that measures
    return told


def test_a_file_that_changes_while_it_is_read(given: Samples, tmp_path: Path) -> None:
    """Somebody writes all over it all the time."""
    path = tmp_path / "restless.beirat"
    good = given.theirs.read_bytes()
    stop = threading.Event()

    def disturb() -> None:
        chance = random.Random(17)  # noqa: S311  (no secret)
        while not stop.is_set():
            with suppress(OSError), path.open("r+b") as file:
                at = chance.randrange(len(good))
                file.seek(at)
                file.write(chance.choice((good[at : at + 9_000], chance.randbytes(300))))
                if chance.random() < 0.1:
                    file.truncate(chance.randrange(len(good)))

    examiner = Examiner(given)
    path.write_bytes(good)
    thread = threading.Thread(target=disturb)
    thread.start()
    try:
        for _ in range(size(15, 300)):
            examiner.examine(path)
            path.write_bytes(good)
    finally:
        stop.set()
        thread.join()
    examiner.close()


# --- a process of its own ----------------------------------------------------------------------------------


def in_a_process(what: str, first: int, number: int, folder: Path) -> dict[str, float]:
    """What examining files took a process that does nothing else: seconds of the slowest, and bytes."""
    place = folder / "process"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    done = subprocess.run(
        [sys.executable, __file__, what, str(first), str(number), str(place)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "TMPDIR": str(folder)},
    )
    assert done.returncode == 0, done.stderr[-4_000:]
    found_: dict[str, float] = json.loads(done.stdout)
    return found_


def main() -> None:
    """Examine what the command line says, with limited memory."""
    import resource  # noqa: PLC0415  (not everywhere)

    what, first, number, folder = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    given = samples(folder)
    resource.setrlimit(resource.RLIMIT_DATA, (2 * BYTES, 2 * BYTES))
    if what == "large":
        examine_large(given, first)
        seconds: float = examine_large.seconds  # type: ignore[attr-defined]
    else:
        seconds = examine_spoilt(given, first, number, folder).slowest
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "bytes": largest}))


if __name__ == "__main__":
    main()
