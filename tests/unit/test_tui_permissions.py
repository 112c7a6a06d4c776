"""Permissions lost under the screen: the person reads what happened, and goes on."""

from pathlib import Path

import pytest

from beirat_tui.services import reading
from permissions import bound_by_permissions, with_mode
from screens import Told, at_screen, told


@pytest.fixture(scope="module")
def story() -> Told:
    return told()


async def test_a_vote_that_cannot_be_saved_is_told_and_can_be_cast_later(story: Told, tmp_path: Path) -> None:
    with bound_by_permissions():
        async with at_screen(tmp_path, story) as screen:
            with with_mode(screen.session.path.parent, 0o500):
                await screen.press("v", "y", "enter", "enter")
                await screen.until("write-protected")
                assert "Nothing of this was saved" in screen.words
                await screen.press("escape")
            await screen.press("escape", "v", "y", "enter", "enter")
            await screen.until("you voted Yes.")
            found = reading.preview(screen.session, story.sketches["market"].id).round
            assert found is not None
            assert found.my_choice == "yes"


async def test_a_note_that_cannot_be_kept_is_told(story: Told, tmp_path: Path) -> None:
    with bound_by_permissions():
        async with at_screen(tmp_path, story) as screen:
            home = screen.session.home.path
            home.mkdir(exist_ok=True)
            with with_mode(home, 0o500):
                await screen.press("m")
                await screen.type("Ask")
                await screen.press("ctrl+s")
                await screen.until("cannot be written")
                assert "What was there before is still there" in screen.words
