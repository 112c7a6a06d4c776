"""Places of a board: added, found by any part of their name, paused, removed; exchanged with in one go."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from beirat_tui.domain.errors import BeiratError, ExchangeError, InputError, Refused
from beirat_tui.services import exchanging, places, rounds, voting
from beirat_tui.services.session import Session
from beirat_tui.sync.places import Here, Kind, canonical, kind_of, open_place
from beirat_tui.wording.errors import explain
from exchanges import apart
from seated import SeatedBoard


@pytest.fixture
def persons(board: SeatedBoard, tmp_path: Path) -> Iterator[list[Session]]:
    found = list(apart(board, tmp_path, "office", "M02", "M03"))
    yield found
    for each in found:
        each.close()


def folder(tmp_path: Path, name: str) -> Path:
    path = tmp_path / name
    path.mkdir()
    return path


def vote(session: Session, choice: str = "yes") -> None:
    voting.cast(session, rounds.list_rounds(session)[0].id, choice)


def voted(session: Session) -> int:
    return rounds.list_rounds(session)[0].voted


def code_of(error: pytest.ExceptionInfo[BeiratError]) -> str:
    text = explain(error.value)
    assert text.happened
    assert "{" not in text.happened + text.unchanged + text.do
    return error.value.code


def test_a_folder_in_which_ones_own_keys_lie_is_not_shared(persons: list[Session], tmp_path: Path) -> None:
    member = persons[1]
    home = member.home.path
    link = tmp_path / "verweis"
    link.symlink_to(home)
    for place in (home, home / "boards", next((home / "boards").iterdir()), home.parent, link):
        with pytest.raises(Refused) as caught:
            places.add(member, str(place))
        assert code_of(caught) == "place.private"
    assert places.places(member) == ()
    assert places.add(member, str(folder(home, "geteilt"))).address == str(home / "geteilt")


@pytest.mark.parametrize("name", ["~niemand-dieses-namens/Beirat", "a" * 300])
def test_a_folder_whose_name_can_be_none_is_not_there(persons: list[Session], name: str) -> None:
    with pytest.raises(InputError) as caught:
        places.add(persons[0], name)
    assert code_of(caught) == "place.no-folder"


# --- addresses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("~/Nextcloud/Beirat", Kind.FOLDER),
        (r"D:\Nextcloud\Beirat", Kind.FOLDER),
        ("file:///srv/Beirat%20Nord", Kind.FOLDER),
        ("https://cloud.example/remote.php/dav/files/anna/Beirat", Kind.WEBDAV),
        ("webdavs://cloud.example/Beirat", Kind.WEBDAV),
        ("postgresql+psycopg://hub.example/beirat", Kind.HUB),
    ],
)
def test_an_address_says_what_it_is(address: str, kind: Kind) -> None:
    assert kind_of(address) is kind


def test_addresses_of_one_place_are_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    wanted = str(tmp_path / "Beirat Nord")
    for text in ("~/Beirat Nord", "Beirat Nord", f" {wanted} ", "file://" + wanted.replace(" ", "%20")):
        assert canonical(text) == wanted
    assert canonical("HTTPS://Cloud.example/Beirat").startswith("https://")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  ", "place.no-address"),
        ("ftp://example.org/Beirat", "place.unknown-kind"),
        ("https://anna:geheim@cloud.example/Beirat", "place.password-in-address"),
        ("postgresql+psycopg://anna:geheim@hub.example/beirat", "place.password-in-address"),
    ],
)
def test_what_is_no_address_is_refused_and_no_password_repeated(text: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        canonical(text)
    assert code_of(caught) == code
    assert "geheim" not in " ".join(str(each) for each in caught.value.params.values())


def test_a_kind_that_is_not_installed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "beirat_tui.sync.folder", None)
    with pytest.raises(ExchangeError) as caught:
        open_place(str(tmp_path), Here("ab" * 32, None, tmp_path / "b.beirat", tmp_path / "here"))
    assert code_of(caught) == "place.not-available"


# --- the list ----------------------------------------------------------------------------------------------


def test_places_are_kept_found_and_removed(persons: list[Session], tmp_path: Path) -> None:
    session = persons[1]
    north, south = folder(tmp_path, "Nord"), folder(tmp_path, "Süd")
    places.add(session, str(north))
    places.add(session, str(south))
    assert [each.address for each in places.places(session)] == [str(north), str(south)]
    for name in ("1", "Nord", str(north)):
        assert places.find(session, name).address == str(north)
    assert places.pause(session, "Süd", paused=True).paused
    assert [each.paused for each in places.places(session)] == [False, True]
    assert not places.pause(session, "Süd", paused=False).paused
    places.remove(session, "1")
    assert [each.address for each in places.places(session)] == [str(south)]
    assert places.places(persons[2]) == ()


@pytest.mark.parametrize(
    ("name", "code"), [("3", "place.unknown"), ("Ost", "place.unknown"), ("", "place.unknown")]
)
def test_a_place_that_is_none_is_told(persons: list[Session], tmp_path: Path, name: str, code: str) -> None:
    places.add(persons[0], str(folder(tmp_path, "Nord 2023")))
    with pytest.raises(InputError) as caught:
        places.find(persons[0], name)
    assert code_of(caught) == code


def test_a_name_that_fits_two_places_chooses_none(persons: list[Session], tmp_path: Path) -> None:
    for name in ("Beirat Nord", "Beirat Ost"):
        places.add(persons[0], str(folder(tmp_path, name)))
    with pytest.raises(InputError) as caught:
        places.remove(persons[0], "Beirat")
    assert code_of(caught) == "place.several"
    assert len(places.places(persons[0])) == 2


def test_a_place_is_added_once_and_only_if_it_is_there(persons: list[Session], tmp_path: Path) -> None:
    north = folder(tmp_path, "Nord")
    places.add(persons[0], str(north))
    with pytest.raises(Refused) as caught:
        places.add(persons[0], f"{north}/")
    assert code_of(caught) == "place.known-already"
    with pytest.raises(InputError) as missing:
        places.add(persons[0], str(tmp_path / "Tippfehler"))
    assert code_of(missing) == "place.no-folder"


def test_a_broken_list_of_places_is_no_fault(persons: list[Session]) -> None:
    home, board = persons[0].home, persons[0].id
    contents: list[dict[str, object]] = [
        {"places": [1, {"address": 2}, {"address": "gopher://x"}]},
        {"places": []},
        {},
    ]
    for content in contents:
        home.keep_private(board, "places", content)
        assert places.places(persons[0]) == ()
    kept = {"address": "/srv", "at": "gestern", "new": None, "problem": {"code": "place.full", "params": [1]}}
    home.keep_private(board, "places", {"places": [kept]})
    found = places.places(persons[0])[0]
    assert (found.at, found.new, found.problem is not None) == (None, 0, True)


def test_no_secret_lies_in_the_private_folder(persons: list[Session], tmp_path: Path) -> None:
    places.add(persons[0], str(folder(tmp_path, "Nord")))
    places.add(persons[0], "https://anna@cloud.example/Beirat")
    kept = json.dumps(persons[0].home.private(persons[0].id, "places"))
    assert "anna@cloud.example" in kept
    assert "password" not in kept


# --- exchanging --------------------------------------------------------------------------------------------


def test_what_one_place_brings_is_handed_over_to_the_other_in_one_run(
    persons: list[Session], tmp_path: Path
) -> None:
    office, first, second = persons
    north, south = folder(tmp_path, "Nord"), folder(tmp_path, "Süd")
    places.add(first, str(south))
    places.add(second, str(north))
    places.add(office, str(north))
    places.add(office, str(south))
    vote(first)
    exchanging.sync(first)
    report = exchanging.sync(office)
    assert report.clean
    assert report.new == 1
    exchanging.sync(second)
    assert voted(second) == 1


def test_a_place_that_fails_does_not_stop_the_others(persons: list[Session], tmp_path: Path) -> None:
    _, first, second = persons
    gone, south = folder(tmp_path, "Nord"), folder(tmp_path, "Süd")
    for session in (first, second):
        places.add(session, str(gone))
        places.add(session, str(south))
    gone.rmdir()
    vote(first)
    report = exchanging.sync(first)
    assert not report.clean
    assert [each.problem is None for each in report.places] == [False, True]
    noted = places.places(first)
    assert noted[0].problem is not None
    assert noted[0].at is None
    assert noted[1].at is not None
    exchanging.sync(second)
    assert voted(second) == 1
    gone.mkdir()
    assert exchanging.sync(first).clean
    assert places.places(first)[0].problem is None


def test_paused_places_are_left_alone_unless_they_are_named(persons: list[Session], tmp_path: Path) -> None:
    first, north = persons[1], folder(tmp_path, "Nord")
    places.add(first, str(north))
    places.pause(first, "1", paused=True)
    vote(first)
    assert exchanging.sync(first).places == ()
    assert list(north.iterdir()) == []
    assert exchanging.sync(first, [places.find(first, "Nord")]).handed > 0
    assert list(north.iterdir())


def test_a_place_removed_while_it_is_exchanged_with_stays_removed(
    persons: list[Session], tmp_path: Path
) -> None:
    first = persons[1]
    place = places.add(first, str(folder(tmp_path, "Nord")))
    with exchanging.exchanging(first, place) as way:
        places.remove(first, "1")
        exchanging.sync_place(first, place, way)
    assert places.places(first) == ()
