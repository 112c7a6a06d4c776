"""A device's own records: on disk when they are said to be, in order, more than an older file knows."""

import os
from pathlib import Path

import pytest

from beirat_tui.domain.errors import StoreError
from beirat_tui.log.bodies.board import CommentWritten
from beirat_tui.log.record import Record
from beirat_tui.store.own_records import OwnRecords
from boards import Board, found, sketch_facts
from filed import filed, take, whole


@pytest.fixture
def board() -> Board:
    """A board with three members."""
    return found(members=3)


@pytest.fixture
def signed(board: Board) -> list[tuple[Record, bytes | None]]:
    """Three comments of M02 on a sketch, with payloads, and one record without."""
    sketch = board.office.write(sketch_facts(), texts={"title": "Werkstatt"})
    member = board.members["M02"]
    member.learn(board.office)
    made = [member.write(CommentWritten(sketch.id), texts={"text": f"Nummer {n}"}) for n in range(3)]
    made.append(member.write(CommentWritten(sketch.id)))
    return [(each, member.payloads.get(each.payload or "")) for each in made]


def test_what_was_kept_comes_back_in_order(signed: list[tuple[Record, bytes | None]], tmp_path: Path) -> None:
    own = OwnRecords(tmp_path / "private")
    assert own.last() is None
    assert list(own) == []
    own.keep([])
    assert not own.folder.exists()
    own.keep(signed[:1])
    own.keep(signed[1:])
    assert list(OwnRecords(own.folder)) == signed
    assert own.last() == signed[-1][0]
    if os.name == "posix":
        assert (own.folder / "own-records").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("cut", [2, 40, 700])
def test_a_line_that_a_crash_cut_off_harms_no_other(
    signed: list[tuple[Record, bytes | None]], tmp_path: Path, cut: int
) -> None:
    own = OwnRecords(tmp_path)
    own.keep(signed[:2])
    log = tmp_path / "own-records"
    log.write_bytes(log.read_bytes()[:-cut])
    assert list(own) == signed[:1]
    assert own.last() == signed[0][0]
    own.keep(signed[2:])
    assert list(own) == [signed[0], *signed[2:]]
    assert own.last() == signed[-1][0]


def test_lines_that_are_no_records_are_passed_over(
    signed: list[tuple[Record, bytes | None]], tmp_path: Path
) -> None:
    own = OwnRecords(tmp_path)
    own.keep(signed[:1])
    log = tmp_path / "own-records"
    good = log.read_bytes()
    raw, signature = good.split()
    forged = raw + b" " + signature[:20] + b"AAAA" + signature[24:] + b"\n"
    log.write_bytes(b"\xff\xfe\n" + b"a b c\n" + b"%% %%\n" + b"e30= e30=\n" + forged + good + b"\n\n")
    assert list(own) == signed[:1]
    assert own.last() == signed[0][0]


def test_a_damaged_or_lost_payload_is_left_out(
    signed: list[tuple[Record, bytes | None]], tmp_path: Path
) -> None:
    own = OwnRecords(tmp_path)
    own.keep(signed)
    (tmp_path / "own-payloads" / str(signed[0][0].payload)).write_bytes(b"something else")
    (tmp_path / "own-payloads" / str(signed[1][0].payload)).unlink()
    assert list(own) == [(signed[0][0], None), (signed[1][0], None), *signed[2:]]


def test_erasing_takes_the_text_from_here_too(
    signed: list[tuple[Record, bytes | None]], tmp_path: Path
) -> None:
    own = OwnRecords(tmp_path)
    own.keep(signed)
    own.forget_payloads([str(signed[0][0].payload), "0" * 64])
    assert list(own) == [(signed[0][0], None), *signed[1:]]
    assert not any(b"Nummer 0" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_everything_is_synced_before_keep_returns(
    signed: list[tuple[Record, bytes | None]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        synced.append(os.fstat(descriptor).st_size)
        real(descriptor)

    monkeypatch.setattr("os.fsync", fsync)
    OwnRecords(tmp_path).keep(signed)
    assert synced[:3] == [len(blob) for _, blob in signed if blob is not None]
    assert synced[-1] == (tmp_path / "own-records").stat().st_size


def test_an_older_copy_of_the_board_gets_back_what_it_lacks(
    board: Board, signed: list[tuple[Record, bytes | None]], tmp_path: Path
) -> None:
    own = OwnRecords(tmp_path / "private")
    own.keep(signed)
    mine = {each.id for each, _ in signed}
    older = [pair for pair in whole(board) if pair[0].id not in mine]
    with filed(tmp_path, older) as file:
        take(file, list(own)[::-1])
        with file.reading() as reading:
            assert {each.id for each in reading.ledger.chain(board.members["M02"].public)} == mine
            assert reading.texts(signed[0][0]) == {"text": "Nummer 0"}
        revision = file.revision()
        take(file, list(own))
        assert file.revision() == revision


def test_a_folder_that_cannot_be_written_is_told(
    signed: list[tuple[Record, bytes | None]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError) as caught:
        OwnRecords(tmp_path / "file").keep(signed)
    assert caught.value.code == "home.not-kept"
    own = OwnRecords(tmp_path / "private")
    own.keep(signed)

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(StoreError, match=r"home\.not-kept"):
        own.keep(signed)
    with pytest.raises(StoreError, match=r"home\.not-kept"):
        own.forget_payloads([str(signed[0][0].payload)])


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "own-records").mkdir()
    own = OwnRecords(tmp_path)
    with pytest.raises(StoreError) as caught:
        own.last()
    assert caught.value.code == "home.cannot-read"
    with pytest.raises(StoreError) as caught:
        list(own)
    assert caught.value.code == "home.cannot-read"
