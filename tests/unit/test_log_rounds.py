"""What is known of a round, and the case that it makes for the tally (rules 12, 15 and 16)."""

import datetime as dt
from dataclasses import replace

import pytest
from msgspec.structs import replace as change

from beirat_tui.domain.tally.admitted import admitted
from beirat_tui.domain.tally.case import CirculationFacts, Election, Lot, Meeting, Recusal, Representation
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.board import (
    AttendanceNoted,
    DeputyNamed,
    MeetingCalled,
    MeetingChanged,
    ProxyGiven,
    RulesAdopted,
)
from beirat_tui.log.bodies.rights import CertIssued
from beirat_tui.log.bodies.rounds import (
    BallotCast,
    BallotReceived,
    CountEntered,
    Numbers,
    ObjectionRaised,
    RecusalDeclared,
    RoundOpened,
    Seat,
    VoteFacts,
)
from beirat_tui.log.cases import build_case, minute
from beirat_tui.log.electorate import electorate
from beirat_tui.log.frontier import Frontier
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import RoundFacts, gather, meeting_facts
from beirat_tui.log.view import View
from boards import Board, Device, ballot_for, call_meeting, found, open_round, seat_of, sketch_facts

NOON = dt.datetime(2026, 3, 16, 12, 0)  # noqa: DTZ001  (local time of the room, as the office notes it)


@pytest.fixture(name="board")
def a_board() -> Board:
    return found(members=4)


@pytest.fixture(name="round_")
def a_round(board: Board) -> Record:
    opened = open_round(board.office, board.office.write(sketch_facts()))
    board.share()
    return opened


def meet(board: Board, *present: str, **fields: object) -> tuple[Record, Record]:
    """A meeting with PRESENT in the room since ten, and a round in it."""
    meeting = call_meeting(board.office)
    for member in present:
        board.office.write(AttendanceNoted(meeting.id, member, [("10:00", None)]))
    sketch = board.office.write(sketch_facts())
    round_ = open_round(
        board.office, sketch, procedure="meeting", meeting=meeting.id, deadline=None, **fields
    )
    board.share()
    return meeting, round_


def facts_of(board: Board, round_: Record) -> RoundFacts:
    return gather(View(MemoryLedger(board.records())), round_)


def second_device(board: Board, member: str) -> Device:
    device = board.add(f"{member} phone")
    board.office.write(CertIssued(device.public, member, "member"))
    board.share()
    return device


# What is pinned.


def test_rule_12_later_changes_never_touch_an_open_round(board: Board, round_: Record) -> None:
    board.office.write(seat_of("M09"))
    board.office.write(seat_of("M02", "adviser"))
    board.office.write(RulesAdopted("others", 'name = "none"'))
    facts = facts_of(board, round_)
    assert facts.opening == round_.body
    assert [seat.member for seat in facts.opening.electorate if seat.entitled] == ["M01", "M02", "M03", "M04"]


def test_rule_12_the_electorate_follows_from_roster_deputies_and_proxies(board: Board) -> None:
    office = board.office
    meeting = call_meeting(office)
    office.write(DeputyNamed("M02", ["M08", "M09"]))
    office.write(ProxyGiven(meeting.id, "M03", "M01"))
    seats = electorate(office.view(), meeting.id)
    assert [(seat.member, seat.role, seat.entitled) for seat in seats] == [
        ("M01", "chair", True),
        ("M02", "member", True),
        ("M03", "member", True),
        ("M04", "member", True),
    ]
    assert seats[1] == Seat("M02", "member", entitled=True, deputies=["M08", "M09"])
    assert seats[2].proxy == "M01"
    assert electorate(office.view())[2].proxy is None


def test_rule_12_the_frontier_gives_the_electorate_again_after_the_roster_changed(board: Board) -> None:
    before = electorate(board.office.view())
    round_ = open_round(board.office, board.office.write(sketch_facts()), electorate=before)
    board.office.write(seat_of("M09"))
    assert isinstance(round_.body, RoundOpened)
    ledger = board.office.ledger
    then = View(ledger, Frontier(ledger, round_.body.frontier))
    assert electorate(then) == round_.body.electorate != electorate(View(ledger))


def test_of_contradicting_roster_entries_the_narrower_holds(board: Board) -> None:
    """Roster siblings: no vote unless both say so, the fewer votes, gone if one says so."""
    office, chair = board.office, board.chair
    for member in ("M02", "M03", "M04"):
        base = seat_of(member)
        office.write(change(base, votes=3) if member == "M02" else base)
        chair.write(
            {
                "M02": change(base, votes=2),
                "M03": change(base, active=False),
                "M04": change(base, role="chair"),
            }[member],
            role="chair",
        )
    board.share()
    seats = {seat.member: seat for seat in electorate(board.office.view())}
    assert set(seats) == {"M01", "M02", "M04"}
    assert seats["M02"].votes == 2
    assert (seats["M04"].role, seats["M04"].entitled) == ("adviser", False)


def test_of_contradicting_deputies_only_those_in_both_lists_remain(board: Board) -> None:
    board.office.write(DeputyNamed("M02", ["M07", "M08", "M09"]))
    board.chair.write(DeputyNamed("M02", ["M09", "M08"]), role="chair")
    board.share()
    assert sorted(electorate(board.office.view())[1].deputies) == ["M08", "M09"]


def test_an_entry_that_no_program_of_today_reads_gives_no_seat(board: Board) -> None:
    board.office.write_unknown("member.entered", "member/M77", {}, v=2)
    board.office.cut(board.members["M04"].certificates["member"], [])
    assert "M77" not in {seat.member for seat in electorate(board.office.view())}


def test_rule_sets_are_read_from_the_records_that_adopted_them(board: Board) -> None:
    ledger = board.office.ledger
    adopted = board.office.view().heads("rules")[0]
    broken = board.office.write(RulesAdopted("broken", "quorum = maybe"))
    rules_of = rules_in(ledger)
    rules = rules_of(adopted.id)
    assert rules is not None
    assert rules.name == "Rules of a test"
    assert rules_of(broken.id) is None
    assert rules_of(board.id) is None
    assert rules_of("nowhere") is None


# What is gathered.


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


def test_counts_count_once_all_entries_agree(board: Board, round_: Record) -> None:
    assert facts_of(board, round_).count is None
    numbers = [Numbers(yes=3, no=1)]
    board.office.write(CountEntered(round_.id, numbers))
    board.office.write(CountEntered(round_.id, numbers), replaces=[])
    found_ = facts_of(board, round_).count
    assert found_ is not None
    assert found_.numbers == numbers
    board.office.write(CountEntered(round_.id, [Numbers(yes=4)]), replaces=[])
    assert facts_of(board, round_).count is None


@pytest.mark.parametrize(
    "slot",
    ["ballot/{}/M02/own", "recusal/{}/M02", "count/{}", "close/{}", "confirm/{}", "abort/{}", "receipt/{}/x"],
)
def test_an_unknown_kind_in_a_slot_of_the_round_is_named(board: Board, round_: Record, slot: str) -> None:
    assert facts_of(board, round_).unknown == ()
    unknown = board.members["M02"].write_unknown("future.kind", slot.format(round_.id), {})
    assert facts_of(board, round_).unknown == (unknown.id,)


# The case that follows.


def test_a_written_vote_makes_a_case_with_its_deadline_and_objections(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    ballot = m2.write(ballot_for(round_, "M02", "no"))
    m2.write(ObjectionRaised(round_.id, "M02", raised=True))
    board.share()
    board.office.write(BallotReceived(round_.id, ballot.id, dt.date(2026, 3, 20), late=False))
    holidays = [dt.date(2026, 4, 3)]
    case = build_case(facts_of(board, round_), at=NOON, vote=VoteFacts(holidays=holidays))
    assert case.proceeding == CirculationFacts(
        started=None,
        deadline=dt.date(2026, 3, 31),
        closed=NOON.date(),
        objections=("M02",),
        holidays=frozenset(holidays),
    )
    assert [(ballot.choice, ballot.received) for ballot in case.ballots] == [("no", dt.date(2026, 3, 20))]
    running = build_case(facts_of(board, round_)).proceeding
    assert isinstance(running, CirculationFacts)
    assert (running.closed, running.holidays) == (None, None)


@pytest.mark.parametrize(
    ("day", "counted"),
    [(dt.date(2026, 3, 30), dt.date(2026, 4, 1)), (dt.date(2026, 4, 9), dt.date(2026, 4, 9))],
)
def test_a_ballot_ruled_late_is_late_whatever_day_was_noted(
    board: Board, round_: Record, day: dt.date, counted: dt.date
) -> None:
    ballot = board.members["M02"].write(ballot_for(round_, "M02"))
    board.share()
    board.office.write(BallotReceived(round_.id, ballot.id, day, late=True))
    assert build_case(facts_of(board, round_)).ballots[0].received == counted


def test_without_a_deadline_the_noted_day_is_all_there_is(board: Board) -> None:
    round_ = open_round(board.office, board.office.write(sketch_facts()), deadline=None)
    board.share()
    ballot = board.members["M02"].write(ballot_for(round_, "M02"))
    board.share()
    board.office.write(BallotReceived(round_.id, ballot.id, dt.date(2026, 4, 9), late=True))
    assert build_case(facts_of(board, round_)).ballots[0].received == dt.date(2026, 4, 9)


def test_a_meeting_makes_a_case_with_who_was_there_and_when(board: Board) -> None:
    _, round_ = meet(board, "M01", "M02")
    case = build_case(facts_of(board, round_), at=NOON, vote=VoteFacts(challenged=True))
    assert case.proceeding == Meeting(
        invited_all=True,
        second_invitation=False,
        notice=False,
        scheduled=600,
        vote_at=720,
        presence={"M01": ((600, None),), "M02": ((600, None),)},
        challenged=True,
        day=dt.date(2026, 3, 16),
    )
    assert minute("23:59") == 1439


def test_the_attendance_that_a_closing_lists_is_all_that_its_case_sees(board: Board) -> None:
    _, round_ = meet(board, "M01", "M02")
    facts = facts_of(board, round_)
    case = build_case(facts, at=NOON, present=[facts.attendance["M01"], round_])
    assert isinstance(case.proceeding, Meeting)
    assert case.proceeding.presence == {"M01": ((600, None),)}


def test_a_sitting_without_a_meeting_knows_only_who_was_there(board: Board) -> None:
    round_ = open_round(board.office, board.office.write(sketch_facts()), procedure="meeting", deadline=None)
    case = build_case(facts_of(board, round_), vote=VoteFacts(challenged=True))
    assert case.proceeding == Meeting(presence={}, challenged=True)


def test_rule_16_in_a_meeting_only_ballots_of_those_present_count(board: Board) -> None:
    _, round_ = meet(board, "M01", "M02")
    for label in ("M01", "M02", "M03"):
        board.members[label].write(ballot_for(round_, label))
    facts = facts_of(board, round_)
    rules = rules_in(board.office.ledger)(facts.opening.rules)
    assert rules is not None
    assert set(facts.ballots) == {("M01", "own"), ("M02", "own"), ("M03", "own")}
    assert set(admitted(build_case(facts, at=NOON), rules)) == {"M01", "M02"}


def test_rule_16_in_a_circulation_every_member_s_ballot_counts(board: Board, round_: Record) -> None:
    for label in ("M01", "M02", "M03"):
        board.members[label].write(ballot_for(round_, label))
    facts = facts_of(board, round_)
    rules = rules_in(board.office.ledger)(facts.opening.rules)
    assert rules is not None
    assert set(admitted(build_case(facts, at=NOON), rules)) == {"M01", "M02", "M03"}


def test_rule_15_own_before_deputy_before_hand(board: Board) -> None:
    rules_text = """
language = 1
name = "With deputies"
source = "invented"
[quorum]
need = "more than 1/2"
[majority]
need = "more than 1/2"
[circulation]
allowed = true
[deputies]
allowed = "personal"
"""
    board.office.write(RulesAdopted("With deputies", rules_text))
    electors = [Seat("M02", "member", entitled=True, deputies=["M03"])]
    round_ = open_round(board.office, board.office.write(sketch_facts()), electorate=electors)
    board.share()
    rules = rules_in(board.office.ledger)(board.office.view().heads("rules")[0].id)
    assert rules is not None
    steps = [
        (board.office, BallotCast(round_.id, "M02", "no", "hand"), "hand"),
        (board.members["M03"], BallotCast(round_.id, "M02", "yes", "deputy", voter="M03"), "deputy"),
        (board.members["M02"], BallotCast(round_.id, "M02", "abstain", "own"), "own"),
    ]
    for device, body, counted in steps:
        device.write(body)
        facts = facts_of(board, round_)
        case = build_case(facts)
        assert case.representations == (Representation("M02", "M03", "deputy"),)
        assert admitted(case, rules) == {"M02": counted}
    by = {ballot.source: ballot.by for ballot in build_case(facts_of(board, round_)).ballots}
    assert by == {"hand": "", "deputy": "M03", "own": ""}


def test_rule_15_no_hand_vote_fills_the_gap_of_two_own_ballots(board: Board, round_: Record) -> None:
    phone = second_device(board, "M02")
    board.members["M02"].write(ballot_for(round_, "M02", "yes"))
    phone.write(ballot_for(round_, "M02", "no"))
    board.office.write(BallotCast(round_.id, "M02", "yes", "hand"))
    facts = facts_of(board, round_)
    rules = rules_in(board.office.ledger)(facts.opening.rules)
    assert rules is not None
    case = build_case(facts, at=NOON)
    assert case.disputed == ("M02",)
    assert "M02" not in admitted(case, rules)


def test_recusals_say_whether_a_vote_was_nevertheless_counted(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    ballot = m2.write(ballot_for(round_, "M02"))
    m2.write(RecusalDeclared(round_.id, "M02", recused=True))
    facts = facts_of(board, round_)
    assert build_case(facts).recused == (Recusal("M02", vote_cast=False),)
    listed = build_case(facts, counted=frozenset({ballot.id}))
    assert listed.recused == (Recusal("M02", vote_cast=True),)
    assert build_case(facts, counted=frozenset()).ballots == ()


def test_proxies_and_the_seats_of_the_office(board: Board, round_: Record) -> None:
    electors = [
        Seat("G01", "office", entitled=True, votes=2, bench="towns", proxy="M02"),
        Seat("M02", "member", entitled=True),
    ]
    facts = replace(facts_of(board, round_), opening=_opening(round_, electorate=electors))
    case = build_case(facts)
    assert (case.seats[0].role, case.seats[0].bench, case.seats[0].votes) == ("adviser", "towns", 2)
    assert case.representations == (Representation("G01", "M02", "proxy"),)


def _opening(round_: Record, **changes: object) -> RoundOpened:
    assert isinstance(round_.body, RoundOpened)
    return change(round_.body, **changes)


def test_a_secret_vote_makes_a_case_of_numbers(board: Board, round_: Record) -> None:
    board.office.write(
        CountEntered(round_.id, [Numbers(yes=3, no=1, bench="towns"), Numbers(abstain=1, invalid=2)])
    )
    facts = replace(facts_of(board, round_), opening=_opening(round_, secrecy="secret"))
    case = build_case(facts, vote=VoteFacts(secret_demanded_by=["M02"], secret_decided=True, presiding="M01"))
    assert case.counted is not None
    assert [(each.yes, each.no, each.abstain, each.invalid, each.bench) for each in case.counted] == [
        (3, 1, 0, 0, "towns"),
        (0, 0, 1, 2, ""),
    ]
    assert (case.secret, case.secret_demanded_by, case.secret_decided) == (True, ("M02",), True)
    assert case.presiding == "M01"


def test_an_election_makes_a_case_with_candidates_and_their_numbers(board: Board) -> None:
    round_ = open_round(
        board.office,
        None,
        candidates=["M02", "M03"],
        secrecy="secret",
    )
    facts = facts_of(board, round_)
    assert build_case(facts).election == Election(("M02", "M03"), papers=True)
    board.office.write(
        CountEntered(
            round_.id,
            [
                Numbers(abstain=1, candidates={"M02": 2, "M03": 1}),
                Numbers(invalid=1, candidates={"M03": 1}),
            ],
        )
    )
    case = build_case(facts_of(board, round_), vote=VoteFacts(lot=["7", "Mond"], objected=True))
    assert case.election == Election(
        ("M02", "M03"),
        counts={"M02": 2, "M03": 2},
        abstain=1,
        invalid=1,
        lot=Lot(("7", "Mond")),
        objected=True,
        papers=True,
    )
    assert case.counted is None


def test_something_that_is_no_ballot_is_no_vote(board: Board, round_: Record) -> None:
    facts = replace(facts_of(board, round_), ballots={("M02", "own"): round_})
    with pytest.raises(TypeError, match=r"round\.opened"):
        build_case(facts)
