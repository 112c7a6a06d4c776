"""Attached files: their text is read inside the program, the file itself is opened outside."""

import subprocess
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.services.attached_text import attached_text
from beirat_tui.services.reading import read
from screens import Told, at_screen, told
from stores import attach

SKETCHES = Path(__file__).parents[2] / "fixtures" / "sketches"


@pytest.fixture(scope="module")
def story() -> Told:
    story = told()
    document = min(SKETCHES.glob("*.docx"))
    attach(story.board, story.sketches["market"], "brief.txt", b"Sehr geehrte\x1b Damen")
    attach(story.board, story.sketches["market"], "skizze.docx", document.read_bytes())
    attach(story.board, story.sketches["market"], "plan.pdf", b"%PDF-1.4")
    attach(story.board, story.sketches["market"], "kaputt.docx", b"PK\x03\x04")
    return story


async def test_text_is_shown_inside_and_a_key_opens_the_file(
    story: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_rest: started.append(Path(command[-1]).name))
    async with at_screen(tmp_path, story) as screen:
        await screen.press("enter")
        await screen.until("─ Contents ─")
        await screen.press("f")
        await screen.until("brief.txt")
        await screen.press("enter")
        await screen.until("Sehr geehrte")
        assert "\x1b" not in screen.text
        assert "text only, without layout" in screen.text
        await screen.press("f")
        await screen.until(lambda: started == ["brief.txt"])
        await screen.press("escape", "f", "j", "j", "enter")
        await screen.until(lambda: started == ["brief.txt", "plan.pdf"])


async def test_a_docx_gives_its_text_and_a_broken_one_an_explanation(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        view = read(screen.session, story.sketches["market"].id)
        files = {file.name: file.id for file in view.attachments}
        name, text = attached_text(screen.session, files["skizze.docx"])
        assert name == "skizze.docx"
        assert text is not None
        assert "Verstetigung" in text
        assert attached_text(screen.session, files["plan.pdf"]) == ("plan.pdf", None)
        with pytest.raises(InputError):
            attached_text(screen.session, files["kaputt.docx"])
        await screen.press("enter")
        await screen.until("─ Contents ─")
        await screen.press("f", "end", "enter")
        await screen.until("That did not work")
