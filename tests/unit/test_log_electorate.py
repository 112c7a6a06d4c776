"""What an opening pins: electorate and rules (rule 12)."""

from msgspec.structs import replace as change

from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.board import (
    DeputyNamed,
    ProxyGiven,
    RulesAdopted,
)
from beirat_tui.log.bodies.rounds import (
    RoundOpened,
    Seat,
)
from beirat_tui.log.electorate import electorate
from beirat_tui.log.frontier import Frontier
from beirat_tui.log.record import Record
from beirat_tui.log.view import View
from boards import Board, call_meeting, open_round, seat_of, sketch_facts
from seen import facts_of


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
