"""Cuts: rule 5 of the architecture. What they keep, and whom they reach."""

import pytest

from beirat_tui.log.bodies.board import CommentWritten
from beirat_tui.log.bodies.rights import Role
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.view import Inert, View
from boards import (
    Board,
    found,
    issue,
    seat_of,
)
from seen import granted, refusal, sketch_and_round, states


@pytest.fixture(name="board")
def a_board() -> Board:
    return found(members=3)


ROLES: list[Role] = ["root", "chair", "office", "member"]


def test_rule_5_a_cut_keeps_what_lies_at_or_below_its_tips(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    m2 = board.members["M02"]
    first, second, third = (m2.write(CommentWritten(sketch.id)) for _ in range(3))
    board.chair.learn(m2)
    cut = board.chair.cut(m2.certificates["member"], [second])
    assert states(board, first, second, third) == [None, None, Inert("cut", cut.id)]


def test_rule_5_a_cut_without_tips_keeps_nothing(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    m2 = board.members["M02"]
    comment = m2.write(CommentWritten(sketch.id))
    cut = board.office.cut(m2.certificates["member"])
    assert states(board, comment, cut) == [Inert("cut", cut.id), None]


def test_rule_5_what_was_issued_beyond_the_tip_falls_with_all_that_hangs_on_it(board: Board) -> None:
    office, chair = board.office, board.chair
    sketch, _ = sketch_and_round(board)
    before = issue(office, board.add("M08"), "M08", "member")
    chair.learn(office)
    after = issue(office, board.add("M09"), "M09", "member")
    early, late = (device.write(CommentWritten(sketch.id)) for device in board.others)
    cut = chair.cut(office.certificates["office"], [before])
    assert states(board, before, early) == [None, None]
    assert states(board, after, late) == [Inert("cut", cut.id), Inert("certificate", after.id)]


def test_rule_5_a_tip_that_is_not_here_admits_nothing_until_it_arrives(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    m2 = board.members["M02"]
    first = m2.write(CommentWritten(sketch.id))
    board.share()
    second = m2.write(CommentWritten(sketch.id))
    board.chair.learn([second])
    board.chair.cut(m2.certificates["member"], [second])
    incomplete = MemoryLedger(each for each in board.records() if each.id != second.id)
    inert = View(incomplete).inert(first)
    assert inert is not None
    assert inert.reason == "cut"
    incomplete.add(second)
    assert View(incomplete).inert(first) is None


def test_rule_5_a_tip_of_somebody_else_admits_nothing(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    m2, m3 = board.members["M02"], board.members["M03"]
    theirs = m3.write(CommentWritten(sketch.id))
    own = m2.write(CommentWritten(sketch.id))
    board.share()
    cut = board.chair.cut(m2.certificates["member"], [theirs])
    assert states(board, own, theirs) == [Inert("cut", cut.id), None]


def test_rule_5_a_tip_may_stand_under_another_certificate_of_the_same_key(board: Board) -> None:
    """Tips are places in a device's chain, whatever certificate was used there."""
    sketch, _ = sketch_and_round(board)
    chair = board.chair
    as_member = chair.write(CommentWritten(sketch.id), role="member")
    as_chair = chair.write(seat_of("M09"), role="chair")
    beyond = chair.write(CommentWritten(sketch.id), role="member")
    board.share()
    cut = board.office.cut(chair.certificates["member"], [as_chair])
    assert states(board, as_member, as_chair, beyond) == [None, None, Inert("cut", cut.id)]


@pytest.mark.parametrize("target", ROLES)
@pytest.mark.parametrize("actor", ROLES)
def test_rule_5_cuts_go_strictly_downward(board: Board, actor: Role, target: Role) -> None:
    """Root over chair over office over member; equals do not cut each other; root is never cut."""
    actors = {
        "root": board.root,
        "chair": board.chair,
        "office": board.office,
        "member": board.members["M02"],
    }
    victim = board.add("victim")
    issued = issue(board.root, victim, "M09", target)
    board.share()
    cut = actors[actor].cut(issued.id, role=None if actor == "root" else actor)
    reaches = ROLES.index(actor) < ROLES.index(target)
    assert granted(actors[actor], cut)
    assert states(board, cut) == [None if reaches else Inert("rank", issued.id)]
    if target != "member":
        written = victim.write(seat_of("M10"))
        assert states(board, written) == [Inert("cut", cut.id) if reaches else None]


def test_rule_5_the_root_itself_cannot_be_named_in_a_cut(board: Board) -> None:
    cut = board.spare.cut(board.id)
    assert refusal(board.spare, cut) == "reference"


def test_rule_5_cuts_of_one_certificate_intersect(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    m2 = board.members["M02"]
    first, second, third = (m2.write(CommentWritten(sketch.id)) for _ in range(3))
    board.share()
    wide = board.office.cut(m2.certificates["member"], [second])
    narrow = board.chair.cut(m2.certificates["member"], [first])
    assert states(board, first, second) == [None, Inert("cut", narrow.id)]
    assert states(board, third) == [Inert("cut", min(wide.id, narrow.id))]


def test_rule_5_a_cut_is_not_replaced_by_a_wider_one(board: Board) -> None:
    """Cuts are never lifted, not even by one that names the first in `replaces`."""
    sketch, _ = sketch_and_round(board)
    m2 = board.members["M02"]
    comment = m2.write(CommentWritten(sketch.id))
    board.share()
    narrow = board.chair.cut(m2.certificates["member"], [])
    board.chair.cut(m2.certificates["member"], [comment])
    assert states(board, comment) == [Inert("cut", narrow.id)]
