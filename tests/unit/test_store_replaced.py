"""The file replaced, renamed or deleted under the program: noticed, and nothing that was saved is lost."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from beirat_tui.domain.errors import StoreError
from beirat_tui.log.bodies.board import CommentWritten
from beirat_tui.log.bodies.rights import JoinRequested
from beirat_tui.log.heard import state
from beirat_tui.log.record import Record
from beirat_tui.store import replaced
from beirat_tui.store.board_file import BoardFile, Notice
from boards import Board, Device, found, sketch_facts
from filed import filed, take, whole

pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be replaced")


class Desk:
    """Somebody with a board open, and a copy of the file as it was at the beginning."""

    def __init__(self, board: Board, file: BoardFile) -> None:
        self.board = board
        self.file = file
        self.sketch = next(each for each in board.records() if each.kind == "sketch.submitted")
        self.older = file.path.with_name("older copy")
        shutil.copy(file.path, self.older)

    def remark(self, label: str) -> Record:
        """Let a member write a remark into the open file."""
        member = self.board.members[label]
        record = member.write(CommentWritten(self.sketch.id), texts={"text": f"Anmerkung von {label}"})
        take(self.file, [(record, member.payloads[str(record.payload)])])
        return record

    def elsewhere(self, label: str) -> Record:
        """Let a member write a remark into the older copy."""
        member = self.board.members[label]
        record = member.write(CommentWritten(self.sketch.id), texts={"text": f"Anmerkung von {label}"})
        other = BoardFile(self.older)
        take(other, [(record, member.payloads[str(record.payload)])])
        other.close()
        return record

    def holds(self, *records: Record, path: Path | None = None) -> bool:
        """Whether the file at the path (opened anew) has RECORDS with their payloads."""
        again = BoardFile(path or self.file.path)
        try:
            with again.reading() as reading:
                return all(
                    reading.ledger.get(each.id) == each and reading.blob(each.payload) is not None
                    for each in records
                )
        finally:
            again.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A board with three members and one sketch."""
    board = found(members=3)
    board.office.write(sketch_facts(), texts={"title": "Werkstatt"})
    board.share()
    with filed(tmp_path, whole(board)) as file:
        yield Desk(board, file)


def test_another_copy_in_its_place_gets_what_was_known(desk: Desk) -> None:
    here, there = desk.remark("M01"), desk.elsewhere("M02")
    before = desk.file.revision()
    desk.older.replace(desk.file.path)
    assert desk.file.revision() != before
    with desk.file.reading() as reading:
        assert reading.ledger.get(here.id) == here
        assert reading.ledger.get(there.id) == there
        assert reading.texts(here) == {"text": "Anmerkung von M01"}
    assert desk.holds(here, there)
    assert desk.file.take_notices() == [Notice("replaced", 1)]
    assert desk.file.take_notices() == []
    after = desk.remark("M03")
    assert desk.holds(here, there, after)


def test_a_copy_that_knows_everything_is_not_written(desk: Desk) -> None:
    shutil.copy(desk.file.path, desk.older)
    content = desk.older.read_bytes()
    desk.older.replace(desk.file.path)
    with desk.file.reading():
        assert desk.file.path.read_bytes() == content
    assert desk.file.take_notices() == [Notice("replaced", 0)]


def test_a_renamed_file_is_put_back_before_the_next_write(desk: Desk) -> None:
    first = desk.remark("M01")
    renamed = desk.file.path.rename(desk.file.path.with_name("conflicted copy"))
    with pytest.raises(StoreError, match=r"store\.missing"), desk.file.reading():
        pass
    assert not desk.file.path.exists()
    second = desk.remark("M02")
    assert desk.holds(first, second)
    assert desk.holds(first, path=renamed)
    assert not desk.holds(second, path=renamed)
    assert desk.file.take_notices() == [Notice("restored")]


def test_a_deleted_file_is_put_back_before_the_next_write(desk: Desk) -> None:
    first = desk.remark("M01")
    desk.file.path.unlink()
    second = desk.remark("M02")
    assert desk.holds(first, second)
    assert sorted(each.name for each in desk.file.path.parent.iterdir()) == sorted(
        [desk.file.path.name, "older copy"]
    )


def test_where_the_folder_is_gone_nothing_is_put_back(desk: Desk) -> None:
    first = desk.remark("M01")
    folder = desk.file.path.parent
    moved = folder.rename(folder.with_name("moved"))
    with pytest.raises(StoreError, match=r"store\.missing"):
        desk.remark("M02")
    moved.rename(folder)
    third = desk.remark("M03")
    assert desk.holds(first, third)
    assert desk.file.take_notices() == []


def test_the_file_of_another_board_is_not_mixed_in(desk: Desk) -> None:
    here = desk.remark("M01")
    other = found(members=1, title="Ein anderer Beirat")
    with filed(desk.file.path.parent, whole(other)) as file:
        shutil.copy(file.path, desk.older)
    ours = desk.file.path.rename(desk.file.path.with_name("ours"))
    foreign = desk.older.read_bytes()
    desk.older.replace(desk.file.path)
    for _ in range(2):
        with pytest.raises(StoreError, match=r"store\.other-board"), desk.file.reading():
            pass
        with pytest.raises(StoreError, match=r"store\.other-board"):
            desk.remark("M02")
    assert desk.file.path.read_bytes() == foreign
    ours.replace(desk.file.path)
    assert desk.holds(here)
    with desk.file.reading() as reading:
        assert reading.ledger.get(here.id) == here


def test_half_a_file_in_its_place_is_waited_out(desk: Desk) -> None:
    here = desk.remark("M01")
    content = desk.older.read_bytes()
    desk.older.write_bytes(content[: len(content) // 2])
    desk.older.replace(desk.file.path)
    with pytest.raises(StoreError, match=r"store\.truncated"):
        desk.remark("M02")
    desk.file.path.write_bytes(content)
    later = desk.remark("M03")
    assert desk.holds(here, later)


def test_what_was_replaced_while_it_was_written_is_brought_over(desk: Desk) -> None:
    member = desk.board.members["M01"]
    record = member.write(CommentWritten(desk.sketch.id), texts={"text": "gerade noch"})
    blob = member.payloads[str(record.payload)]
    with desk.file.writing() as writing:
        writing.take(record, blob)
        writing.finish()
        desk.older.replace(desk.file.path)
    assert desk.holds(record)


def test_what_was_replaced_before_the_first_byte_is_not_written(desk: Desk) -> None:
    member = desk.board.members["M01"]
    record = member.write(CommentWritten(desk.sketch.id), texts={"text": "zu spät"})
    with pytest.raises(StoreError, match=r"store\.replaced"), desk.file.writing() as writing:  # noqa: PT012
        desk.older.replace(desk.file.path)
        writing.take(record)
    with desk.file.reading() as reading:
        assert reading.ledger.get(record.id) is None
    take(desk.file, [(record, member.payloads[str(record.payload)])])
    assert desk.holds(record)


def test_what_was_replaced_before_leaving_is_brought_over(desk: Desk) -> None:
    here = desk.remark("M01")
    desk.older.replace(desk.file.path)
    desk.file.close()
    assert desk.holds(here)


def test_what_was_deleted_before_leaving_is_put_back(desk: Desk) -> None:
    here = desk.remark("M01")
    desk.file.path.unlink()
    desk.file.close()
    assert desk.holds(here)
    assert desk.file.take_notices() == [Notice("restored")]


@pytest.mark.parametrize("what", ["nothing", "half", "another board", "a folder"])
def test_what_something_else_replaced_before_leaving_is_set_aside(desk: Desk, what: str) -> None:
    here, path = desk.remark("M01"), desk.file.path
    if what == "another board":
        with filed(path.parent, whole(found(members=1, title="Ein anderer Beirat"))) as file:
            shutil.copy(file.path, desk.older)
    elif what != "a folder":
        desk.older.write_bytes(b"" if what == "nothing" else desk.older.read_bytes()[:20_000])
    (path.parent / f"{path.stem} (1){path.suffix}").touch()
    if what == "a folder":
        path.unlink()
        path.mkdir()
    else:
        desk.older.replace(path)
    before = b"" if what == "a folder" else path.read_bytes()
    desk.file.close()
    aside = path.with_name(f"{path.stem} (2){path.suffix}")
    assert desk.file.take_notices() == [Notice("set-aside", path=aside)]
    assert desk.holds(here, path=aside)
    if what == "a folder":
        path.rmdir()
    else:
        assert path.read_bytes() == before


def test_what_lies_elsewhere_under_another_name_is_not_copied_on_leaving(desk: Desk) -> None:
    here, path = desk.remark("M01"), desk.file.path
    moved = path.rename(path.with_name("verschoben"))
    desk.file.close()
    assert not path.exists()
    path.write_bytes(b"")
    again = BoardFile(moved)
    desk.older.replace(moved)
    assert desk.holds(here, path=moved) is False
    again.close()
    assert desk.holds(here, path=moved)


def test_where_the_folder_went_with_the_file_leaving_says_nothing(desk: Desk) -> None:
    shutil.rmtree(desk.file.path.parent)
    desk.file.close()
    assert desk.file.take_notices() == []


def test_requests_and_waiting_records_come_along(desk: Desk) -> None:
    guest = Device("guest")
    guest.learn(desk.board.office)
    request = guest.write(JoinRequested(guest.public, "Gast"))
    member = desk.board.members["M01"]
    first = member.write(CommentWritten(desk.sketch.id))
    second = member.write(CommentWritten(desk.sketch.id), texts={"text": "Antwort"})
    take(desk.file, [(request, None), (second, member.payloads[str(second.payload)])])
    desk.older.replace(desk.file.path)
    take(desk.file, [(first, None)])
    with desk.file.reading() as reading:
        assert reading.requests() == [request]
        assert reading.ledger.get(second.id) == second
        assert reading.texts(second) == {"text": "Antwort"}


def test_what_devices_said_comes_along(desk: Desk) -> None:
    member = desk.board.members["M01"]
    older, newer = (
        state(member.key, desk.board.id, number=number, at=number, tips=[], last=number) for number in (1, 2)
    )
    copy = BoardFile(desk.older)
    with copy.writing() as writing:
        assert writing.hear(older)
    copy.close()
    with desk.file.writing() as writing:
        assert writing.hear(newer)
    desk.older.replace(desk.file.path)
    with desk.file.reading() as reading:
        assert reading.heard() == [newer]
    assert desk.file.take_notices() == [Notice("replaced", 0)]


def test_an_old_file_that_cannot_be_read_is_told_and_left(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = desk.elsewhere("M02")

    def unreadable(_path: Path) -> None:
        raise StoreError("store.damaged", path="")

    desk.older.replace(desk.file.path)
    monkeypatch.setattr(replaced, "open_file", unreadable)
    with desk.file.reading() as reading:
        assert reading.ledger.get(there.id) == there
    assert desk.file.take_notices() == [Notice("unreadable")]


def test_an_old_file_that_never_stands_still_is_not_copied_half(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.older.replace(desk.file.path)
    counts = iter(range(1000))
    with monkeypatch.context() as patch:
        patch.setattr("beirat_tui.store.held.HeldFile.counter", lambda _held: next(counts))
        with pytest.raises(StoreError, match=r"store\.locked"), desk.file.reading():
            pass
    with desk.file.reading():
        pass


def test_where_nothing_can_be_put_aside_the_old_file_is_kept_hold_of(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = desk.remark("M01")
    desk.older.replace(desk.file.path)

    def full(_descriptor: int) -> None:
        raise OSError(28, "no space")

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(StoreError, match=r"store\.cannot-create"), desk.file.reading():
            pass
    with desk.file.reading() as reading:
        assert reading.ledger.get(here.id) == here
