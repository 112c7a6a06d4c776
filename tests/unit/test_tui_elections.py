"""Elections and next steps with real keys: what office, chair and members see and do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from beirat_tui.presets import read_rules
from beirat_tui.services import adoption, closing, elections, meetings, rounds, voting
from office_screens import sitting
from seated import SeatedBoard, at, seat_board

SEAT = "Deputy chair"


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path)
    yield seated
    seated.close()


def opened(board: SeatedBoard, *, papers: bool = False) -> str:
    meeting = board.meeting(*board.members)
    names = [board.id_of("M02"), board.id_of("M03")]
    return elections.open_election(board.office, SEAT, names, meeting=meeting, papers=papers)


async def test_the_office_opens_an_election_and_a_member_votes(board: SeatedBoard) -> None:
    board.meeting(*board.members)
    async with sitting(board) as screen:
        await screen.go("2", "Agenda")
        await screen.say("E", shown="There has been no election yet.")
        await screen.say("o", shown="Open an election")
        await screen.type(SEAT)
        await screen.press("down")
        await screen.type("M02,M9")
        assert "“M9” is not one person of the board." in screen.words
        await screen.press("backspace", "0", "3", *["down"] * 4)
        await screen.until("I open the election “Deputy chair” with Person 2, Person 3")
        await screen.say("enter", shown="Still to vote: M01, M02, M03, M04")
    async with sitting(board, "M04", size=(80, 24)) as screen:
        await screen.go("2", "1 election: E")
        await screen.say("E", shown="Your vote is missing: v.")
        await screen.say("v", shown="Choose with the arrow keys.")
        await screen.press("right", "right", "enter")
        await screen.until("Election “Deputy chair”: I vote for Person 3.")
        await screen.press("enter")
        await screen.until("● Person 3")
    assert elections.elections(board.members["M04"])[0].my_choice == board.id_of("M03")


async def test_equal_votes_ask_for_the_lot_and_the_chair_confirms(board: SeatedBoard) -> None:
    round_id = opened(board)
    for label, choice in (("M01", "M02"), ("M02", "M02"), ("M03", "M03"), ("M04", "M03")):
        voting.cast(board.members[label], round_id, board.id_of(choice))
    async with sitting(board) as screen:
        await screen.go("2", "1 election: E")
        await screen.say("E", shown="Votes given 4 of 4")
        await screen.say("x", shown="The election cannot be closed yet")
        await screen.press("shift+tab")
        await screen.type("4,Mond")
        await screen.say("enter", shown="Day, time or facts have changed.")
        await screen.say("enter", shown="said in the room: 4 · Mond")
        await screen.say("enter", shown="The lot can be drawn again by everybody.")
    elected = elections.elections(board.office)[0].outcome
    assert elected is not None
    assert elected.derived.elected in {board.id_of("M02"), board.id_of("M03")}
    async with sitting(board, "M01") as screen:
        await screen.go("3", "Deputy chair")
        assert "elected" in screen.words
        await screen.say("E", shown="provisional")
        await screen.say("e", shown="Only what the chair confirms is final.")
        await screen.say("enter", shown="confirmed by the chair")
    assert rounds.round_view(board.office, round_id).state == "confirmed"


async def test_papers_are_counted_twice(board: SeatedBoard) -> None:
    round_id = opened(board, papers=True)
    async with sitting(board) as screen:
        await screen.go("2", "1 election: E")
        await screen.say("E", shown="Nothing has been counted yet.")
        for numbers, said in ((("3", "1"), "once a second entry says the same"), (("2", "2"), "differ")):
            await screen.say("h", shown="Count of the ballot papers")
            await screen.press(numbers[0], "down", numbers[1], "down", "down", "down", "enter")
            await screen.until(said)
        await screen.until("Person 2 3, Person 3 1")
        assert "Person 2 2, Person 3 2" in screen.text
        await screen.say("h", shown="Second count")
        await screen.press("3", "down", "1", "down", "down", "down", "enter")
        await screen.until("Both entries agree")
        await screen.say("x", shown="Person 2 is elected.")
        await screen.say("enter", shown="provisional")
    assert rounds.round_view(board.office, round_id).outcome is not None


async def test_a_vote_by_hand_and_breaking_off(board: SeatedBoard) -> None:
    round_id = opened(board)
    async with sitting(board) as screen:
        await screen.go("2", "1 election: E")
        await screen.say("E", shown="Still to vote")
        await screen.say("h", shown="Choose member and candidate")
        await screen.press("right", "down", "right", "enter")
        await screen.until("I record: M01 Person 1 votes for Person 2.")
        await screen.press("enter")
        await screen.until("Votes given 1 of 4")
        await screen.say("X", shown="Break off the election")
        await screen.type("Krank")
        await screen.press("ctrl+s")
        await screen.told("The election was broken off.")
    assert rounds.round_view(board.office, round_id).state == "aborted"


def tied(board: SeatedBoard, meeting: str, sketch: str) -> str:
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    for label, choice in (("M01", "yes"), ("M02", "yes"), ("M03", "no"), ("M04", "no")):
        voting.cast(board.members[label], round_id, choice)
    closing.close(board.office, round_id, at=at("10:30"))
    return round_id


async def test_a_tie_to_be_repeated_is_opened_again_by_one_key(board: SeatedBoard) -> None:
    adoption.adopt_rules(board.office, read_rules("sgb-iv"))
    sketch = board.sketch()
    tied(board, board.meeting(*board.members, sketches=(sketch,)), sketch)
    async with sitting(board) as screen:
        await screen.until("Vote again on the same motion.")
        await screen.say("O", shown="I open ballot 2 on 2026-01 in meeting 1/2026")
        await screen.press("enter")
        await screen.until("ballot 2")
        await screen.say(
            "w", shown="Earlier vote on this motion (16 Mar 2026): The vote is to be repeated. 2 yes, 2 no"
        )
    assert [view.ballot for view in rounds.list_rounds(board.office)] == [2, 1]


async def test_a_missed_quorum_is_followed_by_a_second_invitation(board: SeatedBoard) -> None:
    sketch = board.sketch()
    meeting = board.meeting("M01", sketches=(sketch,))
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    closing.close(board.office, round_id, at=at("10:30"))
    async with sitting(board) as screen:
        await screen.until("Invite the board again for this item")
        await screen.say("O", shown="Call a meeting")
        assert "1/2026 of 16 Mar 2026" in screen.words
        await screen.press(*["down"] * 7, "enter")
        await screen.told("The meeting is called, with 2026-01 on its agenda.")
    second = next(each for each in meetings.meetings(board.office) if each.id != meeting)
    assert (second.second_of, [item.sketch for item in second.agenda]) == (meeting, [sketch])


async def test_an_objection_puts_the_sketch_on_an_agenda(board: SeatedBoard) -> None:
    sketch = board.sketch()
    deadline = at("10:00").date()
    round_id = rounds.open_round(board.office, sketch, motion="recommend", deadline=deadline, begun=deadline)
    voting.object_to_circulation(board.members["M02"], round_id, "")
    closing.close(board.office, round_id, at=at("23:00"))
    meeting = board.meeting(*board.members)
    async with sitting(board) as screen:
        await screen.until("Put the item on the agenda of a meeting.")
        await screen.say("O", shown="I put 2026-01 on the agenda of meeting 1/2026")
        await screen.press("enter")
        await screen.told("2026-01 is on the agenda")
        await screen.say("O", shown="I open ballot 1 on 2026-01 in meeting 1/2026")
        await screen.press("enter")
        await screen.told("2026-01: the vote is open again.")
    assert rounds.list_rounds(board.office)[0].meeting == meeting
