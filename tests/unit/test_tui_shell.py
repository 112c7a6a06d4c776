"""What every screen shares: keys and their names, help, palette, themes, settings, errors, first frame."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from beirat_tui.domain.errors import StoreError
from beirat_tui.services.session import Session
from beirat_tui.tui.actions import actions, key_letter
from beirat_tui.tui.app import BeiratApp
from beirat_tui.tui.widgets.key_line import fitting, hints
from beirat_tui.wording import _, use_language
from screens import Told, Watched, at_screen, told

SIZES = [(80, 24), (120, 36), (200, 50)]


@pytest.fixture(scope="module")
def story() -> Told:
    return told()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("size", SIZES)
async def test_no_label_is_cut_and_the_important_keys_are_there(
    story: Told, tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    use_language(language)
    async with at_screen(tmp_path, story, size=size) as screen:
        footer = screen.lines[-1]
        assert cell_len(footer) == size[0]
        entries = [entry for entry in footer.strip().split("  ") if entry]
        allowed = {_(action.label) for action in actions().values()} | {_("views")}
        assert {entry.split(" ", 1)[1] for entry in entries} <= allowed
        for key, label in (("?", _("help")), ("v", _("vote")), ("b", _("recuse")), ("/", _("filter"))):
            assert f"{key} {label}" in entries


async def test_every_key_in_the_footer_does_something(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, size=(200, 50)) as screen:
        shown = fitting(hints(screen.app.screen.active_bindings, lambda _key: False), 200)
        assert len(shown) > 10
        for hint in shown:
            if hint.press in {"q", "down"}:
                continue
            before = screen.text
            await screen.press("home")
            await screen.press(hint.press)
            assert screen.text != before or hint.press in {"1", "space", "w"}, hint
            while len(screen.app.screen_stack) > 1:
                await screen.press("escape")
            await screen.press("escape")


async def test_the_footer_can_be_clicked(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        at = screen.lines[-1].index("v vote")
        await screen.pilot.click("KeyLine", offset=(at, 0))
        await screen.until("─ Vote ─")


async def test_help_lists_every_key_and_marks_those_that_work_here(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, size=(100, 200)) as screen:
        await screen.press("question_mark")
        await screen.until("Help: all keys")
        for action in actions().values():
            assert action.tip in screen.words
        assert "● v " in screen.text
        await screen.press("q")
        await screen.until("─ Queue ─")


async def test_the_palette_finds_commands_and_runs_them(story: Told, tmp_path: Path) -> None:
    saved: list[dict[str, Any]] = []
    async with at_screen(tmp_path, story, saved=saved) as screen:
        await screen.press("ctrl+p")
        await screen.until("Vote  (v)")
        await screen.type("Theme: light")
        await screen.until(lambda: "Theme: dark" not in screen.text)
        await screen.press("enter")
        await screen.until(lambda: screen.app.theme == "beirat-light")
        await screen.until(lambda: bool(saved))
        assert saved[-1]["theme"] == "beirat-light"


@pytest.mark.parametrize("theme", ["beirat-light", "beirat-contrast", "nord", "no-such-theme"])
async def test_a_theme_of_the_settings_is_worn(story: Told, tmp_path: Path, theme: str) -> None:
    async with at_screen(tmp_path, story, settings={"theme": theme}) as screen:
        assert screen.app.theme == ("beirat-dark" if theme == "no-such-theme" else theme)
        assert "Mobiler" in screen.text


async def test_keys_can_be_set_anew(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, settings={"keymap": {"vote.cast": "ctrl+v,f8"}}) as screen:
        assert "Ctrl+V vote" in screen.lines[-1]
        await screen.press("v")
        assert "─ Vote ─" not in screen.text
        await screen.press("f8")
        await screen.until("─ Vote ─")
        await screen.press("escape", "question_mark", "end")
        await screen.until("Help: all keys")
        await screen.pilot.resize_terminal(100, 150)
        await screen.until("Ctrl+V F8")


async def test_a_resize_keeps_cursor_and_pane(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, size=(200, 50)) as screen:
        await screen.press("j", "j")
        for size in [(80, 24), (50, 16), (120, 36)]:
            await screen.pilot.resize_terminal(*size)
            await screen.rest()
            assert "2026-04" in next(line for line in screen.lines if "▸" in line)
            assert "Breitband" in screen.text


async def test_a_board_that_cannot_be_opened_is_explained_and_the_program_ends() -> None:
    def broken() -> Session:
        raise StoreError("store.not-a-board", name="x.beirat")

    app = BeiratApp(broken)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = Watched(app, pilot)
        await screen.until("That did not work")
        await pilot.press("escape")
        await pilot.pause()
    assert app.return_code == 1


async def test_a_fault_of_the_program_is_told_without_a_traceback(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        screen.app.show_error(ValueError("[b]x[/b]"))
        await screen.until("ValueError")
        assert "nothing saved is ever overwritten" in screen.words
        assert "[b]x[/b]" in screen.words
        assert "Traceback" not in screen.text


def test_only_keys_that_type_a_letter_are_letters() -> None:
    assert [key_letter(key) for key in ("v", "slash", "question_mark", "up", "enter", "f1")] == [
        "v",
        "/",
        "?",
        None,
        None,
        None,
    ]


def test_the_first_frame_stands_before_database_and_keys_are_imported() -> None:
    script = """
import asyncio, gettext, sys
from pathlib import Path
from beirat_tui.tui.app import BeiratApp
from beirat_tui.wording import use_language

seen, read = [], []

class Catalogue(gettext.GNUTranslations):
    def __init__(self, file):
        read.append(Path(file.name).stem)
        super().__init__(file)

gettext.GNUTranslations = Catalogue
use_language("de")

class Probe(BeiratApp):
    def _start_opening(self):
        heavy = {"sqlalchemy", "sqlite3", "nacl", "msgspec", "docx", "click", "beirat_tui.services"}
        seen.append(sorted(heavy & set(sys.modules)))
        self.exit()

async def main():
    app = Probe(lambda: None)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.2)

asyncio.run(main())
print(seen, read)
"""
    # Without the measurement of coverage, which brings a database of its own.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    run = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    # The words of the first frame stand in the catalogue of the screens: no other one is read before it.
    assert run.stdout.strip() == "[[]] ['tui']"
