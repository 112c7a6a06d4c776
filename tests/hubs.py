"""Database hubs for tests: one server for all, and a hub of its own for whoever asks.

with new_hub() as hub: ...     # skips, saying so, where PostgreSQL is not installed
"""

import atexit
import itertools
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import psycopg
import pytest

import postgres
from beirat_tui.sync.exchange import Exchange
from beirat_tui.sync.hub import open_exchange
from beirat_tui.sync.hub_admin import set_up
from beirat_tui.sync.hub_connection import open_engine
from beirat_tui.sync.hub_schema import role_of
from beirat_tui.sync.places import Here, Secret

_numbers = itertools.count(1)


@dataclass
class Hub:
    """A database with the table of a hub.

    Attributes:
        server: where it is.
        database: its name.
        portable: the table is made without what only PostgreSQL has.
    """

    server: postgres.Server
    database: str
    portable: bool = False
    passwords: dict[str, str] = field(default_factory=dict)

    @property
    def admin(self) -> str:
        """The administrator's address, with the password."""
        return self.server.address(self.database)

    def add_board(self, board: str) -> None:
        """Make the role of BOARD (the board's id), unless it is there."""
        if board not in self.passwords:
            engine = open_engine(self.admin)
            [made] = set_up(engine, "hub", [board], portable=self.portable, new_passwords=True)
            engine.dispose()
            assert made.password is not None
            self.passwords[board] = made.password

    def address(self, board: str) -> str:
        """The address for the members of BOARD, without the password."""
        return self.server.address(self.database, role_of(board), None)

    def full_address(self, board: str) -> str:
        """The same with the password."""
        return self.server.address(self.database, role_of(board), self.passwords[board])

    def exchange(self, here: Here) -> Exchange:
        """The way there for one device; makes the board's role if it is not there."""
        self.add_board(here.board)
        secret = Secret("", self.passwords[here.board])
        way = Here(here.board, here.device, here.path, here.folder, lambda _: secret)
        return open_exchange(self.address(here.board), way)

    def make_durable(self) -> None:
        """Let the server write to the disk before it acknowledges, as servers do that are no test's."""
        with psycopg.connect(self.admin.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = on")
            connection.execute("SELECT pg_reload_conf()")

    def content(self) -> list[tuple[int, bytes]]:
        """All rows by number and digest."""
        return self.ask("SELECT n, digest FROM beirat.entry ORDER BY n")

    def forget(self) -> None:
        """Lose everything that lies there, as after bringing back an old backup."""
        self.ask("SET session_replication_role = replica; TRUNCATE beirat.entry")

    def ask(self, statement: str, *values: Any) -> list[Any]:  # noqa: ANN401  (whatever the database knows)
        """Let the administrator do something."""
        with self.connect() as connection:
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    def connect(self, board: str | None = None) -> "AbstractContextManager[psycopg.Connection[Any]]":
        """A connection beside the program's: the administrator's, or that of BOARD's role."""
        address = self.admin if board is None else self.full_address(board)
        return psycopg.connect(address.replace("+psycopg", ""))


@cache
def _server() -> postgres.Server:
    running = postgres.server()
    found = running.__enter__()
    atexit.register(running.__exit__, None, None, None)
    return found


@contextmanager
def new_hub(*, portable: bool = False) -> Iterator[Hub]:
    """A hub with nothing in it, on the server that all tests of this process share."""
    if postgres.programs() is None:
        pytest.skip(postgres.MISSING)
    hub = Hub(_server(), f"hub{next(_numbers)}", portable)
    with psycopg.connect(hub.server.address().replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{hub.database}"')
    engine = open_engine(hub.admin)
    set_up(engine, "hub", [], portable=portable)
    engine.dispose()
    yield hub
