"""A real WebDAV server that refuses, breaks off, says nothing, or lies: all is told, nothing is lost."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from beirat_tui.domain.errors import BeiratError
from beirat_tui.services import rounds, voting
from beirat_tui.sync import webdav, webdav_connection
from beirat_tui.sync.places import Here, Secret
from exchanges import Party, WebdavMeeting, apart, parties, settle
from hub_persons import code_of, vote, voted
from seated import SeatedBoard
from webdav_server import PASSWORD, USER, WebdavServer, line_to, webdav_server

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


# --- what a server can refuse ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("401 Unauthorized", "place.login"),
        ("403 Forbidden", "place.not-allowed"),
        ("404 Not Found", "place.no-remote-folder"),
        ("405 Method Not Allowed", "place.no-webdav"),
        ("301 Moved Permanently", "place.no-webdav"),
        ("200 OK", "place.no-webdav"),
        ("423 Locked", "place.busy"),
        ("429 Too Many Requests", "place.busy"),
        ("500 Internal Server Error", "place.server-error"),
        ("502 Bad Gateway", "place.busy"),
        ("503 Service Unavailable", "place.busy"),
    ],
)
def test_a_server_that_cannot_be_read_says_why(
    persons: list[Party], server: WebdavServer, status: str, code: str
) -> None:
    office = persons[0]
    before = office.content()
    server.refuse["PROPFIND"] = status
    assert code_of(office) == code
    assert office.content() == before
    server.refuse.clear()
    assert code_of(office) == ""


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("403 Forbidden", "place.read-only"),
        ("409 Conflict", "place.no-remote-folder"),
        ("413 Content Too Large", "place.full"),
        ("423 Locked", "place.busy"),
        ("507 Insufficient Storage", "place.full"),
        ("500 Internal Server Error", "place.server-error"),
    ],
)
def test_a_server_that_cannot_be_written_leaves_what_was_there_and_is_read_all_the_same(
    persons: list[Party], server: WebdavServer, status: str, code: str
) -> None:
    office, member = persons
    vote(office_vote := member)
    assert office_vote.sync().handed == 1
    roster_before = content(server)
    server.refuse["PUT"] = status
    vote(member, "no")
    assert code_of(member) == code
    assert content(server) == roster_before
    assert office.sync().taken.new == 1
    server.refuse.clear()
    assert member.sync().handed == 1


@pytest.mark.parametrize("status", ["404 Not Found", "500 Internal Server Error"])
def test_a_file_that_cannot_be_loaded_now_is_loaded_later(
    persons: list[Party], server: WebdavServer, status: str
) -> None:
    office, member = persons
    vote(member)
    member.sync()
    server.refuse["GET"] = status
    assert code_of(office) == ("" if status.startswith("404") else "place.server-error")
    assert voted(office) == 0
    server.refuse.clear()
    office.sync()
    assert voted(office) == 1


def test_a_folder_that_may_only_be_read_is_told(board: SeatedBoard, tmp_path: Path) -> None:
    member = next(iter(apart(board, tmp_path, "M02")))
    voting.cast(member, rounds.list_rounds(member)[0].id, "yes")
    office = next(iter(apart(board, tmp_path / "second", "office")))
    with webdav_server(tmp_path / "server", readonly=True) as server:
        shutil.copy(member.path, server.folder / "copy.beirat")
        with parties(WebdavMeeting(server.folder, server.address), office) as (party,):
            report = party.sync()
    assert report.problem is not None
    assert report.problem.code == "place.read-only"
    assert report.taken.new == 1
    member.close()
    office.close()


# --- lines that break --------------------------------------------------------------------------------------


def reached(party: Party, address: str, secret: Secret | None = Secret(USER, PASSWORD)) -> Party:  # noqa: B008
    """The same person by another way."""
    here = Here(
        party.session.id,
        None if party.session.key is None else party.session.key.public,
        party.session.path,
        party.session.home.path / "elsewhere",
        lambda _: secret,
    )
    return replace(party, way=webdav.open_exchange(address, here))


def by_port(server: WebdavServer, port: int) -> str:
    return server.address.replace(f":{urlsplit(server.address).port}/", f":{port}/")


def test_a_line_that_breaks_during_an_upload_leaves_no_half_file(
    persons: list[Party], server: WebdavServer
) -> None:
    office, member = persons
    before = content(server)
    vote(member)
    port = urlsplit(server.address).port
    assert port is not None
    with line_to(port) as line:
        party = reached(member, by_port(server, line.port))
        with party.way.collect():
            pass
        line.breaks_after = 20_000
        party.way.close()
        party = reached(member, by_port(server, line.port))
        assert code_of(party) in {"place.lost", "place.unreachable"}
        party.way.close()
    named = {name: there for name, there in content(server).items() if not name.startswith("~")}
    assert named == before
    assert office.sync().clean
    assert member.sync().handed == 1


def test_a_server_that_says_nothing_is_given_up(
    persons: list[Party], server: WebdavServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webdav_connection, "QUIET_SECONDS", 0.5)
    port = urlsplit(server.address).port
    assert port is not None
    with line_to(port) as line:
        line.answers = False
        party = reached(persons[0], by_port(server, line.port))
        assert code_of(party) == "place.too-slow"
        party.way.close()


def test_who_is_asked_wrongly_is_told_what_to_give(persons: list[Party], server: WebdavServer) -> None:
    wrong = reached(persons[0], server.address, Secret(USER, "wrong"))
    assert code_of(wrong) == "place.login"
    nobody = reached(persons[0], server.address, None)
    assert code_of(nobody) == "place.secret-missing"
    nowhere = reached(persons[0], by_port(server, 9))
    assert code_of(nowhere) == "place.unreachable"
    plain = reached(persons[0], server.address.replace("http:", "https:"))
    assert code_of(plain) == "place.no-tls"
    missing = reached(persons[0], f"{server.address}nowhere/")
    assert code_of(missing) == "place.no-remote-folder"
    for each in (wrong, nobody, nowhere, plain, missing):
        each.way.close()


# --- hostile answers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"no XML at all",
        b"<html><body>Please log in</body></html>",
        b'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"><d:response/></d:multistatus>',
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a;" * 50) for n in range(5))
        + b"]><x>&a4;</x>",
    ],
)
def test_an_answer_that_is_none_is_told(persons: list[Party], server: WebdavServer, answer: bytes) -> None:
    before = persons[0].content()
    server.rewrite = lambda _: answer
    assert code_of(persons[0]) in {"place.no-webdav", "place.lost", ""}
    server.rewrite = None
    assert code_of(persons[0]) == ""
    assert persons[0].content() == before


def test_names_that_lead_elsewhere_lead_nowhere(
    persons: list[Party], server: WebdavServer, tmp_path: Path
) -> None:
    """The listing names files by paths of its own; no copy is written outside the private folder."""
    vote(persons[1])
    persons[1].sync()
    name = own_file(persons[1], server).name.encode()
    server.rewrite = lambda text: text.replace(name, b"..%2F..%2F..%2Fescaped.beirat")
    code_of(persons[0])
    assert not list(tmp_path.rglob("escaped*"))


def test_no_password_is_sent_over_an_open_line(persons: list[Party]) -> None:
    with pytest.raises(BeiratError) as refused:
        reached(persons[0], "http://cloud.example.org/dav/")
    assert refused.value.code == "place.insecure"
