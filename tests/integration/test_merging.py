"""Merging copies of a board: nothing lost, in any order, the foreign files left as they were."""

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError, StoreError
from beirat_tui.log.bodies.board import AttachmentAdded, SummaryWritten
from beirat_tui.log.bodies.rights import CertIssued, JoinRequested
from beirat_tui.log.record import Record
from beirat_tui.services import merging
from beirat_tui.services.merging_views import FileState, MergeReport
from beirat_tui.services.session import Session
from beirat_tui.store import reading
from beirat_tui.store.held import HeldFile
from beirat_tui.store.rebuild import digest
from beirat_tui.sync import foreign
from beirat_tui.wording.errors import explain
from boards import Board, ballot_for, found, issue, open_round
from devices import Device
from merged import altered, content, copy_of, only, write
from permissions import with_mode
from stores import attach, board_file, sit, submit


@pytest.fixture
def board() -> Board:
    """A running vote that everybody knows of."""
    board = found(members=4)
    open_round(board.office, submit(board, "2026-07", "Leitstelle"))
    board.share()
    return board


@pytest.fixture
def round_(board: Board) -> Record:
    return next(each for each in board.records() if each.kind == "round.opened")


@pytest.fixture
def session(board: Board, tmp_path: Path) -> Iterator[Session]:
    """A guest at the file that the others are merged into."""
    write(tmp_path / "mine.beirat", board.records(), board)
    session = sit(tmp_path / "mine.beirat", None, tmp_path / "home")
    yield session
    session.close()


def problems(report: MergeReport) -> dict[str, str]:
    """What is wrong with single files: name → code; all of it can be said."""
    found = {each.path.name: each.error for each in report.files if each.error is not None}
    assert all(explain(error).do for error in found.values())
    return {name: error.code for name, error in found.items()}


# --- the union -------------------------------------------------------------------------------------------


def test_votes_of_two_copies_come_together(
    session: Session, board: Board, round_: Record, tmp_path: Path
) -> None:
    paths = []
    for label in ("M02", "M03"):
        device = board.members[label]
        device.write(ballot_for(round_, label), texts={"remark": f"von {label}"})
        paths.append(copy_of(device, tmp_path / f"{label}.beirat"))
    before = [path.read_bytes() for path in paths]
    report = merging.merge(session, paths)
    assert (report.new, report.payloads, report.waiting, report.refused) == (2, 2, 0, {})
    assert [each.new for each in report.files] == [1, 1]
    assert report.changed
    assert report.clean
    assert [path.read_bytes() for path in paths] == before
    with session.reading() as reading:
        assert len(reading.view.values(f"ballot/{round_.id}/M02/own")) == 1
    again = merging.merge(session, paths)
    assert (again.new, again.changed, again.clean) == (0, False, True)
    assert {each.state for each in again.files} == {FileState.NOTHING_NEW}


def test_any_order_gives_the_same_board(board: Board, round_: Record, tmp_path: Path) -> None:
    """Copies with gaps, too: what one lacks another one brings."""
    for label in ("M02", "M03", "M04"):
        board.members[label].write(ballot_for(round_, label))
        board.members[label].write(ballot_for(round_, label, "no"))
    base = board.records()
    board.share()
    whole = board.records()
    chance = random.Random(7)  # noqa: S311  (no secret)
    paths = [
        write(
            tmp_path / f"part{number}.beirat",
            [each for each in whole if each.board is None or chance.random() < 0.6],
            board,
        )
        for number in range(3)
    ]
    paths.append(write(tmp_path / "rest.beirat", whole, board))
    digests = set()
    for number, order in enumerate(permutations(paths)):
        mine = write(tmp_path / "runs" / f"{number}.beirat", base[:1], board)
        session = sit(mine, None, tmp_path / "home")
        report = merging.merge(session, order)
        assert report.waiting == 0
        with session.reading() as reading:
            digests.add(digest(reading))
        session.close()
    assert len(digests) == 1


def test_a_file_merged_with_itself_changes_nothing(session: Session, tmp_path: Path) -> None:
    before, revision = content(session), session.revision()
    report = merging.merge(session, [session.path])
    assert only(report) is FileState.SAME_FILE
    twin = shutil.copy(session.path, tmp_path / "twin.beirat")
    link = tmp_path / "link.beirat"
    link.symlink_to(session.path)
    for path in (Path(twin), link):
        report = merging.merge(session, [path])
        assert (report.new, report.changed, report.clean, report.forked, report.dropped) == (
            0,
            False,
            True,
            (),
            (),
        )
    assert (content(session), session.revision()) == (before, revision)


def test_folders_are_searched_by_content(
    session: Session, board: Board, round_: Record, tmp_path: Path
) -> None:
    folder = tmp_path / "cloud"
    board.members["M02"].write(ballot_for(round_, "M02"))
    copy_of(board.members["M02"], folder / "Beirat (in Konflikt stehende Kopie).txt")
    (folder / "deeper").mkdir()
    board.members["M03"].write(ballot_for(round_, "M03"))
    copy_of(board.members["M03"], folder / "deeper" / "x")
    (folder / "letter.docx").write_bytes(b"PK")
    report = merging.merge(session, [folder, folder / "deeper" / "x"])
    assert (report.new, report.passed_over, len(report.files)) == (2, 1, 2)


def test_a_folder_without_end_is_searched_for_a_while(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cloud"
    folder.mkdir()
    for number in range(5):
        (folder / f"{number}").touch()
    monkeypatch.setattr(merging, "MOST_FILES", 3)
    report = merging.merge(session, [folder])
    assert report.passed_over == 3
    assert problems(report) == {"cloud": "merge.too-many-files"}
    (folder / "4").unlink()
    (folder / "3").unlink()
    assert merging.merge(session, [folder]).clean


def test_what_is_wrong_with_files_in_a_folder_is_told(
    session: Session, board: Board, round_: Record, tmp_path: Path
) -> None:
    folder = tmp_path / "cloud"
    board.members["M02"].write(ballot_for(round_, "M02"))
    whole = copy_of(board.members["M02"], folder / "ganz.beirat").read_bytes()
    (folder / "halb").write_bytes(whole[: len(whole) // 2])
    (folder / "leer.beirat").touch()
    (folder / "Brief.beirat (1)").write_bytes(b"PK")
    (folder / "._ganz.beirat").write_bytes(b"\0\5\x16\7")
    (folder / "Brief.docx").write_bytes(b"PK")
    (folder / ".ganz.beirat.77.new").write_bytes(whole[:50_000])
    (folder / "verweis.beirat").symlink_to(tmp_path / "nirgends")
    report = merging.merge(session, [folder])
    assert report.new == 1
    assert problems(report) == {
        "halb": "store.truncated",
        "leer.beirat": "store.not-a-board",
        "Brief.beirat (1)": "store.not-a-board",
    }
    assert report.passed_over == 3


def test_what_cannot_be_read_in_a_folder_is_told_and_stops_nothing_else(
    session: Session, board: Board, round_: Record, tmp_path: Path
) -> None:
    folder = tmp_path / "cloud"
    board.members["M02"].write(ballot_for(round_, "M02"))
    copy_of(board.members["M02"], folder / "a.beirat")
    board.members["M03"].write(ballot_for(round_, "M03"))
    copy_of(board.members["M03"], folder / "b.beirat")
    for name in ("verschlossen", "nur Namen"):
        copy_of(board.members["M03"], folder / name / "c.beirat")
    paths = [folder, folder / "verschlossen" / "c.beirat", tmp_path / ("a" * 300)]
    with (
        with_mode(folder / "verschlossen", 0),
        with_mode(folder / "nur Namen", 0o400),
        with_mode(folder / "b.beirat", 0),
    ):
        report = merging.merge(session, paths)
    assert report.new == 1
    assert [(each.path.relative_to(tmp_path), each.error and each.error.code) for each in report.files] == [
        (Path("cloud/a.beirat"), None),
        (Path("cloud/b.beirat"), "store.cannot-open"),
        (Path("cloud/nur Namen/c.beirat"), "store.cannot-open"),
        (Path("cloud/verschlossen/c.beirat"), "store.cannot-open"),
        (Path("a" * 300), "store.cannot-open"),
        (Path("cloud/verschlossen"), "merge.closed-folder"),
    ]


def test_what_lacks_something_waits_for_it(
    session: Session, board: Board, round_: Record, tmp_path: Path
) -> None:
    first = board.members["M02"].write(ballot_for(round_, "M02"))
    board.members["M02"].write(ballot_for(round_, "M02", "no"))
    known = [each for each in board.members["M02"].ledger if each.id != first.id]
    gap = write(tmp_path / "gap.beirat", known, board)
    report = merging.merge(session, [gap])
    assert (report.new, report.waiting, report.files[0].waiting) == (0, 1, 1)
    report = merging.merge(session, [write(tmp_path / "rest.beirat", [*known, first], board)])
    assert (report.new, report.waiting) == (2, 0)


def test_what_waited_here_and_comes_again_is_taken_once(
    session: Session, board: Board, round_: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = board.members["M02"].write(ballot_for(round_, "M02"))
    board.members["M02"].write(ballot_for(round_, "M02", "no"))
    whole = list(board.members["M02"].ledger)
    merging.merge(session, [write(tmp_path / "gap.beirat", [each for each in whole if each != first], board)])
    # So little is held in memory that what moves in is forgotten before its own row is reached.
    monkeypatch.setattr(reading, "_BATCH", 1)
    monkeypatch.setattr(reading, "_SETTLE_AFTER", 1)
    report = merging.merge(session, [write(tmp_path / "whole.beirat", whole, board)])
    assert (report.new, report.waiting, report.refused, report.clean) == (2, 0, {}, True)


def test_requests_to_join_come_along(session: Session, board: Board, tmp_path: Path) -> None:
    stranger = board.add("stranger")
    request = stranger.write(JoinRequested(stranger.public, "Neues Gerät"))
    path = write(tmp_path / "join.beirat", [*board.records(), request], board)
    report = merging.merge(session, [path])
    assert (report.requests, report.new, report.changed, only(report)) == (1, 0, True, FileState.MERGED)
    assert merging.merge(session, [path]).requests == 0


def test_texts_that_were_missing_come_in_later(session: Session, board: Board, tmp_path: Path) -> None:
    sketch = submit(board, "2026-08", "Später")
    board.share()
    bare = tmp_path / "bare.beirat"
    board_file(bare, board.records(), {}).close()
    assert merging.merge(session, [bare]).payloads == 0
    report = merging.merge(session, [copy_of(board.office, tmp_path / "full.beirat")])
    assert (report.new, report.payloads, only(report)) == (0, 1, FileState.MERGED)
    with session.reading() as reading:
        found_ = reading.ledger.get(sketch.id)
        assert found_ is not None
        assert reading.texts(found_)["title"] == "Später"


def test_large_files_come_along(session: Session, board: Board, tmp_path: Path) -> None:
    sketch = next(each for each in board.records() if each.kind == "sketch.submitted")
    written = attach(board, sketch, "plan.pdf", b"x" * (foreign.SMALL + 1))
    assert isinstance(written.body, AttachmentAdded)
    report = merging.merge(session, [copy_of(board.office, tmp_path / "o.beirat")])
    assert (report.new, report.payloads) == (1, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payload SET blob = blob || x'00'",
        "UPDATE payload SET blob = 17",
        "UPDATE payload SET blob = 'text'",
        "UPDATE payload SET blob = zeroblob(33554433)",
    ],
)
def test_altered_texts_are_left(session: Session, board: Board, tmp_path: Path, statement: str) -> None:
    board.office.write(SummaryWritten(submit(board, "2026-08", "B").id), texts={"text": "So"})
    path = altered(copy_of(board.office, tmp_path / "o.beirat"), statement)
    report = merging.merge(session, [path])
    assert (report.new, report.payloads) == (2, 0)


def test_what_a_cut_takes_away_is_told_by_name(
    session: Session, board: Board, round_: Record, tmp_path: Path
) -> None:
    """The office issues a certificate while the chair, elsewhere, ends the office's own."""
    tip = board.office.last
    assert tip is not None
    device = Device("new")
    issue(board.office, device, "M02", "member")
    path = copy_of(board.office, tmp_path / "office.beirat")
    assert merging.merge(session, [path]).dropped == ()
    board.chair.cut(board.office.certificates["office"], [tip], role="chair")
    report = merging.merge(session, [copy_of(board.chair, tmp_path / "chair.beirat")])
    assert [(each.label, each.name, each.role) for each in report.dropped] == [
        ("M02", "Person M02", "member")
    ]
    device.write(ballot_for(round_, "M02"))
    report = merging.merge(session, [copy_of(device, tmp_path / "device.beirat")])
    assert report.without_effect == {"certificate": 1}


def test_a_chain_that_continues_in_two_ways_is_told(
    session: Session, board: Board, round_: Record, tmp_path: Path
) -> None:
    twin = board.members["M02"].copy()
    board.members["M02"].write(ballot_for(round_, "M02"))
    twin.write(ballot_for(round_, "M02", "no"))
    paths = [copy_of(board.members["M02"], tmp_path / "a.beirat"), copy_of(twin, tmp_path / "b.beirat")]
    report = merging.merge(session, paths)
    assert (report.new, report.forked, report.clean) == (2, ("M02",), True)
    assert merging.merge(session, paths).forked == ()


def test_an_unfinished_write_of_the_other_program_is_rolled_back_in_the_copy(
    session: Session, board: Board, round_: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign, "_PAUSE", 0)
    board.members["M02"].write(ballot_for(round_, "M02"))
    path = copy_of(board.members["M02"], tmp_path / "theirs.beirat")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("BEGIN")
    connection.execute("CREATE TABLE junk (x)")
    connection.executemany("INSERT INTO junk VALUES (zeroblob(?))", [(90,)] * 9999)
    interrupted = tmp_path / "interrupted" / "theirs.beirat"
    interrupted.parent.mkdir()
    for name in (path.name, f"{path.name}-journal"):
        shutil.copy(tmp_path / name, interrupted.with_name(name))
    connection.rollback()
    connection.close()
    before = interrupted.read_bytes()
    report = merging.merge(session, [interrupted])
    assert (report.new, report.clean) == (1, True)
    assert interrupted.read_bytes() == before
    assert interrupted.with_name("theirs.beirat-journal").exists()


def test_a_file_that_others_keep_writing_is_left_for_later(
    session: Session, board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "busy.beirat", board.records(), board)
    counters = iter(range(100))
    monkeypatch.setattr(foreign, "_PAUSE", 0)
    monkeypatch.setattr(HeldFile, "counter", lambda _held: next(counters))
    error = merging.merge(session, [path]).files[0].error
    assert error is not None
    assert error.code == "store.locked"


# --- one transaction -------------------------------------------------------------------------------------


def test_stopping_on_the_way_changes_nothing(
    session: Session, board: Board, round_: Record, tmp_path: Path
) -> None:
    class Stop(Exception):  # noqa: N818
        pass

    def stop(done: int, total: int) -> None:
        assert (done, total) == (1, 1)
        raise Stop

    board.members["M02"].write(ballot_for(round_, "M02"))
    path = copy_of(board.members["M02"], tmp_path / "x.beirat")
    before = content(session)
    with pytest.raises(Stop):
        merging.merge(session, [path], stop)
    assert content(session) == before
    assert merging.merge(session, [path]).new == 1


def test_a_person_who_gets_a_certificate_by_merging_has_it_at_once(board: Board, tmp_path: Path) -> None:
    device = Device("M05")
    write(tmp_path / "mine.beirat", board.records(), board)
    session = sit(tmp_path / "mine.beirat", device, tmp_path / "home")
    assert session.person.roles == frozenset()
    board.office.write(CertIssued(device.public, "M04", "member"))
    merging.merge(session, [copy_of(board.office, tmp_path / "o.beirat")])
    assert (session.person.roles, session.person.label) == (frozenset({"member"}), "M04")
    session.close()


def test_copies_beside_the_board_are_found_by_content(session: Session, board: Board, tmp_path: Path) -> None:
    shutil.copy(session.path, tmp_path / "mine (1).beirat")
    shutil.copy(session.path, tmp_path / ".mine.beirat.77.new")
    other = found(title="Anderer Beirat")
    write(tmp_path / "other.beirat", other.records(), other)
    (tmp_path / "notes.txt").write_text("x")
    altered(write(tmp_path / "newer.beirat", board.records(), board), "PRAGMA user_version = 99")
    assert merging.copies_beside(session) == [tmp_path / "mine (1).beirat"]


def test_an_unwritable_board_is_told(
    session: Session, board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "x.beirat", board.records(), board)
    monkeypatch.setattr(os, "access", lambda *_args, **_named: False)
    session.close()
    session = sit(session.path, None, tmp_path / "home")
    with pytest.raises(StoreError) as caught:
        merging.merge(session, [path])
    assert caught.value.code == "store.read-only"
    session.close()


def test_codes_are_errors_with_sentences() -> None:
    for code in ("merge.other-board", "merge.junk", "merge.too-large", "merge.too-slow", "merge.no-room"):
        text = explain(InputError(code, path="x.beirat", limit=1, number=2))
        assert "{" not in text.happened + text.unchanged + text.do
        assert code not in text.happened
