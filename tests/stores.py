"""Board files on disk, made from the devices of `boards`, and sessions of persons who sit in front of them.

board = found(members=4)
...
with seat(tmp_path, board, board.members["M02"]) as session:
    queue.window(session, "", 0, 10)
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from beirat_tui.log import payload
from beirat_tui.log.bodies.board import AttachmentAdded, SketchSubmitted
from beirat_tui.log.record import Draft, Record, sign
from beirat_tui.services.home import Home
from beirat_tui.services.session import Session, Surroundings
from beirat_tui.store.board_file import BoardFile
from boards import START, Board, Device, digest, sketch_facts

PROGRAMME = "rdz-sachsen-anhalt"
"""The id of the programme that `submit` files sketches under."""


def submit(board: Board, number: str, title: str, applicant: str = "Stadt Aue", **facts: Any) -> Record:  # noqa: ANN401  (any field)
    """Let the office take in a sketch with texts; FACTS override single figures."""
    values = {name: getattr(sketch_facts(number), name) for name in SketchSubmitted.__struct_fields__}
    body = SketchSubmitted(**(values | {"programme": PROGRAMME} | facts))
    texts = {
        "title": title,
        "applicant_name": applicant,
        "applicant_place": "Harzgerode",
        "applicant_region": "Landkreis Harz",
        "short_description": f"Über {title}",
        "partners": ["Müller & Söhne"],
        "sections": {"goals": "Ein Bär im Rathaus"},
    }
    return board.office.write(body, texts=texts)


def attach(board: Board, sketch: Record, name: str, content: bytes) -> Record:
    """A file beside a sketch; the kit's own payloads hold texts only."""
    office = board.office
    hash_, blob = payload.seal(content, digest("salt", name))
    assert office.last is not None
    written = sign(
        Draft("attachment.added", AttachmentAdded(sketch.id, name, "text/plain", len(content)), (), hash_),
        office.key,
        board=board.id,
        by=office.certificates["office"],
        seq=office.last.seq + 1,
        prev=office.last.id,
        at=office.clock,
    )
    office.payloads[hash_] = blob
    office.ledger.add(written)
    office.last = written
    return written


def board_file(path: Path, records: Iterable[Record], payloads: dict[str, bytes]) -> BoardFile:
    """A new board file at PATH that holds RECORDS and their PAYLOADS."""
    file = BoardFile.create(path)
    with file.writing() as writing:
        for each in records:
            writing.take(each, payloads.get(each.payload or ""))
    return file


def all_payloads(board: Board) -> dict[str, bytes]:
    """The payloads that any device of BOARD knows."""
    return {name: blob for device in board.devices for name, blob in device.payloads.items()}


def surroundings(name: str) -> Surroundings:
    """A clock that ticks seconds and random bytes that follow from NAME."""
    seconds, numbers = count(1), count(1)
    return Surroundings(
        now=lambda: START + 10**9 + next(seconds) * 1000,
        random=lambda size: digest("random", name, next(numbers))[:size],
    )


def sit(path: Path, device: Device | None, home: Path) -> Session:
    """The person with DEVICE opens the board file at PATH; None is somebody without a key."""
    session = Session(
        BoardFile(path),
        Home(home),
        None if device is None else device.key,
        surroundings("guest" if device is None else device.name),
    )
    session.refresh()
    return session


@contextmanager
def seat(folder: Path, board: Board, device: Device | None) -> Iterator[Session]:
    """The person with DEVICE at a file below FOLDER that holds everything that BOARD's devices know."""
    name = "guest" if device is None else device.name
    place = folder / f"{name}.beirat"
    board_file(place, board.records(), all_payloads(board)).close()
    session = sit(place, device, folder / f"home-{name}")
    try:
        yield session
    finally:
        session.close()
