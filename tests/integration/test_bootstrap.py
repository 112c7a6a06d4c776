"""Opening a board: which one, by whom, and what an older copy gets back."""

import shutil
from pathlib import Path

import pytest

from beirat_tui import bootstrap
from beirat_tui.domain.errors import StoreError
from beirat_tui.log.bodies.rights import EraseOrdered
from beirat_tui.services import comments, reading, verification
from beirat_tui.services.home import board_path
from seated import seat_board


def test_an_older_copy_gets_its_owners_records_back_first(tmp_path: Path) -> None:
    board = seat_board(tmp_path, members=2)
    sketch = board.sketch()
    older = tmp_path / "mailed.beirat"
    shutil.copy(board.path, older)
    comments.write_comment(board.members["M02"], sketch, "später")
    board.close()
    session = bootstrap.open_session(older, tmp_path / "M02")
    assert [each.text for each in reading.read(session, sketch).comments] == ["später"]
    comments.write_comment(session, sketch, "noch später")
    assert verification.verify(session).sound
    session.close()


def test_records_that_a_crash_kept_from_the_private_folder_are_kept_again(tmp_path: Path) -> None:
    board = seat_board(tmp_path, members=2)
    sketch = board.sketch()
    comments.write_comment(board.members["M02"], sketch, "eins")
    own = next((tmp_path / "M02").rglob("own-records"))
    kept = own.read_bytes()
    comments.write_comment(board.members["M02"], sketch, "zwei")
    complete = own.read_bytes()
    own.write_bytes(kept + b"cut off in the mid")
    board.close()
    session = bootstrap.open_session(board.path, tmp_path / "M02")
    session.close()
    assert own.read_bytes().count(b"\n") >= complete.count(b"\n")
    older = tmp_path / "older.beirat"
    shutil.copy(board.path, older)
    again = bootstrap.open_session(older, tmp_path / "M02")
    assert [each.text for each in reading.read(again, sketch).comments] == ["eins", "zwei"]
    again.close()


def test_what_was_erased_goes_from_the_private_folder_too(tmp_path: Path) -> None:
    board = seat_board(tmp_path, members=2)
    comment = comments.write_comment(board.members["M02"], board.sketch(), "Vertrauliches über Dritte")
    with board.office.writing("office") as pen:
        pen.write("erase.ordered", EraseOrdered(comment, "request"))
    with board.chair.writing("chair") as pen:
        pen.write("erase.ordered", EraseOrdered(comment, "request"))

    def kept() -> bool:
        files = (each for each in (tmp_path / "M02").rglob("own-payloads/*") if each.is_file())
        return any(b"Vertrauliches" in each.read_bytes() for each in files)

    assert kept()
    board.close()
    bootstrap.open_session(board.path, tmp_path / "M02").close()
    assert not kept()


def test_a_guest_reads_a_mailed_board(tmp_path: Path) -> None:
    board = seat_board(tmp_path, members=2)
    sketch = board.sketch()
    board.close()
    session = bootstrap.open_session(board.path, tmp_path / "guest")
    assert session.person.roles == set()
    assert reading.preview(session, sketch).number == "2026-01"
    session.close()


def test_the_board_is_the_one_named_else_the_one_used_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = bootstrap.home(tmp_path / "home")
    assert board_path(None, private) is None
    with pytest.raises(StoreError, match=r"store\.no-board"):
        bootstrap.open_session(None, tmp_path / "home")
    board = seat_board(tmp_path, members=1)
    board.close()
    bootstrap.open_session(board.path, tmp_path / "home").close()
    assert board_path(None, private) == board.path
    monkeypatch.setenv("BEIRAT_BOARD", str(tmp_path / "other.beirat"))
    assert board_path(None, private) == tmp_path / "other.beirat"
    assert board_path(tmp_path / "told.beirat", private) == tmp_path / "told.beirat"


def test_what_is_no_board_is_let_go_again(tmp_path: Path) -> None:
    file = tmp_path / "letter.beirat"
    file.write_bytes(b"Sehr geehrte Damen und Herren," * 20)
    with pytest.raises(StoreError, match=r"store\.not-a-board"):
        bootstrap.open_session(file, tmp_path / "home")
    assert file.read_bytes().startswith(b"Sehr geehrte")
