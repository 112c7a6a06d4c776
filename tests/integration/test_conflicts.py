"""What copies that merged leave open: told in the right order, to whom, and not more than they may see."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from beirat_tui.log.bodies.board import (
    AgendaSet,
    AttendanceNoted,
    CheckTicked,
    DecisionRecorded,
    DeputyNamed,
    MeetingChanged,
    MemberEntered,
    ProgrammeAdopted,
    RulesAdopted,
    SummaryWritten,
)
from beirat_tui.log.bodies.rounds import BallotCast, CountEntered, DissentFiled, Numbers, RecusalDeclared
from beirat_tui.log.record import Record
from beirat_tui.services.conflict_views import Conflict
from beirat_tui.services.conflicts import conflicts
from boards import SIMPLE_RULES, Board, ballot_for, call_meeting, closing_of, found, open_round, revision_of
from devices import Device
from stores import seat, submit


@pytest.fixture
def board() -> Board:
    board = found(members=3)
    open_round(board.office, submit(board, "2026-07", "Leitstelle"))
    board.share()
    return board


@pytest.fixture
def round_(board: Board) -> Record:
    return next(each for each in board.records() if each.kind == "round.opened")


@pytest.fixture
def sketch(board: Board) -> Record:
    return next(each for each in board.records() if each.kind == "sketch.submitted")


def listed(folder: Path, board: Board, device: Device | None) -> list[Conflict]:
    board.share()
    with seat(folder, board, device) as session:
        return conflicts(session)


def test_a_board_without_contradictions_lists_nothing(board: Board, round_: Record, tmp_path: Path) -> None:
    board.members["M02"].write(ballot_for(round_, "M02"))
    assert listed(tmp_path, board, board.members["M02"]) == []


def vote_twice(board: Board, round_: Record, label: str = "M02") -> None:
    twin = board.members[label].copy()
    board.members[label].write(ballot_for(round_, label, "yes"))
    twin.write(ballot_for(round_, label, "no"))
    board.office.learn(twin)


def test_ones_own_two_ballots_come_first_and_in_full(
    board: Board, round_: Record, sketch: Record, tmp_path: Path
) -> None:
    vote_twice(board, round_)
    first, second = listed(tmp_path, board, board.members["M02"])
    assert (first.code, first.about, first.mine, first.member) == ("own-ballots", "2026-07", True, "M02")
    assert (first.sketch, first.round, first.settled_by) == (sketch.id, round_.id, ("member",))
    assert {side.body["choice"] for side in first.sides} == {"yes", "no"}
    assert {side.author_label for side in first.sides} == {"M02"}
    assert (second.code, second.about, second.mine) == ("fork", "M02", False)


def test_somebody_elses_ballots_are_named_and_not_shown(board: Board, round_: Record, tmp_path: Path) -> None:
    vote_twice(board, round_)
    found_ = {each.code: each for each in listed(tmp_path, board, board.office)}
    assert [side.body for side in found_["own-ballots"].sides] == [{}, {}]
    assert not found_["own-ballots"].mine
    assert found_["fork"].mine


def test_a_fork_is_settled_when_its_certificates_have_ended(
    board: Board, round_: Record, tmp_path: Path
) -> None:
    vote_twice(board, round_)
    board.office.cut(board.members["M02"].certificates["member"], [])
    assert listed(tmp_path, board, None) == []


def test_a_forked_root_key_is_for_the_root(board: Board, tmp_path: Path) -> None:
    twin = board.root.copy()
    for device, label in ((board.root, "G02"), (twin, "G03")):
        device.write(MemberEntered(label, label, "office", entitled=False, votes=0))
    board.office.learn(twin)
    (fork,) = listed(tmp_path, board, board.office)
    assert (fork.code, fork.about, fork.settled_by, fork.mine) == ("fork", "root", ("root",), False)


def test_ballots_that_differ_in_their_remarks_only_agree(
    board: Board, round_: Record, tmp_path: Path
) -> None:
    twin = board.members["M02"].copy()
    board.members["M02"].write(ballot_for(round_, "M02"), texts={"remark": "so"})
    twin.write(ballot_for(round_, "M02"), texts={"remark": "anders"})
    board.office.learn(twin)
    assert {each.code for each in listed(tmp_path, board, None)} == {"fork"}


def test_in_a_closed_round_no_ballot_is_left_to_settle(board: Board, round_: Record, tmp_path: Path) -> None:
    vote_twice(board, round_)
    board.share()
    board.office.write(closing_of(board.office, round_, ballots=[]))
    assert "own-ballots" not in {each.code for each in listed(tmp_path, board, board.members["M02"])}


def test_several_closings_are_for_the_chair(board: Board, round_: Record, tmp_path: Path) -> None:
    board.office.write(closing_of(board.office, round_))
    board.chair.write(closing_of(board.chair, round_), role="chair")
    (contested,) = listed(tmp_path, board, board.chair)
    assert (contested.code, contested.settled_by, contested.mine) == ("closings", ("chair",), True)
    assert {side.author_label for side in contested.sides} == {"G01", "M01"}
    assert contested.about == "2026-07"


def test_every_family_has_its_code_and_its_people(
    board: Board, round_: Record, sketch: Record, tmp_path: Path
) -> None:
    office = board.office
    meeting = call_meeting(office, number="3/2026")
    facts: dict[str, Any] = {
        "number": "3/2026",
        "day": dt.date(2026, 3, 17),
        "time": "10:00",
        "meeting": meeting.id,
    }
    both = [
        (
            MemberEntered("M03", "M03", "member", entitled=True),
            MemberEntered("M03", "M03", "adviser", entitled=False),
        ),
        (DeputyNamed("M03", ["M02"]), DeputyNamed("M03", [])),
        (RulesAdopted("Eins", SIMPLE_RULES), RulesAdopted("Zwei", SIMPLE_RULES)),
        (ProgrammeAdopted("rdz", "eins"), ProgrammeAdopted("rdz", "zwei")),
        (revision_of(sketch, number="2026-07", months=12), revision_of(sketch, number="2026-07", months=18)),
        (CheckTicked(sketch.id, "partners", met=True), CheckTicked(sketch.id, "partners", met=False)),
        (MeetingChanged(**facts, place="Aula"), MeetingChanged(**facts, place="Keller")),
        (AgendaSet(meeting.id, [sketch.id]), AgendaSet(meeting.id, [])),
        (AttendanceNoted(meeting.id, "M03", [("10:00", None)]), AttendanceNoted(meeting.id, "M03", [])),
        (CountEntered(round_.id, [Numbers(yes=1)]), CountEntered(round_.id, [Numbers(yes=2)])),
        (BallotCast(round_.id, "M03", "yes", "hand"), BallotCast(round_.id, "M03", "no", "hand")),
        (
            DecisionRecorded(sketch.id, "yes", 1, dt.date(2026, 5, 1)),
            DecisionRecorded(sketch.id, "no", None, dt.date(2026, 5, 1)),
        ),
    ]
    for pair in both:
        for body in pair:
            office.write(body, replaces=[])
    for text in ("eins", "zwei"):
        office.write(SummaryWritten(sketch.id), texts={"text": text}, replaces=[])
        board.members["M02"].write(DissentFiled(round_.id, "M02"), texts={"text": text}, replaces=[])
    found_ = {each.code: each for each in listed(tmp_path, board, office)}
    assert {code: (each.about, each.mine) for code, each in found_.items()} == {
        "roster": ("M03", True),
        "deputies": ("M03", True),
        "rules": ("", True),
        "programme": ("rdz", True),
        "versions": ("2026-07", True),
        "summaries": ("2026-07", True),
        "ticks": ("2026-07", True),
        "meeting": ("3/2026", True),
        "agenda": ("3/2026", True),
        "attendance": ("3/2026", True),
        "counts": ("2026-07", True),
        "hand-ballots": ("2026-07", True),
        "decisions": ("2026-07", True),
        "dissents": ("2026-07", False),
    }
    assert {side.body["choice"] for side in found_["hand-ballots"].sides} == {"yes", "no"}
    assert found_["attendance"].meeting == meeting.id


def test_what_the_rules_decide_is_nobodys_to_settle(board: Board, round_: Record, tmp_path: Path) -> None:
    for recused in (True, False):
        board.members["M02"].write(RecusalDeclared(round_.id, "M02", recused=recused), replaces=[])
    assert listed(tmp_path, board, board.office) == []


def test_what_is_mine_comes_before_the_rest(
    board: Board, round_: Record, sketch: Record, tmp_path: Path
) -> None:
    vote_twice(board, round_)
    for text in ("eins", "zwei"):
        board.office.write(SummaryWritten(sketch.id), texts={"text": text}, replaces=[])
    assert [each.code for each in listed(tmp_path, board, board.members["M02"])] == [
        "own-ballots",
        "fork",
        "summaries",
    ]
    (tmp_path / "office").mkdir()
    codes = [each.code for each in listed(tmp_path / "office", board, board.office)]
    assert codes == ["fork", "summaries", "own-ballots"]
