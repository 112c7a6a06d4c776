"""Voting on the screen: no accident votes, changes, draft votes, recusal, half-typed remarks."""

import datetime as dt
from pathlib import Path

import pytest

from beirat_tui.services import drafts, reading, rounds
from screens import Told, Watched, at_screen, told
from stores import sit


@pytest.fixture(scope="module")
def story() -> Told:
    return told()


def my_vote(screen: Watched, story: Told, name: str) -> tuple[str, str | None, str | None]:
    found = reading.preview(screen.session, story.sketches[name].id).round
    assert found is not None
    return str(found.my_vote), found.my_choice, found.my_remark


async def test_a_vote_is_cast_by_enter_on_the_sentence_that_repeats_it(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("v")
        await screen.until("Nothing chosen yet")
        await screen.press("enter", "y")
        assert my_vote(screen, story, "market")[0] == "missing"
        assert "I vote YES on 2026-01 Mobiler Marktplatz, motion “recommend the grant”." in screen.words
        await screen.press("enter")
        assert my_vote(screen, story, "market")[0] == "missing"
        await screen.press("enter")
        await screen.until("2026-01: you voted Yes.")
        assert my_vote(screen, story, "market")[:2] == ("yes", "yes")
        assert "only on this device" in screen.text
        await screen.until("2 without your vote")
        assert "● yes" in screen.text


async def test_escape_casts_nothing_and_keeps_the_remark_for_next_time(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("v", "n", "tab")
        await screen.type("zu teuer")
        await screen.press("escape")
        assert my_vote(screen, story, "market")[0] == "missing"
        await screen.press("v")
        await screen.until("zu teuer")
        assert "Nothing chosen yet" in screen.text
        await screen.press("down", "down", "enter", "enter")
        await screen.until("you voted No.")
        assert my_vote(screen, story, "market") == ("no", "no", "zu teuer")
        assert drafts.half_typed(screen.session, f"vote/{story.sketches['market'].id}") == ""


async def test_a_changed_vote_shows_the_old_one(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("v", "y", "enter", "enter")
        await screen.until("you voted Yes.")
        await screen.press("v")
        await screen.until("Your vote so far: Yes. The new one takes its place.")
        await screen.press("a", "enter", "enter")
        await screen.until("you voted Abstention.")
        assert my_vote(screen, story, "market")[1] == "abstain"


async def test_a_draft_vote_is_private_and_says_so(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("end")
        await screen.press("v")
        await screen.until("─ Draft vote ─")
        assert "Only you can see a draft vote." in screen.text
        await screen.press("y", "enter")
        assert "My draft vote on 2026-02" in screen.text
        await screen.press("enter")
        await screen.until("draft vote kept, Yes.")
        await screen.press("V")
        await screen.until("✓ Yes · not yet")
        await screen.press("enter")
        assert "Your draft votes" in screen.text
        await screen.press("delete")
        await screen.until("You have no draft votes.")


async def test_a_draft_vote_becomes_the_ballot_by_one_key_once_the_vote_runs(
    story: Told, tmp_path: Path
) -> None:
    sketch = story.sketches["archive"].id
    async with at_screen(tmp_path, story) as screen:
        drafts.draft(screen.session, sketch, "no", "zu klein")
        office = sit(screen.session.path, story.board.office, tmp_path / "home-office")
        rounds.open_round(office, sketch, motion="recommend", deadline=dt.date(2026, 4, 9))
        office.close()
        await screen.until("◌ draft")
        await screen.press("V")
        await screen.until("✗ No · ready to cast")
        assert "I vote NO on 2026-02 Kreisarchiv" in screen.words
        await screen.press("enter")
        await screen.until("2026-02: you voted No.")
        assert my_vote(screen, story, "archive") == ("no", "no", "zu klein")


async def test_the_last_line_names_what_works_in_the_remark_and_the_deadline_stands_above(
    story: Told, tmp_path: Path
) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("v")
        await screen.until("─ Vote ─")
        assert "by circulation until" in screen.words
        await screen.press("tab")
        await screen.until("Tab to the sentence")
        await screen.press("tab")
        await screen.until("Tab remark")


async def test_recusal_takes_a_reason_and_can_be_taken_back(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("b")
        await screen.until("A reason is still missing.")
        await screen.press("tab", "enter")
        assert my_vote(screen, story, "market")[0] == "missing"
        await screen.press("shift+tab")
        await screen.type("Bruder")
        await screen.press("tab", "enter")
        await screen.until("you take no part in this vote.")
        assert my_vote(screen, story, "market")[0] == "recused"
        await screen.until("⚑ recused")
        await screen.press("v")
        await screen.until("─ That did not work ─")
        await screen.press("escape", "b")
        await screen.until("I take part in the vote on 2026-01")
        await screen.press("enter")
        await screen.until("You take part again.")
        assert my_vote(screen, story, "market")[0] == "missing"


async def test_there_is_nothing_to_be_recused_from_before_a_vote(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("end", "b")
        await screen.until("You can declare a conflict")


async def test_a_note_is_kept_and_found_again(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("m")
        await screen.until("Only you can read this note.")
        await screen.type("Nachfragen")
        await screen.press("ctrl+s")
        await screen.until("Note kept.")
        await screen.press("m")
        await screen.until("Nachfragen")


async def test_a_comment_needs_text_and_reaches_the_board(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story, size=(200, 40)) as screen:
        await screen.press("c", "ctrl+s")
        await screen.until("There is no text yet.")
        await screen.type("Wer betreibt es?")
        await screen.press("ctrl+s")
        await screen.until("Comment written.")
        view = reading.read(screen.session, story.sketches["market"].id)
        assert [comment.text for comment in view.comments] == [
            "Bitte die Folgekosten beachten.",
            "Wer betreibt es?",
        ]


async def test_what_others_do_leaves_a_half_typed_remark_alone(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("v", "y", "tab")
        await screen.type("halb")
        screen.app.board_changed.publish(None)
        await screen.rest()
        await screen.pilot.resize_terminal(80, 24)
        await screen.type("fertig")
        assert "halbfertig" in screen.text
        assert "I vote YES" in screen.text


async def test_one_objection_to_a_written_vote_is_recorded_with_its_reason(
    story: Told, tmp_path: Path
) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("B")
        await screen.until("You object to deciding in writing, not to the sketch.")
        await screen.type("Bitte beraten")
        await screen.press("ctrl+s")
        await screen.until("Recorded: you object to deciding in writing.")
        await screen.press("end", "B")
        await screen.until("You can object")


async def test_a_dissenting_opinion_is_filed(story: Told, tmp_path: Path) -> None:
    async with at_screen(tmp_path, story) as screen:
        await screen.press("M")
        await screen.until("They go into the minutes with your name.")
        await screen.type("Zu wenig Eigenanteil")
        await screen.press("ctrl+s")
        await screen.until("Dissenting opinion filed.")
