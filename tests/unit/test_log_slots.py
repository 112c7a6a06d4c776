"""Slots and heads: rules 9 to 11 of the architecture, one small board each."""

import pytest

from beirat_tui.log.bodies.board import CommentWritten, SummaryWritten
from beirat_tui.log.bodies.rights import CertIssued
from beirat_tui.log.bodies.rounds import BallotCast, RecusalDeclared
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.view import Inert
from boards import Board, ballot_for, closing_of, digest, seat_of, sketch_facts
from seen import known


def heads(board: Board, slot: str) -> list[Record]:
    return known(board).heads(slot)


def own(round_: Record, member: str = "M02") -> str:
    return f"ballot/{round_.id}/{member}/own"


@pytest.mark.parametrize("named", ["unknown", "of another slot", "never granted", "later in the chain"])
def test_rule_9_entries_that_mean_nothing_are_ignored(board: Board, round_: Record, named: str) -> None:
    m2, m3 = board.members["M02"], board.members["M03"]
    if named == "unknown":
        other = digest("nowhere").hex()
    elif named == "of another slot":
        other = m3.write(ballot_for(round_, "M03")).id
        m2.learn(m3)
    elif named == "never granted":
        other = m3.write(ballot_for(round_, "M02")).id
        assert m3.ledger.refused[other] == "role"
    else:
        other = m2.copy().write(CommentWritten(round_.data()["sketch"])).id
    before = m2.write(ballot_for(round_, "M02", "no"))
    ballot = m2.write(ballot_for(round_, "M02"), replaces=[other, before.id])
    board.share()
    assert heads(board, ballot.slot) == [ballot]
    if named == "of another slot":
        assert [head.id for head in heads(board, own(round_, "M03"))] == [other]


def test_rule_10_a_later_value_replaces_what_its_author_saw(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    first = m2.write(ballot_for(round_, "M02", "yes"))
    second = m2.write(ballot_for(round_, "M02", "no"))
    assert second.replaces == (first.id,)
    assert m2.view().value(first.slot) == second


def test_rule_10_what_replaces_nothing_does_not_win_by_being_later(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    first = m2.write(ballot_for(round_, "M02", "yes"))
    second = m2.write(ballot_for(round_, "M02", "no"), replaces=[], at=first.at + 10_000_000)
    assert heads(board, first.slot) == [first, second]


def test_rule_10_it_replaces_everything_reachable_and_not_only_what_it_names(
    board: Board, round_: Record
) -> None:
    m2 = board.members["M02"]
    for choice in ("yes", "no", "abstain", "yes"):
        last = m2.write(ballot_for(round_, "M02", choice))
    assert heads(board, last.slot) == [last]


def test_rule_10_only_an_effective_record_replaces(board: Board, round_: Record) -> None:
    """A ballot written beyond a cut takes the one before it with it no more."""
    m2 = board.members["M02"]
    kept = m2.write(ballot_for(round_, "M02", "yes"))
    stolen = m2.write(ballot_for(round_, "M02", "no"))
    assert stolen.replaces == (kept.id,)
    board.office.learn(m2)
    assert heads(board, kept.slot) == [stolen]
    board.office.cut(m2.certificates["member"], [kept])
    assert heads(board, kept.slot) == [kept]


def test_rule_10_what_is_reached_through_an_ineffective_record_is_replaced_too(
    board: Board, round_: Record
) -> None:
    """The office's first entry ← the cut device's entry ← the new device's entry: only the last is left."""
    office, m2 = board.office, board.members["M02"]
    body = RecusalDeclared(round_.id, "M02", recused=True)
    first = office.write(body)
    m2.learn(office)
    middle = m2.write(RecusalDeclared(round_.id, "M02", recused=False))
    office.learn(m2)
    last = office.write(body)
    assert (middle.replaces, last.replaces) == ((first.id,), (middle.id,))
    office.cut(m2.certificates["member"], [])
    view = known(board)
    assert view.inert(middle) is not None
    assert view.heads(first.slot) == [last]


def test_rule_10_an_ineffective_end_of_the_way_replaces_nothing(board: Board, round_: Record) -> None:
    """As before, but the last is the ineffective one: then the first stands again."""
    office, m2 = board.office, board.members["M02"]
    first = office.write(RecusalDeclared(round_.id, "M02", recused=True))
    m2.learn(office)
    m2.write(RecusalDeclared(round_.id, "M02", recused=False))
    m2.write(RecusalDeclared(round_.id, "M02", recused=False))
    office.learn(m2)
    office.cut(m2.certificates["member"], [])
    assert heads(board, first.slot) == [first]


def test_rule_10_unknown_versions_replace_nothing_but_lead_on(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    first = m2.write(ballot_for(round_, "M02", "yes"))
    newer = m2.write_unknown("ballot.cast", first.slot, {"choice": "rank"}, v=2, replaces=[first.id])
    assert heads(board, first.slot) == [first]
    last = m2.write(ballot_for(round_, "M02", "no"), replaces=[newer.id])
    assert heads(board, first.slot) == [last]


@pytest.mark.parametrize("kind", ["certificate", "sketch", "comment", "round", "closing"])
def test_rule_10_kinds_that_create_something_replace_nothing(board: Board, round_: Record, kind: str) -> None:
    """An opening or a closing is never replaced; so with all that gives its id to something."""
    office = board.office
    sketch = office.ledger.get(round_.data()["sketch"])
    assert sketch is not None
    bodies = {
        "certificate": CertIssued(digest("key").hex(), "M09", "member"),
        "sketch": sketch_facts("2"),
        "comment": CommentWritten(sketch.id),
        "round": round_.body,
        "closing": closing_of(office, round_),
    }
    body = bodies[kind]
    assert body is not None
    first = office.write(body)
    second = office.write(body, replaces=[first.id])
    assert {first, second} <= set(heads(board, first.slot))


def test_rule_10_a_thousand_changes_of_one_slot_are_walked_once(board: Board) -> None:
    sketch = board.office.write(sketch_facts())
    previous: list[str] = []
    for number in range(1000):
        last = board.office.write(
            SummaryWritten(sketch.id), texts={"text": str(number)}, replaces=previous[-50:]
        )
        previous.append(last.id)
    assert heads(board, last.slot) == [last]


def test_rule_11_an_empty_slot_has_no_head(board: Board, round_: Record) -> None:
    view = known(board)
    assert (view.heads(own(round_)), view.values(own(round_)), view.value(own(round_))) == ([], [], None)


def test_rule_11_two_that_did_not_know_of_each_other_are_siblings(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    phone = board.add("M02 phone")
    board.office.write(CertIssued(phone.public, "M02", "member"))
    board.share()
    yes = m2.write(ballot_for(round_, "M02", "yes"))
    no = phone.write(ballot_for(round_, "M02", "no"))
    view = known(board)
    assert set(view.heads(yes.slot)) == {yes, no}
    assert len(view.values(yes.slot)) == 2
    assert view.value(yes.slot) is None
    board.share()
    settled = phone.write(ballot_for(round_, "M02", "no"))
    assert set(settled.replaces) == {yes.id, no.id}
    assert known(board).value(yes.slot) == settled


def test_rule_11_equal_body_and_payload_are_one_value(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    phone = board.add("M02 phone")
    board.office.write(CertIssued(phone.public, "M02", "member"))
    board.share()
    first = m2.write(ballot_for(round_, "M02"))
    other = phone.write(ballot_for(round_, "M02"))
    view = known(board)
    assert set(view.heads(first.slot)) == {first, other}
    assert view.values(first.slot) == [min(first, other, key=lambda each: (each.seq, each.id))]
    assert view.value(first.slot) in {first, other}


def test_rule_11_the_same_body_with_another_payload_is_another_value(board: Board) -> None:
    sketch = board.office.write(sketch_facts())
    first = board.office.write(SummaryWritten(sketch.id), texts={"text": "kurz"})
    second = board.office.write(SummaryWritten(sketch.id), texts={"text": "lang"}, replaces=[])
    assert first.data() == second.data()
    assert known(board).values(first.slot) == [first, second]


def test_rule_11_ineffective_and_unknown_records_are_no_heads(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    ballot = m2.write(ballot_for(round_, "M02"))
    unknown = m2.write_unknown("ballot.cast", ballot.slot, {}, v=2)
    board.office.cut(m2.certificates["member"], [])
    view = known(board)
    assert view.inert(unknown) == Inert("unknown", unknown.id)
    assert view.heads(ballot.slot) == []


def test_slots_are_found_by_their_beginning_in_order(board: Board, round_: Record) -> None:
    for label in ("M03", "M01", "M02"):
        device = board.members[label]
        device.write(ballot_for(round_, label))
    board.members["M03"].write(ballot_for(round_, "M03", "no"), replaces=[])
    view = known(board)
    prefix = f"ballot/{round_.id}/"
    assert list(view.slots_under(prefix)) == [own(round_, label) for label in ("M01", "M02", "M03")]
    values = list(view.each(prefix))
    assert [len(each) for each in values] == [1, 1, 2]
    assert list(view.slots_under("zzz")) == []
    ledger = MemoryLedger(board.records())
    people = ["member/G01", *(f"member/{label}" for label in board.members)]
    assert list(ledger.slots_under("member/")) == people
    ledger.add(board.office.write(seat_of("A01")))
    assert next(ledger.slots_under("member/")) == "member/A01"


def test_slots_without_effect_are_left_out(board: Board, round_: Record) -> None:
    board.members["M02"].write(ballot_for(round_, "M02"))
    board.office.cut(board.members["M02"].certificates["member"], [])
    view = known(board)
    assert list(view.slots_under("ballot/")) == [own(round_)]
    assert list(view.each("ballot/")) == []


def test_a_ledger_counts_its_records_and_finds_none_that_are_not_there(board: Board) -> None:
    ledger = MemoryLedger(board.records())
    assert len(ledger) == len(board.records())
    assert ledger.get("nothing") is None
    assert list(ledger.slot("nothing")) == []


def test_a_ballot_taken_back_leaves_a_value_that_is_no_vote(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    m2.write(ballot_for(round_, "M02"))
    back = m2.write(ballot_for(round_, "M02", None))
    value = known(board).value(back.slot)
    assert value == back
    assert isinstance(value.body, BallotCast)
    assert value.body.choice is None
