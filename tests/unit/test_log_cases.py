"""The case that a round makes for the tally (rules 15 and 16)."""

import datetime as dt
from dataclasses import replace

import pytest
from msgspec.structs import replace as change

from beirat_tui.domain.tally.admitted import admitted
from beirat_tui.domain.tally.case import CirculationFacts, Election, Lot, Meeting, Recusal, Representation
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.board import (
    RulesAdopted,
)
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
from beirat_tui.log.record import Record
from boards import Board, ballot_for, open_round, sketch_facts
from seen import NOON, facts_of, meet, second_device


def _opening(round_: Record, **changes: object) -> RoundOpened:
    assert isinstance(round_.body, RoundOpened)
    return change(round_.body, **changes)


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


def test_a_secret_vote_makes_a_case_of_numbers(board: Board, round_: Record) -> None:
    for _entry in range(2):
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


def test_a_count_is_awaited_until_two_entries_agree(board: Board, round_: Record) -> None:
    def awaited(secrecy: str) -> str:
        facts = replace(facts_of(board, round_), opening=_opening(round_, secrecy=secrecy))
        return build_case(facts).count_awaited

    assert (awaited("open"), awaited("secret")) == ("", "none")
    board.office.write(CountEntered(round_.id, [Numbers(yes=3)]))
    assert (awaited("open"), awaited("secret")) == ("one", "one")
    board.office.write(CountEntered(round_.id, [Numbers(yes=2)]))
    assert awaited("secret") == "differs"
    board.office.write(CountEntered(round_.id, [Numbers(yes=2)]))
    assert awaited("secret") == ""


def test_an_election_makes_a_case_with_candidates_and_their_numbers(board: Board) -> None:
    round_ = open_round(
        board.office,
        None,
        candidates=["M02", "M03"],
        secrecy="secret",
    )
    facts = facts_of(board, round_)
    assert build_case(facts).election == Election(("M02", "M03"), papers=True)
    for _entry in range(2):
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
