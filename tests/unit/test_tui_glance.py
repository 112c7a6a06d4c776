"""What stands on the screen before the board is open: the same as last time, or nothing."""

import datetime as dt
import threading
from pathlib import Path

import pytest

from beirat_tui.services import drafts, glance, voting
from beirat_tui.services.home import Home
from beirat_tui.services.session import Session
from beirat_tui.tui.app import BeiratApp
from screens import NOW, Told, Watched, at_screen, told
from stores import sit

DAY = NOW.date()


@pytest.fixture(scope="module")
def story() -> Told:
    return told()


async def taken(story: Told, folder: Path) -> tuple[Home, Path]:
    """A home in which the queue was looked at once."""
    async with at_screen(folder, story) as screen:
        await screen.press("j")
        await screen.rest()
        session = screen.session
        await screen.until(lambda: glance.last(session.home, session.path, DAY) is not None)
        return session.home, session.path


async def test_the_queue_stands_before_the_board_is_open_and_no_key_is_lost(
    story: Told, tmp_path: Path
) -> None:
    home, path = await taken(story, tmp_path)
    gate = threading.Event()

    def slow() -> Session:
        gate.wait(10)
        return sit(path, story.board.members["M02"], home.path)

    app = BeiratApp(slow, now=lambda: NOW, glance=lambda: glance.last(home, path, DAY))
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


async def test_a_glance_holds_only_for_the_file_it_was_taken_from(story: Told, tmp_path: Path) -> None:
    home, path = await taken(story, tmp_path)
    assert glance.last(home, path, DAY) is not None
    assert glance.last(home, path, DAY + dt.timedelta(days=1)) is None
    assert glance.last(home, tmp_path / "another.beirat", DAY) is None
    assert glance.last(Home(tmp_path / "nobody"), path, DAY) is None
    with_device = sit(path, story.board.members["M02"], home.path)
    drafts.draft(with_device, story.sketches["archive"].id, "yes")
    assert glance.last(home, path, DAY) is None
    with_device.close()


async def test_a_vote_ends_the_glance(story: Told, tmp_path: Path) -> None:
    home, path = await taken(story, tmp_path)
    with_device = sit(path, story.board.members["M02"], home.path)
    voting.cast(with_device, story.rounds["cable"].id, "no")
    with_device.close()
    assert glance.last(home, path, DAY) is None


async def test_a_spoilt_glance_is_no_glance(story: Told, tmp_path: Path) -> None:
    home, path = await taken(story, tmp_path)
    (home.path / glance.FILE).write_bytes(b'{"path": 1}')
    assert glance.last(home, path, DAY) is None
