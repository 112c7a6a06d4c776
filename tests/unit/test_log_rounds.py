"""What is known of a round: ballots, attendance, recusals, counts."""

import datetime as dt

import pytest

from beirat_tui.log.bodies.board import (
    AttendanceNoted,
    MeetingCalled,
    MeetingChanged,
)
from beirat_tui.log.bodies.rights import CertIssued
from beirat_tui.log.bodies.rounds import (
    BallotCast,
    BallotReceived,
    CountEntered,
    Numbers,
    ObjectionRaised,
    RecusalDeclared,
)
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import CountState, gather, meeting_facts
from beirat_tui.log.view import View
from boards import Board, ballot_for, call_meeting, open_round, sketch_facts
from seen import facts_of, meet, second_device


def test_only_an_opening_opens_a_round(board: Board) -> None:
    with pytest.raises(TypeError, match=r"member\.entered"):
        gather(board.office.view(), board.office.view().heads("member/M01")[0])


def test_rule_15_two_own_ballots_that_contradict_are_a_dispute(board: Board, round_: Record) -> None:
    phone = second_device(board, "M02")
    board.members["M02"].write(ballot_for(round_, "M02", "yes"))
    phone.write(ballot_for(round_, "M02", "no"))
    facts = facts_of(board, round_)
    assert facts.disputed == {"M02"}
    assert facts.contradicting == {("M02", "own")}
    assert ("M02", "own") not in facts.ballots


def test_two_own_ballots_that_say_the_same_are_one(board: Board, round_: Record) -> None:
    phone = second_device(board, "M02")
    board.members["M02"].write(ballot_for(round_, "M02"), texts={"remark": "gut"})
    phone.write(ballot_for(round_, "M02"), texts={"remark": "sehr gut"})
    facts = facts_of(board, round_)
    assert facts.disputed == frozenset()
    assert isinstance(facts.ballots["M02", "own"].body, BallotCast)


def test_two_hand_records_that_contradict_are_no_dispute_of_the_member(board: Board, round_: Record) -> None:
    board.office.write(BallotCast(round_.id, "M02", "yes", "hand"))
    board.office.write(BallotCast(round_.id, "M02", "no", "hand"), replaces=[])
    facts = facts_of(board, round_)
    assert facts.disputed == set()
    assert facts.contradicting == {("M02", "hand")}
    assert facts.ballots == {}


def test_a_ballot_that_was_taken_back_is_no_vote(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    m2.write(ballot_for(round_, "M02"))
    m2.write(ballot_for(round_, "M02", None))
    assert facts_of(board, round_).ballots == {}


def test_a_ballot_of_somebody_outside_the_electorate_is_not_gathered(board: Board, round_: Record) -> None:
    stranger = board.add("M09")
    board.office.write(CertIssued(stranger.public, "M09", "member"))
    board.share()
    ballot = stranger.write(ballot_for(round_, "M09"))
    assert stranger.ledger.get(ballot.id) == ballot
    assert facts_of(board, round_).ballots == {}


def test_recused_or_raised_wins_over_its_contrary(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    m2.write(RecusalDeclared(round_.id, "M02", recused=True))
    board.office.write(RecusalDeclared(round_.id, "M02", recused=False))
    m2.write(ObjectionRaised(round_.id, "M02", raised=False))
    board.office.write(ObjectionRaised(round_.id, "M02", raised=True))
    facts = facts_of(board, round_)
    assert facts.recused == facts.objecting == {"M02"}
    board.share()
    m2.write(RecusalDeclared(round_.id, "M02", recused=False))
    m2.write(ObjectionRaised(round_.id, "M02", raised=False))
    facts = facts_of(board, round_)
    assert facts.recused == facts.objecting == set()


def test_contradicting_attendance_counts_as_absent_until_resolved(board: Board) -> None:
    meeting, round_ = meet(board, "M01", "M02")
    board.chair.write(AttendanceNoted(meeting.id, "M02", []), replaces=[], role="chair")
    assert set(facts_of(board, round_).attendance) == {"M01"}
    board.share()
    settled = board.office.write(AttendanceNoted(meeting.id, "M02", [("10:05", "11:00")]))
    assert facts_of(board, round_).attendance["M02"] == settled


def test_attendance_of_an_unknown_version_is_no_attendance(board: Board) -> None:
    meeting, round_ = meet(board, "M01")
    board.office.write_unknown("attendance.noted", f"attendance/{meeting.id}/M02", {}, v=2)
    assert set(facts_of(board, round_).attendance) == {"M01"}


def test_the_latest_facts_of_the_meeting_count(board: Board) -> None:
    first = call_meeting(board.office, number="1", day=dt.date(2026, 3, 2))
    second = call_meeting(board.office, number="2", second_of=first.id, notice=True)
    sketch = board.office.write(sketch_facts())
    round_ = open_round(board.office, sketch, procedure="meeting", meeting=second.id, deadline=None)
    facts = facts_of(board, round_)
    assert facts.meeting == second.body
    assert facts.earlier_day == dt.date(2026, 3, 2)
    assert isinstance(second.body, MeetingCalled)
    moved = MeetingChanged(
        meeting=second.id,
        number="2",
        day=second.body.day,
        time="10:30",
        place="Halle",
        second_of=first.id,
        opened="10:40",
    )
    board.office.write(moved)
    assert facts_of(board, round_).meeting == moved


def test_a_meeting_that_is_none_has_no_facts(board: Board) -> None:
    view = board.office.view()
    assert meeting_facts(view, None) is None
    assert meeting_facts(view, board.id) is None


def test_of_contradicting_receipts_the_late_one_counts(board: Board, round_: Record) -> None:
    ballot = board.members["M02"].write(ballot_for(round_, "M02"))
    board.share()
    for day, late in ((1, False), (2, True), (3, True)):
        receipt = BallotReceived(round_.id, ballot.id, dt.date(2026, 4, day), late)
        board.office.write(receipt, replaces=[])
    found_ = facts_of(board, round_).receipts[ballot.id]
    assert (found_.day, found_.late) == (dt.date(2026, 4, 2), True)


def test_a_receipt_of_an_unknown_version_is_none(board: Board, round_: Record) -> None:
    slot = f"receipt/{round_.id}/{round_.id}"
    board.office.write_unknown("ballot.received", slot, {}, v=2)
    assert facts_of(board, round_).receipts == {}


def counting_of(board: Board, round_: Record) -> tuple[CountState, list[Numbers] | None]:
    found_ = facts_of(board, round_).counting
    return found_.state, None if found_.agreed is None else found_.agreed.numbers


def test_counts_count_once_two_entries_agree(board: Board, round_: Record) -> None:
    assert counting_of(board, round_) == (CountState.NONE, None)
    numbers = [Numbers(yes=3, no=1)]
    board.office.write(CountEntered(round_.id, numbers))
    assert counting_of(board, round_) == (CountState.ONE, None)
    board.office.write(CountEntered(round_.id, numbers), replaces=[])
    assert counting_of(board, round_) == (CountState.AGREED, numbers)
    board.office.write(CountEntered(round_.id, [Numbers(yes=4)]), replaces=[])
    assert counting_of(board, round_) == (CountState.DIFFERS, None)


def test_counts_that_differ_are_settled_by_a_new_entry(board: Board, round_: Record) -> None:
    right, wrong = [Numbers(yes=3, no=1)], [Numbers(yes=3, no=2)]
    board.office.write(CountEntered(round_.id, wrong))
    board.office.write(CountEntered(round_.id, right))
    assert counting_of(board, round_) == (CountState.DIFFERS, None)
    board.office.write(CountEntered(round_.id, right))
    assert counting_of(board, round_) == (CountState.AGREED, right)


def test_counts_by_bench_agree_in_whatever_order_the_benches_stand(board: Board, round_: Record) -> None:
    towns, counties = Numbers(yes=3, bench="towns"), Numbers(no=2, bench="counties")
    board.office.write(CountEntered(round_.id, [towns, counties]))
    board.office.write(CountEntered(round_.id, [counties, towns]))
    assert counting_of(board, round_)[0] == CountState.AGREED


@pytest.mark.parametrize(
    "slot",
    ["ballot/{}/M02/own", "recusal/{}/M02", "count/{}", "close/{}", "confirm/{}", "abort/{}", "receipt/{}/x"],
)
def test_an_unknown_kind_in_a_slot_of_the_round_is_named(board: Board, round_: Record, slot: str) -> None:
    assert facts_of(board, round_).unknown == ()
    unknown = board.members["M02"].write_unknown("future.kind", slot.format(round_.id), {})
    assert facts_of(board, round_).unknown == (unknown.id,)


def test_entries_of_unknown_kinds_are_named_alike_in_whatever_order_they_come(
    board: Board, round_: Record
) -> None:
    board.share()
    before, slot = board.records(), f"ballot/{round_.id}/M02/own"
    one, two = (board.members[label].write_unknown("future.kind", slot, {}) for label in ("M02", "M03"))
    there, back = (View(MemoryLedger([*before, *order])) for order in ((one, two), (two, one)))
    assert gather(there, round_).unknown == gather(back, round_).unknown == tuple(sorted((one.id, two.id)))
