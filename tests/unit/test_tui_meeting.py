"""The meeting on the screen: agenda, attendance, opening, calling, hand, closing, projector."""

import datetime as dt
from pathlib import Path

import pytest

from beirat_tui.services import drafts, meetings, rounds, voting
from beirat_tui.services.round_views import RoundState, RoundView
from office_screens import sitting
from seated import SeatedBoard, seat_board


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    """Five members at a meeting that is open, two sketches on its agenda."""
    board = seat_board(tmp_path, members=5)
    first = board.sketch("salzlandkreis", "2026-01")
    second = board.sketch("zeitz", "2026-02")
    board.meeting("M01", "M02", "M03", "M04", sketches=(first, second))
    return board


def running(board: SeatedBoard) -> str:
    """A vote on the first sketch, open in the meeting."""
    meeting = meetings.current(board.office)
    assert meeting is not None
    return rounds.open_round(board.office, meeting.agenda[0].sketch, motion="recommend", meeting=meeting.id)


def view(board: SeatedBoard, round_id: str) -> RoundView:
    return rounds.round_view(board.office, round_id)


def hand_votes(board: SeatedBoard, round_id: str) -> dict[str, str | None]:
    return {s.label: s.choice for s in view(board, round_id).electorate if s.source == "hand"}


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_agenda_item_and_attendance_stand_beside_each_other(
    board: SeatedBoard, size: tuple[int, int]
) -> None:
    async with sitting(board, "M05", size=size) as screen:
        await screen.go("2", "Item 1: 2026-01")
        assert "Meeting 1/2026" in screen.text
        assert "sitting now since 10:00" in screen.text
        assert "4 of 5 here" in screen.text
        for pane in ("Agenda", "Attendance", "Short description"):
            assert pane in screen.text or size == (80, 24)
        assert "M05" in screen.text
        assert "The board can decide: 4 expected, 3 needed." in screen.words


async def test_a_member_sees_no_key_of_the_office(board: SeatedBoard) -> None:
    running(board)
    async with sitting(board, "M02", size=(200, 50)) as screen:
        await screen.go("2", "Votes given 0 of 5")
        for word in ("attendance", "roll call", "by hand", "close vote", "new meeting", "break off"):
            assert word not in screen.keys
        assert "v vote" in screen.keys
        await screen.press("a", "x", "h", "l", "plus")
        assert screen.app.screen is screen.app.screen_stack[-1]
        assert len(screen.app.screen_stack) == 1


async def test_the_office_opens_the_vote_with_two_keys(board: SeatedBoard) -> None:
    async with sitting(board) as screen:
        await screen.go("2", "Item 1: 2026-01")
        await screen.say("o", shown="I open the vote on 2026-01 in meeting 1/2026")
        await screen.press("enter")
        await screen.told("2026-01: the vote is open.")
        await screen.until("Votes given 0 of 5")
        found = rounds.list_rounds(board.office)[0]
    assert (found.motion, found.procedure, found.secrecy) == ("recommend", "meeting", "open")


async def test_a_written_vote_asks_for_a_deadline_that_can_be_read(board: SeatedBoard) -> None:
    async with sitting(board) as screen:
        await screen.go("2", "Item 1: 2026-01")
        await screen.press("o", "shift+tab", "shift+tab", "shift+tab", "right")
        await screen.until("by circulation until 30 Mar 2026")
        await screen.press("down", "3", "1", ".", "2", ".")
        await screen.until("The deadline is not a day.")
        await screen.press("backspace", "backspace", "3", ".")
        await screen.until("until 31 Mar 2026")
        await screen.press("enter", "enter", "enter", "enter")
        await screen.told("the vote is open.")
    assert rounds.list_rounds(board.office)[0].deadline == dt.date(2026, 3, 31)


async def test_conditions_are_demanded_where_the_motion_has_some(board: SeatedBoard) -> None:
    async with sitting(board) as screen:
        await screen.go("2", "Item 1: 2026-01")
        await screen.press("o", "shift+tab", "shift+tab", "shift+tab", "shift+tab", "right")
        await screen.until("The conditions are still missing.")
        await screen.press("shift+tab", "shift+tab")
        await screen.type("Beschluss des Kreistags")
        await screen.press("tab")
        await screen.press("enter")
        await screen.told("the vote is open.")
    assert rounds.list_rounds(board.office)[0].motion == "recommend_with_conditions"


async def test_one_letter_notes_who_comes_and_goes(board: SeatedBoard) -> None:
    running(board)
    async with sitting(board) as screen:
        await screen.go("2", "present 4")
        await screen.press("a")
        await screen.until("e ○ M05")
        await screen.press("a", "e", "e", "b")
        assert "14:05: 2 go. 2 of 5 voting members are here then." in screen.words
        await screen.press("enter")
        await screen.told("Attendance noted.")
        await screen.until("! no quorum (2 of 3 needed)")
        found = meetings.current(board.office)
    assert found is not None
    gone = {each.label: each.spans for each in found.attendance if each.label in {"M01", "M02", "M05"}}
    assert gone == {"M01": (("10:00", "14:05"),), "M02": (("10:00", "14:05"),), "M05": ()}


async def test_the_time_of_attendance_can_be_set(board: SeatedBoard) -> None:
    async with sitting(board) as screen:
        await screen.go("2", "4 of 5 here")
        await screen.press("a", "e", "tab", *"1130")
        await screen.until("11:30: 1 comes.")
        await screen.press("enter")
        await screen.told("Attendance noted.")
        found = meetings.current(board.office)
    assert found is not None
    assert next(each.spans for each in found.attendance if each.label == "M05") == (("11:30", None),)


async def test_who_excused_themselves_counts_in_the_forecast(board: SeatedBoard) -> None:
    sketch = board.sketch("merseburg", "2026-03")
    ahead = meetings.call_meeting(
        board.office, number="2/2026", day=dt.date(2026, 4, 20), time="10:00", place="Rathaus"
    )
    meetings.set_agenda(board.office, ahead, [sketch])
    async with sitting(board) as screen:
        await screen.go("2", "Meeting 1/2026")
        await screen.say("right", shown="Meeting 2/2026")
        await screen.until("The board can decide: 5 expected, 3 needed.")
        await screen.press("a")
        await screen.until("Who has said that they cannot come?")
        await screen.press("a", "b", "c", "enter")
        await screen.until("The board cannot decide: 2 expected, 3")
        await screen.until("3 excused")
        await screen.press("a", "a", "enter")
        await screen.until("The board can decide: 3 expected, 3 needed.")


async def test_the_roll_call_goes_back_by_backspace_and_records_what_was_said(board: SeatedBoard) -> None:
    round_id = running(board)
    voting.cast(board.members["M02"], round_id, "no")
    async with sitting(board) as screen:
        await screen.go("2", "Votes given 1 of 5")
        await screen.say("l", shown="1 have voted themselves, 0 recused, 1 absent")
        await screen.press("y", "y", "backspace", "n")
        await screen.until("1 yes, 1 no, 0 abstained so far; 1 still to call")
        await screen.press("space")
        await screen.until("I record on 2026-01: 1 yes, 1 no, 0 abstained; 1 gave no vote.")
        await screen.press("enter")
        await screen.told("2 votes recorded.")
    assert hand_votes(board, round_id) == {"M01": "yes", "M03": "no"}


async def test_an_interrupted_roll_call_goes_on_where_it_stopped(board: SeatedBoard) -> None:
    round_id = running(board)
    async with sitting(board) as screen:
        await screen.go("2", "Votes given 0 of 5")
        await screen.press("l", "y", "a", "escape")
        assert hand_votes(board, round_id) == {}
        await screen.press("l")
        await screen.until("1 yes, 0 no, 1 abstained so far; 2 still to call")
        await screen.press("n", "n", "enter")
        await screen.told("4 votes recorded.")
    assert hand_votes(board, round_id) == {"M01": "yes", "M02": "abstain", "M03": "no", "M04": "no"}


async def test_a_vote_by_hand_is_found_by_number_confirmed_and_taken_back(board: SeatedBoard) -> None:
    round_id = running(board)
    async with sitting(board) as screen:
        await screen.go("2", "Votes given 0 of 5")
        await screen.press("h", "3", "y")
        await screen.until("I record for M03 Person 3: YES on 2026-01.")
        await screen.press("enter")
        await screen.told("Recorded: M03 Person 3 Yes.")
        assert hand_votes(board, round_id) == {"M03": "yes"}
        await screen.press("h", "3", "delete")
        await screen.told("the vote recorded by hand is taken back")
    assert hand_votes(board, round_id) == {}


async def test_a_vote_cast_in_person_is_not_recorded_over(board: SeatedBoard) -> None:
    round_id = running(board)
    voting.cast(board.members["M02"], round_id, "no")
    async with sitting(board) as screen:
        await screen.go("2", "Votes given 1 of 5")
        await screen.press("h", "2", "y", "enter")
        assert "M02 Person 2 has voted already." in screen.words
        await screen.press("escape")
    assert hand_votes(board, round_id) == {}


async def test_figures_of_a_secret_vote_are_checked_and_recorded(board: SeatedBoard) -> None:
    meeting = meetings.current(board.office)
    assert meeting is not None
    sketch = meeting.agenda[0].sketch
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting.id, secret=True)
    async with sitting(board) as screen:
        await screen.go("2", "Votes given 0 of 5")
        await screen.press("l")
        await screen.told("This vote is secret: h records its figures.")
        await screen.press("h", "9")
        await screen.until("9 votes are more than the 5 members who may vote.")
        await screen.press("backspace", "3", "enter", "1", "enter", "x")
        await screen.until("Only numbers can be entered.")
        await screen.press("backspace", "enter", "enter")
        await screen.until("Counted on 2026-01: 3 yes, 1 no, 0 abstained, 0 invalid, 4 in all.")
        await screen.press("enter")
        await screen.told("They count once a second entry says the same.")
        await screen.press("x")
        await screen.until("Waiting for the second count")
        await screen.press("escape", "h", "3", "enter", "1", "enter", "enter", "enter", "enter")
        await screen.press("x")
        await screen.until("✓ positive. 3 yes, 1 no")
        await screen.press("escape")
    assert view(board, round_id).state is RoundState.OPEN


async def test_closing_shows_the_outcome_first_and_who_is_missing(board: SeatedBoard) -> None:
    round_id = running(board)
    for label, choice in (("M01", "yes"), ("M02", "yes"), ("M03", "no")):
        voting.cast(board.members[label], round_id, choice)
    async with sitting(board) as screen:
        await screen.go("2", "Still to vote: M04")
        await screen.press("x")
        await screen.until("1 member who could vote has not: M04.")
        await screen.until("Majority reached: 2 yes, 2 needed")
        await screen.until("held on 16 Mar 2026, 14:05: ✓ positive. 2 yes, 1 no, 0 abstained, 1 not voted.")
        assert view(board, round_id).state is RoundState.OPEN
        await screen.press("enter")
        await screen.told("2026-01: ✓ positive, provisional until the chair confirms.")
        await screen.until("◐ provisional")
    assert view(board, round_id).state is RoundState.CLOSED


async def test_another_time_of_the_vote_is_shown_before_it_counts(board: SeatedBoard) -> None:
    round_id = running(board)
    for label in ("M01", "M02", "M03"):
        voting.cast(board.members[label], round_id, "yes")
    async with sitting(board) as screen:
        await screen.go("2", "Still to vote: M04")
        await screen.press("x", "tab", "tab", "tab", *"0900")
        await screen.until("Day, time or facts have changed.")
        await screen.press("enter", "enter")
        await screen.until("held on 16 Mar 2026, 09:00: ! not decided.")
        await screen.press("escape")
    assert view(board, round_id).state is RoundState.OPEN


async def test_a_hidden_vote_shows_no_outcome_before_it_is_closed(board: SeatedBoard) -> None:
    meeting = meetings.current(board.office)
    assert meeting is not None
    sketch = meeting.agenda[0].sketch
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting.id, hidden=True)
    for label in ("M01", "M02", "M03"):
        voting.cast(board.members[label], round_id, "no")
    async with sitting(board) as screen:
        await screen.go("2", "Votes given 3 of 5")
        assert "Decided already" not in screen.text
        await screen.press("x")
        await screen.until("the outcome is shown once it is closed")
        assert "negative" not in screen.text
        await screen.press("enter")
        await screen.until("✗ negative")
        await screen.until("Why: 2026-01")


async def test_breaking_off_takes_a_reason(board: SeatedBoard) -> None:
    round_id = running(board)
    async with sitting(board) as screen:
        await screen.go("2", "Votes given 0 of 5")
        await screen.press("X", "ctrl+s")
        await screen.until("There is no text yet.")
        await screen.type("Falsche Fassung")
        await screen.press("ctrl+s")
        await screen.told("the vote was broken off")
    assert view(board, round_id).state is RoundState.ABORTED


async def test_a_draft_vote_is_cast_in_the_room(board: SeatedBoard) -> None:
    round_id = running(board)
    member = board.members["M02"]
    drafts.draft(member, view(board, round_id).sketch, "no", "Zu teuer")
    async with sitting(board, "M02") as screen:
        await screen.go("2", "Your draft vote: No. V casts it.")
        await screen.press("V", "enter")
        await screen.told("2026-01: you voted No.")
    assert next(s.choice for s in view(board, round_id).electorate if s.label == "M02") == "no"


async def test_a_meeting_is_called_given_an_agenda_opened_moved_and_ended(tmp_path: Path) -> None:
    board = seat_board(tmp_path, members=3)
    board.sketch("salzlandkreis", "2026-01")
    board.sketch("zeitz", "2026-02")
    async with sitting(board) as screen:
        await screen.go("2", "No meeting has been called yet.")
        await screen.press("plus")
        await screen.until("The place is still missing.")
        await screen.press("down", *"16.3.", "down", "down")
        await screen.type("Rathaus")
        await screen.until("I call meeting 1/2026 for 16 Mar 2026, 10:00, Rathaus.")
        await screen.press("down", "down", "enter")
        await screen.until("T puts")
        await screen.press("T", "down", "space", "down", "space", "plus")
        await screen.until("2 sketches")
        await screen.press("enter")
        await screen.told("The agenda is set.")
        await screen.until("Item 1")
        await screen.press("U", "down", "down")
        await screen.type("Saal 2")
        await screen.press("down")
        await screen.press("enter")
        await screen.told("The meeting is moved.")
        await screen.press("S")
        await screen.until("I open meeting 1/2026 at 14:05.")
        await screen.press("enter")
        await screen.told("Meeting 1/2026 is open.")
        await screen.until("sitting now since 14:05")
        await screen.press("S", "enter")
        await screen.told("Meeting 1/2026 is over.")
        found = meetings.meetings(board.office)[0]
    assert (found.state, found.opened, found.closed, found.place) == ("closed", "14:05", "14:05", "Saal 2")
    assert sorted(item.row.number for item in found.agenda) == ["2026-01", "2026-02"]


async def test_a_meeting_that_was_not_opened_is_cancelled(board: SeatedBoard) -> None:
    meetings.call_meeting(
        board.office, number="2/2026", day=dt.date(2026, 4, 20), time="10:00", place="Rathaus"
    )
    async with sitting(board) as screen:
        await screen.go("2", "Meeting 1/2026")
        await screen.press("minus")
        assert "cancel" not in screen.words.replace("cancel meeting", "")
        await screen.say("right", shown="Meeting 2/2026")
        await screen.press("minus")
        await screen.until("I cancel meeting 2/2026 of 20 Apr 2026.")
        await screen.press("enter")
        await screen.told("The meeting is cancelled.")
    assert {each.number: each.state for each in meetings.meetings(board.office)}["2/2026"] == "cancelled"


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_the_projector_shows_participation_and_later_the_outcome(
    board: SeatedBoard, size: tuple[int, int]
) -> None:
    round_id = running(board)
    for label, choice in (("M01", "yes"), ("M02", "no"), ("M03", "yes")):
        voting.cast(board.members[label], round_id, choice)
    async with sitting(board, size=size) as screen:
        await screen.go("2", "Votes given 3 of 5")
        await screen.say("p", shown="votes given")
        assert "4 here · ✓ the board can decide, 3 needed" in screen.words
        for secret in ("Yes", "No ", "Annegret", "G01"):
            assert secret not in screen.text
        await screen.press("x", "enter")
        await screen.until("✓ POSITIVE")
        assert "Abstention" in screen.text
        assert "provisional" in screen.text
        await screen.say("right", shown="2026-02")
        await screen.until("No vote has been opened yet.")
        await screen.say("escape", shown="Agenda")
