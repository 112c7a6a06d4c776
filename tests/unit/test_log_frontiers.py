"""Frontiers, and what a confirmation vouches for: rules 12 and 14 of the architecture."""

from beirat_tui.log.bodies.board import CommentWritten
from beirat_tui.log.bodies.rounds import RoundConfirmed
from beirat_tui.log.frontier import Frontier
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.view import Inert, View
from boards import Board, ballot_for, closing_of, digest, open_round, seat_of, sketch_facts
from seen import known


def own(round_: Record, member: str = "M02") -> str:
    return f"ballot/{round_.id}/{member}/own"


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


def test_rule_14_a_confirmation_of_an_unknown_version_vouches_for_nothing(
    board: Board, round_: Record
) -> None:
    closing = board.office.write(closing_of(board.office, round_))
    board.share()
    board.chair.write_unknown("round.confirmed", f"confirm/{round_.id}", {"closing": closing.id}, v=2)
    cut = cut_everything_of_the_office(board)
    assert known(board).inert(closing) == Inert("cut", cut.id)


def test_rule_14_a_closing_of_an_unknown_version_is_not_vouched_for(board: Board, round_: Record) -> None:
    slot = f"close/{round_.id}"
    unknown = board.office.write_unknown("round.closed", slot, {"round": round_.id}, v=2)
    board.share()
    confirm = board.chair.write(RoundConfirmed(round_.id, unknown.id))
    view = known(board)
    assert view.inert(confirm) is None
    assert view.inert(unknown) == Inert("unknown", unknown.id)
