"""What is not granted: bounded, kept from the others, and taken in when what it lacks arrives."""

from collections import deque
from collections.abc import Iterator
from itertools import starmap
from pathlib import Path

import pytest
from sqlalchemy import func, select

from beirat_tui.domain.errors import InputError, StoreError
from beirat_tui.log.bodies.board import CommentWritten
from beirat_tui.log.bodies.rights import JoinRequested
from beirat_tui.log.granting import Granted, Refused, Waiting
from beirat_tui.log.record import Record
from beirat_tui.store import quarantine
from beirat_tui.store.absorb import Taken
from beirat_tui.store.board_file import BoardFile
from beirat_tui.store.quarantine import Requested
from beirat_tui.store.schema import payload, request, waiting
from boards import Board, Device, found, sketch_facts
from filed import filed, take, whole


@pytest.fixture
def board() -> Board:
    """A board with one sketch."""
    made = found(members=3)
    made.office.write(sketch_facts(), texts={"title": "Werkstatt"})
    made.share()
    return made


@pytest.fixture
def file(board: Board, tmp_path: Path) -> Iterator[BoardFile]:
    """Its file."""
    with filed(tmp_path, whole(board)) as made:
        yield made


def remarks(board: Board, count: int) -> list[tuple[Record, bytes | None]]:
    """A chain of remarks by one member, each with a text."""
    member = board.members["M02"]
    sketch = next(each for each in board.records() if each.kind == "sketch.submitted")
    made = [member.write(CommentWritten(sketch.id), texts={"text": f"Nummer {n}"}) for n in range(count)]
    return [(each, member.payloads[str(each.payload)]) for each in made]


def taken(file: BoardFile, record: Record, blob: bytes | None = None) -> Taken:
    """What becomes of RECORD."""
    with file.writing() as writing:
        return writing.take(record, blob)


def rows(file: BoardFile, table: object) -> int:
    """The number of rows of TABLE."""
    with file.reading() as reading:
        return reading.connection.execute(select(func.count()).select_from(table)).scalar_one()  # type: ignore[arg-type]  # a table


def test_what_waits_brings_its_text_along_and_shows_it_to_nobody(board: Board, file: BoardFile) -> None:
    chain = remarks(board, 4)
    payloads = rows(file, payload)
    for record, blob in chain[:0:-1]:
        assert isinstance(taken(file, record, blob), Waiting)
    assert (rows(file, waiting), rows(file, payload)) == (3, payloads)
    with file.reading() as reading:
        assert all(reading.blob(record.payload) is None for record, _ in chain)
        assert all(reading.ledger.get(record.id) is None for record, _ in chain)
    assert isinstance(taken(file, *chain[0]), Granted)
    assert rows(file, waiting) == 0
    with file.reading() as reading:
        assert [reading.blob(record.payload) for record, _ in chain] == [blob for _, blob in chain]


def test_a_text_that_comes_after_its_waiting_record_waits_with_it(board: Board, file: BoardFile) -> None:
    chain = remarks(board, 2)
    taken(file, chain[1][0])
    taken(file, chain[1][0], chain[1][1])
    taken(file, chain[1][0], chain[1][1])
    assert rows(file, waiting) == 1
    taken(file, *chain[0])
    with file.reading() as reading:
        assert reading.blob(chain[1][0].payload) == chain[1][1]


def test_what_can_never_be_granted_leaves_the_waiting_room(board: Board, file: BoardFile) -> None:
    """Rule 4: a record in a chain that leads to a wrong number is refused when its predecessor comes."""
    member = board.members["M02"]
    first, second = (pair[0] for pair in remarks(board, 2))
    header = {"board": board.id, "by": member.certificates["member"]}
    wrong = member.write_unknown("future.kind", "future/1", {}, seq=9, prev=second.id, **header)
    assert isinstance(taken(file, wrong), Waiting)
    taken(file, second)
    taken(file, first)
    assert rows(file, waiting) == 0
    assert isinstance(taken(file, wrong), Refused)


def test_the_waiting_room_is_bounded(board: Board, file: BoardFile, monkeypatch: pytest.MonkeyPatch) -> None:
    chain = remarks(board, 5)
    monkeypatch.setattr(quarantine, "WAITING_RECORDS", 2)
    for record, blob in chain[1:]:
        assert isinstance(taken(file, record, blob), Waiting)
    assert rows(file, waiting) == 2
    monkeypatch.setattr(quarantine, "WAITING_RECORDS", 100)
    monkeypatch.setattr(quarantine, "WAITING_BYTES", 0)
    taken(file, *chain[3])
    assert rows(file, waiting) == 2
    # Nothing is lost: whoever has the rest still has it.
    take(file, chain)
    assert rows(file, waiting) == 0
    with file.reading() as reading:
        assert all(reading.ledger.get(record.id) == record for record, _ in chain)


def test_what_comes_before_the_board_waits_and_what_is_of_another_board_goes(
    board: Board, tmp_path: Path
) -> None:
    other = found(members=1, title="Ein anderer Beirat")
    guest = Device("guest")
    guest.learn(board.office)
    asked = guest.write(JoinRequested(guest.public, "Gast"))
    rest = [pair for pair in whole(board) if pair[0].kind != "board.founded"]
    foreign = [pair for pair in whole(other) if pair[0].kind != "board.founded"]
    founding = [pair for pair in whole(board) if pair[0].kind == "board.founded"]
    with filed(tmp_path, foreign, rest[::-1], [(asked, None)]) as file:
        assert rows(file, waiting) == len(rest) + len(foreign) + 1
        take(file, founding)
        assert rows(file, waiting) == 0
        assert rows(file, request) == 1
        with file.reading() as reading:
            assert all(reading.ledger.get(record.id) is not None for record, _ in rest)
        assert taken(file, whole(other)[0][0]) == Refused("other-board")
        assert taken(file, foreign[0][0]) == Refused("other-board")


def test_a_request_to_join_is_kept_once_a_key(board: Board, file: BoardFile) -> None:
    guests = [Device(f"guest {n}") for n in range(3)]
    for guest in guests:
        guest.learn(board.office)
    asked = [guest.write(JoinRequested(guest.public, guest.name)) for guest in guests]
    for each in asked:
        assert isinstance(taken(file, each), Requested)
        assert isinstance(taken(file, each), Requested)
    with file.reading() as reading:
        assert reading.requests() == sorted(asked, key=lambda each: each.author)
    later = guests[0].write(JoinRequested(guests[0].public, "with another name"))
    assert isinstance(taken(file, later), Requested)
    assert taken(file, asked[0]) == Refused("too-many-requests")
    with file.reading() as reading:
        assert set(reading.requests()) == {later, *asked[1:]}
        assert reading.ledger.get(later.id) is None
    with file.writing() as writing:
        writing.add(later)


def test_requests_of_other_boards_and_too_many_are_not_kept(
    board: Board, file: BoardFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = Device("stranger")
    stranger.learn(found(members=1, title="Ein anderer Beirat").office)
    assert taken(file, stranger.write(JoinRequested(stranger.public, "?"))) == Refused("other-board")
    monkeypatch.setattr(quarantine, "REQUESTS", 1)
    for number, expected in enumerate([Requested(), Refused("too-many-requests")]):
        guest = Device(f"guest {number}")
        guest.learn(board.office)
        assert taken(file, guest.write(JoinRequested(guest.public, "Gast"))) == expected


def test_what_was_signed_here_and_is_not_granted_is_an_error(board: Board, file: BoardFile) -> None:
    chain = remarks(board, 2)
    before = file.path.read_bytes()
    with pytest.raises(InputError, match=r"record\.not-granted") as caught, file.writing() as writing:
        writing.add(*chain[1])
    assert caught.value.params["reason"] == f"missing {chain[0][0].id}"
    member = board.members["M02"]
    header = {"board": board.id, "by": board.office.certificates["office"]}
    forged = member.write_unknown("future.kind", "future/1", {}, **header)
    with pytest.raises(InputError, match=r"record\.not-granted") as caught, file.writing() as writing:
        deque(starmap(writing.add, [*chain, (forged, None)]))
    assert caught.value.params["reason"] == "certificate"
    assert file.path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET raw = raw WHERE n = 2",
        "DELETE FROM record WHERE n = 2",
        "DELETE FROM record",
        "REPLACE INTO record SELECT * FROM record WHERE n = 2",
        "REPLACE INTO record (n, id, raw, signature) SELECT 999, id, raw, signature FROM record LIMIT 1",
        "INSERT OR REPLACE INTO record (n, id, raw, signature) VALUES (2, 'x', x'', x'')",
        "INSERT OR IGNORE INTO record (n, id, raw, signature) VALUES (2, 'x', x'', x'')",
        "UPDATE payload SET blob = x''",
        "DELETE FROM payload",
        "REPLACE INTO payload SELECT * FROM payload",
    ],
)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_what_is_kept_for_good_cannot_be_changed(file: BoardFile, statement: str, recursive: str) -> None:
    """Append-only by trigger, for those too who forget the setting without which REPLACE fires none."""
    before = file.path.read_bytes()
    with pytest.raises(StoreError, match=r"append-only"), file.writing() as writing:  # noqa: PT012  (one)
        writing.connection.exec_driver_sql(f"PRAGMA recursive_triggers = {recursive}")
        writing.connection.exec_driver_sql(statement)
    assert file.path.read_bytes() == before


def test_a_place_in_the_read_models_needs_its_record(file: BoardFile) -> None:
    with pytest.raises(StoreError, match=r"store\.append-only"), file.writing() as writing:
        writing.connection.exec_driver_sql("INSERT INTO head (slot, n) VALUES ('x', 999)")
