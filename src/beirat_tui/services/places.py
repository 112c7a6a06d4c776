"""The places with which a board is exchanged, as one person on one machine has set them up.

They are kept in the private folder, board by board, without any password, and are nobody else's business:
each person chooses their own.
"""

import datetime as dt
import hashlib
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from beirat_tui.domain.errors import BeiratError, InputError, Refused
from beirat_tui.paths import is_folder
from beirat_tui.services.session import Session
from beirat_tui.sync import places as addresses
from beirat_tui.sync.exchange import Exchange
from beirat_tui.sync.places import Here, Kind, Secret, no_secret

_BOOK: Final = "places"
_lock = threading.RLock()
"""Several threads exchange at the same time, and all of them note how it went."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with which the board is exchanged.

    Attributes:
        address: its canonical address.
        kind: ``folder``, ``webdav`` or ``hub``.
        paused: it is left alone until it is taken up again.
        at: when it was last exchanged with, in milliseconds since 1970 UTC; None: never.
        new: how many entries the last exchange that brought any brought.
        through: the last of this device's entries that lies there, by number.
        problem: what kept the last exchange from succeeding.
    """

    address: str
    kind: Kind
    paused: bool = False
    at: int | None = None
    new: int = 0
    through: int = 0
    problem: BeiratError | None = None

    @property
    def title(self) -> str:
        """What persons call it: a folder's path from the home directory, or the address."""
        if self.kind is not Kind.FOLDER:
            return addresses.title(self.address)
        path, home = Path(self.address), Path.home()
        return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else self.address


def noting() -> AbstractContextManager[object]:
    """Keeps other threads from noting something meanwhile."""
    return _lock


def places(session: Session) -> tuple[Place, ...]:
    """The places of this board, in the order in which they were added."""
    found = session.home.private(session.id, _BOOK).get("places", [])
    return tuple(place for each in found if (place := _read(each)) is not None)


def add(session: Session, text: str) -> Place:
    """Exchange with the place that TEXT names from now on.

    Raises:
        InputError: ``place.unknown-kind``, ``place.no-address``, ``place.password-in-address``,
            ``place.no-folder``.
        Refused: ``place.known-already``, ``place.private`` (the keys of this device lie in that folder).
    """
    address = addresses.canonical(text)
    place = Place(address, addresses.kind_of(address))
    if place.kind is Kind.FOLDER and not is_folder(Path(address)):
        raise InputError("place.no-folder", place=address)
    if place.kind is Kind.FOLDER and session.home.lies_in(Path(address), session.id):
        raise Refused("place.private", place=place.title, private=str(session.home.path))
    with _lock:
        known = places(session)
        if any(each.address == address for each in known):
            raise Refused("place.known-already", place=place.title)
        _keep(session, (*known, place))
    return place


def remove(session: Session, name: str) -> Place:
    """Exchange with the place called NAME no longer; what lies there stays.

    Raises:
        InputError: ``place.unknown``, ``place.several``.
    """
    with _lock:
        place = find(session, name)
        _keep(session, tuple(each for each in places(session) if each.address != place.address))
    return place


def pause(session: Session, name: str, *, paused: bool) -> Place:
    """Leave the place called NAME alone for a while, or take it up again.

    Raises:
        InputError: ``place.unknown``, ``place.several``.
    """
    place = find(session, name)
    return note(session, place.address, lambda each: replace(each, paused=paused)) or place


def find(session: Session, name: str) -> Place:
    """The place that NAME means: its number in the list, its address, or a part of the address.

    Raises:
        InputError: ``place.unknown``, ``place.several``.
    """
    known = places(session)
    if name.isdecimal():
        # Never a part of an address: with two places in the list, 3 must not remove the one in “Board 2023”.
        for number, each in enumerate(known, start=1):
            if str(number) == name:
                return each
        raise InputError("place.unknown", place=name)
    try:
        address = addresses.canonical(name)
    except InputError:
        address = name
    exact = [each for each in known if each.address == address]
    fitting = exact or [each for each in known if name.strip() and name.strip() in each.address]
    if len(fitting) != 1:
        raise InputError("place.several" if fitting else "place.unknown", place=name)
    return fitting[0]


def note(session: Session, address: str, change: Callable[[Place], Place]) -> Place | None:
    """Keep what CHANGE makes of the place at ADDRESS; None if it was removed meanwhile."""
    with _lock:
        known = places(session)
        changed = tuple(change(each) if each.address == address else each for each in known)
        if changed != known:
            _keep(session, changed)
    return next((each for each in changed if each.address == address), None)


def opened(session: Session, place: Place, secret: Callable[[str], Secret | None] = no_secret) -> Exchange:
    """The way to exchange with PLACE.

    Raises:
        ExchangeError: this computer lacks what this kind of place needs.
    """
    mark = hashlib.sha256(place.address.encode()).hexdigest()[:16]
    here = Here(
        board=session.id,
        device=None if session.key is None else session.key.public,
        path=session.path,
        folder=session.home.place_folder(session.id, mark),
        secret=secret,
    )
    return addresses.open_place(place.address, here)


def local(at: int) -> dt.datetime:
    """AT (milliseconds since 1970 UTC) in the local zone."""
    return dt.datetime.fromtimestamp(at / 1000, tz=dt.UTC).astimezone()


def _keep(session: Session, changed: tuple[Place, ...]) -> None:
    session.home.keep_private(session.id, _BOOK, {"places": [_written(each) for each in changed]})


def _written(place: Place) -> dict[str, Any]:
    kept: dict[str, Any] = {
        "address": place.address,
        "kind": place.kind.value,
        "paused": place.paused,
        "at": place.at,
        "new": place.new,
        "through": place.through,
    }
    if place.problem is not None:
        kept["problem"] = {"code": place.problem.code, "params": dict(place.problem.params)}
    return kept


def _read(kept: object) -> Place | None:
    if not isinstance(kept, dict) or not isinstance(kept.get("address"), str):
        return None
    try:
        kind = addresses.kind_of(kept["address"])
    except InputError:
        return None
    at = kept.get("at")
    return Place(
        address=kept["address"],
        kind=kind,
        paused=kept.get("paused") is True,
        at=at if isinstance(at, int) else None,
        new=_number(kept.get("new")),
        through=_number(kept.get("through")),
        problem=_problem(kept.get("problem")),
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _problem(kept: object) -> BeiratError | None:
    if not isinstance(kept, dict) or not isinstance(kept.get("code"), str):
        return None
    params = kept.get("params")
    told = params.items() if isinstance(params, dict) else ()
    good = {name: each for name, each in told if isinstance(name, str) and isinstance(each, str | int)}
    good.pop("code", None)
    return BeiratError(kept["code"], **good)
