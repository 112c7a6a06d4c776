"""A shared folder: what sync programs do to files in it, and what can be wrong with the folder itself."""

import datetime as dt
import errno
import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from beirat_tui.domain.errors import BeiratError
from beirat_tui.services import comments, roster, rounds, voting
from beirat_tui.services.exchanging import PlaceReport
from beirat_tui.services.home import Home
from beirat_tui.services.roster_file import Entry
from beirat_tui.wording.errors import explain
from boards import found
from conflict_names import CONFLICTS, COPIES, PLACEHOLDERS, UNFINISHED, names
from exchanges import FolderMeeting, Party, apart, parties, settle
from permissions import with_mode
from seated import DAY, SeatedBoard, seat_board
from stores import all_payloads, board_file


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path, members=3)
    rounds.open_round(
        seated.office, seated.sketch(), motion="recommend", deadline=DAY + dt.timedelta(days=9), begun=DAY
    )
    yield seated
    seated.close()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    path = tmp_path / "Nextcloud" / "Beirat für Digitales"
    path.mkdir(parents=True)
    return path


@pytest.fixture
def persons(board: SeatedBoard, tmp_path: Path, shared: Path) -> Iterator[list[Party]]:
    sessions = list(apart(board, tmp_path, "office", "M02", "M03"))
    with parties(FolderMeeting(shared), *sessions) as found:
        yield found
    for each in sessions:
        each.close()


def vote(party: Party, choice: str = "yes") -> None:
    voting.cast(party.session, rounds.list_rounds(party.session)[0].id, choice)


def voted(party: Party) -> int:
    return rounds.list_rounds(party.session)[0].voted


def own_file(party: Party, shared: Path) -> Path:
    assert party.session.key is not None
    return next(each for each in shared.iterdir() if party.session.key.public[:12] in each.name)


def told(report: PlaceReport) -> dict[str, str]:
    """What is told of single files: name → code."""
    return {each.path.name: each.error.code for each in report.taken.files if each.error is not None}


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


# --- names -------------------------------------------------------------------------------------------------


def test_copies_under_any_name_are_read(persons: list[Party], shared: Path) -> None:
    _, first, second = persons
    vote(first)
    first.sync()
    content = own_file(first, shared).read_bytes()
    own_file(first, shared).unlink()
    unread = []
    for name, _origin in names(CONFLICTS) + names(COPIES) + names(UNFINISHED) + names(PLACEHOLDERS):
        place = shared / name
        place.write_bytes(content)
        with second.way.collect() as parcels:
            if [each.name for each in parcels if each.source is not None] != [name]:
                unread.append(name)
        place.unlink()
    assert unread == []


def test_a_conflict_copy_of_ones_own_file_is_read_and_left_alone(persons: list[Party], shared: Path) -> None:
    _, first, second = persons
    vote(second)
    second.sync()
    own = own_file(second, shared)
    conflict = own.with_name(f"{own.stem} (Konfliktkopie 2026-03-16 104512).beirat")
    own.rename(conflict)
    before = conflict.read_bytes()
    vote(second, "no")
    settle(first, second)
    assert conflict.read_bytes() == before
    assert voted(first) == 1
    assert own_file(second, shared)


def test_half_a_file_is_told_and_read_when_it_is_whole(persons: list[Party], shared: Path) -> None:
    _, first, second = persons
    vote(first)
    first.sync()
    own = own_file(first, shared)
    content = own.read_bytes()
    for name in (own.name, f"{own.name}.part", f".{own.name}.~3f2a91", f".syncthing.{own.name}.tmp"):
        own.unlink()
        own = shared / name
        own.write_bytes(half(content))
        report = second.sync()
        assert report.problem is None
        assert not report.clean
        assert list(told(report)) == [name]
        assert told(report)[name] in {"place.unfinished", "store.truncated"}
    assert voted(second) == 0
    own.write_bytes(content)
    assert second.sync().clean
    assert voted(second) == 1


def test_a_file_with_a_name_and_nothing_in_it_yet_is_told_and_read_later(
    persons: list[Party], shared: Path
) -> None:
    _, first, second = persons
    vote(first)
    first.sync()
    own = own_file(first, shared)
    content = own.read_bytes()
    own.write_bytes(b"")
    assert told(second.sync()) == {own.name: "place.unfinished"}
    assert told(second.sync()) == {own.name: "place.unfinished"}
    own.write_bytes(content)
    assert second.sync().clean
    assert voted(second) == 1
    own.write_bytes(b"")
    first.sync()
    assert first.sync().clean
    assert second.sync().clean


def test_what_is_still_in_the_cloud_is_told(persons: list[Party], shared: Path) -> None:
    (shared / ".beirat-b42a4897.beirat.icloud").write_bytes(b"bplist00 a placeholder")
    assert told(persons[0].sync()) == {".beirat-b42a4897.beirat.icloud": "place.placeholder"}


def test_other_things_in_the_folder_are_left_alone_and_not_mentioned(
    persons: list[Party], shared: Path, tmp_path: Path
) -> None:
    other = found(members=2)
    board_file(tmp_path / "other.beirat", other.records(), all_payloads(other)).close()
    shutil.copy(tmp_path / "other.beirat", shared / "Ein anderer Beirat.beirat")
    (shared / "Tagesordnung.docx").write_bytes(b"PK\x03\x04")
    (shared / "desktop.ini").write_text("[.ShellClassInfo]", encoding="ascii")
    (shared / "leer").write_bytes(b"")
    (shared / "Unterordner").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(shared / "rohr")
    (shared / "verweis").symlink_to(tmp_path / "nirgends")
    before = {each.name for each in shared.iterdir()}
    report = persons[0].sync()
    assert report.clean
    assert report.taken.files == ()
    assert {each.name for each in shared.iterdir()} - before == {own_file(persons[0], shared).name}
    assert persons[0].sync().clean


def test_the_boards_own_file_may_lie_in_the_folder(
    board: SeatedBoard, persons: list[Party], shared: Path
) -> None:
    office = persons[0]
    lying = shared / "Beirat.beirat"
    shutil.copy(office.session.path, lying)
    office.session.board.close()
    office.session.board = type(office.session.board)(lying)
    office.restart()
    settle(*persons)
    vote(persons[1])
    settle(*persons)
    assert voted(office) == 1
    assert board.path.exists()


# --- one's own file ----------------------------------------------------------------------------------------


def test_a_deleted_file_comes_back(persons: list[Party], shared: Path) -> None:
    settle(*persons)
    vote(persons[1])
    settle(*persons)
    own = own_file(persons[1], shared)
    own.unlink()
    persons[1].sync()
    assert own.exists()
    settle(*persons)


def test_a_file_that_was_rolled_back_heals(persons: list[Party], shared: Path) -> None:
    _, first, second = persons
    settle(*persons)
    own = own_file(first, shared)
    old = own.read_bytes()
    vote(first)
    settle(first)
    own.write_bytes(old)
    first.restart()
    first.sync()
    second.sync()
    assert voted(second) == 1


def test_a_damaged_file_is_told_to_the_others_and_heals(persons: list[Party], shared: Path) -> None:
    _, first, second = persons
    settle(*persons)
    vote(first)
    settle(first)
    own = own_file(first, shared)
    content = bytearray(own.read_bytes())
    for place in range(4096, len(content), 512):
        content[place] ^= 0xFF
    own.write_bytes(bytes(content))
    report = second.sync()
    assert not report.clean
    assert voted(second) == 0
    assert first.sync().clean, "whose file it is need do nothing"
    assert second.sync().clean
    assert voted(second) == 1


def test_a_copied_home_comes_to_rest_although_both_write_one_file(
    persons: list[Party], board: SeatedBoard, shared: Path, tmp_path: Path
) -> None:
    office, first, _ = persons
    settle(*persons)
    shutil.copytree(tmp_path / "M02", tmp_path / "M02-copied")
    there = next(iter(apart(board, tmp_path / "twin", "M02")))
    copied = replace(there, home=Home(tmp_path / "M02-copied"))
    with parties(FolderMeeting(shared), copied) as (twin,):
        vote(first, "yes")
        vote(twin, "no")
        settle(first, twin, office)
        assert first.content() == twin.content() == office.content()
        before = {each.name: each.stat().st_mtime_ns for each in shared.iterdir()}
        for each in (first, twin, office):
            each.restart()
            each.sync()
        assert {each.name: each.stat().st_mtime_ns for each in shared.iterdir()} == before
    there.close()


def test_what_only_somebody_elses_file_carried_is_carried_on(
    persons: list[Party], board: SeatedBoard, shared: Path, tmp_path: Path
) -> None:
    roster.appoint(persons[0].session, Entry(name="Neu", label="M09", role="member"))
    settle(*persons)
    own_file(persons[0], shared).unlink()
    settle(*persons[1:])
    late = next(iter(apart(board, tmp_path / "late", "M01")))
    with parties(FolderMeeting(shared), late) as (party,):
        party.sync()
        assert "M09" in {each.label for each in roster.roster(late)}
        assert party.content() == persons[1].content()
    late.close()


def test_nobody_writes_into_anybody_elses_file(persons: list[Party], shared: Path) -> None:
    settle(*persons)
    before = {each.name: each.read_bytes() for each in shared.iterdir()}
    vote(persons[1])
    persons[1].sync()
    changed = [each.name for each in shared.iterdir() if before.get(each.name) != each.read_bytes()]
    assert changed == [own_file(persons[1], shared).name]


def test_a_draft_that_a_crash_left_is_removed_and_never_read(persons: list[Party], shared: Path) -> None:
    _, first, second = persons
    vote(first)
    first.sync()
    own = own_file(first, shared)
    draft = shared / f".~{own.name}.4711.part"
    draft.write_bytes(own.read_bytes())
    os.utime(draft, (1, 1))
    second.sync()
    assert [each.path.name for each in second.sync().taken.files] == []
    vote(first, "no")
    first.sync()
    assert not draft.exists()


# --- the folder --------------------------------------------------------------------------------------------


def test_a_folder_that_is_gone_is_told_and_found_again(persons: list[Party], shared: Path) -> None:
    first = persons[1]
    settle(*persons)
    before = first.content()
    aside = shared.rename(shared.with_name("woanders"))
    vote(first)
    report = first.sync()
    assert report.problem is not None
    assert report.problem.code == "place.missing"
    assert str(shared) in explain(report.problem).happened
    assert not shared.exists()
    assert first.content() != before
    aside.rename(shared)
    assert first.sync().handed == 1


@pytest.mark.parametrize(("mode", "code"), [(0o500, "place.read-only"), (0o000, "place.no-permission")])
def test_a_folder_without_permission(persons: list[Party], shared: Path, mode: int, code: str) -> None:
    _, first, second = persons
    vote(first)
    first.sync()
    vote(second)
    with with_mode(shared, mode):
        report = second.sync()
    assert report.problem is not None
    assert report.problem.code == code
    assert voted(second) == (2 if mode else 1)
    assert second.sync().handed == 1


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "place.full"),
        (errno.EDQUOT, "place.full"),
        (errno.EROFS, "place.read-only"),
        (errno.EACCES, "place.read-only"),
        (errno.EIO, "place.input-output"),
    ],
)
def test_what_the_system_refuses_leaves_everything_as_it_was(
    persons: list[Party], shared: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    _, first, second = persons
    settle(*persons)
    vote(first)
    first.sync()
    vote(second)
    before = {each.name: each.read_bytes() for each in shared.iterdir()}

    def refuse(*_arguments: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfileobj", refuse)
        report = second.sync()
    assert report.problem is not None
    assert report.problem.code == code
    assert report.taken.new == 1
    assert {each.name: each.read_bytes() for each in shared.iterdir()} == before
    assert second.sync().handed == 1


def test_every_problem_has_words() -> None:
    for code in ("missing", "no-permission", "read-only", "full", "input-output", "no-folder"):
        text = explain(BeiratError(f"place.{code}", place="/srv/Beirat"))
        assert "/srv/Beirat" in text.happened
    for code in ("unfinished", "placeholder"):
        assert "M07.beirat" in explain(BeiratError(f"place.{code}", name="M07.beirat")).happened


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_in_the_folder_nothing_signed_is_lost(
    persons: list[Party], shared: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  (a test's dice)
    written: set[str] = set()
    for step in range(30):
        each = chance.choice(persons)
        files = sorted(shared.iterdir())
        deed = chance.choice(["write", "write", "sync", "sync", "restart", "delete", "copy", "cut", "back"])
        if deed == "write":
            sketch = rounds.list_rounds(each.session)[0].sketch
            written.add(comments.write_comment(each.session, sketch, f"{seed} {step}"))
        elif deed == "sync":
            assert each.sync().problem is None
        elif deed == "restart":
            each.restart()
        elif files:
            file = chance.choice(files)
            _happen(deed, file, shared, step)
    for each in persons:
        each.restart()
    settle(*persons)
    contents = [each.content() for each in persons]
    assert contents[0] == contents[1] == contents[2]
    for each in persons:
        with each.session.reading() as reading:
            assert all(reading.ledger.get(name) is not None for name in written)


def _happen(deed: str, file: Path, shared: Path, step: int) -> None:
    """What sync programs do to FILE: delete it, copy it, cut it off, bring an old one back."""
    if deed == "delete":
        file.unlink()
    elif deed == "copy":
        shutil.copy(file, shared / f"{file.stem} (Konfliktkopie {step}).beirat")
    elif deed == "cut":
        file.write_bytes(half(file.read_bytes()))
    else:
        old = sorted(shared.glob(f"{file.stem} (Konfliktkopie *).beirat"))
        if old:
            shutil.copy(old[0], file)
