"""The file that a device leaves on a shelf: what is checked of it, and what a failing shelf leaves behind."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from beirat_tui.domain.errors import ExchangeError, StoreError
from beirat_tui.services import comments, reading, rounds, voting
from beirat_tui.store.board_file import BoardFile
from beirat_tui.store.parcel import write_parcel
from beirat_tui.sync import folder as folders
from beirat_tui.sync import shelf as shelves
from beirat_tui.sync.folder import FolderShelf
from beirat_tui.sync.foreign import open_foreign
from beirat_tui.sync.places import Here
from beirat_tui.sync.shelf import Found, ShelfExchange, own_name
from exchanges import FolderMeeting, Party, apart, parties, settle
from seated import SeatedBoard


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    path = tmp_path / "geteilt"
    path.mkdir()
    return path


@pytest.fixture
def persons(board: SeatedBoard, tmp_path: Path, shared: Path) -> Iterator[list[Party]]:
    sessions = list(apart(board, tmp_path, "office", "M02"))
    with parties(FolderMeeting(shared), *sessions) as found:
        yield found
    for each in sessions:
        each.close()


def own_file(party: Party, shared: Path) -> Path:
    assert party.session.key is not None
    return shared / own_name(
        Here(party.session.id, party.session.key.public, party.session.path, party.session.path)
    )


def sketch_of(party: Party) -> str:
    return rounds.list_rounds(party.session)[0].sketch


ALTERED = {
    "a payload": "UPDATE payload SET blob = zeroblob(length(blob))",
    "a payload less": "DELETE FROM payload",
    "a signature": "UPDATE record SET signature = zeroblob(64)",
    "an entry": "UPDATE record SET raw = CAST(raw || ' ' AS BLOB)",
    "an entry that is a text": "UPDATE record SET raw = 'x'",
    "a claimed id": "UPDATE record SET id = '0' || substr(id, 2)",
    "a statement": "UPDATE heard SET signature = zeroblob(64)",
    "an entry less": "DELETE FROM record",
}


@pytest.mark.parametrize("what", sorted(ALTERED))
def test_an_own_file_that_others_altered_is_written_again(
    persons: list[Party], shared: Path, what: str
) -> None:
    office, first = persons
    comments.write_comment(first.session, sketch_of(first), "Gut begründet")
    settle(first, office)
    own = own_file(first, shared)
    with closing(sqlite3.connect(own)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(ALTERED[what])
        connection.commit()
    altered = own.read_bytes()
    first.restart()
    first.sync()
    assert own.read_bytes() != altered
    healed = own.stat().st_mtime_ns
    first.restart()
    assert first.sync().clean
    assert own.stat().st_mtime_ns == healed
    late = ShelfExchange(FolderShelf(shared), Here(first.session.id, None, shared, shared / "nirgends"))
    with late.collect() as parcels:
        assert [each.error for each in parcels] == [None, None]


@pytest.mark.parametrize("what", ["a payload", "a signature", "an entry", "a claimed id", "a statement"])
def test_what_is_damaged_in_the_file_of_a_lost_device_is_carried_on_by_those_who_have_it(
    persons: list[Party], board: SeatedBoard, shared: Path, tmp_path: Path, what: str
) -> None:
    office, first = persons
    comments.write_comment(first.session, sketch_of(first), "Gut begründet")
    settle(first, office)
    lost = own_file(first, shared)
    with closing(sqlite3.connect(lost)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(ALTERED[what])
        connection.commit()
    office.sync()
    handed = own_file(office, shared).stat().st_mtime_ns
    office.restart()
    office.sync()
    assert own_file(office, shared).stat().st_mtime_ns == handed
    late = next(iter(apart(board, tmp_path / "late", "M03")))
    with parties(FolderMeeting(shared), late) as (party,):
        party.sync()
        assert party.content() == office.content()
    late.close()


def test_an_own_file_that_is_as_it_was_is_not_written_although_its_note_is_lost(
    persons: list[Party], shared: Path
) -> None:
    settle(*persons)
    own = own_file(persons[1], shared)
    before = own.stat().st_mtime_ns
    for note in persons[1].session.home.path.rglob("written"):
        note.unlink()
    persons[1].restart()
    assert persons[1].sync().handed == 0
    assert own.stat().st_mtime_ns == before


class _Broken(FolderShelf):
    """A shelf from which one file cannot be brought."""

    def fetch(self) -> Sequence[Found]:
        return [*super().fetch(), Found("fern.beirat", "1", None)]


def test_a_file_that_cannot_be_brought_is_told_and_the_others_are_read(
    persons: list[Party], shared: Path
) -> None:
    office, first = persons
    voting.cast(first.session, rounds.list_rounds(first.session)[0].id, "yes")
    first.sync()
    here = Here(office.session.id, None, office.session.path, shared / "nirgends")
    office.way = ShelfExchange(_Broken(shared), here)
    report = office.sync()
    assert report.taken.new == 1
    told = {each.path.name: each.error.code for each in report.taken.files if each.error is not None}
    assert told == {"fern.beirat": "place.not-fetched"}


def test_what_is_written_twice_within_a_tick_of_a_coarse_clock_is_seen(
    persons: list[Party], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a stick or on a server that tells the age of its files in whole seconds."""
    monkeypatch.setattr(folders, "_mark", lambda about: str(int(about.st_mtime)))
    monkeypatch.setattr(shelves, "TICK", 1.1)
    office, member = persons
    settle(member, office)
    for text in ("Gut begründet", "Auch die Folgekosten"):
        comments.write_comment(member.session, sketch_of(member), text)
        member.sync()
        office.sync()
    found = reading.read(office.session, sketch_of(office)).comments
    assert {each.text for each in found} == {"Gut begründet", "Auch die Folgekosten"}


def test_a_folder_that_goes_between_reading_and_writing_is_not_made_again(
    persons: list[Party], shared: Path, tmp_path: Path
) -> None:
    settle(*persons)
    shelf = FolderShelf(shared)
    shelf.fetch()
    draft = tmp_path / "draft"
    draft.write_bytes(b"x")
    shared.rename(tmp_path / "fort")
    with pytest.raises(ExchangeError) as caught:
        shelf.put("beirat-x.beirat", draft, None)
    assert caught.value.code == "place.missing"
    assert not shared.exists()


def test_where_the_system_cannot_watch_it_is_looked_at(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import watchfiles  # noqa: PLC0415  (what is replaced)

    def refuse(*_arguments: object, **_settings: object) -> None:
        raise OSError(28, "too many watches")

    monkeypatch.setattr(watchfiles, "watch", refuse)
    monkeypatch.setattr(folders, "_LOOK", 0.01)
    shelf = FolderShelf(shared)
    shelf.fetch()
    assert not shelf.changed(threading.Event(), 5.0)
    (shared / "neu").write_bytes(b"x")
    assert shelf.changed(threading.Event(), 5.0)


def test_no_more_files_are_looked_at_than_a_folder_should_hold(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        (shared / f"{number}").write_bytes(b"x")
    monkeypatch.setattr(folders, "MOST_FILES", 3)
    assert len(FolderShelf(shared).fetch()) == 3


def test_opening_such_a_file_as_a_board_says_what_it_is(persons: list[Party], shared: Path) -> None:
    settle(*persons)
    for party in persons:
        own = own_file(party, shared)
        before = own.read_bytes()
        with pytest.raises(StoreError) as caught:
            BoardFile(own)
        assert caught.value.code == "store.part"
        assert own.read_bytes() == before


def test_many_entries_are_written_and_what_was_erased_meanwhile_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "many.beirat"
    rows = [(f"{number:064x}", b"raw %d" % number, b"s" * 64, None) for number in range(1_234)]
    blobs = {"aa" * 32: b"da", "bb" * 32: None}
    write_parcel(path, rows, blobs, blobs.get, [], [("cc" * 32, b"said", b"s" * 64)])
    with open_foreign(path) as foreign:
        assert [name for _, name in foreign.ids()] == [row[0] for row in rows]
        assert list(foreign.payload_names()) == ["aa" * 32]
        assert list(foreign.heard()) == [(b"said", b"s" * 64)]
