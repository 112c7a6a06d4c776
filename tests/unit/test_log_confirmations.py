"""Confirmations and aborts: rules 14 and 16 to 18, each on the smallest board that shows it."""

import datetime as dt

from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.board import AttendanceNoted
from beirat_tui.log.bodies.rights import CertIssued
from beirat_tui.log.bodies.rounds import (
    PaperConfirmed,
    RoundAborted,
    RoundConfirmed,
)
from beirat_tui.log.closing import (
    RoundState,
    conclude,
)
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.view import View
from boards import (
    Board,
    call_meeting,
    digest,
    open_round,
    sketch_facts,
)
from seen import close, concluded, result, settled, vote


def test_rule_14_only_a_confirmed_outcome_is_final(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    closing = close(board.office, round_)
    board.share()
    assert concluded(board, round_).state == RoundState.CLOSED
    board.chair.write(RoundConfirmed(round_.id, closing.id))
    conclusion = concluded(board, round_)
    assert conclusion.state == RoundState.CONFIRMED
    assert settled(conclusion).record == closing


def test_rule_14_the_chair_picks_one_of_contested_closings(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    close(board.office, round_)
    picked = close(board.chair, round_)
    board.share()
    board.chair.write(RoundConfirmed(round_.id, picked.id))
    conclusion = concluded(board, round_)
    assert (conclusion.state, settled(conclusion).record) == (RoundState.CONFIRMED, picked)


def test_rule_14_the_chair_may_pick_a_later_closing_of_the_same_chain(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    close(board.office, round_)
    vote(board, round_, M03="no")
    later = close(board.office, round_)
    board.share()
    board.chair.write(RoundConfirmed(round_.id, later.id))
    conclusion = concluded(board, round_)
    assert (conclusion.state, settled(conclusion).record) == (RoundState.CONFIRMED, later)


def test_rule_14_confirmations_that_contradict_are_contested_until_replaced(
    board: Board, round_: Record
) -> None:
    vote(board, round_, M01="yes", M02="yes")
    one, other = close(board.office, round_), close(board.chair, round_)
    board.share()
    board.chair.write(RoundConfirmed(round_.id, one.id))
    board.chair.write(RoundConfirmed(round_.id, other.id), replaces=[])
    assert concluded(board, round_).state == RoundState.CONTESTED
    board.chair.write(RoundConfirmed(round_.id, other.id))
    conclusion = concluded(board, round_)
    assert (conclusion.state, settled(conclusion).record) == (RoundState.CONFIRMED, other)


def test_rule_14_two_confirmations_of_one_closing_are_one(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    closing = close(board.office, round_)
    board.share()
    board.chair.write(RoundConfirmed(round_.id, closing.id))
    board.chair.write(RoundConfirmed(round_.id, closing.id), replaces=[])
    assert concluded(board, round_).state == RoundState.CONFIRMED


def test_rule_14_a_confirmed_outcome_survives_the_cut_of_the_office(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    closing = close(board.office, round_)
    board.share()
    board.chair.write(RoundConfirmed(round_.id, closing.id))
    board.root.cut(board.office.certificates["office"], [])
    conclusion = concluded(board, round_)
    assert (conclusion.state, settled(conclusion).record) == (RoundState.CONFIRMED, closing)
    assert result(settled(conclusion)) == "adopted"


def test_rule_14_an_unconfirmed_closing_falls_with_its_author(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    close(board.office, round_)
    board.share()
    board.root.cut(board.office.certificates["office"], [])
    assert concluded(board, round_).state == RoundState.OPEN


def test_rule_14_a_confirmation_of_what_is_pending_confirms_nothing_yet(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    closing = close(board.office, round_, ballots=[digest("lost").hex()])
    board.share()
    board.chair.write(RoundConfirmed(round_.id, closing.id))
    assert concluded(board, round_).state == RoundState.PENDING


def test_rule_14_confirmations_and_closings_of_unknown_versions_settle_nothing(
    board: Board, round_: Record
) -> None:
    vote(board, round_, M01="yes", M02="yes")
    close(board.office, round_)
    unknown = board.office.write_unknown("round.closed", f"close/{round_.id}", {}, v=2)
    board.share()
    board.chair.write(RoundConfirmed(round_.id, unknown.id))
    board.chair.write_unknown("round.confirmed", f"confirm/{round_.id}", {}, v=2)
    assert concluded(board, round_).state == RoundState.CLOSED


def test_rule_14_confirmed_on_paper_is_provisional_and_says_so(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    closing = close(board.office, round_)
    body = PaperConfirmed(round_.id, closing.id, dt.date(2026, 4, 2), "Akte 7, Blatt 12")
    paper = board.office.write(body)
    conclusion = concluded(board, round_)
    assert (conclusion.state, settled(conclusion).record) == (RoundState.PAPER, closing)
    board.share()
    board.chair.write(RoundConfirmed(round_.id, closing.id))
    assert concluded(board, round_).state == RoundState.CONFIRMED
    assert paper.payload is None


def test_rule_14_paper_settles_neither_contested_nor_irregular_closings(board: Board, round_: Record) -> None:
    ballots = vote(board, round_, M01="yes", M02="yes")
    closing = close(board.office, round_, ballots=[ballots["M01"].id])
    board.office.write(PaperConfirmed(round_.id, closing.id, dt.date(2026, 4, 2), "Akte 7"))
    assert concluded(board, round_).state == RoundState.IRREGULAR
    close(board.chair, round_)
    assert concluded(board, round_).state == RoundState.CONTESTED


def test_rule_14_paper_that_names_another_closing_confirms_nothing(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    first = close(board.office, round_)
    second = close(board.office, round_)
    board.office.write(PaperConfirmed(round_.id, second.id, dt.date(2026, 4, 2), "Akte 7"))
    conclusion = concluded(board, round_)
    assert (conclusion.state, settled(conclusion).record) == (RoundState.CLOSED, first)


def test_an_aborted_round_ends_without_an_outcome(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    board.office.write(RoundAborted(round_.id))
    assert concluded(board, round_).state == RoundState.ABORTED


def test_two_aborts_are_one_and_a_confirmed_outcome_is_not_aborted(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="yes")
    closing = close(board.office, round_)
    board.share()
    board.office.write(RoundAborted(round_.id))
    board.chair.write(RoundAborted(round_.id), role="chair")
    assert concluded(board, round_).state == RoundState.ABORTED
    board.chair.write(RoundConfirmed(round_.id, closing.id))
    conclusion = concluded(board, round_)
    assert (conclusion.state, settled(conclusion).record) == (RoundState.CONFIRMED, closing)


def test_rule_16_a_ballot_of_an_absent_member_is_not_part_of_a_regular_closing(board: Board) -> None:
    meeting = call_meeting(board.office)
    for member in ("M01", "M02", "M03"):
        board.office.write(AttendanceNoted(meeting.id, member, [("10:00", None)]))
    round_ = open_round(
        board.office,
        board.office.write(sketch_facts()),
        procedure="meeting",
        meeting=meeting.id,
        deadline=None,
    )
    board.share()
    ballots = vote(board, round_, M01="yes", M02="yes", M04="no")
    close(board.office, round_)
    conclusion = concluded(board, round_)
    judged = settled(conclusion)
    assert judged.regular
    assert ballots["M04"].id not in judged.body.ballots
    assert judged.outcome is not None
    assert (judged.outcome.counts.yes, judged.outcome.counts.no) == (2, 0)


def test_rule_17_a_sealed_choice_is_reserved_and_unknown_here(board: Board, round_: Record) -> None:
    """It arrives as a later version of a ballot: kept, passed on, counted by nobody of today."""
    slot = f"ballot/{round_.id}/M02/own"
    sealed = board.members["M02"].write_unknown("ballot.cast", slot, {"sealed": "ab" * 32}, v=2)
    board.share()
    conclusion = concluded(board, round_)
    assert conclusion.facts.ballots == {}
    assert conclusion.facts.unknown == (sealed.id,)


def test_rule_18_the_outcome_is_computed_from_raw_records_and_not_from_what_the_closing_states(
    board: Board, round_: Record
) -> None:
    vote(board, round_, M01="no", M02="no", M03="yes")
    close(board.office, round_, outcome={"result": "adopted"})
    judged = settled(concluded(board, round_))
    assert result(judged) == "rejected"
    assert not judged.agrees


def test_rule_18_a_conclusion_is_a_function_of_the_set(board: Board, round_: Record) -> None:
    vote(board, round_, M01="yes", M02="no")
    close(board.office, round_)
    vote(board, round_, M03="yes")
    closing = close(board.chair, round_)
    board.share()
    board.chair.write(RoundConfirmed(round_.id, closing.id))
    phone = board.add("M01 phone")
    board.office.write(CertIssued(phone.public, "M01", "member"))
    records = board.records()
    states = []
    for order in (records, records[::-1], records[::2] + records[1::2]):
        ledger = MemoryLedger(order)
        conclusion = conclude(View(ledger), round_, rules_in(ledger))
        states.append(
            (conclusion.state, settled(conclusion).outcome, conclusion.late, conclusion.facts.ballots)
        )
    assert states[0] == states[1] == states[2]
