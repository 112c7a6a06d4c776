"""Effects, dropped certificates and forks: rules 6 to 8 of the architecture; erasures."""

from collections.abc import Iterable

import pytest

from beirat_tui.log.bodies.board import CommentWritten, SummaryWritten
from beirat_tui.log.bodies.rights import CertIssued, EraseOrdered
from beirat_tui.log.frontier import Frontier
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.view import Inert, View
from boards import (
    Board,
    Device,
    ballot_for,
    found,
    issue,
    seat_of,
    sketch_facts,
)
from seen import sketch_and_round, states


@pytest.fixture(name="board")
def a_board() -> Board:
    return found(members=3)


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
        """Count, and answer."""
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
