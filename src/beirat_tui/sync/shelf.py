"""An exchange by files on a shelf that several devices share: a folder, or one on a server.

Every device has one file of its own there and writes only that one. It holds the records that the device
signed, whatever it has that no other file there carries, and what it held before: it never shrinks. All other
files are read, whatever their names: their content says what they are. A file of one's own that was deleted,
rolled back or damaged by others is written again from what the board has. What is damaged in another device's
file is not carried by it: that device may never come back.
"""

import hashlib
import tempfile
import time
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Final, Protocol

from beirat_tui.domain.errors import BeiratError, ExchangeError, InputError
from beirat_tui.log import record as records
from beirat_tui.store.held import HeldFile, identity
from beirat_tui.store.parcel import write_parcel
from beirat_tui.sync.contents import Contents, contents_of, is_sound, mark_of, together
from beirat_tui.sync.exchange import Offer, Parcel
from beirat_tui.sync.foreign import open_foreign
from beirat_tui.sync.merge import board_of
from beirat_tui.sync.names import Naming, naming
from beirat_tui.sync.places import Here

_WRITTEN: Final = "written"
_ENDING: Final = ".beirat"
_NOT_YET: Final = {"store.truncated", "store.locked", "store.not-a-board", "store.damaged"}
"""What is wrong with a file that another program has not finished."""
TICK: Final = 2.1
"""Seconds after which the coarsest clock of a shelf has gone on: FAT counts in twos, many servers in ones."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file on a shelf.

    Attributes:
        name: its name there.
        mark: changes whenever its content does: size and time, or a server's tag of it.
        path: where its content lies on this computer; None if it could not be brought here.
        error: why not.
    """

    name: str
    mark: str
    path: Path | None
    error: BeiratError | None = None


class Shelf(Protocol):
    """Where the files lie."""

    def fetch(self) -> Sequence[Found]:
        """All files there, brought here as far as they changed.

        Raises:
            ExchangeError: ``place.…``: the shelf cannot be reached or read.
        """

    def put(self, name: str, draft: Path, replaces: str | None) -> str | None:
        """Put the complete file DRAFT there as NAME, in one step.

        Args:
            name: the device's own file.
            draft: its new content.
            replaces: the mark that the file had when it was fetched; None if there was none. Where the shelf
                can tell, nothing else is replaced.

        Returns:
            its new mark, if the shelf knows it.

        Raises:
            ExchangeError: ``place.…``: it could not be written; what was there is unchanged.
        """

    def changed(self, stop: Event, seconds: float) -> bool:
        """As `Exchange.changed`."""

    def close(self) -> None:
        """Let go of connections."""


@dataclass(slots=True)
class _Seen:
    """A file as it was when it was last taken in."""

    mark: str
    content: Contents | None
    """None for what is no copy of this board."""
    digest: str = ""
    """Of the own file: SHA-256 of what lies there."""
    sound: bool = False
    """Of the own file: whether all that it claims to hold is in it, unaltered."""


def own_name(here: Here) -> str:
    """The name of this device's file; it says nothing about the person."""
    return f"beirat-{here.board[:8]}-{(here.device or '')[:12]}.beirat"


class ShelfExchange:
    """The exchange over SHELF, seen from HERE."""

    def __init__(self, shelf: Shelf, here: Here) -> None:
        self._shelf = shelf
        self._here = here
        self._own = own_name(here)
        self._seen: dict[str, _Seen] = {}
        self._there: dict[str, _Seen] = {}

    @contextmanager
    def collect(self) -> Iterator[Sequence[Parcel]]:
        """Read what changed on the shelf; see `Exchange`."""
        with ExitStack() as opened:
            there: dict[str, _Seen] = {}
            parcels: list[Parcel] = []
            for found in self._shelf.fetch():
                seen = self._seen.get(found.name)
                if seen is not None and seen.mark == found.mark:
                    there[found.name] = seen
                    continue
                if found.path is not None and identity(found.path) == identity(self._here.path):
                    continue
                parcel, looked = self._look(found, opened)
                if looked is not None:
                    there[found.name] = looked
                if parcel is not None:
                    parcels.append(parcel)
            yield parcels
        # Only what was taken in need not be looked at again.
        self._seen, self._there = dict(there), there

    def _look(self, found: Found, opened: ExitStack) -> tuple[Parcel | None, _Seen | None]:
        """The parcel that FOUND is, and what to remember of it; neither where it is none of ours."""
        if found.path is None or found.error is not None:
            return Parcel(found.name, None, found.error or ExchangeError("place.not-fetched")), None
        try:
            HeldFile(found.path).release()
            foreign = opened.enter_context(open_foreign(found.path))
            if self._here.board and board_of(foreign) not in {self._here.board, None}:
                return None, _Seen(found.mark, None)
            seen = _Seen(found.mark, contents_of(foreign))
            if found.name == self._own:
                seen.digest = _digest(found.path)
                # Where the same key is used in two places, the other one writes this file too.
                seen.sound = seen.digest == self._written() or is_sound(foreign)
        except BeiratError as error:
            if found.name == self._own:
                # Known by its mark alone: it is written again, and nobody need do anything about it.
                return None, _Seen(found.mark, None)
            return _unreadable(found, error)
        return Parcel(found.name, foreign), seen

    def hand_over(self, offer: Offer) -> int:
        """Write the own file anew if it lacks something; see `Exchange`."""
        if self._here.device is None:
            return 0
        others = [each.content for name, each in self._there.items() if name != self._own]
        elsewhere = together(each for each in others if each is not None)
        before = self._there.get(self._own)
        lies_there = before.content if before is not None else None
        intact = lies_there if before is not None and before.sound else None
        wanted = _wanted(offer, elsewhere, lies_there or Contents())
        everywhere = elsewhere.records | (intact.records if intact is not None else set())
        new = len(wanted.content.records - everywhere)
        if before is not None and intact is not None and intact == wanted.content:
            self._remember(before.digest)
            return 0
        if not wanted.content.records and not wanted.content.beside and lies_there is None:
            return 0
        self._write(offer, wanted, before)
        return new

    def _write(self, offer: Offer, wanted: "_Wanted", before: _Seen | None) -> None:
        with tempfile.TemporaryDirectory(prefix="beirat-", ignore_cleanup_errors=True) as folder:
            draft = Path(folder) / self._own
            write_parcel(
                draft,
                offer.records(wanted.ids),
                sorted(wanted.content.payloads),
                offer.payload,
                wanted.requests,
                wanted.statements,
            )
            digest = _digest(draft)
            mark = self._shelf.put(self._own, draft, None if before is None else before.mark)
            if before is not None and mark == before.mark:
                # As large as before and written in the same tick: nobody would see that it changed.
                time.sleep(TICK)
                mark = self._shelf.put(self._own, draft, mark)
        self._remember(digest)
        self._seen.pop(self._own, None)
        if mark is not None:
            self._seen[self._own] = self._there[self._own] = _Seen(mark, wanted.content, digest, sound=True)

    def _remember(self, digest: str) -> None:
        """Note that a sound file of this device with this DIGEST lies there."""
        if digest != self._written():
            try:
                self._here.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                (self._here.folder / _WRITTEN).write_text(digest, encoding="ascii")
            except OSError:
                raise ExchangeError("place.no-room", path=str(self._here.folder)) from None

    def _written(self) -> str:
        """The digest of the file of this device that was last known to be sound."""
        with suppress(OSError, UnicodeDecodeError):
            return (self._here.folder / _WRITTEN).read_text(encoding="ascii")
        return ""

    def changed(self, stop: Event, seconds: float) -> bool:
        """Wait for news; see `Exchange`."""
        return self._shelf.changed(stop, seconds)

    def close(self) -> None:
        """Let go of connections."""
        self._shelf.close()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the own file should hold."""

    ids: AbstractSet[str]
    content: Contents
    requests: Sequence[tuple[str, tuple[str, bytes, bytes]]]
    statements: Sequence[tuple[str, bytes, bytes]]


def _wanted(offer: Offer, elsewhere: Contents, before: Contents) -> _Wanted:
    here = {id_: mark_of(id_, signature) for id_, signature in offer.signatures().items()}
    ids = set(offer.own())
    ids |= {id_ for id_, mark in here.items() if mark not in elsewhere.records or mark in before.records}
    payloads = {hash_ for id_, hash_ in offer.payloads() if id_ in ids or hash_ not in elsewhere.payloads}
    requests = [
        (key, row)
        for row in offer.requests()
        if (key := _asking(row)) is not None
        and ((signed := row[1] + row[2]) in before.beside or signed not in elsewhere.beside)
    ]
    statements = [
        row for row in offer.heard() if row[0] == offer.author or row[1] + row[2] not in elsewhere.beside
    ]
    beside = {raw + signature for _, (_, raw, signature) in requests}
    beside |= {raw + signature for _, raw, signature in statements}
    content = Contents({here[id_] for id_ in ids}, payloads, beside)
    return _Wanted(ids, content, requests, statements)


def _asking(row: tuple[str, bytes, bytes]) -> str | None:
    """The key that asks to join by the request ROW."""
    _, raw, signature = row
    try:
        return records.read(raw, signature).author
    except InputError:
        return None


def _digest(path: Path) -> str:
    # By way of the one descriptor: see `held` on why nobody opens such a file in passing.
    held, digest = HeldFile(path), hashlib.sha256()
    try:
        for piece in held.content():
            digest.update(piece)
    finally:
        held.release()
    return digest.hexdigest()


def _unreadable(found: Found, error: BeiratError) -> tuple[Parcel | None, _Seen | None]:
    """What to tell of a file that is no readable copy: nothing, unless its name or header promise one."""
    name = naming(found.name)
    if error.code == "store.missing":
        return None, None
    if name.state is Naming.PLACEHOLDER and error.code == "store.not-a-board":
        return Parcel(found.name, None, ExchangeError("place.placeholder", name=found.name)), None
    if name.state is Naming.UNFINISHED and error.code in _NOT_YET:
        return Parcel(found.name, None, ExchangeError("place.unfinished", name=found.name)), None
    if error.code == "store.not-a-board":
        if name.origin.endswith(_ENDING) and _is_empty(found.path):
            return Parcel(found.name, None, ExchangeError("place.unfinished", name=found.name)), None
        return None, _Seen(found.mark, None)
    return Parcel(found.name, None, _as_it_is_called_there(error, found)), None


def _is_empty(path: Path | None) -> bool:
    """Whether the file PATH has a name already, but nothing in it yet."""
    try:
        return path is not None and path.stat().st_size == 0
    except OSError:
        return False


def _as_it_is_called_there(error: BeiratError, found: Found) -> BeiratError:
    """ERROR with the name that persons know in place of the copy's path on this computer."""
    if error.params.get("path") != str(found.path):
        return error
    return type(error)(error.code, **{**error.params, "path": found.name})
