"""The exchange on the screen: copies taken in with a report, contradictions to settle."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from beirat_tui.services import merging, rounds, voting
from beirat_tui.services.home import Home
from beirat_tui.store.board_file import BoardFile
from office_screens import sitting
from seated import DAY, SeatedBoard, seat_board


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    return seat_board(tmp_path, members=3)


def circulation(board: SeatedBoard) -> str:
    return rounds.open_round(
        board.office, board.sketch(), motion="recommend", deadline=DAY + dt.timedelta(days=9), begun=DAY
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_a_calm_exchange_says_so_and_what_to_do(board: SeatedBoard, size: tuple[int, int]) -> None:
    async with sitting(board, "M02", size=size) as screen:
        await screen.go("5", "✓ Nothing contradicts itself.")
        assert "takes in other copies of this board" in screen.words
        assert "Person 1" in screen.text
        for word in ("server", "WebDAV", "Nextcloud", "automatic"):
            assert word not in screen.text


@pytest.mark.parametrize(("label", "whom"), [("office", "the members"), ("M02", "the office")])
async def test_whom_to_give_the_file_to_depends_on_who_asks(
    board: SeatedBoard, label: str, whom: str
) -> None:
    async with sitting(board, label) as screen:
        await screen.go("5", f"give this file to {whom}")


async def test_a_copy_beside_the_file_is_taken_in(board: SeatedBoard) -> None:
    round_id = circulation(board)
    copy = board.path.with_name("board (conflict).beirat")
    shutil.copy(board.path, copy)
    member = replace(board.members["M02"], board=BoardFile(copy))
    voting.cast(member, round_id, "yes")
    member.close()
    async with sitting(board) as screen:
        await screen.go("5", "1 other copy lies beside it: board (conflict).beirat.")
        await screen.press("f")
        await screen.until("I take in board (conflict).beirat.")
        await screen.press("tab", "enter")
        await screen.until("What was taken in")
        await screen.until("1 new entry")
        await screen.press("escape")
        await screen.until("Taken in last")
    assert rounds.round_view(board.office, round_id).voted == 1


async def test_what_is_no_copy_is_told_and_changes_nothing(board: SeatedBoard, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Sehr geehrte Damen und Herren", encoding="utf-8")
    async with sitting(board) as screen:
        await screen.go("5", "Nothing contradicts itself.")
        await screen.press("f")
        await screen.type("nichts")
        await screen.until("There is no file or folder of that name.")
        await screen.press(*["backspace"] * 6)
        await screen.type("brief.txt")
        await screen.until("I take in brief.txt.")
        await screen.press("enter", "enter")
        await screen.until("Nothing new: this copy had everything already.")
        await screen.until("✗ ")


@pytest.fixture
def torn(board: SeatedBoard, tmp_path: Path) -> str:
    """M02 has voted yes on one copy and no on another; returns the vote."""
    round_id = circulation(board)
    copy = tmp_path / "folder" / "copy.beirat"
    copy.parent.mkdir()
    shutil.copy(board.path, copy)
    shutil.copytree(tmp_path / "M02", tmp_path / "M02-copied")
    voting.cast(board.members["M02"], round_id, "yes")
    twin = replace(board.members["M02"], board=BoardFile(copy), home=Home(tmp_path / "M02-copied"))
    voting.cast(twin, round_id, "no")
    twin.close()
    merging.merge(board.office, [copy])
    return round_id


async def test_ones_own_contradicting_votes_are_asked_about_at_the_start(
    board: SeatedBoard, torn: str
) -> None:
    async with sitting(board, "M02") as screen:
        await screen.until("Two votes of yours contradict each other.")
        assert "Yes (" in screen.words
        assert "No (" in screen.words
        await screen.press("n", "enter")
        await screen.until("I vote NO")
        await screen.press("enter")
        await screen.told("Your vote is settled.")
        found = rounds.round_view(board.members["M02"], torn)
        assert found.my_choice == "no"
        await screen.go("5")
        await screen.until("1 matter")
        assert "you have voted twice" not in screen.text


async def test_nobody_else_is_asked_about_them(board: SeatedBoard, torn: str) -> None:
    async with sitting(board, "M03") as screen:
        await screen.go("5", "To settle")
        await screen.until("Devices last heard of")
        assert "contradict each other" not in screen.words
    assert rounds.round_view(board.office, torn).warnings


async def test_ones_own_contradicting_votes_come_first_and_are_settled_from_the_list(
    board: SeatedBoard, torn: str
) -> None:
    async with sitting(board, "M02", size=(120, 36)) as screen:
        await screen.until("Two votes of yours contradict each other.")
        await screen.press("escape")
        await screen.go("5", "2026-01: you have voted twice")
        await screen.until("Vote again: the new vote takes the place of both.")
        first = next(line for line in screen.lines if "▸≠" in line)
        assert "you have voted twice" in first
        screen.app.screen.query_one("#settle").focus()
        await screen.press("enter")
        await screen.until("Two votes of yours contradict each other.")
        await screen.press("y", "enter", "enter")
        await screen.told("Your vote is settled.")
    assert rounds.round_view(board.members["M02"], torn).my_choice == "yes"
