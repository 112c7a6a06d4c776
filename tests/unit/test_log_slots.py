"""Slots, heads and frontiers: rules 9 to 12 and 14 of the architecture, one small board each."""

import pytest

from beirat_tui.log.bodies.board import CommentWritten, SummaryWritten
from beirat_tui.log.bodies.rights import CertIssued
from beirat_tui.log.bodies.rounds import BallotCast, RecusalDeclared, RoundConfirmed
from beirat_tui.log.frontier import Frontier
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.view import Inert, View
from boards import Board, ballot_for, closing_of, digest, found, open_round, seat_of, sketch_facts


@pytest.fixture(name="board")
def a_board() -> Board:
    return found(members=3)


@pytest.fixture(name="round_")
def a_round(board: Board) -> Record:
    opened = open_round(board.office, board.office.write(sketch_facts()))
    board.share()
    return opened


def known(board: Board) -> View:
    return View(MemoryLedger(board.records()))


def heads(board: Board, slot: str) -> list[Record]:
    return known(board).heads(slot)


def own(round_: Record, member: str = "M02") -> str:
    return f"ballot/{round_.id}/{member}/own"


# Rule 9: what `replaces` may name.


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


# Rule 10: who replaces what.


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


# Rule 11: heads, values, siblings.


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
    assert list(ledger.slots_under("member/")) == ["member/G01", "member/M01", "member/M02", "member/M03"]
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


# Rule 12: frontiers.


def test_rule_12_a_frontier_covers_its_tips_and_what_lies_before_them(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    first, second = m2.write(ballot_for(round_, "M02")), m2.write(ballot_for(round_, "M02", "no"))
    then = [first.id, *board.office.ledger.tips()]
    after = m2.write(ballot_for(round_, "M02", None))
    ledger = MemoryLedger(board.records())
    frontier = Frontier(ledger, then)
    assert [each in frontier for each in (round_, first, second, after)] == [True, True, False, False]
    view = View(ledger, frontier)
    assert view.value(first.slot) == first
    assert View(ledger).value(first.slot) == after
    assert list(view.slots_under("ballot/")) == [first.slot]


def test_rule_12_a_slot_that_the_frontier_does_not_reach_is_empty(board: Board, round_: Record) -> None:
    tips = board.office.ledger.tips()
    board.members["M02"].write(ballot_for(round_, "M02"))
    ledger = MemoryLedger(board.records())
    view = View(ledger, Frontier(ledger, tips))
    assert list(view.slots_under("ballot/")) == []
    assert view.heads(own(round_)) == []


def test_rule_12_a_frontier_names_the_tips_that_are_not_here(board: Board) -> None:
    ledger = board.office.ledger
    absent = digest("absent").hex()
    assert Frontier(ledger, [*ledger.tips(), absent]).missing == [absent]


def test_rule_12_of_a_forked_key_it_covers_just_the_branches_named(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    common = m2.write(ballot_for(round_, "M02"))
    twin = m2.copy()
    board.others.append(twin)
    mine = [m2.write(CommentWritten(round_.data()["sketch"])) for _ in range(2)]
    theirs = [twin.write(CommentWritten(round_.data()["sketch"])) for _ in range(3)]
    ledger = MemoryLedger(board.records())
    one = Frontier(ledger, [mine[1].id])
    assert [each in one for each in (common, *mine, *theirs)] == [True, True, True, False, False, False]
    both = Frontier(ledger, [mine[0].id, theirs[1].id])
    assert [each in both for each in (common, *mine, *theirs)] == [True, True, False, True, True, False]


def test_rule_12_forked_at_the_start_nothing_is_common(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    twin = m2.copy()
    board.others.append(twin)
    mine, theirs = m2.write(ballot_for(round_, "M02")), twin.write(ballot_for(round_, "M02"))
    theirs_next = twin.write(ballot_for(round_, "M02", "no"))
    frontier = Frontier(MemoryLedger(board.records()), [theirs_next.id])
    assert [each in frontier for each in (mine, theirs, theirs_next)] == [False, True, True]


def test_rule_12_cuts_outside_the_frontier_do_not_reach_into_it(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    ballot = m2.write(ballot_for(round_, "M02"))
    board.office.learn(m2)
    tips = board.office.ledger.tips()
    cut = board.office.cut(m2.certificates["member"], [])
    ledger = MemoryLedger(board.records())
    assert View(ledger).inert(ballot) == Inert("cut", cut.id)
    assert View(ledger, Frontier(ledger, tips)).inert(ballot) is None


def test_rule_12_a_tip_outside_the_frontier_admits_nothing_within_it(board: Board, round_: Record) -> None:
    """Who knew the cut and not its tip saw no effect; a copy that has the tip must say the same."""
    m2 = board.members["M02"]
    ballot = m2.write(ballot_for(round_, "M02"))
    board.share()
    tip = m2.write(CommentWritten(round_.data()["sketch"]))
    board.chair.learn(m2)
    cut = board.chair.cut(m2.certificates["member"], [tip])
    board.office.learn([cut])
    tips = board.office.ledger.tips()
    assert tip.id not in tips
    assert board.office.view().inert(ballot) == Inert("cut", cut.id)
    ledger = MemoryLedger(board.records())
    assert View(ledger).inert(ballot) is None
    assert View(ledger, Frontier(ledger, tips)).inert(ballot) == Inert("cut", cut.id)


def test_rule_12_within_a_frontier_without_its_certificate_a_record_has_no_effect(
    board: Board, round_: Record
) -> None:
    """No honest device has such a frontier; a forged one must not crash anything."""
    m2 = board.members["M02"]
    ballot = m2.write(ballot_for(round_, "M02"))
    ledger = MemoryLedger(board.records())
    view = View(ledger, Frontier(ledger, [ballot.id]))
    assert view.inert(ballot) == Inert("certificate", m2.certificates["member"])


# Rule 14: what a confirmation vouches for.


def closed_and_confirmed(board: Board, round_: Record) -> tuple[Record, Record, Record]:
    board.members["M02"].write(ballot_for(round_, "M02"))
    board.share()
    closing = board.office.write(closing_of(board.office, round_))
    tip = board.office.write(seat_of("M09"))
    board.share()
    confirm = board.chair.write(RoundConfirmed(round_.id, closing.id))
    board.share()
    return closing, confirm, tip


def cut_everything_of_the_office(board: Board) -> Record:
    cut = board.root.cut(board.office.certificates["office"], [])
    board.share()
    return cut


def test_rule_14_a_confirmed_closing_and_its_opening_survive_their_author_s_cut(
    board: Board, round_: Record
) -> None:
    closing, confirm, _ = closed_and_confirmed(board, round_)
    cut_everything_of_the_office(board)
    view = known(board)
    assert [view.inert(each) for each in (round_, closing, confirm)] == [None] * 3
    assert view.heads(closing.slot) == [closing]


def test_rule_14_nothing_else_is_vouched_for(board: Board, round_: Record) -> None:
    _, _, other = closed_and_confirmed(board, round_)
    second = board.office.ledger.get(round_.data()["sketch"])
    assert second is not None
    unconfirmed = board.office.write(closing_of(board.office, round_))
    cut = cut_everything_of_the_office(board)
    view = known(board)
    assert [view.inert(each) for each in (other, second, unconfirmed)] == [Inert("cut", cut.id)] * 3


def test_rule_14_without_a_confirmation_both_fall(board: Board, round_: Record) -> None:
    closing = board.office.write(closing_of(board.office, round_))
    board.share()
    cut = cut_everything_of_the_office(board)
    view = known(board)
    assert [view.inert(each) for each in (round_, closing)] == [Inert("cut", cut.id)] * 2


def test_rule_14_a_confirmation_without_effect_vouches_for_nothing(board: Board, round_: Record) -> None:
    closing, confirm, _ = closed_and_confirmed(board, round_)
    cut = cut_everything_of_the_office(board)
    chair_cut = board.root.cut(board.chair.certificates["chair"], [])
    view = known(board)
    assert view.inert(confirm) == Inert("cut", chair_cut.id)
    assert [view.inert(each) for each in (round_, closing)] == [Inert("cut", cut.id)] * 2


def test_rule_14_a_confirmation_names_a_closing_of_its_own_round(board: Board, round_: Record) -> None:
    sketch = board.office.write(sketch_facts("2"))
    second = open_round(board.office, sketch)
    closing = board.office.write(closing_of(board.office, round_))
    board.share()
    crossed = board.chair.write(RoundConfirmed(second.id, closing.id))
    assert board.chair.ledger.refused[crossed.id] == "reference"


def test_rule_14_a_confirmation_outside_the_frontier_vouches_for_nothing_within(
    board: Board, round_: Record
) -> None:
    board.office.write(closing_of(board.office, round_))
    board.share()
    cut = cut_everything_of_the_office(board)
    tips = board.office.ledger.tips()
    closing = board.chair.ledger.slot(f"close/{round_.id}")[0]
    board.chair.write(RoundConfirmed(round_.id, closing.id))
    ledger = MemoryLedger(board.records())
    assert View(ledger).inert(closing) is None
    assert View(ledger, Frontier(ledger, tips)).inert(closing) == Inert("cut", cut.id)


def test_rule_14_a_closing_of_an_unknown_version_is_not_vouched_for(board: Board, round_: Record) -> None:
    slot = f"close/{round_.id}"
    unknown = board.office.write_unknown("round.closed", slot, {"round": round_.id}, v=2)
    board.share()
    confirm = board.chair.write(RoundConfirmed(round_.id, unknown.id))
    view = known(board)
    assert view.inert(confirm) is None
    assert view.inert(unknown) == Inert("unknown", unknown.id)


def test_a_ballot_taken_back_leaves_a_value_that_is_no_vote(board: Board, round_: Record) -> None:
    m2 = board.members["M02"]
    m2.write(ballot_for(round_, "M02"))
    back = m2.write(ballot_for(round_, "M02", None))
    value = known(board).value(back.slot)
    assert value == back
    assert isinstance(value.body, BallotCast)
    assert value.body.choice is None
