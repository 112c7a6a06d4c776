"""On the screen the office notes when a vote in writing arrived, and sees what a late one counts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from beirat_tui.services import closing, voting
from office_screens import sitting
from seated import AFTER, SeatedBoard, seat_board


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path)
    yield seated
    seated.close()


async def test_a_vote_that_came_after_the_last_day_is_late(board: SeatedBoard) -> None:
    round_id = board.circulate()
    async with sitting(board, size=(80, 24)) as screen:
        await screen.press("H")
        await screen.told("No vote has arrived yet.")
    for label in ("M01", "M02"):
        voting.cast(board.members[label], round_id, "yes")
    voting.cast(board.members["M03"], round_id, "no")
    async with sitting(board, size=(80, 24)) as screen:
        await screen.say("H", shown="Choose the member with the arrow keys.")
        await screen.press("right", "right", "right")
        await screen.until("the vote of M03 Person 3 arrived on 16 Mar 2026, in time.")
        await screen.press("down", "ctrl+u")
        await screen.type("31.3.")
        await screen.until("arrived on 31 Mar 2026, too late.")
        await screen.press("ctrl+u")
        await screen.type("30.3.")
        await screen.until("arrived on 30 Mar 2026, in time.")
        await screen.press("down", "right")
        await screen.until("arrived on 30 Mar 2026, too late.")
        await screen.press("down")
        await screen.type("Poststempel")
        await screen.press("enter", "enter")
        await screen.told("M03 Person 3: the arrival is noted.")
    outcome = closing.preview_closing(board.office, round_id, at=AFTER)
    assert (outcome.yes, outcome.no, outcome.not_voted) == (2, 0, 2)


async def test_arrivals_are_noted_of_written_votes_and_by_the_office_only(board: SeatedBoard) -> None:
    board.circulate()
    async with sitting(board, "M01") as screen:
        assert "arrival" not in screen.keys
        await screen.press("H")
        assert "Arrival of a vote" not in screen.words
