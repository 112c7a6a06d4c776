"""From what somebody was given to a board file of one's own: a text, a folder, or another place of exchange.

Whoever was given a board file opens that. Otherwise a file is laid down here that holds everything that was
found of the one board; asking to join is then the same in all cases (`joining`).
"""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from beirat_tui.domain.errors import ExchangeError, InputError, StoreError
from beirat_tui.domain.text import clean_line
from beirat_tui.log import record as records
from beirat_tui.log.bodies.rights import Founded
from beirat_tui.log.record import FOUNDING, Record
from beirat_tui.log.signatures import SignatureChecks
from beirat_tui.paths import is_file, is_folder, remove
from beirat_tui.services.places import Place
from beirat_tui.store.board_file import BoardFile
from beirat_tui.store.held import NOWHERE, identity
from beirat_tui.sync import armour, credentials, places, text
from beirat_tui.sync.credentials import secret_of
from beirat_tui.sync.exchange import Parcel, Source
from beirat_tui.sync.merge import Union, board_of
from beirat_tui.sync.places import Here, Kind

SUFFIX: Final = ".beirat"
_MARK: Final = "beirat"
_NAMED: Final = 60
_TOLD: Final = 5
_MOST_TEXT: Final = 8 * 1024 * 1024
_UNFIT: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody was given to join by.

    Attributes:
        file: a board file to open as it is.
        written: a text with an invitation, or everything.
        address: the canonical address of a place of exchange.
    """

    file: Path | None = None
    written: str | None = None
    address: str | None = None

    @property
    def server(self) -> Place | None:
        """The server that the address names; None for everything else."""
        kind = Kind.FOLDER if self.address is None else places.kind_of(self.address)
        return None if self.address is None or kind is Kind.FOLDER else Place(self.address, kind)


def recognised(given: str) -> Given:
    """What GIVEN is: the text itself, the name of a file with a text or a board in it, a folder, an address.

    Raises:
        InputError: ``join.not-found``: neither file nor folder nor address; ``place.unknown-kind``.
    """
    if _MARK in given.casefold() and len(given.split()) > 1 and armour.find(given):
        return Given(written=given)
    bare, secret = credentials.split(given)
    address = places.canonical(bare)
    if places.kind_of(address) is not Kind.FOLDER:
        if secret is not None:
            with suppress(ExchangeError):  # without a keyring it is used until the program ends
                credentials.keep(address, secret)
        return Given(address=address)
    path = Path(address)
    if is_folder(path):
        return Given(address=address)
    if not is_file(path):
        raise InputError("join.not-found", given=clean_line(given, _NAMED))
    return _in_file(path)


def _in_file(path: Path) -> Given:
    """A board file, or the text in a file."""
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_TEXT)
    except OSError:
        return Given(file=path)
    # Letters that cannot be read do no harm: what is looked for is plain ASCII.
    content = raw.decode("utf-8", "replace")[: armour.MOST_LETTERS]
    return Given(written=content) if armour.find(content) else Given(file=path)


def lay_down(given: Given, folder: Path, target: Path | None = None) -> Path:
    """The board file to go on with: the one given, or a new one with what was found.

    A server is asked with the password that is known of it (`passwords`).

    Args:
        given: what the person was given.
        folder: where a new file is laid, under the board's name.
        target: where it is to lie instead; a copy of the board that lies there gets what it lacks.

    Raises:
        InputError: ``join.no-board``, ``join.several-boards``, ``text.*``.
        ExchangeError: ``place.*``: the place cannot be reached or read, or asks for a password
            (`passwords.ASKING`).
        StoreError: the file cannot be made or written; nothing is left behind.
    """
    if given.file is not None:
        return given.file
    with _parcels(given, target or folder / "new") as parcels:
        founding = _founding(parcels)
        path = _place(founding, folder, target)
        _fill(path, founding, parcels)
    return path


@contextmanager
def _parcels(given: Given, path: Path) -> Iterator[Sequence[Parcel]]:
    """What was given, as something to take in."""
    if given.written is not None:
        sources, problems = text.read(given.written)
        if not sources:
            raise problems[0]
        yield [Parcel(each.name, each) for each in sources]
        return
    with tempfile.TemporaryDirectory(prefix="beirat-", ignore_cleanup_errors=True) as private:
        here = Here(board="", device=None, path=path, folder=Path(private), secret=secret_of)
        exchange = places.open_place(given.address or "", here)
        try:
            with exchange.collect() as parcels:
                yield parcels
        finally:
            exchange.close()


def _founding(parcels: Sequence[Parcel]) -> Record:
    """The founding record of the one board in PARCELS."""
    found: dict[str, Record] = {}
    for parcel in parcels:
        board = None if parcel.source is None else board_of(parcel.source)
        if parcel.source is not None and board is not None and board not in found:
            record = _record(parcel.source, board)
            if record is not None:
                found[board] = record
    if not found:
        unreadable = next((each.error for each in parcels if each.error is not None), None)
        raise unreadable or InputError("join.no-board")
    if len(found) > 1:
        titles = ", ".join(sorted(_title(each) for each in found.values())[:_TOLD])
        raise InputError("join.several-boards", number=len(found), titles=titles)
    return next(iter(found.values()))


def _record(source: Source, name: str) -> Record | None:
    """The founding record with the id NAME, if SOURCE holds it."""
    for number, each in source.ids():
        if each != name:
            continue
        for raw, signature in source.records([number]):
            if isinstance(raw, bytes) and isinstance(signature, bytes):
                try:
                    record = records.read(raw, signature)
                except InputError:
                    return None
                return record if record.id == name and record.kind == FOUNDING else None
    return None


def _title(founding: Record) -> str:
    return clean_line(founding.body.title, _NAMED) if isinstance(founding.body, Founded) else ""


def _place(founding: Record, folder: Path, target: Path | None) -> Path:
    """Where the board file is to lie: at TARGET, or in FOLDER under the board's name, which must be free."""
    if target is not None:
        return target
    name = _UNFIT.sub(" ", _title(founding)).strip(" .") or founding.id[:8]
    number, path = 1, folder / f"{name}{SUFFIX}"
    while identity(path) != NOWHERE and _board_at(path) != founding.id:
        number += 1
        path = folder / f"{name} {number}{SUFFIX}"
    return path


def _board_at(path: Path) -> str | None:
    """The id of the board whose file lies at PATH; None where it is none."""
    try:
        file = BoardFile(path)
        try:
            with file.reading() as reading:
                return reading.board
        finally:
            file.close()
    except StoreError:
        return None


def _fill(path: Path, founding: Record, parcels: Sequence[Parcel]) -> None:
    """Bring what is in PARCELS into the board file at PATH, which is made if there is none."""
    new = identity(path) == NOWHERE
    if not new and _board_at(path) != founding.id:
        raise StoreError("store.exists", path=str(path))
    file = BoardFile.create(path) if new else BoardFile(path)
    try:
        with SignatureChecks() as checks, file.writing() as writing:
            writing.take(founding)
            union = Union(writing, checks, lambda _done, _total: None)
            for each in parcels:
                if each.source is not None:
                    union.take_from(each.source, Path(each.name))
    except BaseException:
        file.close()
        if new:
            remove(path)
        raise
    file.close()
