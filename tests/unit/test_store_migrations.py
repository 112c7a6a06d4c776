"""Older formats: brought to this program's format in one transaction, with everything that was kept."""

import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from beirat_tui.domain.errors import StoreError
from beirat_tui.store import board_file, held, migrations, schema
from beirat_tui.store.board_file import BoardFile
from boards import found, sketch_facts
from filed import computed_anew, difference, filed, shape, whole


@pytest.fixture
def file(tmp_path: Path) -> Iterator[BoardFile]:
    """A board's file of the format of today."""
    board = found(members=3)
    board.office.write(sketch_facts(), texts={"title": "Werkstatt"})
    with filed(tmp_path, whole(board)) as made:
        yield made


def next_step(connection: Connection) -> None:
    """What a later version may do: keep something more."""
    connection.exec_driver_sql("ALTER TABLE payload ADD COLUMN arrived INTEGER")


@pytest.fixture
def _later_version(file: BoardFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program whose format is one step further than the FILE's."""
    assert version(file.path) == len(migrations.STEPS)
    steps = (*migrations.STEPS, next_step)
    monkeypatch.setattr(held, "SCHEMA_VERSION", len(steps))
    monkeypatch.setattr(board_file, "SCHEMA_VERSION", len(steps))
    monkeypatch.setattr(board_file, "migrate", lambda connection: migrations.migrate(connection, steps))


def version(path: Path) -> int:
    """The format that the header names."""
    found_: int = struct.unpack_from(">I", path.read_bytes(), 60)[0]
    return found_


def test_the_format_s_number_is_the_number_of_steps() -> None:
    assert len(migrations.STEPS) == schema.SCHEMA_VERSION
    assert {*schema.KEPT, *schema.READ_MODELS} == set(schema.metadata.tables.values())


@pytest.mark.usefixtures("_later_version")
def test_an_older_file_goes_through_the_missing_steps(file: BoardFile) -> None:
    _, before = shape(file)
    with sqlite3.connect(file.path) as connection:
        # A read model of old, which no table of today resembles, and a lost one.
        connection.execute("CREATE TABLE old_queue (n INTEGER, words TEXT)")
        connection.execute("DROP TABLE ballot_row")
        kept = connection.execute("SELECT * FROM record ORDER BY n").fetchall()
    connection.close()
    newer = BoardFile(file.path)
    assert version(file.path) == len(migrations.STEPS) + 1
    assert not difference(shape(newer)[1], before)
    assert not difference(computed_anew(newer), before)
    newer.close()
    with sqlite3.connect(file.path) as connection:
        assert connection.execute("SELECT * FROM record ORDER BY n").fetchall() == kept
        assert connection.execute("SELECT count(arrived) FROM payload").fetchone() == (0,)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
        assert "old_queue" not in tables
        assert {"ballot_row", "record_never_changes", "sketch_search"} <= tables
    connection.close()
    content = file.path.read_bytes()
    BoardFile(file.path).close()
    assert file.path.read_bytes() == content


@pytest.mark.usefixtures("_later_version")
def test_a_step_that_fails_leaves_the_file_as_it_was(
    file: BoardFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.path.read_bytes()

    def fail(_connection: Connection) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    steps = (*migrations.STEPS, fail)
    monkeypatch.setattr(board_file, "migrate", lambda connection: migrations.migrate(connection, steps))
    with pytest.raises(StoreError):
        BoardFile(file.path)
    assert file.path.read_bytes() == before


@pytest.mark.usefixtures("_later_version")
def test_an_older_file_that_is_read_only_is_told(file: BoardFile, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file.path.read_bytes()
    monkeypatch.setattr("os.access", lambda *_args, **_more: False)
    with pytest.raises(StoreError, match=r"store\.older-format"):
        BoardFile(file.path)
    assert file.path.read_bytes() == before


def test_a_file_of_this_format_is_not_touched(file: BoardFile) -> None:
    before = file.path.read_bytes()
    with file.writing() as writing:
        migrations.migrate(writing.connection)
    assert file.path.read_bytes() == before
