"""Chains and grants: rules 3 and 4 of the architecture, and what only certain roles may write."""

import pytest

from beirat_tui.log.bodies.board import AgendaSet, CommentWritten
from beirat_tui.log.bodies.rights import JoinRequested
from beirat_tui.log.bodies.rounds import BallotCast, RecusalDeclared, RoundConfirmed
from beirat_tui.log.granting import Granted, Waiting
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.view import Inert
from boards import (
    Board,
    ballot_for,
    found,
    issue,
    open_round,
    revision_of,
    sketch_facts,
)
from seen import granted, refusal, sketch_and_round, states


@pytest.fixture(name="board")
def a_board() -> Board:
    return found(members=3)


def test_rule_3_a_record_waits_for_the_one_before(board: Board) -> None:
    first = board.office.write(sketch_facts("1"))
    second = board.office.write(sketch_facts("2"))
    third = board.office.write(sketch_facts("3"))
    chair = board.chair.ledger
    assert chair.add(third) == Waiting(second.id)
    assert chair.add(second) == Waiting(first.id)
    assert {each.id for each in chair.waiting()} == {second.id, third.id}
    assert chair.add(first) == Granted()
    assert chair.get(third.id) == third
    assert chair.waiting() == []


def test_rule_3_a_waiting_record_that_comes_twice_waits_once(board: Board) -> None:
    board.office.write(sketch_facts("1"))
    second = board.office.write(sketch_facts("2"))
    board.chair.ledger.add(second)
    board.chair.ledger.add(second)
    assert board.chair.ledger.waiting() == [second]


def test_rule_3_the_one_before_is_by_the_same_key_with_the_number_before(board: Board) -> None:
    office, chair = board.office, board.chair
    sketch = office.write(sketch_facts())
    chair.learn(office)
    body = sketch.data()
    assert office.last is not None
    for prev, seq in ((office.last.id, office.last.seq + 2), (office.last.id, office.last.seq)):
        gap = office.write_unknown("future.kind", "x", body, prev=prev, seq=seq)
        assert refusal(office, gap) == "chain"
    foreign = chair.write_unknown("future.kind", "x", body, prev=sketch.id, seq=sketch.seq + 1)
    assert refusal(chair, foreign) == "chain"


def test_rule_3_the_chain_goes_on_through_records_without_effect(board: Board) -> None:
    """An inert record is a link like any other: what comes after it under a good certificate has effect."""
    chair, m2 = board.chair, board.members["M02"]
    sketch, _ = sketch_and_round(board)
    cut = chair.cut(m2.certificates["member"], [])
    lost = m2.write(CommentWritten(sketch.id))
    board.share()
    issue(board.office, m2, "M02", "member")
    after = m2.write(CommentWritten(sketch.id), by=m2.certificates["member"])
    assert after.prev == lost.id
    assert states(board, lost, after) == [Inert("cut", cut.id), None]


def test_rule_3_what_was_never_granted_carries_no_chain(board: Board) -> None:
    """It is not passed on, so nobody else could follow a chain through it."""
    _, round_ = sketch_and_round(board)
    m2 = board.members["M02"]
    forbidden = m2.write(ballot_for(round_, "M03"))
    assert refusal(m2, forbidden) == "role"
    after = m2.write_unknown("future.kind", "x", {}, prev=forbidden.id, seq=forbidden.seq + 1)
    assert m2.ledger.waiting() == [after]


def test_rule_4_a_record_waits_for_its_certificate(board: Board) -> None:
    """On a copy that has not heard of the certificate yet, the record waits; then it moves in."""
    newcomer = board.add("M04")
    issued = issue(board.office, newcomer, "M04", "member")
    _, round_ = sketch_and_round(board)
    ballot = newcomer.write(ballot_for(round_, "M04"))
    copy = MemoryLedger(each for each in board.records() if each.id not in {issued.id, ballot.id})
    assert copy.add(ballot) == Waiting(issued.id)
    chained_behind = [each for each in board.records() if each.author == board.office.public]
    for each in chained_behind:
        copy.add(each)
    assert copy.get(ballot.id) == ballot


def test_rule_4_a_record_waits_for_what_it_refers_to(board: Board) -> None:
    sketch = board.office.write(sketch_facts())
    m2 = board.members["M02"]
    comment = m2.write(CommentWritten(sketch.id))
    assert m2.ledger.waiting() == [comment]
    m2.learn(board.office)
    assert granted(m2, comment)


@pytest.mark.parametrize("kind", ["meeting", "round", "version", "closing", "cert"])
def test_rule_4_a_reference_must_be_to_the_right_thing(board: Board, kind: str) -> None:
    sketch, round_ = sketch_and_round(board)
    office, chair = board.office, board.chair
    other = office.write(sketch_facts("2"))
    revised = office.write(revision_of(other))
    board.share()
    if kind == "meeting":
        device, written = office, office.write(AgendaSet(sketch.id, []))
    elif kind == "round":
        device, written = office, office.write(ballot_for(sketch, "M02"))
        written = office.write(BallotCast(sketch.id, "M02", "yes", "hand"))
    elif kind == "version":
        device, written = office, open_round(office, sketch, version=revised.id)
    elif kind == "closing":
        device, written = chair, chair.write(RoundConfirmed(round_.id, round_.id))
    else:
        device, written = chair, chair.cut(sketch.id)
    assert refusal(device, written) == "reference"


def test_rule_4_a_version_of_the_right_sketch_can_be_voted_on(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    revised = board.office.write(revision_of(sketch))
    assert granted(board.office, open_round(board.office, sketch, version=revised.id))


def test_rule_4_a_grant_holds_whatever_is_cut_later(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    board.root.cut(board.office.certificates["office"], [])
    board.share()
    assert granted(board.chair, sketch)
    comment = board.members["M02"].write(CommentWritten(sketch.id))
    assert granted(board.members["M02"], comment)


def test_rule_4_a_join_request_is_never_granted(board: Board) -> None:
    newcomer = board.add("M09")
    request = newcomer.write(JoinRequested(newcomer.public, "Erika Neu"))
    assert refusal(newcomer, request) == "no-certificate"


def test_a_hand_recorded_ballot_is_the_office_s_alone(board: Board) -> None:
    _, round_ = sketch_and_round(board)
    body = BallotCast(round_.id, "M02", "yes", "hand")
    for device, role in ((board.office, "office"), (board.chair, "chair"), (board.members["M02"], "member")):
        written = device.write(body, role=role)
        assert granted(device, written) == (role == "office")


def test_a_deputy_s_ballot_is_the_deputy_s_own_matter(board: Board) -> None:
    _, round_ = sketch_and_round(board)
    m2, m3 = board.members["M02"], board.members["M03"]
    body = BallotCast(round_.id, "M02", "yes", "deputy", voter="M03")
    assert granted(m3, m3.write(body))
    assert refusal(m2, m2.write(body)) == "role"
    assert refusal(board.office, board.office.write(body)) == "role"


def test_a_recusal_is_declared_by_the_member_or_the_office(board: Board) -> None:
    _, round_ = sketch_and_round(board)
    body = RecusalDeclared(round_.id, "M02", recused=True)
    assert granted(board.members["M02"], board.members["M02"].write(body))
    assert granted(board.office, board.office.write(body))
    assert refusal(board.members["M03"], board.members["M03"].write(body)) == "role"
