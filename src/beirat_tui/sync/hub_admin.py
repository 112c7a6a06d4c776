"""Setting up a database hub, and removing from it what is to be erased: for the database's administrator."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine, bindparam, delete, select, text

from beirat_tui.domain.errors import InputError
from beirat_tui.log import heard as statements
from beirat_tui.log import payload as payloads
from beirat_tui.sync import hub_rows, hub_schema
from beirat_tui.sync.hub_connection import explained
from beirat_tui.sync.hub_schema import GROUP, entry, role_of

_SECRET_BYTES: Final = 18
_ROLES = text("SELECT rolname FROM pg_roles WHERE rolname LIKE 'beirat\\_%'")
_TABLES = text(
    "SELECT 1 FROM information_schema.tables WHERE table_schema = 'beirat' AND table_name = 'entry'"
)
_ONE_AFTER_THE_OTHER = text("SELECT pg_advisory_xact_lock(hashtext('beirat hub init'))")
_VERSION = text("SELECT version()")
_OTHER_ENGINES: Final = ("-YB-", "CockroachDB")
_OF_BOARD = entry.c.board == bindparam("board")
_NUMBERS = select(entry.c.n).where(_OF_BOARD, entry.c.kind == bindparam("kind"))
_RAW = select(entry.c.raw).where(entry.c.n == bindparam("n"))
_SAID = select(entry.c.n, entry.c.raw, entry.c.signature).where(_OF_BOARD, entry.c.kind == "heard")
_DELETE = delete(entry).where(entry.c.n.in_(bindparam("numbers", expanding=True)))


@dataclass(frozen=True, slots=True)
class BoardRole:
    """The role of one board.

    Attributes:
        board: the board's id.
        role: its name.
        password: the password it was given just now; None where it has one already.
    """

    board: str
    role: str
    password: str | None


def set_up(
    engine: Engine, place: str, boards: Sequence[str], *, portable: bool = False, new_passwords: bool = False
) -> list[BoardRole]:
    """Make the hub at ENGINE, as far as it is not there, and a role with a password for each of BOARDS (ids).

    Args:
        engine: connects as somebody who may make schemas and roles.
        place: what the person knows it as.
        boards: their ids.
        portable: for engines that speak PostgreSQL's language only; those known to are recognised.
        new_passwords: give roles that are there already a new password, too.

    Raises:
        ExchangeError: ``place.…``; nothing was changed, where the engine can undo it.
    """
    with explained(place), engine.connect() as connection, hub_rows.transaction(connection):
        version = str(connection.execute(_VERSION).scalar_one())
        portable = portable or any(name in version for name in _OTHER_ENGINES)
        if not portable:
            connection.execute(_ONE_AFTER_THE_OTHER)
        there = set(connection.execute(_ROLES).scalars())
        if connection.execute(_TABLES).scalar() is None:
            # Never touched again: changing a table in use would make everybody wait.
            _run(connection, hub_schema.table_statements(portable=portable, group_exists=GROUP in there))
        made: list[BoardRole] = []
        for board in boards:
            role = role_of(board)
            fresh = role not in there
            if fresh:
                _run(connection, hub_schema.role_statements(board))
                there.add(role)
            password = _give_password(connection, role) if fresh or new_passwords else None
            made.append(BoardRole(board, role, password))
        return made


def _run(connection: Connection, parts: Sequence[str]) -> None:
    for statement in parts:
        connection.exec_driver_sql(statement)


def _give_password(connection: Connection, role: str) -> str:
    """A new password for ROLE; the server, and what it logs, see only what a password is checked by."""
    password = secrets.token_urlsafe(_SECRET_BYTES)
    driver: Any = connection.connection.driver_connection
    verifier = driver.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    connection.exec_driver_sql(f"ALTER ROLE {role} PASSWORD '{verifier}'")
    return password


@dataclass(frozen=True, slots=True)
class Tidied:
    """What was removed: texts and files that are to be erased, and statements that newer ones replace."""

    payloads: int
    statements: int


def tidy(engine: Engine, place: str, board: str, erased: Collection[str]) -> Tidied:
    """Remove from the hub the payloads named by ERASED (hashes), and what devices said before they said more.

    Raises:
        ExchangeError: ``place.…``.
    """
    with explained(place), engine.connect() as connection, hub_rows.transaction(connection):
        gone = _erased(connection, board, erased) if erased else []
        old = _outdated(connection, board)
        for numbers in (gone, old):
            connection.execute(_DELETE, {"numbers": numbers})
        if gone or old:
            hub_rows.tell(connection, board, "tidied", surely=False)
        return Tidied(len(gone), len(old))


def _erased(connection: Connection, board: str, erased: Collection[str]) -> list[int]:
    found: list[int] = []
    for n in connection.execute(_NUMBERS, {"board": board, "kind": "payload"}).scalars().all():
        # One at a time: the largest have 32 MiB.
        blob = connection.execute(_RAW, {"n": n}).scalar_one()
        if payloads.digest(bytes(blob)) in erased:
            found.append(n)
    return found


def _outdated(connection: Connection, board: str) -> list[int]:
    newest: dict[str, tuple[tuple[int, bytes], int]] = {}
    found: list[int] = []
    for n, raw, signature in connection.execute(_SAID, {"board": board}):
        try:
            said = statements.read(bytes(raw), bytes(signature))
        except InputError:
            found.append(n)
            continue
        before = newest.get(said.author)
        if before is not None and before[0] >= said.rank:
            found.append(n)
            continue
        if before is not None:
            found.append(before[1])
        newest[said.author] = (said.rank, n)
    return found
