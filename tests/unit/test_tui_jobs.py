"""Work away from the screen: long work shows itself and can be stopped, older readings are dropped."""

import threading
import time
from pathlib import Path

import pytest

from beirat_tui.services.session import Session
from beirat_tui.tui.jobs import Progress
from beirat_tui.tui.screens.base import BoardScreen
from screens import Told, at_screen, told


@pytest.fixture(scope="module")
def story() -> Told:
    return told()


def board_screen(screen: object) -> BoardScreen:
    assert isinstance(screen, BoardScreen)
    return screen


async def test_long_work_shows_how_far_it_is_and_can_be_stopped(story: Told, tmp_path: Path) -> None:
    results: list[str] = []

    def job(_session: Session, progress: Progress) -> str:
        for step in range(10_000):
            progress(step, 10_000)
            time.sleep(0.005)
        return "finished"

    async with at_screen(tmp_path, story) as screen:
        board_screen(screen.app.screen).long("Checking", job, results.append)
        await screen.until("─ Checking ─")
        await screen.until("of 10,000")
        await screen.pilot.press("escape")
        await screen.until(lambda: "─ Checking ─" not in screen.text)
        assert results == []
        assert "did not work" not in screen.text


async def test_short_work_shows_nothing_and_brings_its_result(story: Told, tmp_path: Path) -> None:
    results: list[int] = []
    async with at_screen(tmp_path, story) as screen:
        board_screen(screen.app.screen).long("Checking", lambda _session, _progress: 7, results.append)
        await screen.until(lambda: results == [7])
        await screen.pilot.pause(0.7)
        assert "Checking" not in screen.text


async def test_only_the_newest_reading_of_a_group_counts(story: Told, tmp_path: Path) -> None:
    results: list[str] = []
    begun, gate = threading.Event(), threading.Event()

    def slow(_session: Session) -> str:
        begun.set()
        gate.wait(60)
        return "old"

    async with at_screen(tmp_path, story) as screen:
        view = board_screen(screen.app.screen)
        view.read("group", slow, results.append)
        await screen.until(begun.is_set)
        view.read("group", lambda _session: "new", results.append)
        await screen.until(lambda: results == ["new"])
        await screen.until("… working")
        gate.set()
        await screen.rest()
        assert results == ["new"]
        await screen.until(lambda: "… working" not in screen.text)


async def test_leaving_does_not_wait_for_what_only_reads(story: Told, tmp_path: Path) -> None:
    begun, gate = threading.Event(), threading.Event()

    def slow(_session: Session) -> None:
        begun.set()
        gate.wait(60)

    async with at_screen(tmp_path, story) as screen:
        board_screen(screen.app.screen).read("group", slow, lambda _none: None)
        await screen.until(begun.is_set)
        await screen.pilot.press("q")
        await screen.until(lambda: not screen.app.is_running, "leaving")
        assert not gate.is_set()
        gate.set()


async def test_what_goes_wrong_in_a_job_ends_in_the_one_dialog(story: Told, tmp_path: Path) -> None:
    def broken(_session: Session) -> None:
        raise ZeroDivisionError

    async with at_screen(tmp_path, story) as screen:
        board_screen(screen.app.screen).write(broken, print)
        await screen.until("That did not work")
        assert "ZeroDivisionError" in screen.words
