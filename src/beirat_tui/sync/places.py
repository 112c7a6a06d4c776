"""How an address becomes a place where copies of a board meet.

`~/Nextcloud/Beirat` is a folder, `https://…` or `webdav://…` a folder on a WebDAV server, and
`postgresql+psycopg://…` a database hub. What a kind of place needs is imported when one of them is opened. An
address never holds a password.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from beirat_tui.domain.errors import ExchangeError, InputError
from beirat_tui.paths import from_home, straight
from beirat_tui.sync.exchange import Exchange


class Kind(StrEnum):
    """The kinds of places."""

    FOLDER = "folder"
    WEBDAV = "webdav"
    HUB = "hub"


@dataclass(frozen=True, slots=True)
class Secret:
    """What a server asks for."""

    user: str
    password: str


def no_secret(_address: str) -> Secret | None:
    """For places that ask for none."""
    return None


@dataclass(frozen=True, slots=True)
class Here:
    """What a place needs to know of this side.

    Attributes:
        board: the board's id; empty for somebody who has no copy of it yet.
        device: this device's public key; None for somebody without a key, who can take in but not hand over.
        path: the board file in use.
        folder: a private folder for what has to be remembered of this place; made by whoever writes there.
        secret: gives the secret of an address, from the system's keyring or by asking; None: there is none.
    """

    board: str
    device: str | None
    path: Path
    folder: Path
    secret: Callable[[str], Secret | None] = no_secret


MODULES: Final[Mapping[Kind, str]] = {
    Kind.FOLDER: "beirat_tui.sync.folder",
    Kind.WEBDAV: "beirat_tui.sync.webdav",
    Kind.HUB: "beirat_tui.sync.hub",
}
"""Where each kind has its ``open_exchange(address, here) -> Exchange``."""
_SCHEMES: Final[Mapping[str, Kind]] = {
    "file": Kind.FOLDER,
    "http": Kind.WEBDAV,
    "https": Kind.WEBDAV,
    "webdav": Kind.WEBDAV,
    "webdavs": Kind.WEBDAV,
    "dav": Kind.WEBDAV,
    "davs": Kind.WEBDAV,
    "postgresql": Kind.HUB,
    "postgresql+psycopg": Kind.HUB,
}
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
"""Two letters at least: ``C:`` is a drive."""


def kind_of(address: str) -> Kind:
    """What kind of place ADDRESS names.

    Raises:
        InputError: ``place.unknown-kind``.
    """
    found = _SCHEME.match(address)
    if found is None:
        return Kind.FOLDER
    kind = _SCHEMES.get(found[1].lower())
    if kind is None:
        raise InputError("place.unknown-kind", address=address)
    return kind


def canonical(text: str) -> str:
    """The address that TEXT, as somebody typed it, means; equal for equal places.

    Raises:
        InputError: ``place.unknown-kind``, ``place.no-address``, ``place.password-in-address``.
    """
    text = text.strip()
    if not text:
        raise InputError("place.no-address")
    if kind_of(text) is Kind.FOLDER:
        named = unquote(urlsplit(text).path) if _SCHEME.match(text) else text
        return str(straight(from_home(Path(named))))
    parts = urlsplit(text)
    if parts.password is not None:
        raise InputError("place.password-in-address")
    return parts._replace(scheme=parts.scheme.lower()).geturl()


def title(address: str) -> str:
    """What persons call the place at the canonical ADDRESS: a server is named without scheme and user.

    ``https://m07@cloud.example.org/Beirat/`` is ``cloud.example.org/Beirat``.
    """
    if kind_of(address) is Kind.FOLDER:
        return address
    parts = urlsplit(address)
    shown = parts.path.removeprefix("/remote.php").rstrip("/")
    return f"{parts.netloc.rpartition('@')[2]}{unquote(shown)}"


def open_place(address: str, here: Here) -> Exchange:
    """The place that the canonical ADDRESS names; nothing is reached before it is used.

    Raises:
        ExchangeError: ``place.…``: this computer lacks what this kind of place needs.
    """
    try:
        module = import_module(MODULES[kind_of(address)])
    except ModuleNotFoundError:
        raise ExchangeError("place.not-available", place=address) from None
    exchange: Exchange = module.open_exchange(address, here)
    return exchange
