"""Copies of the board beside its file: which of them are worth offering, and until when."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from beirat_tui import bootstrap
from beirat_tui.log.record import Record
from beirat_tui.services import exchanging, joining, merging, places, roster
from beirat_tui.services.beside import Beside
from beirat_tui.services.roster_file import Entry
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import BoardFile
from boards import found
from seated import SeatedBoard, seat_board
from stores import seat

COPY = "board (conflicted copy).beirat"


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path, members=2)
    yield seated
    seated.close()


@contextmanager
def copied(session: Session, name: str = COPY) -> Iterator[Session]:
    """SESSION's person at a copy beside the file."""
    copy = session.path.with_name(name)
    shutil.copy(session.path, copy)
    elsewhere = replace(session, board=BoardFile(copy))
    yield elsewhere
    elsewhere.close()


def copy_with_more(session: Session, name: str = COPY) -> Path:
    """A copy beside the file that holds one entry more."""
    with copied(session, name) as elsewhere:
        roster.appoint(elsewhere, Entry(name="Grace Hopper"))
        return elsewhere.path


def copy_with_request(session: Session, home: Path, name: str = COPY) -> Path:
    """A copy beside the file in which a new device, whose private folder is HOME, asks to join."""
    copy = session.path.with_name(name)
    shutil.copy(session.path, copy)
    guest = bootstrap.open_session(copy, home)
    joining.join(guest, "Grace Hopper")
    guest.close()
    return copy


def request_in(copy: Path) -> tuple[str, str, bytes, bytes]:
    """Key, id, bytes and signature of the one request in COPY."""
    with closing(sqlite3.connect(copy)) as there:
        row: tuple[str, str, bytes, bytes] = there.execute(
            "SELECT key, id, raw, signature FROM request"
        ).fetchone()
    return row


def newest(session: Session) -> list[Record]:
    """The entries of SESSION's device, the newest last."""
    with session.reading() as reading:
        assert session.key is not None
        (tip,) = reading.ledger.tips_of(session.key.public)
        before = reading.ledger.get(tip.prev or "")
        assert before is not None
        return [before, tip]


def test_a_copy_is_offered_as_long_as_it_holds_something_new(board: SeatedBoard) -> None:
    session, look = board.chair, Beside()
    shutil.copy(session.path, session.path.with_name("same.beirat"))
    session.path.with_name("text.beirat").write_text("no board")
    assert look.news(session) == []
    ahead = copy_with_more(board.office)
    assert look.news(session) == [ahead]
    merging.merge(session, [ahead])
    assert look.news(session) == []


def test_a_copy_that_holds_nothing_new_but_a_request_to_join_is_offered(
    board: SeatedBoard, tmp_path: Path
) -> None:
    look = Beside()
    asking = copy_with_request(board.office, tmp_path / "grace")
    assert look.news(board.office) == [asking]
    merging.merge(board.office, [asking])
    assert [each.name for each in roster.joins(board.office)] == ["Grace Hopper"]
    assert look.news(board.office) == []


def test_of_two_requests_of_one_device_only_the_later_one_is_news(board: SeatedBoard, tmp_path: Path) -> None:
    first = copy_with_request(board.office, tmp_path / "grace", "first.beirat")
    second = copy_with_request(board.office, tmp_path / "grace", "second.beirat")
    assert Beside().news(board.office) == [first, second]
    merging.merge(board.office, [second])
    assert Beside().news(board.office) == []


def test_a_request_on_another_board_or_forged_is_not_offered(board: SeatedBoard, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = found(title="Ein anderer Beirat")
    with seat(tmp_path / "other", other, other.office) as elsewhere:
        requests = [request_in(copy_with_request(elsewhere, tmp_path / "ada"))]
    own = copy_with_request(board.office, tmp_path / "grace")
    requests.append((*request_in(own)[:3], bytes(64)))
    own.unlink()
    for number, request in enumerate(requests):
        spoilt = board.path.with_name(f"{number}.beirat")
        shutil.copy(board.path, spoilt)
        with closing(sqlite3.connect(spoilt)) as there, there:
            there.execute("INSERT INTO request VALUES (?, ?, ?, ?)", request)
    assert Beside().news(board.office) == []


def test_what_waits_in_a_copy_is_offered_until_it_waits_here(board: SeatedBoard, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    far = copy_with_more(board.office, "far.beirat").replace(tmp_path / "far" / "far.beirat")
    session = replace(board.office, board=BoardFile(far))
    roster.appoint(session, Entry(name="Ada Lovelace"))
    _before, last = newest(session)
    session.close()
    with copied(board.office) as elsewhere, elsewhere.board.writing() as writing:
        writing.take(last)
    look = Beside()
    assert look.news(board.chair) == [elsewhere.path]
    report = merging.merge(board.chair, [elsewhere.path])
    assert (report.new, report.waiting) == (0, 1)
    assert look.news(board.chair) == []


def test_a_text_that_alone_is_missing_here_is_offered(board: SeatedBoard) -> None:
    ahead = copy_with_more(board.office)
    elsewhere = replace(board.office, board=BoardFile(ahead))
    _before, last = newest(elsewhere)
    elsewhere.close()
    assert last.payload is not None
    with board.chair.board.writing() as writing:
        writing.take(last)
    look = Beside()
    assert look.news(board.chair) == [ahead]
    assert merging.merge(board.chair, [ahead]).payloads == 1
    assert look.news(board.chair) == []


def test_nobody_is_asked_about_what_devices_said_they_have(board: SeatedBoard) -> None:
    with copied(board.office) as elsewhere:
        assert exchanging.say_what_is_here(elsewhere)
    assert Beside().news(board.office) == []


def test_what_was_refused_of_a_copy_is_offered_again_only_when_the_copy_changes(board: SeatedBoard) -> None:
    spoilt, look = copy_with_more(board.office), Beside()
    with closing(sqlite3.connect(spoilt)) as there, there:
        for (name,) in there.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            there.execute(f"DROP TRIGGER {name}")
        there.execute("UPDATE record SET signature = zeroblob(64) WHERE n = (SELECT max(n) FROM record)")
    assert look.news(board.office) == [spoilt]
    report = merging.merge(board.office, [spoilt])
    assert (report.new, report.refused) == (0, {"signature": 1})
    assert look.news(board.office) == [spoilt]
    look.settle([spoilt, spoilt.with_name("never seen.beirat")])
    assert look.news(board.office) == []
    spoilt.unlink()
    copy_with_more(board.office)
    assert look.news(board.office) == [spoilt]


def test_a_copy_is_looked_at_again_when_it_changes(board: SeatedBoard, tmp_path: Path) -> None:
    session, look = board.chair, Beside()
    beside = session.path.with_name("same.beirat")
    shutil.copy(session.path, beside)
    assert look.news(session) == []
    ahead = copy_with_more(board.office, "ahead.beirat")
    (tmp_path / "below").mkdir()
    aside = ahead.replace(tmp_path / "below" / "aside")
    shutil.copy(aside, beside)
    assert look.news(session) == [beside]


def test_a_copy_that_cannot_be_read_to_its_end_is_not_offered(board: SeatedBoard) -> None:
    copy = copy_with_more(board.office)
    raw = bytearray(copy.read_bytes())
    raw[len(raw) // 4 :] = bytes(len(raw) - len(raw) // 4)
    copy.write_bytes(raw)
    assert Beside().news(board.chair) == []


def test_where_the_folder_is_a_place_of_exchange_nothing_is_offered(
    board: SeatedBoard, tmp_path: Path
) -> None:
    cloud = tmp_path / "cloud"
    cloud.mkdir()
    shutil.copy(board.path, cloud / "board.beirat")
    session = replace(board.members["M02"], board=BoardFile(cloud / "board.beirat"))
    ahead = copy_with_more(replace(board.office, board=session.board))
    look = Beside()
    place = places.add(session, str(session.path.parent))
    assert look.news(session) == []
    places.pause(session, place.address, paused=True)
    assert look.news(session) == [ahead]
    session.close()
