"""Reading a sketch on the screen: all of it, by section, what changed, its files, and why a vote came out."""

import subprocess
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.services import comments
from beirat_tui.services.reading_views import Change
from beirat_tui.tui.opening import open_outside
from beirat_tui.tui.sheets.difference import difference_sheet
from boards import revision_of
from screens import Told, at_screen, told
from stores import PROGRAMME


@pytest.fixture(scope="module")
def story() -> Told:
    story = told()
    office = story.board.office
    office.write(
        revision_of(story.sketches["cable"], number="2026-04", programme=PROGRAMME, grant_cents=16_000_000),
        texts={"title": "Breitband bis in den letzten Weiler", "sections": {"goals": "Ein Luchs im Rathaus"}},
    )
    story.board.share()
    return story


async def test_enter_opens_all_of_the_sketch_and_escape_leads_back(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, size=(120, 40)) as screen:
        await screen.press("enter")
        await screen.until("─ Contents ─")
        for shown in ("Costs and financing", "Checklist", "Total", "€200,000", "Müller & Söhne"):
            assert shown in screen.text
        await screen.press("end")
        await screen.until("Bitte die Folgekosten beachten.")
        await screen.press("escape")
        await screen.until("─ Queue ─")


async def test_sections_are_one_key_apart(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, size=(120, 30)) as screen:
        await screen.press("enter")
        await screen.until("─ Contents ─")
        await screen.press("J", "J")
        assert "Costs and financing" in next(line for line in screen.lines if "▸" in line)
        assert "Costs and financing" in screen.lines[3].split("││")[1]
        await screen.press("K")
        assert "Summary" in next(line for line in screen.lines if "▸" in line)


async def test_on_narrow_screens_the_contents_are_a_list_to_pick_from(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, size=(80, 24)) as screen:
        await screen.press("enter")
        await screen.until("Place")
        assert "─ Contents ─" not in screen.text
        await screen.press("u")
        await screen.until("─ Contents ─")
        await screen.press("j", "j", "enter")
        await screen.until("75 %".replace(" ", "\N{NARROW NO-BREAK SPACE}"))
        assert "Costs and financing" in screen.lines[2]


async def test_the_place_on_the_page_stays_when_somebody_comments(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, size=(80, 24)) as screen:
        await screen.press("enter")
        await screen.until("Place")
        await screen.press("J", "J")
        top = screen.lines[2]
        comments.write_comment(screen.session, story.sketches["market"].id, "Noch einer.")
        await screen.rest()
        await screen.pilot.pause(0.7)
        assert screen.lines[2] == top
        await screen.press("end")
        await screen.until("Noch einer.")


async def test_versions_are_compared_word_by_word(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("j", "j", "enter")
        await screen.until("Breitband")
        await screen.press("d")
        await screen.until("Version 1 → 2 of 2")
        assert "Ein [Bär] im Rathaus" in screen.text
        assert "Ein [Luchs] im Rathaus" in screen.text


async def test_w_says_how_a_running_vote_stands(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("w")
        await screen.until("Why: 2026-01 Mobiler Marktplatz")
        assert "The vote is running." in screen.text
        await screen.press("q")
        await screen.until("─ Queue ─")


async def test_a_sketch_without_files_or_other_versions_says_so(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("enter")
        await screen.until("─ Contents ─")
        await screen.press("f")
        await screen.until("No files are attached to this sketch.")
        await screen.press("d")
        await screen.until("There is only one version of this sketch.")


def test_a_difference_marks_what_is_gone_and_what_is_new_by_signs_too() -> None:
    sheet = difference_sheet([Change("Zeit", "vier Wochen", "vier Monate"), Change("Neu", "", "alles")], 40)
    texts = ["".join(text for text, _style in line).rstrip() for line in sheet.lines]
    assert texts == ["Zeit", "− vier [Wochen]", "+ vier [Monate]", "", "Neu", "+ [alles]"]


def test_only_files_to_read_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_rest: started.append(command))
    path = Path(open_outside("../../skizze;rm -rf.docx", b"PK"))
    assert path.read_bytes() == b"PK"
    assert path.name == "skizze_rm -rf.docx"
    assert started[0][-1] == str(path)
    with pytest.raises(InputError) as refused:
        open_outside("rechnung.docx.exe", b"MZ")
    assert refused.value.code == "file.not-openable"
