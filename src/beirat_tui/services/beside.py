"""Copies of the board beside its file, conflict copies mostly: which of them hold something this one lacks.

They are known by what is in them. What they claim is read, not checked: whoever takes a copy in checks all of
it (`merging`). Knows nothing of how it is offered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from beirat_tui.domain.errors import BeiratError, InputError
from beirat_tui.log import record as records
from beirat_tui.log.record import JOINING, Record
from beirat_tui.services import places
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import Reading, missing_payloads
from beirat_tui.store.held import HeldFile, identity
from beirat_tui.store.holdings import record_ids, waiting_ids
from beirat_tui.sync.foreign import ForeignFile, open_foreign
from beirat_tui.sync.merge import board_of

_Mark = tuple[int, int, int]
"""Changes when a file does: time, size, which file it is."""
_Age = tuple[int, str]
"""Of two requests of one key the one with the greater age stays."""


@dataclass(frozen=True, slots=True)
class _Held:
    """What a copy claims to hold.

    Attributes:
        records: ids of the records, also of those that wait there for what they lack.
        requests: requests to join, the latest of each key.
        payloads: hashes of texts and files.
    """

    records: frozenset[str] = frozenset()
    requests: Mapping[str, _Age] = field(default_factory=dict)
    payloads: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.records or self.requests or self.payloads)

    def is_news(self, reading: Reading) -> bool:
        """Whether a record, a request to join, or a text of a record is here that the board lacks.

        That devices said what they have is no news: nobody need be asked about that.
        """
        if self.records - record_ids(reading) - waiting_ids(reading):
            return True
        here = {each.author: _age(each) for each in reading.requests()}
        if any(key not in here or age > here[key] for key, age in self.requests.items()):
            return True
        return bool(self.payloads & missing_payloads(reading))


class Beside:
    """Copies of the board in the file's folder that hold something this one lacks.

    A file is read once, and again only when it changes: the folder changes with every entry that is written.
    """

    def __init__(self) -> None:
        self._read: dict[Path, tuple[_Mark, _Held]] = {}

    def news(self, session: Session) -> list[Path]:
        """The copies that hold something new.

        None where the folder is a place of exchange: what lies there is taken in by that.

        Raises:
            OSError: the folder cannot be read.
            StoreError: the board file cannot be read.
        """
        folder = session.path.absolute().parent
        if any(not each.paused and each.address == str(folder) for each in places.places(session)):
            return []
        same = identity(session.path)
        files = [each for each in sorted(folder.iterdir()) if each.is_file() and identity(each) != same]
        held = {each: found for each in files if (found := self._held(each, session.id))}
        if not held:
            return []
        with session.reading() as reading:
            return [each for each, found in held.items() if found.is_news(reading)]

    def settle(self, paths: Sequence[Path]) -> None:
        """The files PATHS were taken in: what was refused of them is not offered again until they change."""
        for path in paths:
            if path in self._read:
                self._read[path] = self._read[path][0], _Held()

    def _held(self, path: Path, board: str) -> _Held:
        """What the copy at PATH claims to hold; nothing where it is no copy of BOARD."""
        found = path.stat()
        mark = found.st_mtime_ns, found.st_size, found.st_ino
        before = self._read.get(path)
        if before is not None and before[0] == mark:
            return before[1]
        held = _claimed(path, board)
        self._read[path] = mark, held
        return held


def _claimed(path: Path, board: str) -> _Held:
    try:
        # Told by the first bytes, before a private copy is made of it.
        HeldFile(path).release()
        with open_foreign(path) as foreign:
            return _content(foreign, board) if board_of(foreign) == board else _Held()
    except BeiratError:
        return _Held()


def _content(foreign: ForeignFile, board: str) -> _Held:
    ids = {name for _, name in foreign.ids()}
    requests: dict[str, _Age] = {}
    for each in _aside(foreign, board):
        if each.kind == JOINING:
            requests[each.author] = max(_age(each), requests.get(each.author, (0, "")))
        else:
            ids.add(each.id)
    return _Held(frozenset(ids), requests, frozenset(foreign.payload_names()))


def _aside(foreign: ForeignFile, board: str) -> Iterator[Record]:
    """What stands beside the records of a copy and could be taken in."""
    for raw, signature in foreign.aside():
        try:
            if isinstance(raw, bytes) and isinstance(signature, bytes):
                record = records.read(raw, signature)
                if record.board == board:
                    yield record
        except InputError:
            continue


def _age(request: Record) -> _Age:
    return request.at, request.id
