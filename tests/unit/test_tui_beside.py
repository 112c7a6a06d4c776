"""Copies beside the board file, on the screen: offered, taken in by one key, and not offered again."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from beirat_tui import bootstrap
from beirat_tui.services import joining, roster
from office_screens import sitting
from seated import SeatedBoard, seat_board


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path, members=2)
    yield seated
    seated.close()


async def test_a_request_to_join_in_a_conflict_copy_reaches_the_office_by_one_key(
    board: SeatedBoard, tmp_path: Path
) -> None:
    copy = tmp_path / "board (conflicted copy).beirat"
    shutil.copy(board.path, copy)
    guest = bootstrap.open_session(copy, tmp_path / "grace")
    joining.join(guest, "Grace Hopper")
    guest.close()
    async with sitting(board) as screen:
        await screen.told("F takes it in.")
        await screen.say("F", shown="I take it in.")
        await screen.say("enter", shown="1 request to join")
        assert [each.name for each in roster.joins(board.office)] == ["Grace Hopper"]
        await screen.press("escape")
        await screen.until(lambda: not screen.app.check_action("take_beside", ()))
