"""`beirat meeting proxy`: who votes for an absent member is noted, shown, pinned by the votes opened then."""

import json
from pathlib import Path

import pytest

from beirat_tui.presets import read_rules
from beirat_tui.services import adoption, rounds, voting
from commands import Ran, beirat, done
from seated import SeatedBoard, seat_board

PROXIES = read_rules("vwvfg") + "\n[deputies]\nproxies = true\n"


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    return seat_board(tmp_path, members=4)


def meeting_command(board: SeatedBoard, *words: str, works: bool = True) -> Ran:
    """A command about meetings, by the office."""
    call = done if works else beirat
    return call("meeting", *words, home=board.office.home.path, board=board.path)


def test_a_proxy_is_noted_shown_and_voted_with(board: SeatedBoard) -> None:
    adoption.adopt_rules(board.office, PROXIES)
    meeting = board.meeting("M01", "M02", "M03", sketches=(sketch := board.sketch(),))
    noted = meeting_command(board, "proxy", "M04", "M03", "--json")
    attendance = json.loads(noted.out)["meeting"]["attendance"]
    held = {each["label"]: each["proxy"] for each in attendance if each["proxy"] is not None}
    assert held == {"M04": board.id_of("M03")}
    assert "M03 votes for them" in meeting_command(board, "show").out
    round_id = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    voting.cast(board.members["M03"], round_id, "yes", on_behalf_of=board.id_of("M04"))


def test_a_proxy_is_withdrawn(board: SeatedBoard) -> None:
    board.meeting("M01")
    meeting_command(board, "proxy", "M04", "M03")
    said = meeting_command(board, "proxy", "M04", "--withdraw")
    assert (said.out, said.err) == ("M04 Person 4 withdraws the proxy.\n", "")
    assert "votes for them" not in meeting_command(board, "show").out


def test_rules_without_proxies_are_pointed_out(board: SeatedBoard) -> None:
    board.meeting("M01")
    assert "do not allow proxies" in meeting_command(board, "proxy", "M04", "M03").err


@pytest.mark.parametrize("words", [("M04",), ("M04", "M03", "--withdraw")])
def test_it_must_be_said_who_holds_it_or_that_nobody_does(board: SeatedBoard, words: tuple[str, ...]) -> None:
    board.meeting("M01")
    ran = meeting_command(board, "proxy", *words, works=False)
    assert ran.code == 2
    assert "withdraw the proxy with --withdraw" in ran.err
