"""Voting for an absent member, taking an objection back, and what holds while a vote runs: with real keys."""

import datetime as dt
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.presets import read_rules
from beirat_tui.services import (
    adoption,
    meetings,
    proxies,
    queue,
    roster,
    rounds,
    so_far,
    standing_in,
    voting,
)
from beirat_tui.services.round_views import RoundView
from office_screens import sitting
from seated import DAY, SeatedBoard, seat_board

PROXIES = read_rules("vwvfg") + "\n[deputies]\nproxies = true\n"
PERSONAL = read_rules("vwvfg") + '\n[deputies]\nallowed = "personal"\n'


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    """M02 stands in for M03 and M04."""
    board = seat_board(tmp_path, members=4)
    adoption.adopt_rules(board.office, PERSONAL)
    for label in ("M03", "M04"):
        stood_in_for(board, label)
    return board


def stood_in_for(board: SeatedBoard, label: str) -> None:
    member = board.id_of(label)
    roster.name_deputies(board.office, member, [board.id_of("M02")])


def circulation(board: SeatedBoard) -> str:
    return rounds.open_round(
        board.office, board.sketch(), motion="recommend", deadline=DAY + dt.timedelta(days=20), begun=DAY
    )


def view(board: SeatedBoard, round_id: str) -> RoundView:
    return rounds.round_view(board.office, round_id)


async def test_a_deputy_chooses_for_whom_and_casts_that_vote(board: SeatedBoard) -> None:
    round_id = circulation(board)
    async with sitting(board, "M02") as screen:
        await screen.press("I")
        await screen.until("Vote for whom?")
        await screen.press("down", "enter")
        await screen.until("Vote for M04 Person 4")
        await screen.press("n", "enter")
        await screen.until("For M04 Person 4 I vote NO on 2026-01")
        await screen.press("enter")
        await screen.told("2026-01: you voted No for M04 Person 4.")
        await screen.press("I", "down", "enter")
        await screen.until("Your vote for M04 Person 4 so far: No.")
    seats = {seat.label: seat for seat in view(board, round_id).electorate}
    assert (seats["M04"].choice, seats["M04"].source) == ("no", "deputy")
    assert seats["M03"].choice is None
    assert seats["M02"].choice is None


async def test_a_members_own_vote_comes_first(board: SeatedBoard) -> None:
    round_id = circulation(board)
    voting.cast(board.members["M03"], round_id, "yes")
    async with sitting(board, "M02") as screen:
        await screen.press("I")
        await screen.until("has voted")
        await screen.press("enter")
        await screen.told("M03 Person 3 has voted: that vote comes first, yours does not count.")


async def test_who_stands_in_for_nobody_is_told_so(board: SeatedBoard) -> None:
    round_id = circulation(board)
    assert standing_in.represented(board.office, round_id) == ()
    async with sitting(board, "M04") as screen:
        await screen.press("I")
        await screen.told("You stand in for nobody in this vote.")


def test_nobody_is_represented_where_that_vote_could_not_count(board: SeatedBoard) -> None:
    round_id = circulation(board)
    voting.recuse(board.members["M03"], round_id, "Eigener Antrag")
    assert [each.label for each in standing_in.represented(board.members["M02"], round_id)] == ["M04"]
    voting.recuse(board.members["M02"], round_id, "Eigener Antrag")
    assert standing_in.represented(board.members["M02"], round_id) == ()


async def test_an_objection_is_raised_and_withdrawn_by_the_same_key(board: SeatedBoard) -> None:
    round_id = circulation(board)
    async with sitting(board, "M02") as screen:
        await screen.press("B")
        await screen.type("Bitte in der Sitzung")
        await screen.press("ctrl+s")
        await screen.told("Recorded: you object to deciding in writing.")
        assert voting.objecting(board.members["M02"], round_id)
        await screen.press("B")
        await screen.until("I withdraw my objection: the written vote may go on.")
        await screen.press("enter")
        await screen.told("You no longer object to deciding in writing.")
    assert not voting.objecting(board.members["M02"], round_id)


async def test_a_running_vote_shows_what_holds_so_far_and_members_nothing_of_the_votes(
    board: SeatedBoard,
) -> None:
    meeting = board.meeting("M01", "M02", "M03", sketches=(board.sketch(),))
    sketch = queue.window(board.office, "", 0, 1)[0].sketch
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    voting.cast(board.members["M03"], round_id, "no")
    async with sitting(board, "M02") as screen:
        await screen.press("w")
        await screen.until("What holds so far")
        await screen.until("Quorum reached")
        assert "Majority" not in screen.text
    async with sitting(board, "office") as screen:
        await screen.press("w")
        await screen.until("What holds so far")
        await screen.press("end")
        await screen.until("Majority missed: 0 yes")
    hidden = rounds.open_round(board.office, board.sketch("zeitz", "2026-02"), motion="recommend",
                               meeting=meeting, hidden=True)  # fmt: skip
    voting.cast(board.members["M03"], hidden, "no")
    for person in (board.office, board.members["M02"]):
        assert not any(
            step.rule.startswith(("votes.", "majority.")) for step in so_far.steps_so_far(person, hidden)
        )


def held(board: SeatedBoard, meeting: str) -> dict[str, str]:
    """Who holds whose proxy: the holder by the member."""
    found = meetings.meeting(board.office, meeting)
    return {each.member: each.proxy for each in found.attendance if each.proxy is not None}


async def test_the_office_notes_a_proxy_and_its_holder_votes(board: SeatedBoard) -> None:
    adoption.adopt_rules(board.office, PROXIES)
    meeting = board.meeting("M01", "M02", "M03", sketches=(board.sketch(),))
    async with sitting(board) as screen:
        await screen.go("2", "Item 1")
        await screen.press("L")
        await screen.until("M04 Person 4 has given nobody a proxy.")
        await screen.press("down", "right", "right", "right", "right")
        await screen.until("Choose another member: nobody holds their own proxy.")
        await screen.press("left")
        await screen.until("M03 Person 3 votes for M04 Person 4 in votes that are opened from now on.")
        await screen.press("down", "enter")
        await screen.told("The proxy is noted.")
    assert held(board, meeting) == {board.id_of("M04"): board.id_of("M03")}
    sketch = queue.window(board.office, "", 0, 1)[0].sketch
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    async with sitting(board, "M03") as screen:
        await screen.press("I", "y", "enter", "enter")
        await screen.told("2026-01: you voted Yes for M04 Person 4.")
    seats = {seat.label: seat for seat in view(board, round_id).electorate}
    assert (seats["M04"].choice, seats["M04"].source) == ("yes", "deputy")


def test_a_proxy_is_withdrawn_and_never_ones_own(board: SeatedBoard) -> None:
    meeting, giver, holder = board.meeting("M01"), board.id_of("M04"), board.id_of("M03")
    proxies.give_proxy(board.office, meeting, giver, holder)
    with pytest.raises(InputError) as own:
        proxies.give_proxy(board.office, meeting, giver, giver)
    with pytest.raises(InputError) as nobody:
        proxies.give_proxy(board.office, meeting, giver, "nobody")
    assert (own.value.code, nobody.value.code) == ("proxy.own", "roster.nobody")
    assert held(board, meeting) == {giver: holder}
    proxies.give_proxy(board.office, meeting, giver, None)
    assert held(board, meeting) == {}
