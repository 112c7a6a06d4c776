"""A clock wrong by ten years, on the screen: told at the start, marked in the title line, no obstacle."""

from pathlib import Path

import pytest

import stores
from beirat_tui.services import reading
from beirat_tui.services.session import Surroundings
from screens import Told, at_screen, told

YEARS = 3653 * 24 * 3600 * 1000


@pytest.fixture(scope="module")
def story() -> Told:
    return told()


@pytest.mark.parametrize("years", [-YEARS, YEARS])
async def test_the_person_is_told_and_votes_all_the_same(
    story: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, years: int
) -> None:
    right = stores.surroundings("M02")
    wrong = Surroundings(lambda: right.now() + years, right.random)
    monkeypatch.setattr(stores, "surroundings", lambda _name: wrong)
    async with at_screen(tmp_path, story) as screen:
        await screen.until("! clock")
        await screen.until("This computer’s clock shows")
        await screen.press("v", "y", "enter", "enter")
        await screen.until("you voted Yes.")
        found = reading.preview(screen.session, story.sketches["market"].id).round
        assert found is not None
        assert found.my_choice == "yes"


async def test_a_clock_that_is_right_is_not_mentioned(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("v", "y", "enter", "enter")
        await screen.until("you voted Yes.")
        assert "clock" not in screen.text
