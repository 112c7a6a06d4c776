"""Servers that want a password, on the screens: asked for, refused, taken, kept in the keyring alone."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from beirat_tui.services import exchanging, places, roster
from beirat_tui.services.roster_file import Entry
from beirat_tui.sync import credentials
from beirat_tui.sync.places import Secret
from keyrings import MemoryKeyring, memory_keyring
from office_screens import AtDesk, first_start, sitting
from seated import SeatedBoard, seat_board
from webdav_server import PASSWORD, USER, WebdavServer, webdav_server

REFUSED = "refuses the name or the password."


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path, members=2)
    yield seated
    seated.close()


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    """A keyring in memory."""
    with memory_keyring() as found:
        yield found


@pytest.fixture
def server(tmp_path: Path, ring: MemoryKeyring) -> Iterator[WebdavServer]:
    """A server of whose password nothing is known yet."""
    assert ring.kept == {}
    with webdav_server(tmp_path / "server") as found:
        yield found


async def place_says(screen: AtDesk, text: str, enter: str) -> None:
    """Wait until the pane of the place says TEXT, and the last line that Enter is for ENTER."""

    def said() -> bool:
        room = screen.app.screen.query_one("#copies").content_region
        inside = [line[room.x : room.right] for line in screen.lines[room.y : room.bottom]]
        return text in " ".join(" ".join(inside).split()) and f"Enter {enter}" in screen.keys

    await screen.until(said, text)
    await screen.rest()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_wrong_password_is_asked_for_again_and_the_right_one_works_at_once(
    board: SeatedBoard, server: WebdavServer, ring: MemoryKeyring, size: tuple[int, int]
) -> None:
    places.add(board.office, server.address)
    async with sitting(board, size=size) as screen:
        await screen.press("5")
        await place_says(screen, "asks for a password, and none is known here.", "password")
        assert "beirat sync login" not in screen.words
        await screen.say("enter", shown="With which name do you log in there?")
        assert "asks for a password, and none is known here." in screen.box
        assert "change" not in screen.box
        await screen.type(USER)
        await screen.press("enter")
        await screen.type("miswritten")
        await screen.press("enter", "enter")
        await place_says(screen, REFUSED, "password")
        before = len(server.requests)
        await screen.say("enter", shown="The password is missing.")
        assert REFUSED in screen.box
        assert USER in screen.box
        await screen.type(PASSWORD)
        assert PASSWORD not in screen.text
        await screen.press("enter", "enter")
        await place_says(screen, "Not there nothing: all of yours is handed over", "last exchange")
        assert len(server.requests) > before
        assert list(ring.kept.values()) == [f"{USER}:{PASSWORD}"]
        assert list(server.folder.iterdir()) != []


async def test_a_refused_password_is_not_tried_again_by_itself(
    board: SeatedBoard, server: WebdavServer
) -> None:
    places.add(board.office, server.address)
    credentials.use(server.address, Secret(USER, "miswritten"))
    async with sitting(board) as screen:
        await screen.press("5")
        await place_says(screen, REFUSED, "password")
        before = len(server.requests)
        roster.appoint(board.office, Entry(name="Grace"))
        await asyncio.sleep(1.5)
        assert len(server.requests) == before
        await screen.press("s")
        await screen.until(lambda: len(server.requests) > before)


async def test_a_server_that_cannot_be_reached_asks_for_no_password(
    board: SeatedBoard, ring: MemoryKeyring
) -> None:
    places.add(board.office, "http://127.0.0.1:9/x")
    async with sitting(board) as screen:
        await screen.press("5")
        await place_says(screen, "127.0.0.1:9/x cannot be reached.", "last exchange")
        await screen.say("enter", shown="Please check your connection")
        assert "Nothing new" not in screen.text
        assert not screen.app.screen.query("#password")
    assert ring.kept == {}


async def test_an_address_that_cannot_even_be_opened_is_told(board: SeatedBoard, ring: MemoryKeyring) -> None:
    places.add(board.office, "http://cloud.invalid/x")
    credentials.use("http://cloud.invalid/x", Secret(USER, PASSWORD))
    async with sitting(board) as screen:
        await screen.press("5")
        await place_says(screen, "the password would be sent for everybody to read", "last exchange")
        await screen.until(lambda: "! disturbed" in screen.lines[0])
    assert ring.kept == {}


async def test_the_password_of_a_place_that_is_removed_is_forgotten(
    board: SeatedBoard, server: WebdavServer, ring: MemoryKeyring
) -> None:
    places.add(board.office, server.address)
    credentials.keep(server.address, Secret(USER, PASSWORD))
    async with sitting(board) as screen:
        await screen.press("5")
        await place_says(screen, "all of yours is handed over", "last exchange")
        await screen.say("minus", shown="is no longer exchanged")
        await screen.press("enter")
        await screen.until(lambda: ring.kept == {})


async def test_joining_asks_for_the_password_that_the_server_wants(
    board: SeatedBoard,
    server: WebdavServer,
    ring: MemoryKeyring,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    places.add(board.office, server.address)
    credentials.use(server.address, Secret(USER, PASSWORD))
    assert exchanging.sync(board.office).clean
    credentials.forget(server.address)
    people = tmp_path / "people"
    people.mkdir()
    monkeypatch.setenv("HOME", str(people))
    async with first_start(tmp_path / "home") as screen:
        await screen.press("2")
        await screen.until("I was given")
        await screen.press("right", "down")
        await screen.press("ctrl+u")
        await screen.type(server.address)
        await screen.press("enter")
        await screen.type("Grace")
        await screen.press("enter", "enter")
        await screen.say("enter", shown="Password of a server")
        await screen.type(USER)
        await screen.press("enter")
        await screen.type("miswritten")
        await screen.press("enter", "enter")
        await screen.until(lambda: bool(screen.app.screen.query(".box")) and REFUSED in screen.box, REFUSED)
        assert list(people.glob("*.beirat")) == []
        assert ring.kept == {}
        await screen.type(PASSWORD)
        await screen.press("enter", "enter")
        await screen.until("Your six words")
        assert "You need not send anything." in screen.box
    assert list(ring.kept.values()) == [f"{USER}:{PASSWORD}"]
    credentials.use(server.address, Secret(USER, PASSWORD))
    assert exchanging.sync(board.office).clean
    assert [each.name for each in roster.joins(board.office)] == ["Grace"]
