"""Opening a board file: what is none, or cannot be read, is refused with a code and left as it is."""

import os
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from beirat_tui.domain.errors import StoreError
from beirat_tui.store import migrations, schema
from beirat_tui.store.board_file import BoardFile
from beirat_tui.store.held import HeldFile
from boards import found, sketch_facts
from filed import filed, whole

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs the file system of a Unix")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[BoardFile]:
    """A board's file with one sketch."""
    board = found(members=3)
    board.office.write(sketch_facts(), texts={"title": "Werkstatt"})
    with filed(tmp_path, whole(board)) as file:
        yield file


def code_of(path: Path, *, write: bool = False, busy_seconds: float = 0.1) -> str:
    """The code with which opening and reading (or writing) PATH ends; ``fine`` if it does not."""
    try:
        board = BoardFile(path, busy_seconds=busy_seconds)
    except StoreError as error:
        return error.code
    try:
        if write:
            with board.writing() as writing:
                writing.connection.exec_driver_sql("UPDATE entry SET at = at WHERE n = 1")
        else:
            with board.reading() as reading:
                for row in reading.connection.execute(schema.record.select()):
                    reading.ledger.get(row.id)
                reading.connection.exec_driver_sql("SELECT count(*) FROM payload").scalar()
    except StoreError as error:
        return error.code
    finally:
        board.close()
    return "fine"


def edited(path: Path, offset: int, value: int) -> Path:
    """PATH with a number in its header changed."""
    content = bytearray(path.read_bytes())
    struct.pack_into(">I", content, offset, value)
    path.write_bytes(content)
    return path


def test_at_rest_the_board_is_one_file(file: BoardFile) -> None:
    with file.writing() as writing:
        writing.connection.exec_driver_sql("UPDATE entry SET at = at WHERE n = 1")
        assert file.path.with_name(file.path.name + "-journal").exists()
    assert [each.name for each in file.path.parent.iterdir()] == [file.path.name]
    content = file.path.read_bytes()
    assert struct.unpack_from(">I", content, 68) == (0x42454952,)
    assert struct.unpack_from(">I", content, 60) == (schema.SCHEMA_VERSION,)
    assert content[18:20] == b"\x01\x01"
    with file.reading() as reading:
        pragma = reading.connection.exec_driver_sql
        assert pragma("PRAGMA foreign_keys").scalar() == 1
        assert pragma("PRAGMA recursive_triggers").scalar() == 1
        assert pragma("PRAGMA synchronous").scalar() == 3
        assert pragma("PRAGMA secure_delete").scalar() == 1
        assert pragma("PRAGMA trusted_schema").scalar() == 0
        assert pragma("PRAGMA busy_timeout").scalar() == 30_000


def test_the_revision_changes_with_what_others_write(file: BoardFile) -> None:
    other = BoardFile(file.path)
    before = file.revision()
    assert file.revision() == other.revision() == before
    with other.writing() as writing:
        writing.connection.exec_driver_sql("UPDATE entry SET at = at WHERE n = 1")
    assert file.revision() == other.revision() != before
    with other.reading():
        assert file.revision() == other.revision()
    other.close()


def test_what_is_no_board_is_refused_and_left_alone(tmp_path: Path) -> None:
    empty, text, foreign = tmp_path / "empty", tmp_path / "text", tmp_path / "foreign"
    empty.write_bytes(b"")
    text.write_bytes(b"Sitzung am 16. Maerz, 10 Uhr. " * 100)
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE record (n)")
    connection.close()
    for path in (empty, text, foreign):
        before = path.read_bytes()
        assert code_of(path) == "store.not-a-board"
        assert path.read_bytes() == before
    assert code_of(tmp_path) == "store.not-a-board"
    assert code_of(tmp_path / "nowhere") == "store.missing"
    assert code_of(text / "below") == "store.cannot-open"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["empty", "foreign", "text"]


@POSIX
def test_a_pipe_is_no_board_and_nobody_waits_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert code_of(tmp_path / "pipe") == "store.not-a-board"


def test_a_newer_format_is_refused_and_left_byte_for_byte(file: BoardFile) -> None:
    edited(file.path, 60, schema.SCHEMA_VERSION + 1)
    before = file.path.read_bytes()
    assert code_of(file.path) == code_of(file.path, write=True) == "store.newer-format"
    with pytest.raises(StoreError) as caught:
        BoardFile(file.path)
    assert caught.value.params["found"] == schema.SCHEMA_VERSION + 1
    # Also if it became newer while it was open.
    with pytest.raises(StoreError, match="newer-format"), file.writing():
        pass
    with pytest.raises(StoreError, match="newer-format"), file.reading():
        pass
    assert file.path.read_bytes() == before


def test_a_file_cut_off_anywhere_is_refused_and_left_alone(file: BoardFile) -> None:
    content = file.path.read_bytes()
    size = struct.unpack_from(">H", content, 16)[0]
    path = file.path.with_name("cut.beirat")
    lengths = [*range(0, len(content), size), *range(size // 2, len(content), 7 * size), 50, 99, 100]
    for length in lengths:
        path.write_bytes(content[:length])
        expected = "store.truncated" if length >= 100 else "store.not-a-board"
        assert code_of(path) == code_of(path, write=True) == expected, length
        assert path.read_bytes() == content[:length]
    path.unlink()


def test_a_damaged_file_is_told(file: BoardFile) -> None:
    content = file.path.read_bytes()
    path = file.path.with_name("damaged.beirat")
    path.write_bytes(content[:100] + bytes(len(content) - 100))
    assert code_of(path) == "store.damaged"
    flipped = bytearray(content)
    at = content.rindex(b'"kind":"board.founded"')
    flipped[at + 9] ^= 1
    path.write_bytes(flipped)
    assert code_of(path) == "store.damaged-record"
    path.write_bytes(content.replace(b'"kind":"board.founded"', b'"kind":"board.gefunden"'[:22]))
    assert code_of(path) == "store.damaged-record"
    path.unlink()


def test_a_locked_file_is_told_after_waiting(file: BoardFile) -> None:
    other = sqlite3.connect(file.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert code_of(file.path, write=True) == "store.locked"
    assert code_of(file.path) == "fine"
    other.execute("COMMIT")
    other.execute("BEGIN EXCLUSIVE")
    assert code_of(file.path) == "store.locked"
    other.execute("COMMIT")
    assert code_of(file.path, write=True) == "fine"
    other.close()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Act without the rights of root, to whom nothing is forbidden."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def reading_and_writing(path: Path) -> list[str]:
    """What reading and writing PATH ends with for somebody to whom some of it is forbidden."""
    with as_nobody():
        return [code_of(path), code_of(path, write=True)]


@POSIX
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)])
def test_what_may_only_be_read_is_read_and_not_written(
    file: BoardFile, file_mode: int, folder_mode: int
) -> None:
    folder = open_to_all(file.path.parent)
    try:
        file.path.chmod(file_mode)
        folder.chmod(folder_mode)
        before = file.path.read_bytes()
        assert reading_and_writing(file.path) == ["fine", "store.read-only"]
        assert file.path.read_bytes() == before
        file.path.chmod(0)
        assert reading_and_writing(file.path) == ["store.cannot-open", "store.cannot-open"]
    finally:
        folder.chmod(0o755)


def open_to_all(folder: Path) -> Path:
    """Let everybody pass through the folders above FOLDER that belong to the tests."""
    for each in (folder, *folder.parents):
        if each.owner() == Path(folder).owner() and each.name.startswith(("pytest-", "popen-", "test_")):
            each.chmod(0o755)
    return folder


@POSIX
def test_an_interrupted_file_that_may_not_be_mended_is_told(file: BoardFile) -> None:
    folder = open_to_all(file.path.parent)
    hot = "import os, sqlite3, sys\nc = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
    hot += "c.executescript('PRAGMA cache_size = 1; BEGIN IMMEDIATE; CREATE TABLE junk (x);')\n"
    hot += "c.executemany('INSERT INTO junk VALUES (?)', [(bytes(4000),) for _ in range(300)])\nos._exit(1)\n"
    subprocess.run([sys.executable, "-c", hot, str(file.path)], check=False)
    journal = file.path.with_name(file.path.name + "-journal")
    assert journal.exists()
    try:
        for each in (file.path, journal):
            each.chmod(0o444)
        folder.chmod(0o555)
        before = file.path.read_bytes(), journal.read_bytes()
        assert reading_and_writing(file.path)[0] == "store.unfinished"
        assert (file.path.read_bytes(), journal.read_bytes()) == before
    finally:
        folder.chmod(0o755)
        for each in (file.path, journal):
            each.chmod(0o644)
    # Where it may be written, the interrupted transaction is undone.
    assert code_of(file.path) == "fine"
    assert not journal.exists()


def test_a_file_is_made_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new.beirat"
    BoardFile.create(path).close()
    with pytest.raises(StoreError, match=r"store\.exists"):
        BoardFile.create(path)
    with pytest.raises(StoreError, match=r"store\.empty"), BoardFile(path).reading() as reading:
        assert reading.board
    with pytest.raises(StoreError, match=r"store\.cannot-create"):
        BoardFile.create(tmp_path / "nowhere" / "new.beirat")

    def fail(_connection: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(migrations, "STEPS", (fail,))
    monkeypatch.setattr("beirat_tui.store.board_file.migrate", fail)
    with pytest.raises(StoreError):
        BoardFile.create(tmp_path / "other.beirat")
    assert [each.name for each in tmp_path.iterdir()] == ["new.beirat"]


def test_a_name_taken_in_the_last_moment_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new.beirat"
    real = migrations.migrate

    def meanwhile(connection: object) -> None:
        real(connection)  # type: ignore[arg-type]  # whatever it is given
        path.write_bytes(b"of somebody else")

    monkeypatch.setattr("beirat_tui.store.board_file.migrate", meanwhile)
    with pytest.raises(StoreError, match=r"store\.exists"):
        BoardFile.create(path)
    assert path.read_bytes() == b"of somebody else"
    assert [each.name for each in tmp_path.iterdir()] == ["new.beirat"]


def test_closing_one_of_two_users_keeps_the_other_s_locks(file: BoardFile) -> None:
    """POSIX locks go with the first descriptor of a file that a process closes, whoever opened it."""
    with file.writing() as writing:
        writing.connection.exec_driver_sql("UPDATE entry SET at = at WHERE n = 1")
        for _ in range(3):
            BoardFile(file.path).close()
            HeldFile(file.path).release()
        program = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
        other = subprocess.run(
            [sys.executable, "-c", program, str(file.path)], capture_output=True, text=True, check=False
        )
    assert "database is locked" in other.stderr


def test_a_released_file_says_nothing_more(file: BoardFile) -> None:
    held = HeldFile(file.path)
    file.close()
    held.release()
    assert held.counter() == 0
    assert held.truncated()
