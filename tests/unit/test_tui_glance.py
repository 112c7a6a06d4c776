"""What stands on the screen before the board is open: what opening shows a moment later, or nothing."""

import asyncio
import threading
from pathlib import Path

import pytest

from beirat_tui.services.glance import Glance, glance
from beirat_tui.services.home import Home
from beirat_tui.services.session import Session
from beirat_tui.tui.app import BeiratApp
from screens import NOW, Told, Watched, told
from stores import all_payloads, board_file, sit


@pytest.fixture(scope="module")
def story() -> Told:
    return told()


def seated(story: Told, folder: Path) -> tuple[Home, Path]:
    """The board in FOLDER, and the home of a member who has not opened it yet."""
    path = folder / "board.beirat"
    board_file(path, story.board.records(), all_payloads(story.board)).close()
    home = Home(folder / "home")
    home.keep_key(story.board.id, story.board.members["M02"].key)
    return home, path


async def test_the_queue_stands_before_the_board_is_open_and_no_key_is_lost(
    story: Told, tmp_path: Path
) -> None:
    home, path = seated(story, tmp_path)
    gate = threading.Event()

    def slow() -> Session:
        gate.wait(60)
        return sit(path, story.board.members["M02"], home.path)

    app = BeiratApp(slow, now=lambda: NOW, glance=lambda size: glance(home, path, size))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        screen = Watched(app, pilot)
        await screen.until("Mobiler")
        assert app.session is None
        assert "3 without your vote" in screen.lines[0]
        assert "M02 Person M02" in screen.lines[0]
        await pilot.press("j", "v")
        await pilot.pause()
        assert "2026-05" in next(line for line in screen.lines if "▸" in line)
        gate.set()
        await screen.until("─ Vote ─")
        assert "2026-05 Leitstelle im Landkreis" in screen.words


async def test_another_view_may_be_asked_for_before_anything_was_seen(story: Told, tmp_path: Path) -> None:
    home, path = seated(story, tmp_path)
    gate = threading.Event()

    def late(size: int) -> Glance | None:
        gate.wait(60)
        return glance(home, path, size)

    app = BeiratApp(lambda: sit(path, story.board.members["M02"], home.path), now=lambda: NOW, glance=late)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        screen = Watched(app, pilot)
        await pilot.press("2")
        await pilot.pause()
        gate.set()
        await screen.until("3/2026")
        await screen.press("1")
        await screen.until("Mobiler")


async def test_what_cannot_be_seen_in_passing_is_shown_when_the_board_is_open(
    story: Told, tmp_path: Path
) -> None:
    home, path = seated(story, tmp_path)
    app = BeiratApp(
        lambda: sit(path, story.board.members["M02"], home.path), now=lambda: NOW, glance=lambda _size: None
    )
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await Watched(app, pilot).until("Mobiler")


async def test_leaving_at_once_is_no_fault(story: Told, tmp_path: Path) -> None:
    home, path = seated(story, tmp_path)
    app = BeiratApp(
        lambda: sit(path, story.board.members["M02"], home.path),
        now=lambda: NOW,
        glance=lambda size: glance(home, path, size),
    )
    async with asyncio.timeout(60), app.run_test(size=(100, 30)):
        app.exit(return_code=0)
    assert app.return_code == 0
