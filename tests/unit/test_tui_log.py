"""The log on the screen: listed, searched, one entry down to its bytes, everything checked."""

from pathlib import Path

import pytest

from beirat_tui.services import history
from office_screens import sitting
from seated import SeatedBoard, seat_board


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    board = seat_board(tmp_path, members=3)
    board.meeting("M01", "M02", sketches=(board.sketch(),))
    return board


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_every_entry_is_listed_the_newest_first(board: SeatedBoard, size: tuple[int, int]) -> None:
    async with sitting(board, "M02", size=size) as screen:
        await screen.go("6", "Log, the last to arrive first")
        assert f"{history.count(board.office)} entries" in screen.text
        first = next(line for line in screen.lines if "▸" in line)
        assert "Attendance noted" in first
        assert "✓ " in first
        assert "GS" in first


async def test_a_search_narrows_the_list_and_is_dropped_by_escape(board: SeatedBoard) -> None:
    async with sitting(board, "M02") as screen:
        await screen.go("6", "entries")
        whole = f"{history.count(board.office)} entries"
        await screen.press("slash")
        await screen.type("attendance")
        await screen.until("2 entries")
        await screen.press("enter", "escape")
        await screen.until(whole)
        await screen.press("slash")
        await screen.type("nichtsdergleichen")
        await screen.until("No entry fits these words.")
        await screen.press("escape")
        await screen.until(whole)


async def test_an_entry_is_shown_down_to_its_bytes(board: SeatedBoard) -> None:
    newest = history.entries(board.office, "", 0, 1)[0]
    async with sitting(board, "M02", size=(120, 60)) as screen:
        await screen.go("6", "entries")
        await screen.press("enter")
        await screen.until("The signature is right: these bytes come from this key.")
        assert f"Entry {newest.id[:12]}" in screen.text
        assert "attendance.noted" in screen.text
        await screen.press("G")
        assert '"kind":"attendance.noted"' in screen.words.replace(" ", "")
        await screen.say("escape", shown="entries")


async def test_everything_is_checked_on_a_key(board: SeatedBoard) -> None:
    async with sitting(board, "M02") as screen:
        await screen.go("6", "entries")
        await screen.press("P")
        await screen.until("✓ Everything is in order.")
        assert "Verified:" in screen.text
        await screen.say("escape", shown="entries")


async def test_news_from_elsewhere_appear(board: SeatedBoard) -> None:
    async with sitting(board, "M02") as screen:
        await screen.go("6", "entries")
        before = history.count(board.office)
        board.sketch("zeitz", "2026-09")
        await screen.until(f"{history.count(board.office)} entries")
        assert history.count(board.office) > before
