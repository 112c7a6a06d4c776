"""What a late arrival changes: cases that random histories seldom meet, each with the rule it comes from."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select

from beirat_tui.log.bodies.board import CommentWritten, SummaryWritten
from beirat_tui.log.bodies.rounds import RoundConfirmed
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.store.board_file import BoardFile
from beirat_tui.store.schema import awaited, entry, head, round_row, sketch_row
from boards import (
    Board,
    ballot_for,
    call_meeting,
    closing_of,
    found,
    issue,
    open_round,
    sketch_facts,
)
from filed import agrees_with, filed, take, whole


@pytest.fixture
def board() -> Board:
    """A board with a sketch and an open round."""
    return found(members=3)


Late = Callable[[Sequence[Record]], tuple[BoardFile, Callable[[], None]]]


@pytest.fixture
def late(board: Board, tmp_path: Path) -> Iterator[Late]:
    """Makes a file of all that BOARD knows but some records, and a function that lets those arrive."""
    with ExitStack() as stack:

        def make(missing: Sequence[Record]) -> tuple[BoardFile, Callable[[], None]]:
            everything = whole(board)
            without = {each.id for each in missing}
            file = stack.enter_context(
                filed(tmp_path, [pair for pair in everything if pair[0].id not in without])
            )

            def arrive() -> None:
                take(file, [pair for pair in everything if pair[0].id in without])
                agrees_with(file, MemoryLedger(each for each, _ in everything))

            return file, arrive

        yield make


def reason_of(file: BoardFile, record: Record) -> str | None:
    """Why RECORD has no effect in FILE; None if it has."""
    with file.reading() as reading:
        query = entry.select().where(entry.c.id == record.id)
        reason: str | None = reading.connection.execute(query).one().reason
        return reason


def state_of(file: BoardFile, round_: Record) -> str:
    """Where ROUND_ stands by the read model."""
    with file.reading() as reading:
        query = round_row.select().where(round_row.c.round == round_.id)
        return str(reading.connection.execute(query).one().state)


def test_a_tip_that_arrives_after_the_cut_restores_what_it_covers(board: Board, late: Late) -> None:
    """Rule 5: a tip not yet here admits nothing until it arrives; it may be signed in another role."""
    sketch = board.office.write(sketch_facts())
    round_ = open_round(board.office, sketch)
    board.share()
    ballot = board.chair.write(ballot_for(round_, "M01"), role="member")
    tip = call_meeting(board.chair)
    board.root.learn(board.chair)
    board.root.cut(board.chair.certificates["member"], [tip])
    file, arrive = late([tip])
    assert reason_of(file, ballot) == "cut"
    arrive()
    assert reason_of(file, ballot) is None


def test_a_confirmation_waits_for_what_its_closing_was_made_from(board: Board, late: Late) -> None:
    """Rules 13 and 14: two closings contest each other until the confirmed one's frontier is here."""
    sketch = board.office.write(sketch_facts())
    round_ = open_round(board.office, sketch)
    board.share()
    second = board.add("office-2")
    issue(board.root, second, "G02", "office")
    second.learn(board.office)
    remark = board.members["M02"].write(CommentWritten(sketch.id), texts={"text": "Gute Idee"})
    second.write(closing_of(second, round_))
    board.office.learn(board.members["M02"])
    closing = board.office.write(closing_of(board.office, round_))
    board.share()
    board.chair.write(RoundConfirmed(round_.id, closing.id), role="chair")
    file, arrive = late([remark])
    assert state_of(file, round_) == "contested"
    arrive()
    assert state_of(file, round_) == "confirmed"
    with file.reading() as reading:
        assert reading.connection.execute(awaited.select()).all() == []


def test_which_round_is_the_latest_may_turn_when_a_tip_arrives(board: Board, late: Late) -> None:
    """Rule 12: a round's frontier says which others its author knew; its tips may come later."""
    sketch = board.office.write(sketch_facts())
    first = open_round(board.office, sketch)
    tip = board.office.write(sketch_facts("2026-02"))
    board.chair.learn(board.office)
    second = open_round(board.chair, sketch)
    board.share()

    def shown(file: BoardFile) -> str:
        with file.reading() as reading:
            query = sketch_row.select().where(sketch_row.c.sketch == sketch.id)
            return str(reading.connection.execute(query).one().round)

    file, arrive = late([tip])
    guess = shown(file)
    assert guess in {first.id, second.id}
    arrive()
    assert shown(file) == second.id


def test_a_link_of_an_unknown_kind_that_arrives_late_still_links(board: Board, late: Late) -> None:
    """Rule 10: what a record replaces is followed through those without effect, unknown ones too."""
    office = board.office
    sketch = office.write(sketch_facts())
    first = office.write(SummaryWritten(sketch.id), texts={"text": "one"})
    link = office.write_unknown("future.kind", f"summary/{sketch.id}", {}, replaces=[first.id])
    other = board.add("office-2")
    issue(board.root, other, "G02", "office")
    other.learn(office)
    last = other.write(SummaryWritten(sketch.id), texts={"text": "two"}, replaces=[link.id])
    file, arrive = late([link])
    assert heads_of(file, f"summary/{sketch.id}") == {first.id, last.id}
    arrive()
    assert heads_of(file, f"summary/{sketch.id}") == {last.id}


def heads_of(file: BoardFile, slot: str) -> set[str]:
    """The ids of the heads of SLOT by the read model."""
    with file.reading() as reading:
        query = select(entry.c.id).join(head, head.c.n == entry.c.n).where(head.c.slot == slot)
        return set(reading.connection.execute(query).scalars())


def test_a_cut_reaches_what_the_certificate_issued_and_what_that_wrote(board: Board, late: Late) -> None:
    """Rule 5: certificates issued beyond the tip fall, with all that was written under them."""
    sketch = board.office.write(sketch_facts())
    round_ = open_round(board.office, sketch)
    phone = board.add("phone")
    issue(board.office, phone, "M03", "member")
    phone.learn(board.office)
    ballot = phone.write(ballot_for(round_, "M03"))
    board.root.learn(phone)
    cut = board.root.cut(board.office.certificates["office"], [round_])
    file, arrive = late([cut])
    assert reason_of(file, ballot) is None
    arrive()
    assert reason_of(file, ballot) == "certificate"
    assert state_of(file, round_) == "open"


def test_a_confirmation_keeps_an_opening_that_a_cut_reaches(board: Board, late: Late) -> None:
    """Rule 14: nothing but a confirmation's own opening and closing is vouched for."""
    sketch = board.office.write(sketch_facts())
    round_ = open_round(board.office, sketch)
    closing = board.office.write(closing_of(board.office, round_))
    board.root.learn(board.office)
    board.root.cut(board.office.certificates["office"], [sketch])
    board.chair.learn(board.office)
    confirm = board.chair.write(RoundConfirmed(round_.id, closing.id), role="chair")
    file, arrive = late([confirm])
    assert reason_of(file, round_) == reason_of(file, closing) == "cut"
    with file.reading() as reading:
        assert reading.connection.execute(round_row.select()).all() == []
    arrive()
    assert reason_of(file, round_) is reason_of(file, closing) is None
    assert state_of(file, round_) == "confirmed"


def test_a_fork_shows_both_tips_and_names_the_key(board: Board, late: Late) -> None:
    """Rule 8: both branches are kept and the key is marked."""
    sketch = board.office.write(sketch_facts())
    round_ = open_round(board.office, sketch)
    member = board.members["M02"]
    member.learn(board.office)
    twin = member.copy()
    board.others.append(twin)
    member.write(ballot_for(round_, "M02", "yes"))
    second = twin.write(ballot_for(round_, "M02", "no"))
    file, arrive = late([second])
    with file.reading() as reading:
        assert not reading.ledger.forked(member.public)
        assert len(reading.ledger.tips_of(member.public)) == 1
    arrive()
    with file.reading() as reading:
        assert reading.ledger.forked(member.public)
        assert len(reading.ledger.tips_of(member.public)) == 2
        assert len(reading.ledger.chain(member.public)) == 2
