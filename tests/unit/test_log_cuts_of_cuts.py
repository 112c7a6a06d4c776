"""Cuts of cuts, retirements, and what nobody of today can read: the corners of rule 5."""

import pytest

from beirat_tui.log.bodies.board import CommentWritten
from beirat_tui.log.bodies.rights import CertIssued
from beirat_tui.log.view import Inert
from boards import (
    Board,
    Device,
    found,
    issue,
    seat_of,
)
from seen import granted, refusal, sketch_and_round, states


@pytest.fixture(name="board")
def a_board() -> Board:
    return found(members=3)


def test_rule_5_a_device_retires_its_own_certificate_but_not_an_equal_one(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    m2, m3 = board.members["M02"], board.members["M03"]
    kept = m2.write(CommentWritten(sketch.id))
    retirement = m2.retire(m2.certificates["member"], [kept])
    after = m2.write(CommentWritten(sketch.id))
    m3.learn(m2)
    upward = m3.cut(m2.certificates["member"], [])
    assert states(board, kept, retirement, after, upward) == [
        None,
        None,
        Inert("cut", retirement.id),
        Inert("rank", m2.certificates["member"]),
    ]


def test_rule_5_a_device_with_two_certificates_retires_each_under_itself(board: Board) -> None:
    """The chair's member certificate cannot end the chair's own; the other way round it is a downward cut."""
    chair = board.chair
    upward = chair.cut(chair.certificates["chair"], role="member")
    downward = chair.cut(chair.certificates["member"], role="chair")
    assert states(board, upward, downward) == [Inert("rank", chair.certificates["chair"]), None]


def test_rule_5_a_retired_certificate_issues_nothing_more(board: Board) -> None:
    office = board.office
    assert office.last is not None
    retirement = office.retire(office.certificates["office"], [office.last])
    late = office.write(CertIssued(Device("M09").public, "M09", "member"))
    assert states(board, late) == [Inert("cut", retirement.id)]
    assert states(board, board.records()[-3]) == [None]


def test_rule_5_two_retirements_intersect_and_neither_reaches_the_other(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    m2 = board.members["M02"]
    first, second = (m2.write(CommentWritten(sketch.id)) for _ in range(2))
    wide = m2.retire(m2.certificates["member"], [second])
    narrow = m2.retire(m2.certificates["member"], [first])
    assert states(board, first, second, wide, narrow) == [None, Inert("cut", narrow.id), None, None]


def test_rule_5_a_retirement_loses_its_effect_when_a_senior_cut_reaches_it(board: Board) -> None:
    """A thief retires the certificate at an early tip; the office cuts it where the owner last wrote."""
    sketch, _ = sketch_and_round(board)
    m2 = board.members["M02"]
    first, second = (m2.write(CommentWritten(sketch.id)) for _ in range(2))
    retirement = m2.retire(m2.certificates["member"], [first])
    assert states(board, first, second) == [None, Inert("cut", retirement.id)]
    board.office.learn(m2)
    cut = board.office.cut(m2.certificates["member"], [second])
    assert states(board, first, second, retirement, cut) == [None, None, Inert("cut", cut.id), None]


def test_rule_5_a_senior_cut_that_accepts_the_retirement_leaves_it_in_effect(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    m2 = board.members["M02"]
    first, second = (m2.write(CommentWritten(sketch.id)) for _ in range(2))
    retirement = m2.retire(m2.certificates["member"], [first])
    board.office.learn(m2)
    cut = board.office.cut(m2.certificates["member"], [retirement])
    assert states(board, first, second, retirement, cut) == [None, Inert("cut", retirement.id), None, None]


def test_rule_5_a_retirement_falls_with_its_certificate(board: Board) -> None:
    """If the certificate itself has no effect, neither has what was written under it, its end included."""
    office, m9 = board.office, board.add("M09")
    board.chair.learn(office)
    tip = office.last
    assert tip is not None
    issued = issue(office, m9, "M09", "member")
    retirement = m9.retire(issued.id)
    board.chair.cut(office.certificates["office"], [tip])
    assert states(board, retirement) == [Inert("certificate", issued.id)]


def test_rule_5_a_cut_by_a_cut_office_has_no_effect(board: Board) -> None:
    """Root cuts the chair before the chair cuts the office: the office was never cut."""
    office, chair = board.office, board.chair
    sketch, _ = sketch_and_round(board)
    tip = chair.last
    cut = chair.cut(office.certificates["office"], [])
    higher = board.root.cut(chair.certificates["chair"], [] if tip is None else [tip])
    assert states(board, higher, cut, sketch) == [None, Inert("cut", higher.id), None]


def test_rule_5_three_levels_of_cuts_are_judged_from_the_senior_down(board: Board) -> None:
    """The office cuts a member, the chair the office, root the chair: the member's cut holds again."""
    office, chair, m2 = board.office, board.chair, board.members["M02"]
    sketch, _ = sketch_and_round(board)
    comment = m2.write(CommentWritten(sketch.id))
    tip = office.last
    assert tip is not None
    lowest = office.cut(m2.certificates["member"])
    middle = chair.cut(office.certificates["office"], [tip])
    assert states(board, comment, lowest) == [None, Inert("cut", middle.id)]
    highest = board.root.cut(chair.certificates["chair"])
    assert states(board, comment, lowest, middle) == [
        Inert("cut", lowest.id),
        None,
        Inert("cut", highest.id),
    ]


def test_rule_5_a_device_cannot_save_its_certificate_by_cutting_who_could_cut_it(board: Board) -> None:
    """An upward cut leads nowhere, also where the certificate it was written under hangs on its target."""
    m2 = board.members["M02"]
    upward = m2.cut(board.office.certificates["office"], [])
    cut = board.office.cut(m2.certificates["member"])
    assert states(board, upward, cut) == [Inert("rank", board.office.certificates["office"]), None]


def test_rule_5_a_person_who_returns_gets_a_new_certificate(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    m2 = board.members["M02"]
    old = m2.certificates["member"]
    cut = board.office.cut(old, [])
    issue(board.office, m2, "M02", "member")
    back = m2.write(CommentWritten(sketch.id), by=m2.certificates["member"])
    ended = m2.write(CommentWritten(sketch.id), by=old)
    assert states(board, back, ended) == [None, Inert("cut", cut.id)]


def test_rule_5_a_certificate_of_an_unknown_version_grants_nothing_and_cannot_be_cut(board: Board) -> None:
    stranger = board.add("stranger")
    future = board.root.write_unknown("cert.issued", "cert/*", {"key": stranger.public}, v=2)
    stranger.learn(board.root)
    written = stranger.write(seat_of("M09"), by=future.id)
    assert refusal(stranger, written) == "certificate"
    board.spare.learn(board.root)
    cut = board.spare.cut(future.id)
    assert states(board, future, cut) == [Inert("unknown", future.id), Inert("rank", future.id)]


def test_rule_5_a_record_of_an_unknown_kind_is_granted_when_certified_and_stays_inert(board: Board) -> None:
    m2 = board.members["M02"]
    unknown = m2.write_unknown("future.kind", "future/slot", {"anything": [1, 2]})
    assert granted(m2, unknown)
    assert states(board, unknown) == [Inert("unknown", unknown.id)]
    stranger = board.add("stranger")
    assert refusal(stranger, stranger.write_unknown("future.kind", "slot", {})) == "certificate"


def test_rule_5_an_unknown_kind_in_a_slot_of_cuts_cuts_nothing(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    slot = f"cut/{board.office.certificates['office']}"
    board.chair.write_unknown("cert.cut", slot, {"cert": "x", "accepts": []}, v=2)
    assert states(board, sketch) == [None]
