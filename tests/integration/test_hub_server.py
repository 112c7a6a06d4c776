"""The database hub against a real PostgreSQL: news that come by themselves, and servers that have trouble."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from beirat_tui.domain.errors import BeiratError
from beirat_tui.sync import hub_connection, hub_rows
from beirat_tui.sync.hub import HubExchange
from beirat_tui.sync.hub_connection import open_engine
from beirat_tui.sync.hub_schema import role_of
from beirat_tui.sync.places import Here, Secret
from exchanges import Party, apart, parties, settle
from hub_persons import code_of, vote, voted
from hubs import Hub, new_hub
from seated import SeatedBoard

LONG = 600.0
"""Seconds that no test waits: news comes before."""


@pytest.fixture
def hub(board: SeatedBoard) -> Iterator[Hub]:
    """A hub with a role for the board."""
    with new_hub() as found:
        found.add_board(board.office.id)
        yield found


@pytest.fixture
def persons(board: SeatedBoard, tmp_path: Path, hub: Hub) -> Iterator[list[Party]]:
    """The office, M02 and M03, each at a copy of their own, in agreement with the hub."""
    sessions = list(apart(board, tmp_path, "office", "M02", "M03"))
    with parties(hub, *sessions) as found:
        settle(*found)
        yield found
    for each in sessions:
        each.close()


# --- being told --------------------------------------------------------------------------------------------


def waiting(party: Party) -> tuple[threading.Thread, list[bool]]:
    """A thread in which PARTY waits for news, and what came of it."""
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.append(party.way.changed(threading.Event(), LONG)))
    thread.start()
    return thread, answers


def test_a_vote_is_told_to_those_who_wait(persons: list[Party]) -> None:
    office, first, _ = persons
    assert not office.way.changed(threading.Event(), 0.01)
    thread, answers = waiting(office)
    vote(first)
    first.sync()
    thread.join()
    assert answers == [True]
    assert office.sync().taken.new == 1


def test_what_came_before_anybody_listened_is_not_missed(persons: list[Party]) -> None:
    office, first, _ = persons
    vote(first)
    first.sync()
    assert office.way.changed(threading.Event(), LONG)


def test_nobody_is_told_of_what_they_wrote_themselves(persons: list[Party]) -> None:
    _, first, _ = persons
    assert not first.way.changed(threading.Event(), 0.01)
    vote(first)
    first.sync()
    assert not first.way.changed(threading.Event(), 0.6)


def test_somebody_who_waits_can_exchange_from_elsewhere_at_the_same_time(persons: list[Party]) -> None:
    office, first, second = persons
    assert not office.way.changed(threading.Event(), 0.01)
    thread, answers = waiting(office)
    vote(second)
    assert office.sync().clean
    vote(first)
    first.sync()
    thread.join()
    assert answers == [True]
    office.sync()
    assert voted(office) == 1


def test_waiting_can_be_called_off(persons: list[Party]) -> None:
    stop = threading.Event()
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.append(persons[0].way.changed(stop, LONG)))
    thread.start()
    stop.set()
    thread.join()
    assert answers == [False]


def test_a_connection_that_breaks_while_somebody_waits_is_noticed_and_made_anew(
    persons: list[Party], hub: Hub
) -> None:
    office, first, _ = persons
    assert not office.way.changed(threading.Event(), 0.01)
    thread, answers = waiting(office)
    drop_connections(hub)
    thread.join()
    assert answers == [True]
    vote(first)
    assert first.sync().clean
    assert office.sync().taken.new == 1
    thread, answers = waiting(office)
    vote(first, "no")
    first.sync()
    thread.join()
    assert answers == [True]


def drop_connections(hub: Hub) -> None:
    hub.ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )


def test_a_connection_that_broke_between_two_exchanges_costs_nothing(persons: list[Party], hub: Hub) -> None:
    office, first, _ = persons
    drop_connections(hub)
    vote(first)
    assert first.sync().handed == 1
    assert office.sync().taken.new == 1


def test_a_connection_that_breaks_while_handing_over_loses_nothing(
    persons: list[Party], hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, first, _ = persons
    vote(first)
    add_rows = hub_rows.add

    def breaking(*arguments: object, **more: object) -> None:
        drop_connections(hub)
        add_rows(*arguments, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(hub_rows, "add", breaking)
        assert code_of(first) == "place.lost"
    assert first.sync().handed == 1
    assert office.sync().taken.new == 1


# --- what can be wrong with a server -----------------------------------------------------------------------


def reach(address: str, party: Party, password: str = "") -> str:
    """The code of what is wrong with the hub at ADDRESS."""
    here = Here(party.session.id, None, party.session.path, party.session.home.path / "elsewhere")
    way = HubExchange(address, open_engine(address, Secret("", password)), here)
    try:
        with way.collect():
            return ""
    except BeiratError as error:
        return error.code if not password or password not in str(error) else "the password is told"
    finally:
        way.close()


def test_what_is_wrong_is_told_apart(persons: list[Party], hub: Hub) -> None:
    board, server = persons[0].session.id, hub.server
    role, password = role_of(board), hub.passwords[board]
    good = hub.address(board)
    assert reach(good, persons[0], password) == ""
    assert reach(good, persons[0], "wrong-password") == "place.login"
    assert reach(good, persons[0]) == "place.secret-missing"
    assert reach(server.address("nowhere", role, None), persons[0], password) == "place.no-hub"
    assert reach(server.address("postgres", role, None), persons[0], password) == "place.no-hub"
    assert reach(
        good.replace("127.0.0.1", "nirgendwo.invalid") + "?sslmode=disable", persons[0], password
    ) == ("place.unreachable")
    assert (
        reach(f"postgresql://{role}@127.0.0.1:9/{hub.database}", persons[0], password) == "place.unreachable"
    )
    assert reach(f"{good}?sslmode=require", persons[0], password) == "place.tls"


def test_a_server_elsewhere_must_prove_who_it_is(persons: list[Party], hub: Hub) -> None:
    """The same server by another name than the loopback's: without a certificate nothing is sent to it."""
    board = persons[0].session.id
    address = hub.address(board).replace("127.0.0.1", "127.0.0.2")
    hub_answers_there = hub.address(board).replace("127.0.0.1", "localhost")
    assert reach(hub_answers_there, persons[0], hub.passwords[board]) in {"", "place.unreachable"}
    assert reach(address, persons[0], hub.passwords[board]) in {"place.tls", "place.unreachable"}


@pytest.mark.parametrize(
    "address", ["postgresql+psycopg://server", "postgresql://server:0/x", "postgresql://server:port/x"]
)
def test_an_address_that_cannot_be_one_is_refused(address: str) -> None:
    with pytest.raises(BeiratError) as refused:
        open_engine(address)
    assert refused.value.code == "place.bad-address"


def test_a_server_that_takes_too_long_is_given_up(
    persons: list[Party], hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = persons[0]
    monkeypatch.setattr(hub_connection, "STATEMENT_SECONDS", 2)
    office.restart()
    with hub.connect() as other:
        other.execute("LOCK TABLE beirat.entry")
        assert code_of(office) == "place.too-slow"
    assert code_of(office) == ""


def test_a_server_with_no_room_for_one_more_says_so(persons: list[Party], hub: Hub) -> None:
    office = persons[0]
    board = office.session.id
    office.restart()
    hub.ask(f"ALTER ROLE {role_of(board)} CONNECTION LIMIT 0")
    try:
        assert code_of(office) == "place.crowded"
    finally:
        hub.ask(f"ALTER ROLE {role_of(board)} CONNECTION LIMIT -1")
    assert code_of(office) == ""


def test_a_database_that_may_only_be_read_is_told_and_still_read(persons: list[Party], hub: Hub) -> None:
    office, first, second = persons
    vote(second)
    second.sync()
    vote(first)
    hub.ask(f'ALTER DATABASE "{hub.database}" SET default_transaction_read_only = on')
    first.restart()
    report = first.sync()
    assert report.problem is not None
    assert report.problem.code == "place.read-only"
    assert report.taken.new == 1
    with hub.connect() as connection:
        connection.read_only = False
        connection.execute(f'ALTER DATABASE "{hub.database}" SET default_transaction_read_only = off')
    first.restart()
    settle(office, first, second)
    assert voted(office) == 2
