"""Text that wants to be more than text: markup, backslashes, endless titles stay what they are."""

from pathlib import Path

import pytest

from beirat_tui.log.bodies.board import CommentWritten
from screens import Told, at_screen, told
from stores import submit

TITLE = r"[b]fett[/b] \[link=x] [@click=app.quit]weg[/] {number} %s"
LONG = "Donaudampfschifffahrt" * 25


@pytest.fixture(scope="module")
def story() -> Told:
    story = told()
    story.sketches["odd"] = submit(story.board, "2025-01", TITLE, applicant="[red]Stadt[/red]")
    story.sketches["long"] = submit(story.board, "2025-02", LONG, applicant=LONG)
    text = r"[i]Kommentar[/i] \[x] ␛[31m"
    story.board.office.write(CommentWritten(story.sketches["odd"].id), texts={"text": text})
    story.board.share()
    return story


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_markup_in_any_field_is_shown_as_it_is(
    story: Told, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_screen(tmp_path, story, size=size) as screen:
        await screen.press("slash")
        await screen.type("2025")
        await screen.until("2 of 7")
        await screen.press("enter", "home")
        await screen.until(r"─ 2025-01 [b]fett[/b] \[link=x]")
        assert "[red]Stadt[/red]" in screen.text
        await screen.press("v")
        await screen.until("Nothing chosen yet")
        assert r"2025-01 [b]fett[/b] \[link=x] [@click=app.quit]weg[/] {number} %s" in screen.words
        await screen.press("y")
        assert "{number} %s: YES" in screen.words
        await screen.press("escape", "c")
        await screen.until(r"Comment on 2025-01 [b]fett[/b] \[link=x]")
        await screen.press("escape", "m")
        await screen.until("Private note on 2025-01")
        await screen.press("escape", "enter", "end")
        await screen.until(r"[i]Kommentar[/i] \[x] ␛[31m")


async def test_a_title_of_five_hundred_letters_breaks_nothing(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, size=(80, 24)) as screen:
        await screen.press("slash")
        await screen.type("2025-02")
        await screen.press("enter")
        await screen.until("1 of 7")
        assert all(len(line) == 80 for line in screen.lines)
        await screen.press("v")
        await screen.until("Nothing chosen yet")
        assert "Esc cancel" in screen.text
        await screen.press("escape", "enter")
        await screen.until("Place")
        assert all(len(line) == 80 for line in screen.lines)
