"""Rights, rules 1 to 8 of the architecture: each test builds the smallest board on which its rule decides."""

from collections.abc import Iterable

import pytest

from beirat_tui.log.bodies.board import AgendaSet, CommentWritten, SummaryWritten
from beirat_tui.log.bodies.rights import CertIssued, EraseOrdered, Founded, JoinRequested, Role
from beirat_tui.log.bodies.rounds import BallotCast, RecusalDeclared, RoundConfirmed
from beirat_tui.log.frontier import Frontier
from beirat_tui.log.granting import Granted, Refused, Waiting, judge
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.view import Inert, View
from boards import (
    Board,
    Device,
    ballot_for,
    digest,
    found,
    issue,
    open_round,
    revision_of,
    seat_of,
    sketch_facts,
)


@pytest.fixture(name="board")
def a_board() -> Board:
    return found(members=3)


def sketch_and_round(board: Board) -> tuple[Record, Record]:
    sketch = board.office.write(sketch_facts())
    round_ = open_round(board.office, sketch)
    board.share()
    return sketch, round_


def refusal(device: Device, written: Record) -> str | None:
    """Why DEVICE's ledger refused what it wrote; None if it did not."""
    return device.ledger.refused.get(written.id)


def granted(device: Device, written: Record) -> bool:
    return device.ledger.get(written.id) is not None


def states(board: Board, *records: Record) -> list[Inert | None]:
    """Why each of RECORDS has no effect (None: it has), known to somebody who knows everything."""
    view = View(MemoryLedger(board.records()))
    return [view.inert(each) for each in records]


# Rules 1 and 2: certificates and roots.


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


# Rule 3: chains.


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


# Rule 4: granting.


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


# Rule 5: cuts.


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


ROLES: list[Role] = ["root", "chair", "office", "member"]


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


# Rule 6: effects.


def test_rule_6_the_reason_names_the_cut_or_the_certificate(board: Board) -> None:
    sketch, round_ = sketch_and_round(board)
    office = board.office
    comment = board.members["M02"].write(CommentWritten(sketch.id))
    cut = board.root.cut(office.certificates["office"], [])
    assert states(board, sketch, round_) == [Inert("cut", cut.id)] * 2
    assert states(board, comment) == [Inert("certificate", board.members["M02"].certificates["member"])]


def test_rule_6_inert_records_stay_and_are_passed_on(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    board.root.cut(board.office.certificates["office"], [])
    board.share()
    assert all(device.ledger.get(sketch.id) == sketch for device in board.devices)


def test_rule_6_a_chain_of_2000_chairs_is_judged_without_deep_recursion(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    device = board.chair
    for number in range(2000):
        heir = Device(f"chair {number}")
        body = CertIssued(heir.public, "M01", "chair")
        issued = device.write(body, role="chair")
        heir.ledger = device.ledger
        heir.certificates["chair"] = issued.id
        device = heir
    last = device.write(seat_of("M09"))
    ledger = device.ledger
    assert View(ledger).inert(last) is None
    cut = board.root.cut(board.chair.certificates["chair"], [])
    ledger.add(cut)
    assert View(ledger).inert(last) == Inert("certificate", device.certificates["chair"])
    assert View(ledger).inert(sketch) is None


def test_rule_6_many_cuts_of_cuts_are_judged_once_each(board: Board) -> None:
    """Forty cuts on each of three levels: each is judged once, not once for every path that leads to it."""
    sketch, _ = sketch_and_round(board)
    office, chair, m2 = board.office, board.chair, board.members["M02"]
    comment = m2.write(CommentWritten(sketch.id))
    for _ in range(40):
        board.root.cut(chair.certificates["chair"], [])
        chair.cut(office.certificates["office"], [])
        office.cut(m2.certificates["member"], [])
    ledger = MemoryLedger(board.records())
    view = CountingView(ledger)
    assert view.inert(comment) is not None
    assert view.asked < 1000


def test_rule_6_cuts_that_lead_nowhere_are_judged_once_and_not_for_every_record(board: Board) -> None:
    """A member may write as many upward cuts as they like: nobody's work becomes slow by them."""
    office, m2 = board.office, board.members["M02"]
    for number in range(60):
        m2.cut(office.certificates["office"], [])
        office.write(sketch_facts(str(number)))
    view = CountingView(MemoryLedger(board.records()))
    asked = view.asked
    assert all(view.inert(each) is None for each in board.records() if each.kind != "cert.cut")
    assert view.asked - asked < 2 * len(board.records())


class CountingView(View):
    """A view that counts how often something was judged."""

    asked = 0

    def _inert(self, record: Record) -> Inert | None:
        self.asked += 1
        return super()._inert(record)


# Rule 7: who loses a certificate by a cut.


def test_rule_7_a_dropped_certificate_names_its_cut_and_its_holder_votes_again(board: Board) -> None:
    office, m9 = board.office, board.add("M09")
    tip = office.last
    assert tip is not None
    _, round_ = sketch_and_round(board)
    dropped = issue(office, m9, "M09", "member")
    lost = m9.write(ballot_for(round_, "M09"))
    board.share()
    cut = board.chair.cut(office.certificates["office"], [round_])
    assert states(board, dropped, lost) == [Inert("cut", cut.id), Inert("certificate", dropped.id)]
    assert isinstance(dropped.body, CertIssued)
    assert dropped.body.member == "M09"
    issue(board.chair, m9, "M09", "member")
    again = m9.write(ballot_for(round_, "M09"), by=m9.certificates["member"])
    assert states(board, again) == [None]


# Rule 8: forks.


def test_rule_8_a_fork_keeps_both_branches_and_is_flagged(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    m2 = board.members["M02"]
    m2.write(CommentWritten(sketch.id))
    twin = m2.copy()
    mine = [m2.write(CommentWritten(sketch.id)) for _ in range(2)]
    theirs = twin.write(CommentWritten(sketch.id))
    for order in ([*mine, theirs], [theirs, *mine], [mine[0], theirs, mine[1]]):
        ledger = MemoryLedger([*board.chair.ledger, *m2.ledger, *order])
        assert ledger.forked(m2.public)
        assert not ledger.forked(board.office.public)
        assert {mine[1].id, theirs.id} <= set(ledger.tips())
        assert [View(ledger).inert(each) for each in order] == [None] * 3


def test_rule_8_the_chain_of_a_forked_key_is_walked_once(board: Board) -> None:
    """Whoever forks a long chain makes nobody's work slow by it."""
    sketch, _ = sketch_and_round(board)
    m2 = board.members["M02"]
    for _ in range(300):
        m2.write(CommentWritten(sketch.id))
    twin = m2.copy()
    board.others.append(twin)
    m2.write(CommentWritten(sketch.id))
    twin.write(CommentWritten(sketch.id))
    board.share()
    ledger = CountingLedger(board.records())
    frontier = Frontier(ledger, ledger.tips())
    assert all(each in frontier for each in ledger)
    assert ledger.asked < 2 * len(ledger)


class CountingLedger(MemoryLedger):
    """A ledger that counts how often it was asked for a record, once it is filled."""

    asked = 0

    def __init__(self, records: Iterable[Record]) -> None:
        super().__init__(records)
        self.asked = 0

    def get(self, record_id: str) -> Record | None:
        self.asked += 1
        return super().get(record_id)


def test_rule_8_a_key_that_starts_twice_has_forked(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    m2 = board.members["M02"]
    twin = m2.copy()
    first, other = m2.write(CommentWritten(sketch.id)), twin.write(CommentWritten(sketch.id))
    assert (first.prev, other.prev) == (None, None)
    ledger = MemoryLedger([*board.records(), other])
    assert ledger.forked(m2.public)


def test_rule_8_a_cut_accepts_one_branch_of_a_fork_or_both(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    m2 = board.members["M02"]
    common = m2.write(CommentWritten(sketch.id))
    twin = m2.copy()
    board.others.append(twin)
    mine = [m2.write(CommentWritten(sketch.id)) for _ in range(3)]
    theirs = [twin.write(CommentWritten(sketch.id)) for _ in range(2)]
    board.share()
    one = board.office.cut(m2.certificates["member"], [mine[1]])
    assert states(board, common, *mine[:2]) == [None] * 3
    assert states(board, mine[2], *theirs) == [Inert("cut", one.id)] * 3


def test_rule_8_a_cut_may_accept_both_branches(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    m2 = board.members["M02"]
    twin = m2.copy()
    board.others.append(twin)
    mine = [m2.write(CommentWritten(sketch.id)) for _ in range(2)]
    theirs = [twin.write(CommentWritten(sketch.id)) for _ in range(2)]
    board.share()
    cut = board.office.cut(m2.certificates["member"], [mine[0], theirs[0]])
    assert states(board, mine[0], theirs[0]) == [None, None]
    assert states(board, mine[1], theirs[1]) == [Inert("cut", cut.id)] * 2


# What else only certain roles may write.


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


def test_only_office_and_chair_together_erase(board: Board) -> None:
    sketch, _ = sketch_and_round(board)
    summary = board.office.write(SummaryWritten(sketch.id), texts={"text": "Kurz"})
    order = EraseOrdered(summary.id, "Art. 17 DSGVO")
    board.share()
    by_office = board.office.write(order)
    board.office.write(order)
    assert not View(MemoryLedger(board.records())).erased(summary)
    unknown = board.chair.write_unknown("erase.ordered", f"erase/{summary.id}", {}, v=2)
    board.share()
    assert not board.chair.view().erased(summary)
    board.chair.write(order, role="chair")
    ledger = MemoryLedger(board.records())
    assert View(ledger).erased(summary)
    assert not View(ledger).erased(sketch)
    assert unknown.body is None
    board.chair.learn(board.office)
    assert by_office.prev is not None
    before = board.chair.ledger.get(by_office.prev)
    assert before is not None
    board.root.cut(board.office.certificates["office"], [before])
    assert not View(MemoryLedger(board.records())).erased(summary)
