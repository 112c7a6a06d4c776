"""The queue on the screen: what stands there, where one lands, moving, filtering, news from elsewhere."""

from pathlib import Path

import pytest

from beirat_tui.services import voting
from beirat_tui.tui.screens.queue import QueueScreen
from screens import Told, at_screen, told
from stores import sit


@pytest.fixture(scope="module")
def story() -> Told:
    return told()


async def test_opening_lands_on_the_first_sketch_that_lacks_ones_vote(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        title = screen.lines[0]
        assert "Testbeirat" in title
        assert "3 open" in title
        assert "3 without your vote" in title
        assert title.rstrip().endswith("M02 Person M02")
        row = next(line for line in screen.lines if "▸" in line)
        assert "2026-01" in row
        assert "○ open" in row
        assert "○ your vote is missing" in screen.text
        assert "Vierzig Betriebe fahren über Land." in screen.text
        assert "Votes given 1 of 4" in screen.text


async def test_markup_in_a_title_is_shown_as_it_was_written(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, size=(160, 30)) as screen:
        await screen.press("end")
        await screen.until("[red]digital[/red] ─")
        assert screen.text.count("[red]digital[/red]") == 2


async def test_letters_arrows_and_pages_move_the_cursor_and_the_pane_follows(
    story: Told, tmp_path: Path
) -> None:
    async with at_screen(tmp_path, story) as screen:
        for key, number in [("j", "2026-05"), ("down", "2026-04"), ("k", "2026-05"), ("G", "2026-02")]:
            await screen.press(key)
            assert number in next(line for line in screen.lines if "▸" in line)
        await screen.until("The sketch names no grant.")
        await screen.press("g")
        await screen.until("Vierzig Betriebe")


async def test_a_key_pressed_while_the_board_is_read_is_not_undone_by_what_was_read(
    story: Told, tmp_path: Path
) -> None:
    async with at_screen(tmp_path, story) as screen:
        view = screen.app.screen
        assert isinstance(view, QueueScreen)
        view.refresh_board()
        await screen.press("G")
        assert "2026-02" in next(line for line in screen.lines if "▸" in line)
        await screen.rest()
        assert "2026-02" in next(line for line in screen.lines if "▸" in line)


async def test_n_goes_round_the_sketches_that_lack_ones_vote(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        seen = []
        for key in ("n", "n", "n", "N"):
            await screen.press(key)
            seen.append(next(line for line in screen.lines if "▸" in line)[2:9])
        assert seen == ["2026-05", "2026-04", "2026-01", "2026-04"]


async def test_a_filter_is_applied_while_typing_and_dropped_by_escape(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("slash")
        await screen.type("vorharz")
        await screen.until("1 of 5")
        await screen.until("Dorflad")
        await screen.until(lambda: "Mobiler" not in screen.text)
        await screen.press("enter")
        await screen.press("escape")
        await screen.until("5 sketches")
        assert "Mobiler" in screen.text


async def test_a_wrong_filter_shows_where_and_why(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("slash")
        await screen.type("quatsch:x")
        await screen.until("▲")
        assert "quatsch" in screen.words
        assert "is not possible" not in screen.words


async def test_tab_completes_the_word_in_the_filter(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("slash")
        await screen.type("vot")
        await screen.until("Tab: vote:")
        await screen.press("tab")
        await screen.type("mis")
        await screen.until("Tab: vote:missing")
        await screen.press("tab")
        await screen.until("3 of 5")


async def test_a_filter_that_finds_nothing_says_what_to_do(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("slash")
        await screen.type("xyzzy")
        await screen.until("No sketch fits this filter.")
        assert "v vote" not in screen.lines[-1]
        await screen.press("escape")
        await screen.until("Mobiler")
        assert "v vote" in screen.lines[-1]


async def test_another_programs_vote_shows_without_a_key_and_the_cursor_stays(
    story: Told, tmp_path: Path
) -> None:
    async with at_screen(tmp_path, story, size=(160, 40)) as screen:
        await screen.press("j", "j")
        await screen.until("Votes given 0 of 4")
        other = sit(screen.session.path, story.board.members["M04"], tmp_path / "home-M04")
        voting.cast(other, story.rounds["cable"].id, "no")
        other.close()
        await screen.until("Votes given 1 of 4")
        assert "2026-04" in next(line for line in screen.lines if "▸" in line)


async def test_click_and_wheel_work_too(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.pilot.click("#queue", offset=(5, 4))
        await screen.rest()
        assert "2026-04" in next(line for line in screen.lines if "▸" in line)
        await screen.pilot.click("#queue", offset=(5, 4), times=2)
        await screen.until("Contents")


async def test_the_office_has_no_vote_and_is_asked_for_none(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, "office", size=(200, 40)) as screen:
        assert "without your vote" not in screen.lines[0]
        assert "v vote" not in screen.lines[-1]
        assert "n next one" not in screen.lines[-1]


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36), (200, 50)])
async def test_panes_fit_the_width(story: Told, tmp_path: Path, size: tuple[int, int]) -> None:
    async with at_screen(tmp_path, story, size=size) as screen:
        assert "Mobiler" in screen.text
        assert ("─ Votes ─" in screen.text) == (size[0] >= 160)
        assert all(len(line) == size[0] for line in screen.lines)
