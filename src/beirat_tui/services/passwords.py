"""Passwords of the servers with which a board is exchanged: asked once, kept in the system's keyring."""

import os

from beirat_tui.domain.errors import BeiratError, ExchangeError
from beirat_tui.services import places
from beirat_tui.services.places import Place
from beirat_tui.services.session import Session
from beirat_tui.sync import credentials
from beirat_tui.sync.places import Kind, Secret

ASKING = frozenset({"place.login", "place.secret-missing"})
"""Problems of a place that a password solves."""


def add(session: Session, text: str) -> tuple[Place, BeiratError | None]:
    """Exchange with the place that TEXT names; a password in it is taken out and kept in the keyring.

    Returns:
        the place, and why its password could not be kept.

    Raises:
        InputError: as `places.add`.
        Refused: as `places.add`.
    """
    address, secret = credentials.split(text)
    place = places.add(session, address)
    return place, None if secret is None else _kept(place, secret)


def use(place: Place, password: str, user: str = "") -> None:
    """Use PASSWORD for PLACE until the program ends: whether it is the right one has still to be seen."""
    credentials.use(place.address, Secret(user or credentials.user_in(place.address), password))


def give(place: Place, password: str, user: str = "") -> BeiratError | None:
    """Keep PASSWORD for PLACE, with the name of the USER unless the address has it.

    Returns:
        why it could not be kept; it is used until the program ends nevertheless.
    """
    return _kept(place, Secret(user or credentials.user_in(place.address), password))


def forget(place: Place) -> None:
    """Remove the password of PLACE from the keyring."""
    if place.kind is not Kind.FOLDER:
        credentials.forget(place.address)


def lacks_user(place: Place) -> bool:
    """Whether the address does not say as whom to log in."""
    return not credentials.user_in(place.address)


def name_for(place: Place) -> str | None:
    """The name used so far to log in at PLACE, empty if there is none; None where the address says it."""
    if not lacks_user(place):
        return None
    known = credentials.secret_of(place.address)
    return "" if known is None else known.user


def is_known(place: Place) -> bool:
    """Whether a password of PLACE is known."""
    return credentials.secret_of(place.address) is not None


def is_set_outside() -> bool:
    """Whether the environment gives the password, so that nobody need be asked for another."""
    return bool(os.environ.get(credentials.PASSWORD))


def _kept(place: Place, secret: Secret) -> BeiratError | None:
    try:
        credentials.keep(place.address, secret)
    except ExchangeError as error:
        return error
    return None
