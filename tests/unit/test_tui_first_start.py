"""The first start: a board founded, one joined, the words that are shown once."""

import shutil
from pathlib import Path

import pytest
from textual import events
from textual.widgets import TextArea

from beirat_tui.services import demo, root_keys, text_exchange
from beirat_tui.services.home import Home
from beirat_tui.services.text_views import What, Wish
from beirat_tui.tui.widgets.confirm import Sentence
from office_screens import first_start
from seated import seat_board


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "people"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_three_ways_to_begin_are_offered(tmp_path: Path, size: tuple[int, int]) -> None:
    async with first_start(tmp_path / "home", size) as screen:
        for title in ("Found a board", "Join a board", "Try the demo"):
            assert title in screen.text
        assert "views" not in screen.keys
        assert "q quit" in screen.keys
        await screen.press("6")
        assert "Found a board" in screen.text


async def test_a_board_is_founded_and_its_spare_key_written_down(tmp_path: Path, at_home: Path) -> None:
    async with first_start(tmp_path / "home") as screen:
        await screen.press("1")
        await screen.until("The board has no name yet.")
        await screen.type("Beirat Harz")
        await screen.press("enter")
        await screen.type("Ada Muster")
        await screen.press("enter", "right", "down", "down", "down", "down")
        await screen.until("The passphrase needs 8 characters or more")
        await screen.type("ein langer Satz")
        await screen.press("enter")
        await screen.type("ein langer")
        await screen.until("typed differently the second time")
        await screen.type(" Satz")
        await screen.until("I found “Beirat Harz”")
        await screen.press("enter", "enter")
        await screen.until("Write down these 24 words")
        await screen.press("escape")
        await screen.told("The words are shown this once.")
        words = [word for line in screen.lines for word in line.split() if word.isascii() and word.isalpha()]
        await screen.press("space", "tab", "enter")
        await screen.until("There are no sketches yet.")
        assert "i takes them in." in screen.text
        assert "Beirat Harz" in screen.lines[0]
        assert screen.session.person.roles == {"office", "chair", "member"}
        board = screen.session.path
    assert board == at_home / "advisory-board.beirat"
    assert root_keys.load(at_home / "root-key.json", "ein langer Satz")
    assert len(words) > 24
    assert Home(tmp_path / "home").last_board == board


async def test_enter_on_a_sentence_that_lacks_something_leads_back_to_the_lines(tmp_path: Path) -> None:
    async with first_start(tmp_path / "home", (80, 24)) as screen:
        await screen.press("1", "up")
        await screen.until("The board has no name yet.")
        assert isinstance(screen.app.focused, Sentence)
        focused = screen.app.focused.styles.border_top
        await screen.press("enter")
        await screen.type("Beirat Harz")
        await screen.until("Your name is still missing.")
        assert screen.app.screen.query_one(Sentence).styles.border_top != focused


async def test_the_arrows_lead_through_a_pasted_invitation_and_out_of_it(tmp_path: Path) -> None:
    async with first_start(tmp_path / "home", (80, 24)) as screen:
        await screen.press("2", "left")
        await screen.until("There is no text yet")
        await screen.press("down")
        await screen.type("erste")
        await screen.press("enter")
        await screen.type("zweite")
        await screen.press("up")
        assert isinstance(screen.app.focused, TextArea)
        await screen.press("down", "down")
        await screen.type("Grace")
        await screen.press("up", "up", "up", "right")
        await screen.until("Board file")
        assert "Grace" in screen.text


async def test_an_invitation_that_was_changed_on_its_way_is_told_as_that(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    board = seat_board(elsewhere, members=2)
    text = "\n".join(text_exchange.messages(text_exchange.copy(board.office, Wish(What.INVITATION))))
    async with first_start(tmp_path / "home") as screen:
        await screen.press("2")
        screen.app.post_message(events.Paste(text.replace("\nBEIRAT-END", "0\nBEIRAT-END")))
        await screen.until("A part of the text is missing or was changed")


async def test_nothing_is_founded_over_an_existing_file(tmp_path: Path, at_home: Path) -> None:
    (at_home / "advisory-board.beirat").write_bytes(b"something else")
    async with first_start(tmp_path / "home") as screen:
        await screen.press("1")
        await screen.type("Beirat Harz")
        await screen.press("enter")
        await screen.type("Ada")
        await screen.until("exists already; nothing is overwritten.")
    assert (at_home / "advisory-board.beirat").read_bytes() == b"something else"


async def test_joining_shows_six_words_and_opens_the_board_to_read(tmp_path: Path, at_home: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    board = seat_board(elsewhere, members=2)
    shutil.copy(board.path, at_home / "beirat.beirat")
    async with first_start(tmp_path / "home") as screen:
        await screen.press("2")
        await screen.until("Your name is still missing.")
        await screen.press("enter", "enter")
        await screen.type("Grace")
        await screen.until("I open beirat.beirat and ask to join as Grace.")
        await screen.press("enter", "enter")
        await screen.until("Your six words")
        await screen.press("enter")
        await screen.until("This device is not enrolled, so you only read along.")
        assert screen.session.person.roles == frozenset()
        assert "device not enrolled" in screen.lines[0]
        await screen.go("4", "Your six words:")


async def test_a_file_that_is_no_board_is_told_and_the_cards_stay(tmp_path: Path, at_home: Path) -> None:
    (at_home / "brief.beirat").write_bytes(b"Sehr geehrte Damen und Herren, " * 200)
    async with first_start(tmp_path / "home") as screen:
        await screen.press("2", "enter", "enter")
        await screen.type("Grace")
        await screen.press("enter", "enter")
        await screen.until("That did not work")
        await screen.press("escape")
        await screen.until("No board is known on this computer yet.")


async def test_the_demo_asks_whose_place_to_take(tmp_path: Path) -> None:
    async with first_start(tmp_path / "home") as screen:
        await screen.press("3")
        await screen.until("I try the demo as: a member who has to vote.")
        assert str(demo.folder(Home(tmp_path / "home"))) in screen.box.replace(" ", "")
        await screen.press("up", "right")
        await screen.until("the office, in the middle of a meeting")
        await screen.press("escape")
        await screen.until("Found a board")
