"""Certificates and roots: rules 1 and 2 of the architecture, and what keeps boards apart."""

import pytest

from beirat_tui.log.bodies.board import CommentWritten
from beirat_tui.log.bodies.rights import CertIssued, Founded, Role
from beirat_tui.log.granting import Granted, Refused, Waiting, judge
from beirat_tui.log.ledger import MemoryLedger
from boards import (
    Board,
    Device,
    ballot_for,
    digest,
    found,
    open_round,
    seat_of,
    sketch_facts,
)
from seen import granted, refusal, sketch_and_round


@pytest.fixture(name="board")
def a_board() -> Board:
    return found(members=3)


@pytest.mark.parametrize(
    ("issuer", "may"),
    [
        ("root", ["root", "chair", "office", "member"]),
        ("spare", ["root", "chair", "office", "member"]),
        ("chair", ["chair", "office", "member"]),
        ("office", ["office", "member"]),
        ("M02", []),
    ],
)
def test_rule_1_nobody_issues_a_role_above_their_own(board: Board, issuer: str, may: list[str]) -> None:
    device = {"root": board.root, "spare": board.spare, "chair": board.chair, "office": board.office}.get(
        issuer, board.members["M02"]
    )
    roles: list[Role] = ["root", "chair", "office", "member"]
    for role in roles:
        written = device.write(CertIssued(Device("new").public, "M09", role))
        assert granted(device, written) == (role in may), role
        assert refusal(device, written) == (None if role in may else "role")


def test_rule_1_a_roster_entry_gives_no_rights(board: Board) -> None:
    board.office.write(seat_of("M09", "chair"))
    stranger = board.add("M09")
    written = stranger.write(CommentWritten(board.office.write(sketch_facts()).id), by=board.id)
    assert refusal(stranger, written) == "certificate"


def test_rule_1_a_certificate_speaks_for_its_own_key_only(board: Board) -> None:
    """Under another device's certificate, or for another member, nothing is granted."""
    _, round_ = sketch_and_round(board)
    m2, m3 = board.members["M02"], board.members["M03"]
    stolen = m3.write(ballot_for(round_, "M02"), by=m2.certificates["member"])
    assert refusal(m3, stolen) == "certificate"
    foreign = m3.write(ballot_for(round_, "M02"))
    assert refusal(m3, foreign) == "role"


def test_rule_1_what_is_no_certificate_certifies_nothing(board: Board) -> None:
    office = board.office
    sketch = office.write(sketch_facts())
    for other in (sketch.id, office.view().heads("rules")[0].id):
        written = office.write(sketch_facts("2"), by=other)
        assert refusal(office, written) == "certificate"


def test_rule_1_who_is_chair_and_member_says_which_certificate_they_use(board: Board) -> None:
    _, round_ = sketch_and_round(board)
    as_chair = board.chair.write(ballot_for(round_, "M01"), role="chair")
    assert refusal(board.chair, as_chair) == "role"
    as_member = board.chair.write(ballot_for(round_, "M01"), role="member")
    assert granted(board.chair, as_member)


def test_rule_2_both_root_keys_act_without_a_certificate(board: Board) -> None:
    for device in (board.root, board.spare):
        written = device.write(seat_of("M09"))
        assert written.by == board.id
        assert granted(device, written)


def test_rule_2_no_other_key_acts_under_the_founding_record(board: Board) -> None:
    written = board.office.write(seat_of("M09"), by=board.id)
    assert refusal(board.office, written) == "certificate"


def test_rule_2_the_root_neither_votes_nor_opens_rounds(board: Board) -> None:
    sketch, round_ = sketch_and_round(board)
    assert refusal(board.root, open_round(board.root, sketch)) == "role"
    assert refusal(board.root, board.root.write(ballot_for(round_, "M02"))) == "role"


def test_a_board_has_one_founding_record_and_keeps_to_it(board: Board) -> None:
    other = Device("other root")
    founding = other.write(Founded(digest("other").hex(), "Other", other.public))
    foreign = other.write(seat_of("M09"))
    office = board.office.ledger
    assert office.add(founding) == Refused("other-board")
    assert office.add(foreign) == Refused("other-board")
    assert founding.board is None
    assert foreign.board == founding.id


def test_nothing_is_replayed_on_another_board(board: Board) -> None:
    """The same keys on two boards: a record of the one is refused by the other."""
    twin = found(members=3, title="Second board of the same people")
    sketch = board.office.write(sketch_facts())
    assert twin.office.public == board.office.public
    assert twin.office.ledger.add(sketch) == Refused("other-board")


def test_what_came_before_the_founding_record_is_told_apart_when_it_comes(board: Board) -> None:
    other = found(members=1, title="Other")
    ledger = MemoryLedger()
    ours, theirs = board.records(), other.records()
    for each in [*ours[1:], *theirs[1:]]:
        assert isinstance(ledger.add(each), Waiting)
    assert ledger.add(ours[0]) == Granted()
    assert {each.id for each in ledger} == {each.id for each in ours}
    assert {each.id for each in theirs[1:]} == set(ledger.refused)
    assert ledger.waiting() == []
    assert ledger.add(theirs[0]) == Refused("other-board")


def test_a_founding_record_of_a_later_version_founds_nothing_here() -> None:
    root = Device("root")
    unknown = root.write_unknown("board.founded", "board", {"future": 1}, board=None, by=None, v=2)
    assert judge(unknown, MemoryLedger().get, None) == Refused("other-board")
