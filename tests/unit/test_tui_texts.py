"""Handing over and taking in as text with real keys, and by pasting anywhere."""

from pathlib import Path

import pytest
from textual import events

from beirat_tui.services import text_exchange
from beirat_tui.services.text_views import What, Wish
from boards import ballot_for
from screens import Told, Watched, at_screen, told
from stores import seat


def written(story: Told, label: str, folder: Path, wish: Wish) -> str:
    """What LABEL hands over as a mail, with a heading of theirs."""
    folder.mkdir()
    with seat(folder, story.board, story.board.members[label]) as session:
        return "Hallo,\n" + "\n".join(text_exchange.messages(text_exchange.copy(session, wish)))


async def paste(screen: Watched, text: str) -> None:
    """Paste TEXT as a terminal does."""
    screen.app.post_message(events.Paste(text))
    await screen.rest()


def vote_of(story: Told, label: str, folder: Path) -> str:
    """A mail with a vote of LABEL that STORY's other files lack."""
    story.board.members[label].write(ballot_for(story.rounds["market"], label, "no"))
    return written(story, label, folder, Wish(What.NEWEST))


@pytest.fixture
def story() -> Told:
    return told()


@pytest.fixture
def mail(tmp_path: Path) -> str:
    """A mail from M04 with a vote that nobody else has."""
    return vote_of(told(), "M04", tmp_path / "elsewhere")


async def test_pasting_a_mail_on_any_screen_asks_and_takes_it_in(
    story: Told, mail: str, tmp_path: Path
) -> None:
    async with at_screen(tmp_path, story, "office") as screen:
        await screen.press("3")
        await paste(screen, "".join(f"> {line}\n" for line in mail.splitlines()))
        await screen.until("I take in 1 entry.")
        await screen.press("enter")
        await screen.until("What was taken in")
        assert "1 new entry" in screen.text
        await screen.press("escape")


async def test_what_the_office_hands_over_is_not_meant_for_the_office(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, "office") as screen:
        await screen.press("y")
        await screen.until("everybody: only my newest entries")


async def test_a_paste_that_is_left_takes_nothing_in(story: Told, mail: str, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, "office") as screen:
        await paste(screen, mail)
        await screen.until("I take in 1 entry.")
        await screen.press("escape")
        assert text_exchange.paste(screen.session, mail).new == 1


async def test_what_is_no_text_of_ours_goes_where_it_was_pasted(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, "M02") as screen:
        await screen.press("slash")
        await paste(screen, "Beirat")
        await screen.until("Beirat")
        await screen.until("No sketch fits this filter.")


async def test_a_mail_pasted_into_a_field_is_caught_all_the_same(
    story: Told, mail: str, tmp_path: Path
) -> None:
    async with at_screen(tmp_path, story, "office") as screen:
        await screen.press("slash")
        await paste(screen, mail)
        await screen.until("I take in 1 entry.")


async def test_a_damaged_text_says_so_and_changes_nothing(story: Told, mail: str, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, "office") as screen:
        await paste(screen, mail.replace("BEIRAT-END", ""))
        await screen.until("A part of the text is missing or was changed.")
        await screen.press("enter")
        await screen.until("The end of a text is missing (part 1 of 1).")
        await screen.press("escape")
        await paste(screen, mail + "x" * 5_000_000)
        await screen.until("This is too long for a pasted text.")


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_text_is_taken_in_by_key(
    story: Told, mail: str, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_screen(tmp_path, story, "office", size=size) as screen:
        await screen.press("Y")
        await screen.until("There is no text yet")
        await paste(screen, "Guten Tag")
        await screen.until("This is no text of this program")
        await paste(screen, mail)
        await screen.until("I take in 1 entry.")
        await screen.press("tab", "enter")
        await screen.until("What was taken in")
        assert "1 new entry" in screen.text


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_vote_is_copied_and_counts_as_handed_over_when_the_person_says_so(
    story: Told, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with at_screen(tmp_path, story, "M03", size=size) as screen:
        await screen.press("y")
        await screen.until("the office: what it lacks")
        await screen.press("right")
        await screen.until("only my newest entries")
        await screen.press("tab", "enter")
        await screen.until("The text is ready")
        assert "In the text: 1 ballot." in screen.words
        assert "BEIRAT-TEXT" in screen.app.clipboard
        assert "do not count as handed over" in screen.words
        await screen.press("right")
        await screen.until("My entries in it count as handed over.")
        await screen.press("enter", "enter")
        await screen.until("Your entries count as handed over.")
        assert screen.session.home.private(screen.session.id, "handed") == {"through": 1}
        await screen.press("y", "right", "tab", "enter")
        await screen.until("There is nothing new to hand over.")


async def test_for_one_member_in_parts_and_into_a_file(story: Told, tmp_path: Path) -> None:
    target = tmp_path / "for-m02.txt"
    async with at_screen(tmp_path, story, "office") as screen:
        await screen.press("y", "right")
        await screen.until("one member: what that one lacks")
        await screen.press("tab", "tab", "enter")
        await screen.until("The text is ready")
        everything = screen.app.clipboard
        assert "What the other side has is not known" in screen.words
        await screen.press("shift+tab", "shift+tab")
        await screen.press("right")
        await screen.until("part 1 of")
        assert screen.app.clipboard.count("BEIRAT-TEXT") == 1
        assert everything.startswith(screen.app.clipboard.rstrip())
        await screen.press("tab")
        await screen.type(str(target))
        await screen.until("I write the text into")
        await screen.press("enter", "enter", "enter")
        await screen.until("Written:")
    assert target.read_text(encoding="utf-8") == everything


async def test_an_invitation_for_somebody_new(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, "M02") as screen:
        await screen.press("y", "left")
        await screen.until("somebody new: an invitation")
        await screen.press("tab", "enter")
        await screen.until("The text is ready")
        assert screen.app.clipboard.startswith("You are invited to join the board")
        await screen.press("escape")


async def test_the_help_names_the_keys(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, "M02", size=(120, 60)) as screen:
        await screen.press("question_mark", "end")
        await screen.until("Hand over what is new as a text for mail, chat or paper.")
