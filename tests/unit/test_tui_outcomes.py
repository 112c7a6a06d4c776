"""Outcomes on the screen: certainty, the chair's word, the ministry's, figures, other rules."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from beirat_tui.services import closing, merging, outcomes, rounds, voting
from beirat_tui.services.round_views import RoundState, RoundView
from beirat_tui.store.board_file import BoardFile
from office_screens import sitting
from seated import DAY, SeatedBoard, at, seat_board


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    """One vote closed in a meeting: two yes, one no."""
    board = seat_board(tmp_path, members=3)
    sketch = board.sketch("salzlandkreis", "2026-01")
    meeting = board.meeting("M01", "M02", "M03", sketches=(sketch,))
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    for label, choice in (("M01", "yes"), ("M02", "yes"), ("M03", "no")):
        voting.cast(board.members[label], round_id, choice)
    closing.close(board.office, round_id, at=at("11:00"))
    return board


def only(board: SeatedBoard) -> RoundView:
    return rounds.list_rounds(board.office)[0]


async def test_where_nothing_is_closed_the_screen_says_what_to_do(tmp_path: Path) -> None:
    async with sitting(seat_board(tmp_path, members=1)) as screen:
        await screen.go("3", "No vote has been closed yet.")
        assert "Running votes are in the queue, key 1." in screen.words


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_an_outcome_stands_there_with_its_derivation(board: SeatedBoard, size: tuple[int, int]) -> None:
    async with sitting(board, "M02", size=size) as screen:
        await screen.go("3", "Outcome: 2026-01")
        assert "✓ positive" in screen.text
        assert "◐ provisional" in screen.text
        await screen.press("space", "space")
        await screen.until("Majority reached: 2 yes, 2 needed")
        assert "confirm" not in screen.keys


async def test_the_chair_makes_it_final(board: SeatedBoard) -> None:
    async with sitting(board, "M01") as screen:
        await screen.go("3", "◐ provisional")
        await screen.press("e")
        await screen.until("As the chair I confirm: 2026-01 RDZ Salzlandkreis: ✓ positive.")
        assert only(board).state is RoundState.CLOSED
        await screen.press("enter")
        await screen.told("confirmed and final")
        await screen.until("✓ confirmed")
    assert only(board).state is RoundState.CONFIRMED


async def test_the_office_records_a_confirmation_on_paper(board: SeatedBoard) -> None:
    async with sitting(board) as screen:
        await screen.go("3", "◐ provisional")
        await screen.press("e")
        await screen.until("Where the paper is kept is still missing.")
        await screen.press("shift+tab")
        await screen.type("Akte 7")
        await screen.press("enter", "enter")
        await screen.told("recorded as confirmed on paper")
        await screen.until("✓ on paper")
    assert only(board).state is RoundState.PAPER


async def test_of_two_closings_the_chair_picks_one(board: SeatedBoard, tmp_path: Path) -> None:
    sketch = board.sketch("zeitz", "2026-02")
    round_id = rounds.open_round(
        board.office, sketch, motion="recommend", deadline=DAY, begun=DAY - dt.timedelta(days=14)
    )
    elsewhere = tmp_path / "elsewhere.beirat"
    shutil.copy(board.path, elsewhere)
    voting.cast(board.members["M02"], round_id, "yes")
    day_after = DAY + dt.timedelta(days=1)
    closing.close(board.office, round_id, at=at("12:00", day_after))
    chair = replace(board.chair, board=BoardFile(elsewhere))
    closing.close(chair, round_id, at=at("12:05", day_after))
    chair.close()
    merging.merge(board.office, [elsewhere])
    async with sitting(board, "M01") as screen:
        await screen.go("3", "≠ contested")
        await screen.press("g")
        await screen.press("e")
        await screen.until("Choose a closing of 2026-02")
        await screen.until("The other one does not count.")
        await screen.press("enter")
        await screen.told("confirmed and final")
    assert rounds.round_view(board.office, round_id).state is RoundState.CONFIRMED


async def test_the_ministrys_decision_is_recorded_and_its_difference_marked(board: SeatedBoard) -> None:
    async with sitting(board, size=(200, 50)) as screen:
        await screen.go("3", "has not decided yet")
        await screen.press("t", "right", "right")
        await screen.until("The ministry decided on 2026-01: refused, 16 Mar 2026.")
        await screen.press("down", *"1.3.", "down")
        await screen.type("Kein Geld")
        await screen.press("tab")
        await screen.until("refused, 1 Mar 2026")
        await screen.press("enter")
        await screen.told("the ministry’s decision is recorded")
        await screen.until("The ministry decided otherwise than the board recommended.")
        assert "≠ ✗ refused" in screen.text
        assert "Kein Geld" in screen.text
    decision = outcomes.outcomes(board.office)[0].decision
    assert decision is not None
    assert (decision.granted, decision.differs, decision.date) == ("no", True, dt.date(2026, 3, 1))


async def test_an_amount_must_be_one(board: SeatedBoard) -> None:
    async with sitting(board) as screen:
        await screen.go("3", "has not decided yet")
        await screen.press("t", "down")
        await screen.type("viel")
        await screen.until("This is not an amount.")
        await screen.press(*["backspace"] * 4, *"150.000")
        await screen.until("granted, €150,000")


async def test_figures_are_drawn_as_bars(board: SeatedBoard) -> None:
    async with sitting(board, size=(80, 24)) as screen:
        await screen.go("3", "Outcome: 2026-01")
        await screen.press("Z")
        await screen.until("Recommended grants by topic")
        assert "█" in screen.text
        assert "€192,000" in screen.text
        assert "✗ negative" in screen.text
        await screen.press("escape")
        await screen.until("Outcome: 2026-01")


async def test_the_same_votes_under_other_rules(board: SeatedBoard) -> None:
    async with sitting(board, size=(100, 50)) as screen:
        await screen.go("3", "Outcome: 2026-01")
        await screen.press("W")
        await screen.until("Under other rules")
        assert "2 yes, 1 no, 0 abstentions" in screen.text
        assert "= " in screen.text
        assert "≠ " in screen.text
        await screen.press("G")
        await screen.until("What the result hangs on")
