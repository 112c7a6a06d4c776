"""Sketches on the office's screens: taken in, summarised, formally checked."""

import shutil
from pathlib import Path

import pytest

from beirat_tui.services import queue, reading
from beirat_tui.services.reading_views import SketchView
from office_screens import sitting
from seated import SKETCHES, SeatedBoard, seat_board


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    return seat_board(tmp_path, members=2)


def sketch(board: SeatedBoard, place: int = 0) -> SketchView:
    return reading.read(board.office, queue.window(board.office, "", 0, 9)[place].sketch)


async def test_a_file_is_taken_in_and_what_was_understood_is_told(board: SeatedBoard, tmp_path: Path) -> None:
    file = tmp_path / "skizze.json"
    shutil.copy(SKETCHES / "salzlandkreis.json", file)
    async with sitting(board) as screen:
        await screen.press("i")
        await screen.until("The file is still missing.")
        await screen.type(str(tmp_path / "nichts.json"))
        await screen.until("There is no file .docx or .json of that name.")
        await screen.press(*["backspace"] * len("nichts.json"))
        await screen.type("skizze.json")
        await screen.until("I take in skizze.json, received on 16 Mar 2026.")
        await screen.press("enter", "enter", "enter", "enter")
        await screen.until("1 sketch taken in")
        await screen.until("✓ skizze.json: taken in as 2026-01")
        assert "understood" in screen.text
        await screen.press("escape")
        await screen.until("RDZ Salzlandkreis")
    assert sketch(board).number == "2026-01"


async def test_a_folder_is_taken_in_as_a_whole_and_bad_files_stop_no_others(
    board: SeatedBoard, tmp_path: Path
) -> None:
    folder = tmp_path / "eingang"
    folder.mkdir()
    shutil.copy(SKETCHES / "zeitz.json", folder / "a.json")
    (folder / "b.json").write_text("{", encoding="utf-8")
    async with sitting(board) as screen:
        await screen.press("i")
        await screen.type(str(folder))
        await screen.until("I take in 2 files")
        await screen.press("enter", "enter", "enter")
        await screen.until("✓ a.json: taken in as 2026-01")
        await screen.until("✗ b.json: not taken in")
        assert "1 sketch taken in · 1 file refused" in screen.text


async def test_a_summary_is_written_and_half_typed_text_survives(board: SeatedBoard) -> None:
    board.sketch()
    async with sitting(board) as screen:
        await screen.press("z")
        await screen.type("Kurz gesagt")
        await screen.press("escape")
        await screen.press("z")
        await screen.until("Kurz gesagt")
        await screen.type(" gut")
        await screen.press("ctrl+s")
        await screen.told("Summary written.")
    assert sketch(board).summary == "Kurz gesagt gut"


async def test_only_what_a_person_must_judge_can_be_ticked(board: SeatedBoard) -> None:
    board.sketch()
    open_items = [item for item in sketch(board).checklist if item.by_hand]
    assert open_items
    async with sitting(board, size=(120, 40)) as screen:
        await screen.press("C")
        await screen.until("Nothing is ticked yet.")
        await screen.press("y")
        await screen.until("1 item is recorded.")
        await screen.press("g", "y")
        await screen.until("1 item is recorded.")
        await screen.press("enter")
        await screen.told("The checklist is recorded.")
    states = {item.key: item.state for item in sketch(board).checklist}
    assert states[open_items[0].key] == "met"


async def test_members_take_nothing_in(board: SeatedBoard) -> None:
    board.sketch()
    async with sitting(board, "M02", size=(200, 50)) as screen:
        for word in ("i take in", "summary", "checklist", "ministry"):
            assert word not in screen.keys
        await screen.press("i", "z", "C", "t")
        assert len(screen.app.screen_stack) == 1
