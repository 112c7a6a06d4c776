"""Real copies of one board, each on a disk of its own, in random order: written, merged, replaced, deleted.

Five persons write into their files and give each other copies: whole ones, old ones, ones with gaps, ones
that were cut off on the way, the same one twice. Elsewhere a program that keeps folders in step replaces,
renames and deletes the open file itself. Whatever was acknowledged is everywhere in the end.
"""

import random
import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from beirat_tui.domain.errors import StoreError
from beirat_tui.log.bodies.board import CommentWritten, MemberEntered
from beirat_tui.log.record import Record
from beirat_tui.log.signatures import SignatureChecks
from beirat_tui.store import connection as files
from beirat_tui.store.board_file import BoardFile
from beirat_tui.store.rebuild import digest
from beirat_tui.sync.merge import FileTaken, Union
from boards import Board, Device, ballot_for, closing_of, found, open_round
from faults import remark, signed_remark
from filed import take, whole
from soaking import note, size
from stores import submit

HISTORIES = size(24, 1_000)
STEPS = 14
SCHEDULES = size(24, 1_000)


@pytest.fixture(autouse=True)
def _without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PRAGMAS", (*files.PRAGMAS, "PRAGMA synchronous = OFF"))


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> tuple[Board, Path]:
    """A board of four members with a running vote, and its file."""
    board = found(members=4)
    open_round(board.office, submit(board, "2026-07", "Leitstelle"))
    board.share()
    path = tmp_path_factory.mktemp("start") / "board.beirat"
    file = BoardFile.create(path)
    take(file, whole(board))
    file.close()
    return board, path


class Person:
    """Somebody with a device and a file of their own.

    Attributes:
        acknowledged: the ids of what was said to be saved.
    """

    def __init__(self, device: Device, board: Board, path: Path, chance: random.Random) -> None:
        self.device = Device(device.name, clock=device.clock + chance.randrange(-10, 11) * 365 * 86_400_000)
        self.device.learn(board.office)
        self.device.certificates = dict(device.certificates)
        self.device.last = device.last
        self.label = device.name
        self.path = path
        self.file = BoardFile(path)
        self.acknowledged: set[str] = set()
        self._chance = chance

    def write(self) -> None:
        """Vote, remark, or what the office and the chair do, on what this file knows."""
        device, chance = self.device, self._chance
        rounds = [each for each in device.ledger if each.kind == "round.opened"]
        sketches = [each for each in device.ledger if each.kind == "sketch.submitted"]
        round_ = chance.choice(rounds)
        roles = device.certificates.keys()
        if "office" in roles:
            what = chance.randrange(3)
            if what == 0:
                self._save(open_round(device, chance.choice(sketches)))
            elif what == 1:
                self._save(device.write(MemberEntered("M04", "M04", "member", chance.random() < 0.5)))
            else:
                self._save(device.write(closing_of(device, round_)))
        elif chance.random() < 0.6:
            ballot = ballot_for(round_, self.label, chance.choice(("yes", "no", "abstain")))
            self._save(device.write(ballot, role="member", texts={"remark": "x" * chance.randrange(3_000)}))
        else:
            self._save(device.write(CommentWritten(chance.choice(sketches).id), role="member"))

    def _save(self, record: Record) -> None:
        with self.file.writing() as writing:
            writing.add(record, self.device.payloads.get(record.payload or ""))
        self.acknowledged.add(record.id)

    def merge(self, path: Path) -> FileTaken:
        """Take the copy PATH in."""
        with SignatureChecks() as checks, self.file.writing() as writing:
            taken = Union(writing, checks, lambda _done, _total: None).take(path)
            new = list(writing.granted)
        with self.file.reading() as reading:
            self.device.learn(each for name in new if (each := reading.ledger.get(name)) is not None)
        return taken

    def holds(self) -> dict[str, tuple[bytes, bytes]]:
        """Bytes and signature of every record, by id."""
        with self.file.reading() as reading:
            rows = reading.connection.exec_driver_sql("SELECT id, raw, signature FROM record")
            return {row.id: (row.raw, row.signature) for row in rows}

    def digest(self) -> str:
        """What the file says, in one figure."""
        with self.file.reading() as reading:
            return digest(reading)


def handed(person: Person, copy: Path, chance: random.Random) -> tuple[Path, bool]:
    """What somebody gets of PERSON's file, at COPY or beside it, and whether it can be read at all."""
    way = chance.randrange(6)
    if way == 0 and copy.exists():
        return copy, True  # the one from last time again
    if way == 1:
        raw = person.path.read_bytes()
        part = copy.with_suffix(".part")
        part.write_bytes(raw[: chance.randrange(1, len(raw) - 4_096)])
        return part, False
    shutil.copy(person.path, copy)
    if way == 2:
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("DROP TRIGGER record_never_goes")
            connection.execute("DELETE FROM record WHERE n > 20 AND n % 3 = ?", (chance.randrange(3),))
    return copy, True


@pytest.mark.parametrize("part", range(4))
def test_copies_in_any_order_come_to_the_same(part: int, start: tuple[Board, Path], tmp_path: Path) -> None:
    board, original = start
    steps = acknowledged = 0
    for number in range(HISTORIES // 4):
        seed = part * 1_000_000 + number
        chance = random.Random(seed)  # noqa: S311  (no secret)
        people = []
        for device in (board.office, *list(board.members.values())):
            path = tmp_path / f"{device.name}.beirat"
            shutil.copy(original, path)
            people.append(Person(device, board, path, chance))
        for _ in range(STEPS):
            here, there = chance.sample(people, 2)
            if chance.random() < 0.5:
                here.write()
                continue
            copy, readable = handed(there, tmp_path / f"from {there.label}.beirat", chance)
            taken = here.merge(copy)
            if readable:
                assert taken.error is None, (seed, taken.error)
                assert taken.refused.total() == 0, (seed, taken.refused)
        for here, there in zip(people, people[1:] + people[:1], strict=True):
            there.merge(here.path)
        for here in people[1:]:
            here.merge(people[0].path)
        said = set().union(*(person.acknowledged for person in people))
        first = people[0].holds()
        assert said <= first.keys(), seed
        assert all(person.holds() == first for person in people), seed
        assert len({person.digest() for person in people}) == 1, seed
        steps += STEPS
        acknowledged += len(said)
        for person in people:
            person.file.close()
        for each in tmp_path.iterdir():
            each.unlink()
    note("copies", cases=HISTORIES // 4, steps=steps, acknowledged=acknowledged, lost=0)


# --- the open file itself, in a folder that a program keeps in step ----------------------------------------


class Cloud:
    """A program that keeps the folder of an open file in step with other machines, and has no manners."""

    def __init__(self, path: Path, elsewhere: Path, chance: random.Random) -> None:
        self.path = path
        self.elsewhere = elsewhere
        self._chance = chance
        self._conflicts = 0

    def act(self) -> None:
        """Replace, rename or delete the file, or bring it back."""
        what = self._chance.randrange(5)
        draft = self.path.with_name(".draft")
        if what == 0:
            shutil.copy(self.elsewhere, draft)
            draft.replace(self.path)
        elif what == 1 and self.path.exists():
            shutil.copy(self.path, draft)
            draft.replace(self.path)
        elif what == 2 and self.path.exists():
            self._conflicts += 1
            self.path.rename(self.path.with_name(f"board (conflicted copy {self._conflicts}).beirat"))
        elif what == 3:
            with suppress(FileNotFoundError):
                self.path.unlink()
        elif self.path.exists():
            shutil.copy(self.path, self.elsewhere)


def test_the_open_file_replaced_renamed_and_deleted_at_any_moment(
    start: tuple[Board, Path], tmp_path: Path
) -> None:
    board, original = start
    written = refused = 0
    told: set[str] = set()
    for seed in range(SCHEDULES):
        chance = random.Random(seed)  # noqa: S311  (no secret)
        folder = tmp_path / f"{seed}"
        folder.mkdir()
        path, elsewhere = folder / "board.beirat", tmp_path / "elsewhere.beirat"
        for copy in (path, elsewhere):
            shutil.copy(original, copy)
        cloud, device = Cloud(path, elsewhere, chance), board.members["M02"]
        other = BoardFile(elsewhere)
        remark(other, board.members["M03"])
        other.close()
        file = BoardFile(path)
        said: set[str] = set()
        for _ in range(10):
            moment = chance.randrange(5)
            try:
                if moment == 0:
                    cloud.act()
                with file.writing() as writing:
                    if moment == 1:
                        cloud.act()
                    record, blob = signed_remark(writing, device, size=chance.randrange(9_000))
                    writing.add(record, blob)
                    if moment == 2:
                        writing.finish()
                        cloud.act()
                said.add(record.id)
                if moment == 3:
                    cloud.act()
                with file.reading() as reading:
                    assert said <= {each.id for each in reading.ledger.chain(device.public)}, seed
            except StoreError as error:
                told.add(error.code)
                refused += 1
        said.add(remark(file, device)[0].id)
        file.close()
        again = BoardFile(path)
        with again.reading() as reading:
            chain = reading.ledger.chain(device.public)
            assert said <= {each.id for each in chain}, seed
            assert all(reading.blob(each.payload) is not None for each in chain), seed
        again.close()
        written += len(said)
        shutil.rmtree(folder)
    assert told <= {"store.replaced", "store.missing"}
    note("replaced", cases=SCHEDULES, written=written, refused=refused, lost=0)
