"""Database hubs, for whoever administers one: setting it up for boards, and removing what is to be erased."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from beirat_tui.services.session import Session
from beirat_tui.sync import credentials
from beirat_tui.sync.places import Secret, title


@dataclass(frozen=True, slots=True)
class BoardAccess:
    """How the members of one board get to the hub.

    Attributes:
        board: the board's id.
        address: what they add as a place.
        password: what they are asked for; None where the role had one already.
    """

    board: str
    address: str
    password: str | None


@dataclass(frozen=True, slots=True)
class Tidied:
    """How much was removed: texts and files that are to be erased, and outdated statements of devices."""

    payloads: int
    statements: int


def script(boards: Sequence[str], *, portable: bool = False) -> str:
    """The SQL that makes a hub for BOARDS (ids), for whoever prefers to run it by hand."""
    from beirat_tui.sync import hub_schema  # noqa: PLC0415  (for administrators only)

    return hub_schema.script(boards, portable=portable)


def set_up(
    address: str,
    boards: Sequence[str],
    *,
    password: str | None = None,
    portable: bool = False,
    new_passwords: bool = False,
) -> list[BoardAccess]:
    """Make the hub in the database at ADDRESS, where it is not there, and a role for each of BOARDS (ids).

    Args:
        address: of somebody who may make schemas and roles; a password in it is used once and kept nowhere.
        boards: their ids.
        password: the administrator's, where it stands in no other place that the database's library looks at.
        portable: for engines that speak PostgreSQL's language only; see docs/hub.md.
        new_passwords: give roles that are there already a new password, too.

    Raises:
        ExchangeError: ``place.…``; nothing was changed.
        InputError: ``place.bad-address``.
    """
    from beirat_tui.sync import hub_admin  # noqa: PLC0415  (for administrators only)
    from beirat_tui.sync.hub_connection import open_engine  # noqa: PLC0415  (the same)

    bare, secret = _administrator(address, password)
    engine = open_engine(bare, secret)
    try:
        made = hub_admin.set_up(engine, title(bare), boards, portable=portable, new_passwords=new_passwords)
    finally:
        engine.dispose()
    return [BoardAccess(each.board, _with_user(bare, each.role), each.password) for each in made]


def tidy(session: Session, address: str, *, password: str | None = None) -> Tidied:
    """Remove from the hub at ADDRESS what was ordered to be erased on this board, and outdated statements.

    Raises:
        ExchangeError: ``place.…``; nothing was changed.
        InputError: ``place.bad-address``.
    """
    from beirat_tui.sync import hub_admin  # noqa: PLC0415  (for administrators only)
    from beirat_tui.sync.hub_connection import open_engine  # noqa: PLC0415  (the same)

    with session.reading() as reading:
        erased = reading.erased_payloads()
    bare, secret = _administrator(address, password)
    engine = open_engine(bare, secret)
    try:
        removed = hub_admin.tidy(engine, title(bare), session.id, erased)
    finally:
        engine.dispose()
    return Tidied(removed.payloads, removed.statements)


def _administrator(address: str, password: str | None) -> tuple[str, Secret | None]:
    bare, secret = credentials.split(address)
    if password is not None:
        secret = Secret(credentials.user_in(bare), password)
    return bare, secret or credentials.secret_of(bare)


def _with_user(address: str, user: str) -> str:
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(scheme="postgresql+psycopg", netloc=f"{user}@{host}").geturl()
