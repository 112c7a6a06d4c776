"""Passwords of the servers with which a board is exchanged: asked once, kept in the system's keyring."""

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


def is_known(place: Place) -> bool:
    """Whether a password of PLACE is known."""
    return credentials.secret_of(place.address) is not None


def _kept(place: Place, secret: Secret) -> BeiratError | None:
    try:
        credentials.keep(place.address, secret)
    except ExchangeError as error:
        return error
    return None
