"""A folder on a real WebDAV server: nothing replaced unseen, nothing half, nothing loaded twice."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.sync.webdav_connection import base_url
from beirat_tui.wording.errors import explain
from exchanges import Party, WebdavMeeting, apart, parties, settle
from hub_persons import code_of, vote, voted
from seated import SeatedBoard
from webdav_server import USER, WebdavServer, webdav_server

MEMBERS = 3


@pytest.fixture
def server(tmp_path: Path) -> Iterator[WebdavServer]:
    """A server with an empty folder."""
    with webdav_server(tmp_path / "server") as found:
        yield found


@pytest.fixture
def persons(board: SeatedBoard, tmp_path: Path, server: WebdavServer) -> Iterator[list[Party]]:
    """The office and M02, each at a copy of their own, in agreement with the server."""
    sessions = list(apart(board, tmp_path, "office", "M02"))
    with parties(WebdavMeeting(server.folder, server.address), *sessions) as found:
        settle(*found)
        server.requests.clear()
        yield found
    for each in sessions:
        each.close()


def own_file(party: Party, server: WebdavServer) -> Path:
    assert party.session.key is not None
    [found] = server.folder.glob(f"*-{party.session.key.public[:12]}.beirat")
    return found


def content(server: WebdavServer) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in server.folder.iterdir()}


# --- what is loaded and written ----------------------------------------------------------------------------


def test_only_what_changed_is_loaded(persons: list[Party], server: WebdavServer) -> None:
    office, member = persons
    vote(member)
    member.sync()
    assert "GET" not in server.methods()
    office.sync()
    assert server.methods().count("GET") == 1
    assert voted(office) == 1


def test_after_a_new_start_nothing_is_loaded_again(persons: list[Party], server: WebdavServer) -> None:
    for each in persons:
        each.restart()
        assert each.sync().clean
    assert set(server.methods()) == {"PROPFIND"}


def test_a_file_is_uploaded_beside_its_place_and_moved(persons: list[Party], server: WebdavServer) -> None:
    vote(persons[1])
    persons[1].sync()
    put = [path for method, path in server.requests if method == "PUT"]
    assert len(put) == 1
    assert put[0].rpartition("/")[2].startswith("~")
    assert "MOVE" in server.methods()
    assert not [name for name in content(server) if name.startswith("~")]


def test_where_nobody_may_move_the_file_is_put_directly(persons: list[Party], server: WebdavServer) -> None:
    office, member = persons
    server.refuse["MOVE"] = "405 Method Not Allowed"
    vote(member)
    assert member.sync().handed == 1
    assert not [name for name in content(server) if name.startswith("~")]
    vote(member, "no")
    assert member.sync().handed == 1
    office.sync()
    assert voted(office) == 1


@pytest.mark.parametrize("moving", [True, False])
def test_what_somebody_else_wrote_meanwhile_is_not_replaced(
    persons: list[Party], server: WebdavServer, *, moving: bool
) -> None:
    """Another program puts another copy there between looking and writing."""
    office, member = persons
    mine, other = own_file(member, server), own_file(office, server).read_bytes()
    if not moving:
        server.refuse["MOVE"] = "403 Forbidden"

    def interfere(method: str, _path: str) -> None:
        if method == ("MOVE" if moving else "PUT"):
            mine.write_bytes(other)

    vote(member)
    server.before = interfere
    assert code_of(member) == "place.replaced-meanwhile"
    assert mine.read_bytes() == other
    server.before = lambda _method, _path: None
    report = member.sync()
    assert (report.problem, report.handed > 0) == (None, True)
    office.sync()
    assert voted(office) == 1


def test_a_file_that_appears_meanwhile_is_not_replaced_either(
    persons: list[Party], server: WebdavServer
) -> None:
    office, member = persons
    mine, other = own_file(member, server), own_file(office, server).read_bytes()
    mine.unlink()

    def interfere(method: str, _path: str) -> None:
        if method == "MOVE":
            mine.write_bytes(other)

    server.before = interfere
    assert code_of(member) == "place.replaced-meanwhile"
    assert mine.read_bytes() == other
    server.before = lambda _method, _path: None
    assert code_of(member) == ""


@pytest.mark.parametrize("tags", ["none", "weak"])
def test_servers_without_strong_tags_are_understood(
    persons: list[Party], server: WebdavServer, tags: str
) -> None:
    office, member = persons
    server.rewrite = _without_tags if tags == "none" else _with_weak_tags
    vote(member)
    assert member.sync().handed == 1
    office.sync()
    assert voted(office) == 1
    seen, server.before = [0], server.before

    def interfere(method: str, _path: str) -> None:
        seen[0] += method == "PROPFIND"
        if method == "PROPFIND" and seen[0] == 2:
            own_file(member, server).write_bytes(b"somebody else's")

    vote(member, "no")
    server.before = interfere
    assert code_of(member) == "place.replaced-meanwhile"
    assert own_file(member, server).read_bytes() == b"somebody else's"


def _without_tags(text: bytes) -> bytes:
    return re.sub(rb"<(\w+:getetag)>.*?</\1>", b"", text)


def _with_weak_tags(text: bytes) -> bytes:
    return re.sub(rb"(<\w+:getetag>)", rb"\1W/", text)


@pytest.mark.parametrize(
    "name", ["Ü (Kopie) 100% #1?.beirat", "a%41b.beirat", "mit Leerzeichen & Co;.beirat"]
)
def test_any_name_is_read(persons: list[Party], server: WebdavServer, name: str) -> None:
    office, member = persons
    vote(member)
    shutil.copy(member.session.path, server.folder / name)
    report = office.sync()
    assert [each.path.name for each in report.taken.files if each.new] == [name]
    assert voted(office) == 1


def test_half_an_upload_of_somebody_else_is_left_alone(persons: list[Party], server: WebdavServer) -> None:
    whole = own_file(persons[1], server).read_bytes()
    (server.folder / "~beirat-other.beirat.tmp").write_bytes(whole[: len(whole) // 2])
    report = persons[0].sync()
    assert report.clean
    assert "GET" not in server.methods()


def test_a_file_that_is_incomplete_is_called_as_it_is_there(
    persons: list[Party], server: WebdavServer
) -> None:
    office, member = persons
    mine = own_file(member, server)
    whole = mine.read_bytes()
    mine.write_bytes(whole[: len(whole) // 2])
    [file] = office.sync().taken.files
    assert file.error is not None
    told = explain(file.error).happened
    assert mine.name in told
    assert str(office.session.home.path) not in told


def test_a_copy_here_that_was_lost_is_loaded_again(persons: list[Party], server: WebdavServer) -> None:
    office = persons[0]
    for each in office.session.home.path.rglob("*.copy"):
        each.unlink()
    office.restart()
    assert office.sync().clean
    assert "GET" in server.methods()


def test_copies_of_files_that_are_gone_are_removed_here(persons: list[Party], server: WebdavServer) -> None:
    office, member = persons
    before = len(list(office.session.home.path.rglob("*.copy")))
    own_file(member, server).unlink()
    office.sync()
    assert len(list(office.session.home.path.rglob("*.copy"))) == before - 1


# --- addresses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://m07@cloud.example.org/remote.php/dav/files/m07/Beirat", None),
        ("webdavs://cloud.example.org/remote.php/dav/files/m07/Beirat/", None),
        ("https://cloud.example.org/index.php/apps/files/?dir=/Beirat", None),
        ("https://cloud.example.org/apps/files/files/4711?dir=/Beirat", None),
        ("webdav://localhost:8080/dav", "http://localhost:8080/dav/"),
    ],
)
def test_addresses_as_people_have_them_are_understood(typed: str, meant: str | None) -> None:
    assert base_url(typed, USER) == (meant or "https://cloud.example.org/remote.php/dav/files/m07/Beirat/")


@pytest.mark.parametrize(
    "typed", ["https:///path", "https://host:port/x", "https://cloud.example.org/apps/files/"]
)
def test_an_address_that_cannot_be_one_is_refused(typed: str) -> None:
    with pytest.raises(InputError) as refused:
        base_url(typed, "")
    assert refused.value.code == "place.bad-address"
