"""The board file in use, among other programs: told in commands, put back, and copies beside it."""

import shutil
from pathlib import Path

import pytest

from beirat_tui.cli.place import Place
from beirat_tui.domain.errors import StoreError
from beirat_tui.services import live_file
from beirat_tui.store.board_file import BoardFile
from beirat_tui.wording.live_file import happened
from command_board import IN_MEETING, Company
from seated import SeatedBoard, seat_board


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    return seat_board(tmp_path, members=2)


def placed(company: Company) -> Place:
    """Where M03 works."""
    place = Place()
    place.board, place.home = company.board, company.home("m03")
    return place


def no_time(_seconds: float) -> None:
    """Do not wait."""


def test_a_command_tells_that_the_file_was_replaced_and_both_were_merged(
    company: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.beirat"
    shutil.copy(company.board, other)
    company.done("m02", "vote", IN_MEETING, "yes", "--yes")
    with placed(company).session() as session:
        other.replace(session.path)
    told = capsys.readouterr()
    assert told.out == ""
    assert "Both were merged; nothing is lost. 1 entry came over." in told.err
    assert company.call("m02", "log", "ballot", "M02").out.count("M02") == 1


def test_a_command_says_nothing_where_nothing_happened(
    company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    with placed(company).session() as session:
        session.refresh()
    assert capsys.readouterr().err == ""


def test_a_file_that_is_gone_is_put_back_after_a_moment(board: SeatedBoard) -> None:
    session = board.office
    content = session.path.read_bytes()
    session.path.unlink()
    live_file.keep_in_place(session, no_time)
    assert session.path.read_bytes() == content
    assert [each.what for each in live_file.notices(session)] == ["restored"]


def test_a_file_that_comes_back_by_itself_is_left_alone(board: SeatedBoard) -> None:
    session = board.office
    aside = session.path.with_name("aside")
    session.path.rename(aside)
    looks: list[float] = []

    def sleep(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 2:
            aside.rename(session.path)

    live_file.keep_in_place(session, sleep)
    session.refresh()
    assert len(looks) == 2
    assert live_file.notices(session) == []


def test_where_the_folder_is_gone_that_is_said(board: SeatedBoard, tmp_path: Path) -> None:
    session = board.office
    folder = tmp_path / "stick"
    folder.mkdir()
    moved = shutil.copy(session.path, folder / "board.beirat")
    session.close()
    session.board = BoardFile(Path(moved))
    assert live_file.folder_mark(session) > 0
    shutil.rmtree(folder)
    with pytest.raises(StoreError, match=r"store\.missing"):
        live_file.keep_in_place(session, no_time)
    assert live_file.folder_mark(session) == 0


def test_what_something_else_replaced_is_kept_beside_it_after_a_moment(board: SeatedBoard) -> None:
    session = board.office
    content = session.path.read_bytes()
    session.path.unlink()
    session.path.write_bytes(b"")
    beside = session.path.with_name(f"{session.path.stem} (1){session.path.suffix}")
    for _ in range(2):
        with pytest.raises(StoreError, match=r"store\.not-a-board"):
            live_file.keep_in_place(session, no_time)
    assert beside.read_bytes() == content
    assert [(each.what, each.path) for each in live_file.notices(session)] == [("set-aside", beside)]
    assert str(beside) in happened("set-aside", 0, beside)
    beside.replace(session.path)
    live_file.keep_in_place(session, no_time)
    session.refresh()
    session.close()
    assert [each.name for each in session.path.parent.glob("*(*")] == []


def test_half_a_copy_that_becomes_whole_meanwhile_is_merged(board: SeatedBoard) -> None:
    session = board.office
    content = session.path.read_bytes()
    session.path.unlink()
    session.path.write_bytes(content[: len(content) // 2])
    looks: list[float] = []

    def sleep(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 2:
            session.path.write_bytes(content)

    live_file.keep_in_place(session, sleep)
    assert [each.what for each in live_file.notices(session)] == ["replaced"]
    assert [each.name for each in session.path.parent.glob("*(*")] == []
