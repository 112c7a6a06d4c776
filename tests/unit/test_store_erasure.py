"""Erasing: what office and chair have both ordered is gone from the file's bytes, and nothing else is."""

from pathlib import Path

import pytest
from sqlalchemy import text

from beirat_tui.domain.errors import StoreError
from beirat_tui.log.bodies.board import CommentWritten, SummaryWritten
from beirat_tui.log.bodies.rights import EraseOrdered
from beirat_tui.log.bodies.rounds import RoundAborted
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Draft, Record, sign
from beirat_tui.store.board_file import BoardFile, missing_payloads
from beirat_tui.store.schema import payload, sketch_text
from boards import Board, found, open_round, opening_of, revision_of, sketch_facts
from filed import agrees_with, filed, take, whole

HIDDEN = "Zwiebelturmgasse"
TEXTS = {"title": f"Werkstatt in der {HIDDEN}", "applicant_name": HIDDEN, "sections": {"goals": HIDDEN * 2}}


@pytest.fixture
def board() -> Board:
    """A board with three members."""
    return found(members=3)


def order(board: Board, target: Record, *, role: str) -> Record:
    """One half of the order to erase the payload of TARGET."""
    device = board.office if role == "office" else board.chair
    device.learn(board.chair if role == "office" else board.office)
    return device.write(EraseOrdered(target.id, "Antrag der Person"), role=role)


def order_both(board: Board, target: Record) -> None:
    """Both halves."""
    order(board, target, role="office")
    order(board, target, role="chair")


def is_here(file: BoardFile, record: Record) -> bool:
    """Whether FILE holds RECORD's payload."""
    with file.reading() as reading:
        return reading.blob(record.payload) is not None


def words_in_index(file: BoardFile) -> set[str]:
    """All words and prefixes that the search index still knows."""
    with file.reading() as reading:
        run = reading.connection.execute
        run(text("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'sketch_search', 'instance')"))
        found_ = set(run(text("SELECT term FROM temp.words")).scalars())
        run(text("DROP TABLE temp.words"))
        return found_


def traces(file: BoardFile) -> list[bytes]:
    """The pages of the file, as they lie on the disk, in which the secret still stands."""
    content = file.path.read_bytes().lower()
    return [
        content[at - 20 : at + 20] for at in range(len(content)) if content.startswith(b"zwiebelturm", at)
    ]


def test_what_both_have_ordered_is_gone_from_the_bytes(board: Board, tmp_path: Path) -> None:
    sketch = board.office.write(sketch_facts(), texts=TEXTS)
    board.office.write(sketch_facts("2026-02"), texts={"title": "Mobile Bücherei"})
    with filed(tmp_path, whole(board)) as file:
        assert traces(file)
        order(board, sketch, role="office")
        take(file, whole(board))
        assert is_here(file, sketch)
        assert traces(file)
        order(board, sketch, role="chair")
        take(file, whole(board))
        assert not is_here(file, sketch)
        assert not traces(file)
        assert {word for word in words_in_index(file) if word.startswith("zw")} == set()
        assert "bucherei" in words_in_index(file)
        with file.reading() as reading:
            titles = reading.connection.execute(sketch_text.select()).all()
            assert sorted(row.title for row in titles) == ["", "Mobile Bücherei"]
            assert reading.erased_payloads() == {sketch.payload}
            assert sketch.payload not in missing_payloads(reading)
            assert reading.texts(sketch) == {}
        agrees_with(file, MemoryLedger(board.records()))


def test_what_was_erased_is_not_taken_again(board: Board, tmp_path: Path) -> None:
    sketch = board.office.write(sketch_facts(), texts=TEXTS)
    order_both(board, sketch)
    # The orders come before the text, in one go and one after the other.
    with filed(tmp_path, whole(board)) as file, filed(tmp_path, *([pair] for pair in whole(board))) as slowly:
        for each in (file, slowly):
            with each.writing() as writing:
                assert not writing.take_payload(sketch.payload, board.office.payloads[str(sketch.payload)])
            take(each, whole(board)[::-1])
            assert not is_here(each, sketch)
            assert not traces(each)


def test_an_erasure_that_loses_its_effect_lets_the_text_come_back(board: Board, tmp_path: Path) -> None:
    sketch = board.office.write(sketch_facts(), texts=TEXTS)
    order_both(board, sketch)
    with filed(tmp_path, whole(board)) as file:
        assert not is_here(file, sketch)
        board.root.learn(board.office)
        board.root.cut(board.office.certificates["office"], [sketch])
        take(file, whole(board))
        with file.reading() as reading:
            assert missing_payloads(reading) == {sketch.payload}
        take(file, whole(board))
        assert is_here(file, sketch)
        with file.reading() as reading:
            assert reading.erased_payloads() == set()
            assert reading.texts(sketch)["title"] == TEXTS["title"]
        agrees_with(file, MemoryLedger(board.records()))


def test_a_text_that_comes_late_is_shown_and_found(board: Board, tmp_path: Path) -> None:
    sketch = board.office.write(sketch_facts(), texts=TEXTS)
    with filed(tmp_path, [(each, None) for each, _ in whole(board)]) as file:
        with file.reading() as reading:
            assert sketch.payload in missing_payloads(reading)
        with file.writing() as writing:
            blob = board.office.payloads[str(sketch.payload)]
            assert not writing.take_payload(sketch.payload, blob + b"!")
            assert not writing.take_payload("0" * 64, blob)
            assert not writing.take_payload(None, blob)
            assert writing.take_payload(sketch.payload, blob)
            assert not writing.take_payload(sketch.payload, blob)
        with file.reading() as reading:
            assert sketch.payload not in missing_payloads(reading)
            assert reading.connection.execute(sketch_text.select()).one().title == TEXTS["title"]
        assert "zwiebelturmgasse" in words_in_index(file)


@pytest.mark.parametrize("what", ["sketch", "motion"])
def test_what_an_open_round_needs_stays_until_the_round_ends(board: Board, tmp_path: Path, what: str) -> None:
    sketch = board.office.write(sketch_facts(), texts=TEXTS)
    if what == "motion":
        round_ = board.office.write(opening_of(board.office, sketch), texts={"conditions": "Ortstermin"})
        target = round_
    else:
        round_ = open_round(board.office, sketch)
        target = sketch
    order_both(board, target)
    with filed(tmp_path, whole(board)) as file:
        assert is_here(file, target)
        agrees_with(file, MemoryLedger(board.records()))
        board.office.learn(board.chair)
        board.office.write(RoundAborted(round_.id))
        take(file, whole(board))
        assert not is_here(file, target)
        if what == "sketch":
            assert not traces(file)
        agrees_with(file, MemoryLedger(board.records()))


def test_an_older_version_and_a_summary_may_go_while_a_round_is_open(board: Board, tmp_path: Path) -> None:
    sketch = board.office.write(sketch_facts(), texts=TEXTS)
    newer = board.office.write(revision_of(sketch), texts={"title": "Werkstatt am Markt"})
    summary = board.office.write(SummaryWritten(sketch.id), texts={"text": f"Es geht um die {HIDDEN}."})
    open_round(board.office, sketch, version=newer.id, version_payload=newer.payload)
    order_both(board, sketch)
    order_both(board, summary)
    with filed(tmp_path, whole(board)) as file:
        assert not is_here(file, sketch)
        assert not is_here(file, summary)
        assert is_here(file, newer)
        assert not traces(file)


def test_a_payload_that_two_records_name_is_judged_by_both(board: Board, tmp_path: Path) -> None:
    sketch = board.office.write(sketch_facts(), texts=TEXTS)
    member = board.members["M02"]
    member.learn(board.office)
    remark = sign(
        Draft("comment.written", CommentWritten(sketch.id), (), sketch.payload),
        member.key,
        board=board.id,
        by=member.certificates["member"],
        seq=1,
        prev=None,
        at=1,
    )
    board.office.learn([remark])
    order_both(board, remark)
    with filed(tmp_path, whole(board)) as file:
        assert not is_here(file, sketch)
        assert not traces(file)
        order_both(board, sketch)
        board.root.learn(board.office)
        board.root.learn(board.chair)
        halves = [each for each in board.records() if each.slot == f"erase/{remark.id}"]
        tips = [each for each in board.records() if each.slot == f"erase/{sketch.id}"]
        assert len(halves) == len(tips) == 2
        take(file, whole(board))
        with file.reading() as reading:
            assert reading.erased_payloads() == {sketch.payload}
        agrees_with(file, MemoryLedger(board.records()))


def test_without_an_order_no_payload_can_be_deleted(board: Board, tmp_path: Path) -> None:
    sketch = board.office.write(sketch_facts(), texts=TEXTS)
    gone = payload.delete().where(payload.c.hash == sketch.payload)
    with (
        filed(tmp_path, whole(board)) as file,
        pytest.raises(StoreError) as caught,
        file.writing() as writing,
    ):
        writing.connection.execute(gone)
    assert caught.value.code == "store.append-only"
