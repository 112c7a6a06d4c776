"""`beirat join` at a server that wants a password: asked for at the terminal, kept once it was taken."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from beirat_tui.services import exchanging, places, roster
from beirat_tui.sync import credentials
from beirat_tui.sync.places import Secret
from commands import Ran, beirat
from hubs import new_hub
from keyrings import MemoryKeyring, memory_keyring
from seated import SeatedBoard, seat_board
from webdav_server import PASSWORD, USER, WebdavServer, webdav_server


@pytest.fixture
def board(tmp_path: Path) -> Iterator[SeatedBoard]:
    seated = seat_board(tmp_path, members=2)
    yield seated
    seated.close()


@pytest.fixture
def server(tmp_path: Path, board: SeatedBoard) -> Iterator[WebdavServer]:
    """A server where the board lies; nobody here knows its password any more."""
    with webdav_server(tmp_path / "server") as found:
        meet(board, found.address, Secret(USER, PASSWORD))
        yield found


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryKeyring]:
    """A keyring in memory."""
    with memory_keyring() as found:
        yield found


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the guest, who works in it."""
    folder = tmp_path / "guest"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def meet(board: SeatedBoard, address: str, secret: Secret) -> None:
    """The office lays the board down at ADDRESS and logs out."""
    places.add(board.office, address)
    credentials.use(address, secret)
    (handed,) = exchanging.sync(board.office).places
    assert handed.problem is None
    credentials.forget(address)


def requests(board: SeatedBoard, address: str, secret: Secret) -> list[str]:
    """Who asks to join, as the office sees it after an exchange."""
    credentials.use(address, secret)
    assert exchanging.sync(board.office).clean
    return [each.name for each in roster.joins(board.office)]


def joins(address: str, *more: str | Path, typed: str = "", secrets: tuple[str, ...] = ()) -> Ran:
    """Grace asks to join at ADDRESS; SECRETS are typed where nothing is shown."""
    hidden = iter(secrets)
    with patch("getpass.getpass", lambda *_prompt, **_how: next(hidden)):
        ran = beirat(
            "join", address, "--name", "Grace", *more,
            home=Path("private"), lang="en", typed=typed, terminal=bool(secrets),
        )  # fmt: skip
    assert list(hidden) == []
    return ran


def made(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.glob("*.beirat"))


def written(folder: Path) -> bytes:
    """Everything in the files below FOLDER."""
    return b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())


def test_name_and_password_are_asked_for_and_kept_in_the_keyring_alone(
    board: SeatedBoard, server: WebdavServer, ring: MemoryKeyring, elsewhere: Path
) -> None:
    ran = joins(server.address, typed=f"{USER}\n", secrets=(PASSWORD,))
    assert ran.code == 0, ran
    assert "asks for a password" in ran.err
    assert "Your six words: " in ran.out
    assert made(elsewhere) == ["Beirat.beirat"]
    assert list(ring.kept.values()) == [f"{USER}:{PASSWORD}"]
    assert PASSWORD.encode() not in written(elsewhere)
    credentials.forget_typed()
    assert beirat("sync", home=Path("private")).code == 0
    assert requests(board, server.address, Secret(USER, PASSWORD)) == ["Grace"]


def test_a_wrong_password_is_asked_for_again_and_kept_nowhere(
    server: WebdavServer, ring: MemoryKeyring, elsewhere: Path
) -> None:
    address = server.address.replace("://", f"://{USER}@")
    ran = joins(address, secrets=("miswritten", "miswritten", PASSWORD))
    assert ran.code == 0, ran
    assert ran.err.count("refuses the name or the password") == 2
    assert list(ring.kept.values()) == [f"{USER}:{PASSWORD}"]
    assert b"miswritten" not in written(elsewhere)


@pytest.mark.parametrize(
    ("secrets", "said"), [(("no",) * 3, "refuses"), (("no", ""), "refuses"), (("",), "asks")]
)
def test_who_does_not_know_the_password_is_told_and_nothing_is_made(
    server: WebdavServer, ring: MemoryKeyring, elsewhere: Path, secrets: tuple[str, ...], said: str
) -> None:
    ran = joins(server.address.replace("://", f"://{USER}@"), secrets=secrets)
    assert ran.code == 1
    assert said in ran.err.splitlines()[-3]
    assert ran.err.splitlines()[-2] == "Nothing was changed."
    assert (made(elsewhere), ring.kept) == ([], {})


def test_without_a_terminal_it_is_told_how_to_give_the_password(
    server: WebdavServer, ring: MemoryKeyring, elsewhere: Path
) -> None:
    ran = joins(server.address)
    assert (ran.code, made(elsewhere)) == (1, [])
    assert "asks for a password" in ran.err
    assert "--password-file" in ran.err
    assert "BEIRAT_PLACE_PASSWORD" in ran.err
    file = elsewhere / "password.txt"
    file.write_text("wrong\n", encoding="utf-8")
    assert "refuses" in joins(server.address, "--user", USER, "--password-file", file).err
    assert (made(elsewhere), ring.kept) == ([], {})
    file.write_text(f"{PASSWORD}\n", encoding="utf-8")
    assert joins(server.address, "--user", USER, "--password-file", file).code == 0
    assert (made(elsewhere), len(ring.kept)) == (["Beirat.beirat"], 1)


def test_scripts_give_it_by_the_environment_and_are_never_asked(
    server: WebdavServer, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = server.address.replace("://", f"://{USER}@")
    monkeypatch.setenv("BEIRAT_PLACE_PASSWORD", "wrong")
    ran = beirat("join", address, "--name", "Grace", home=Path("private"), lang="en", terminal=True)
    assert (ran.code, "refuses" in ran.err) == (1, True)
    monkeypatch.setenv("BEIRAT_PLACE_PASSWORD", PASSWORD)
    assert joins(address).code == 0
    assert ring.kept == {}


def test_where_there_is_no_keyring_one_joins_nevertheless(server: WebdavServer, elsewhere: Path) -> None:
    with memory_keyring(locked=True):
        ran = joins(server.address.replace("://", f"://{USER}@"), secrets=(PASSWORD,))
    assert ran.code == 0, ran
    assert "no keyring" in ran.err
    assert made(elsewhere) == ["Beirat.beirat"]


def test_the_address_that_a_browser_shows_asks_for_the_name(server: WebdavServer, elsewhere: Path) -> None:
    shown = server.address.partition("/remote.php")[0] + "/apps/files/files?dir=/"
    ran = joins(shown, typed=f"{USER}\n", secrets=(PASSWORD,))
    assert ran.code == 0, ran
    assert made(elsewhere) == ["Beirat.beirat"]


def test_a_server_that_cannot_be_reached_asks_for_nothing(elsewhere: Path) -> None:
    ran = beirat(
        "join", "http://127.0.0.1:9/x", "--name", "Grace", home=Path("private"), terminal=True, lang="en"
    )
    assert (ran.code, "cannot be reached" in ran.err, made(elsewhere)) == (1, True, [])


def test_the_password_of_a_database_is_asked_for(
    board: SeatedBoard, ring: MemoryKeyring, elsewhere: Path
) -> None:
    with new_hub() as hub:
        hub.add_board(board.office.id)
        address, right = hub.address(board.office.id), hub.passwords[board.office.id]
        secret = Secret(credentials.user_in(address), right)
        meet(board, address, secret)
        ran = joins(address, secrets=("wrong", right))
        assert ran.code == 0, ran
        assert requests(board, address, secret) == ["Grace"]
    assert (made(elsewhere), len(ring.kept)) == (["Beirat.beirat"], 1)
