"""`verify`: what an opening pins and a closing states is recomputed, and every difference is named."""

from pathlib import Path
from typing import Any

import pytest

from beirat_tui.log.bodies.board import MemberEntered, RulesAdopted
from beirat_tui.log.bodies.rounds import ObjectionRaised, RoundClosed
from beirat_tui.log.electorate import electorate
from beirat_tui.log.record import Record
from beirat_tui.services.verification import verify
from beirat_tui.services.verification_views import Weight
from boards import SIMPLE_RULES, Board, ballot_for, found, open_round, revision_of
from stores import submit
from verified import close_fairly, codes, open_fairly, session_with, voted_round


@pytest.fixture
def board() -> Board:
    return found(members=4)


@pytest.fixture
def voted(board: Board) -> Record:
    return voted_round(board)


def test_an_electorate_that_the_roster_did_not_give_is_found(board: Board, tmp_path: Path) -> None:
    sketch = submit(board, "2026-07", "Leitstelle")
    seats = [seat for seat in electorate(board.office.view()) if seat.member != "M03"]
    open_fairly(board.office, sketch, electorate=seats)
    board.share()
    with session_with(tmp_path, board) as session:
        report = verify(session)
    assert codes(report)["round.electorate"].params == {"sketch": "2026-07", "who": "M03"}
    assert not report.sound


def test_rules_and_versions_that_were_not_in_force_are_found(board: Board, tmp_path: Path) -> None:
    office = board.office
    sketch = submit(board, "2026-07", "Leitstelle")
    old_rules = office.view().heads("rules")[0].id
    office.write(RulesAdopted("Neue", SIMPLE_RULES))
    office.write(revision_of(sketch))
    open_fairly(office, sketch, rules=old_rules)
    board.share()
    with session_with(tmp_path, board) as session:
        found_ = codes(verify(session))
    assert {"round.rules", "round.version"} <= found_.keys()


@pytest.mark.parametrize(
    ("about", "told", "found_"),
    [
        ("the same", {}, set()),
        ("the same", {"number": 2}, {"round.history"}),
        ("the same", {"earlier": []}, {"round.history"}),
        ("the same", {"motion": "postpone"}, {"round.history"}),
        ("another", {}, {"round.history"}),
    ],
)
def test_a_round_that_follows_another_than_it_says_is_found(
    board: Board, tmp_path: Path, about: str, told: dict[str, Any], found_: set[str]
) -> None:
    """A member objected to deciding in writing; the next vote names that one, and what became of it."""
    sketch, other = (submit(board, number, "Leitstelle") for number in ("2026-07", "2026-08"))
    first = open_fairly(board.office, sketch)
    board.share()
    board.members["M02"].write(ObjectionRaised(first.id, "M02", raised=True))
    board.share()
    closing = close_fairly(board.office, first).body
    assert isinstance(closing, RoundClosed)
    follows = {"previous": first.id, "earlier": [closing.outcome["result"]]} | told
    open_fairly(board.office, sketch if about == "the same" else other, **follows)
    board.share()
    with session_with(tmp_path, board) as session:
        assert codes(verify(session)).keys() == found_


def test_a_later_roster_does_not_touch_a_round(board: Board, voted: Record, tmp_path: Path) -> None:
    board.office.write(MemberEntered("M03", "M03", "member", entitled=False))
    close_fairly(board.office, voted)
    board.share()
    with session_with(tmp_path, board) as session:
        assert verify(session).problems == ()


def test_a_part_of_the_opening_that_is_missing_is_waited_for(
    board: Board, voted: Record, tmp_path: Path
) -> None:
    """M03's first record of all is in the frontier of the second round, and not in the file."""
    sketch = submit(board, "2026-08", "Andere")
    open_fairly(board.office, sketch)
    board.share()
    ballot = next(each for each in board.records() if each.slot.startswith(f"ballot/{voted.id}/M03"))
    with session_with(tmp_path, board, without=(ballot,)) as session:
        report = verify(session)
    assert codes(report)["round.waits"].params == {"sketch": "2026-08", "number": 1}
    assert report.sound


def test_a_closing_that_names_what_is_not_here_waits(board: Board, voted: Record, tmp_path: Path) -> None:
    close_fairly(board.office, voted)
    board.share()
    ballot = next(each for each in board.records() if each.slot.startswith(f"ballot/{voted.id}/M03"))
    with session_with(tmp_path, board, without=(ballot,)) as session:
        report = verify(session)
    assert codes(report)["closing.waits"].weight is Weight.WAITS
    assert report.closings == 0


def test_a_stated_result_that_does_not_follow_is_found(board: Board, voted: Record, tmp_path: Path) -> None:
    close_fairly(board.office, voted, outcome={"result": "rejected"})
    board.share()
    with session_with(tmp_path, board) as session:
        params = codes(verify(session))["closing.outcome"].params
    assert (params["stated"], params["computed"]) == ("rejected", "adopted")


def test_stated_counts_that_do_not_follow_are_found(board: Board, voted: Record, tmp_path: Path) -> None:
    close_fairly(board.office, voted, outcome={"result": "adopted", "counts": {"yes": 99}})
    board.share()
    with session_with(tmp_path, board) as session:
        assert not verify(session).sound
        assert "closing.counts" in codes(verify(session))


def test_a_vote_left_out_or_put_in_is_flagged_by_name(board: Board, voted: Record, tmp_path: Path) -> None:
    ballots = {
        each.slot.split("/")[2]: each.id
        for each in board.records()
        if each.slot.startswith(f"ballot/{voted.id}/")
    }
    twice = board.members["M02"].write(ballot_for(voted, "M02", "no"))
    board.share()
    close_fairly(board.office, voted, ballots=[ballots["M01"], ballots["M02"], twice.id])
    board.share()
    with session_with(tmp_path, board) as session:
        report = verify(session)
    assert codes(report)["closing.left-out"].params["who"] == "M03"
    assert codes(report)["closing.surplus"].params["who"] == "M02"


def test_another_attendance_than_noted_is_flagged(board: Board, voted: Record, tmp_path: Path) -> None:
    close_fairly(board.office, voted, attendance=[voted.id])
    board.share()
    with session_with(tmp_path, board) as session:
        assert "closing.attendance" in codes(verify(session))


def test_two_closings_and_late_votes_are_flagged(board: Board, voted: Record, tmp_path: Path) -> None:
    close_fairly(board.office, voted)
    board.chair.learn(board.office)
    late = board.members["M04"].write(ballot_for(voted, "M04"))
    with session_with(tmp_path, board) as session:
        assert codes(verify(session))["round.late"].params["number"] == 1
    close_fairly(board.chair, voted)
    board.share()
    (tmp_path / "two").mkdir()
    with session_with(tmp_path / "two", board) as session:
        assert "round.contested" in codes(verify(session))
    assert late.id in {each.id for each in board.records()}


def test_kinds_of_a_newer_version_ask_for_an_update(board: Board, voted: Record, tmp_path: Path) -> None:
    board.members["M03"].write_unknown("ballot.sealed", f"ballot/{voted.id}/M03/own", {})
    board.share()
    with session_with(tmp_path, board) as session:
        report = verify(session)
    assert codes(report)["round.update-needed"].weight is Weight.WAITS


def test_an_election_is_named_by_its_candidates(board: Board, tmp_path: Path) -> None:
    seats = electorate(board.office.view())[1:]
    open_round(board.office, None, candidates=["M02", "M03"], electorate=seats)
    board.share()
    with session_with(tmp_path, board) as session:
        assert codes(verify(session))["round.electorate"].params["sketch"] == "M02, M03"


def test_a_round_without_a_single_seat_has_no_lists_to_differ(board: Board, tmp_path: Path) -> None:
    sketch = submit(board, "2026-07", "Leitstelle")
    open_fairly(board.office, sketch, electorate=[])
    board.share()
    with session_with(tmp_path, board) as session:
        assert codes(verify(session)).keys() == {"round.electorate"}
