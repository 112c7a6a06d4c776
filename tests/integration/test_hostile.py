"""Foreign files that are no good: a report that says why, nothing changed, nothing forged taken."""

import os
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from beirat_tui.log.bodies.board import RulesAdopted
from beirat_tui.log.record import Record
from beirat_tui.services import merging
from beirat_tui.services.merging_views import FileState
from beirat_tui.services.session import Session
from beirat_tui.store.held import HeldFile
from beirat_tui.sync import foreign
from beirat_tui.sync import merge as unions
from boards import SIMPLE_RULES, Board, ballot_for, found, open_round
from merged import altered, content, copy_of, only, write
from stores import sit, submit


@pytest.fixture
def board() -> Board:
    """A running vote that everybody knows of."""
    board = found(members=4)
    open_round(board.office, submit(board, "2026-07", "Leitstelle"))
    board.share()
    return board


@pytest.fixture
def round_(board: Board) -> Record:
    return next(each for each in board.records() if each.kind == "round.opened")


@pytest.fixture
def session(board: Board, tmp_path: Path) -> Iterator[Session]:
    """A guest at the file that the others are merged into."""
    write(tmp_path / "mine.beirat", board.records(), board)
    session = sit(tmp_path / "mine.beirat", None, tmp_path / "home")
    yield session
    session.close()


def refused(session: Session, path: Path) -> str:
    """The code with which the one file PATH is refused; nothing changes."""
    before = content(session)
    report = merging.merge(session, [path])
    assert only(report) is FileState.UNREADABLE
    assert not report.clean
    assert content(session) == before
    error = report.files[0].error
    assert error is not None
    return error.code


def with_rows(path: Path, *records: Record) -> Path:
    """The file PATH, to which RECORDS were added in this order."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO record (id, raw, signature) VALUES (?, ?, ?)",
            [(each.id, each.raw, each.signature) for each in records],
        )
    return path


def test_another_board_is_refused(session: Session, tmp_path: Path) -> None:
    other = found(title="Anderer Beirat")
    report = merging.merge(session, [write(tmp_path / "other.beirat", other.records(), other)])
    assert (only(report), report.new, report.clean) == (FileState.OTHER_BOARD, 0, False)


def test_one_bad_file_does_not_stop_the_others(
    session: Session, board: Board, round_: Record, tmp_path: Path
) -> None:
    board.members["M02"].write(ballot_for(round_, "M02"))
    good = copy_of(board.members["M02"], tmp_path / "good.beirat")
    (tmp_path / "bad.beirat").write_bytes(b"SQLite format 3\0" + os.urandom(5000))
    report = merging.merge(session, [tmp_path / "bad.beirat", tmp_path / "none.beirat", good])
    assert [each.state for each in report.files] == [
        FileState.UNREADABLE,
        FileState.UNREADABLE,
        FileState.MERGED,
    ]
    assert report.new == 1


def test_records_with_wrong_signatures_are_refused(
    session: Session, board: Board, round_: Record, tmp_path: Path
) -> None:
    board.members["M02"].write(ballot_for(round_, "M02"))
    path = altered(
        copy_of(board.members["M02"], tmp_path / "x.beirat"), "UPDATE record SET signature = zeroblob(64)"
    )
    report = merging.merge(session, [path])
    assert (report.new, report.refused) == (0, {"signature": 1})


def test_records_against_the_rights_are_refused(session: Session, board: Board, tmp_path: Path) -> None:
    member = board.members["M02"]
    forbidden = member.write(RulesAdopted("Putsch", SIMPLE_RULES))
    path = with_rows(copy_of(member, tmp_path / "x.beirat"), forbidden)
    report = merging.merge(session, [path])
    assert (report.new, report.refused, report.files[0].refused) == (0, {"role": 1}, {"role": 1})


def test_what_is_refused_when_what_it_waited_for_arrives_is_told(
    session: Session, board: Board, round_: Record, tmp_path: Path
) -> None:
    member = board.members["M02"]
    path = copy_of(member, tmp_path / "x.beirat")
    ballot = member.write(ballot_for(round_, "M02"))
    forbidden = member.write(RulesAdopted("Putsch", SIMPLE_RULES))
    report = merging.merge(session, [with_rows(path, forbidden, ballot)])
    assert (report.new, report.waiting, report.refused, report.clean) == (1, 0, {"role": 1}, False)


def test_ids_that_lie_bring_nothing_in_twice(
    session: Session, board: Board, round_: Record, tmp_path: Path
) -> None:
    board.members["M02"].write(ballot_for(round_, "M02"))
    path = altered(
        copy_of(board.members["M02"], tmp_path / "x.beirat"),
        "UPDATE record SET id = 'x' || n WHERE n % 2 = 0",
        "UPDATE record SET id = x'00' || n WHERE n % 3 = 0",
    )
    report = merging.merge(session, [path])
    assert (report.new, report.refused) == (1, {})
    assert report.files[0].known == len(board.records()) - 1


@pytest.mark.parametrize(
    ("raw", "signature"),
    [
        (17, b"x"),
        ("text", b"x"),
        (b"\0", b"x"),
        (b"{}", 17),
        (bytes(70_000), b"x"),
        (b"\xff", "\ud800".encode("utf-8", "surrogatepass")),
    ],
)
def test_rows_that_are_no_records_are_counted(
    session: Session, board: Board, tmp_path: Path, raw: object, signature: object
) -> None:
    path = write(tmp_path / "x.beirat", board.records(), board)
    connection = sqlite3.connect(path)
    for number in range(3):
        values = (f"junk{number}", raw, signature)
        connection.execute("INSERT INTO record (id, raw, signature) VALUES (?, ?, ?)", values)
    connection.commit()
    connection.close()
    report = merging.merge(session, [path])
    assert (report.new, report.refused, only(report)) == (0, {"unreadable": 3}, FileState.NOTHING_NEW)


def test_a_file_full_of_junk_is_not_read_to_its_end(
    session: Session, board: Board, round_: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unions, "MOST_REFUSED", 1500)
    board.members["M02"].write(ballot_for(round_, "M02"))
    path = altered(
        copy_of(board.members["M02"], tmp_path / "x.beirat"),
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 3500) "
        "INSERT INTO record (id, raw, signature) SELECT 'junk' || x, 'junk', zeroblob(64) FROM c",
    )
    report = merging.merge(session, [path])
    error = report.files[0].error
    assert error is not None
    assert error.code == "merge.junk"
    assert report.refused["unreadable"] < 2500
    assert report.new == 1  # what was good stays


def test_a_file_with_more_rows_than_any_board_is_not_read(
    session: Session, board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unions, "MOST_ROWS", 10)
    path = altered(write(tmp_path / "x.beirat", board.records(), board), "UPDATE record SET id = 'x' || n")
    assert refused(session, path) == "merge.junk"


def test_rows_of_any_size_take_no_room(session: Session, board: Board, tmp_path: Path) -> None:
    path = altered(
        write(tmp_path / "x.beirat", board.records(), board),
        "INSERT INTO record (id, raw, signature) VALUES ('large', zeroblob(20000000), zeroblob(20000000))",
        "INSERT INTO record (id, raw, signature) VALUES (hex(zeroblob(5000000)), 'x', zeroblob(64))",
    )
    with foreign.open_foreign(path) as file:
        ids = dict(file.ids())
        assert max(map(len, ids.values())) == 64
        rows = list(file.records(sorted(ids)))
        assert max(len(raw) for raw, _ in rows if isinstance(raw, bytes)) < 70_000
        assert rows[-2] == (None, None)
    assert merging.merge(session, [path]).refused == {"unreadable": 2}


def _random(path: Path) -> None:
    path.write_bytes(os.urandom(10_000))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])


def _cut_in_the_header(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:60])


def _zeroed(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[4096:] = bytes(len(raw) - 4096)
    path.write_bytes(raw)


def _newer(path: Path) -> None:
    altered(path, "PRAGMA user_version = 99")


def _view(path: Path) -> None:
    altered(path, "ALTER TABLE record RENAME TO r; CREATE VIEW record AS SELECT * FROM r")


def _virtual(path: Path) -> None:
    altered(path, "DROP TABLE record; CREATE VIRTUAL TABLE record USING fts5(n, id, raw, signature)")


def _generated(path: Path) -> None:
    altered(
        path,
        "DROP TABLE record; CREATE TABLE record (n INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL, "
        "raw BLOB NOT NULL, signature BLOB NOT NULL, more TEXT AS (hex(raw)) VIRTUAL)",
    )


def _other_columns(path: Path) -> None:
    altered(path, "ALTER TABLE payload RENAME COLUMN blob TO bytes")


def _no_tables(path: Path) -> None:
    altered(path, "DROP TABLE record")


def _broken_schema(path: Path) -> None:
    altered(
        path,
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE NONSENSE' WHERE name = 'head'",
    )


def _directory(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_random, "store.not-a-board"),
        (_empty, "store.not-a-board"),
        (_truncated, "store.truncated"),
        (_cut_in_the_header, "store.not-a-board"),
        (_zeroed, "store.damaged"),
        (_newer, "store.newer-format"),
        (_view, "store.not-a-board"),
        (_virtual, "store.not-a-board"),
        (_generated, "store.not-a-board"),
        (_other_columns, "store.not-a-board"),
        (_no_tables, "store.not-a-board"),
        (_broken_schema, "store.damaged"),
        (_directory, "store.missing"),
        (_pipe, "store.not-a-board"),
    ],
)
def test_a_spoilt_file_is_refused(
    session: Session, board: Board, tmp_path: Path, spoil: Callable[[Path], None], code: str
) -> None:
    path = write(tmp_path / "x.beirat", board.records(), board)
    spoil(path)
    assert refused(session, path) == code


def test_every_length_of_a_cut_file_is_survived(
    session: Session, board: Board, round_: Record, tmp_path: Path
) -> None:
    board.members["M02"].write(ballot_for(round_, "M02"))
    whole = copy_of(board.members["M02"], tmp_path / "x.beirat").read_bytes()
    before = content(session)
    for length in range(0, len(whole), 4096):
        (tmp_path / "cut.beirat").write_bytes(whole[:length])
        report = merging.merge(session, [tmp_path / "cut.beirat"])
        assert only(report) is FileState.UNREADABLE or report.new == 1
        if report.new:
            break
        assert content(session) == before


def test_flipped_bits_bring_nothing_unverified_in(
    session: Session, board: Board, round_: Record, tmp_path: Path
) -> None:
    ballot = board.members["M02"].write(ballot_for(round_, "M02"))
    good = {each.id for each in board.records()} | {ballot.id}
    whole = copy_of(board.members["M02"], tmp_path / "x.beirat").read_bytes()
    chance = random.Random(3)  # noqa: S311  (no secret)
    for _ in range(150):
        raw = bytearray(whole)
        for _ in range(20):
            raw[chance.randrange(100, len(raw))] ^= 1 << chance.randrange(8)
        (tmp_path / "flipped.beirat").write_bytes(raw)
        merging.merge(session, [tmp_path / "flipped.beirat"])
        with session.reading() as reading:
            assert {
                each.id for slot in reading.ledger.slots_under("") for each in reading.ledger.slot(slot)
            } <= good


def test_an_answer_without_end_is_interrupted(
    session: Session, board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "x.beirat", board.records(), board)
    monkeypatch.setattr(foreign, "SECONDS", -1.0)
    monkeypatch.setattr(foreign, "_INSTRUCTIONS", 1)
    assert refused(session, path) == "merge.too-slow"


def test_a_file_larger_than_any_board_is_not_copied(
    session: Session, board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "x.beirat", board.records(), board)
    monkeypatch.setattr(foreign, "MOST_BYTES", 4096)
    assert refused(session, path) == "merge.too-large"


def test_no_room_for_the_copy_is_told(
    session: Session, board: Board, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "x.beirat", board.records(), board)

    def full(_held: object) -> Iterator[bytes]:
        yield b""
        raise OSError

    monkeypatch.setattr(HeldFile, "content", full)
    assert refused(session, path) == "merge.no-room"


def test_a_read_only_place_will_do(session: Session, board: Board, round_: Record, tmp_path: Path) -> None:
    board.members["M02"].write(ballot_for(round_, "M02"))
    path = copy_of(board.members["M02"], tmp_path / "medium" / "x.beirat")
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        assert merging.merge(session, [path]).new == 1
    finally:
        path.parent.chmod(0o700)
