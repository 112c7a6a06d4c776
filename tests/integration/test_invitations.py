"""Joining by whatever one was given: a file, a text, a folder where the board meets."""

import shutil
from pathlib import Path

import pytest

from beirat_tui import bootstrap
from beirat_tui.domain.errors import BeiratError, InputError
from beirat_tui.services import (
    exchanging,
    invitations,
    joining,
    places,
    roster,
    rounds,
    text_exchange,
    voting,
)
from beirat_tui.services.invitations import Given
from beirat_tui.services.roster_file import Entry
from beirat_tui.services.text_views import What, Wish
from beirat_tui.store.board_file import BoardFile
from beirat_tui.sync import credentials
from beirat_tui.sync.places import Secret
from boards import found
from hubs import new_hub
from seated import SeatedBoard, seat_board
from stores import seat
from webdav_server import PASSWORD, USER, webdav_server


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    return seat_board(tmp_path, members=3)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Where the guest keeps new board files."""
    folder = tmp_path / "guest"
    folder.mkdir()
    return folder


def written(board: SeatedBoard, what: What) -> str:
    return "\n".join(text_exchange.messages(text_exchange.copy(board.office, Wish(what))))


def board_id(path: Path) -> str:
    file = BoardFile(path)
    with file.reading() as reading:
        found_there = reading.board
    file.close()
    return found_there


def code(given: Given, shelf: Path, target: Path | None = None) -> BeiratError:
    before = sorted(shelf.iterdir())
    with pytest.raises(BeiratError) as caught:
        invitations.lay_down(given, shelf, target)
    assert sorted(shelf.iterdir()) == before
    return caught.value


def test_what_was_given_is_recognised(board: SeatedBoard, tmp_path: Path) -> None:
    text = written(board, What.INVITATION)
    mail = tmp_path / "mail.txt"
    mail.write_text(f"Guten Tag,\n{text}", encoding="utf-8")
    for given, expected in (
        (text, Given(written=text)),
        (str(mail), Given(written=f"Guten Tag,\n{text}")),
        (str(board.path), Given(file=board.path)),
        (str(tmp_path), Given(address=str(tmp_path))),
        ("https://cloud.example/dav/Beirat", Given(address="https://cloud.example/dav/Beirat")),
    ):
        assert invitations.recognised(given) == expected
    letter = tmp_path / "letter.txt"
    letter.write_text("Guten Tag")
    assert invitations.recognised(str(letter)) == Given(file=letter)
    with pytest.raises(InputError, match=r"join\.not-found"):
        invitations.recognised(str(tmp_path / "nowhere"))


def test_an_invitation_makes_a_board_file_to_ask_from(board: SeatedBoard, shelf: Path) -> None:
    path = invitations.lay_down(Given(written=written(board, What.INVITATION)), shelf)
    assert path == shelf / "Beirat.beirat"
    assert board_id(path) == board.office.id
    guest = bootstrap.open_session(path, shelf / "home")
    words = joining.join(guest, "Grace")
    copied = text_exchange.copy(guest, Wish(text_exchange.usual(guest)))
    text_exchange.paste(board.office, "\n".join(text_exchange.messages(copied)))
    (request,) = roster.joins(board.office)
    assert (request.name, list(request.words)) == ("Grace", words)
    guest.close()


def test_everything_as_text_makes_the_whole_board(board: SeatedBoard, shelf: Path) -> None:
    board.sketch()
    path = invitations.lay_down(Given(written=written(board, What.ALL)), shelf)
    guest = bootstrap.open_session(path, shelf / "home")
    assert len(roster.roster(guest)) == len(roster.roster(board.office))
    guest.close()


def test_a_name_that_is_taken_by_another_board_is_left_alone(board: SeatedBoard, shelf: Path) -> None:
    taken = shelf / "Beirat.beirat"
    taken.write_bytes(b"something else")
    given = Given(written=written(board, What.INVITATION))
    path = invitations.lay_down(given, shelf)
    assert path == shelf / "Beirat 2.beirat"
    assert invitations.lay_down(given, shelf) == path
    assert taken.read_bytes() == b"something else"
    assert code(given, shelf, taken).code == "store.exists"


def test_a_copy_that_lies_there_gets_what_it_lacks(board: SeatedBoard, shelf: Path) -> None:
    target = shelf / "mine.beirat"
    shutil.copy(board.path, target)
    board.sketch()
    given = Given(written=written(board, What.ALL))
    assert invitations.lay_down(given, shelf, target) == target
    file = BoardFile(target)
    with file.reading() as reading, board.office.reading() as whole:
        assert set(reading.ledger.tips()) == set(whole.ledger.tips())
    file.close()


def test_what_leads_to_no_board_leaves_nothing_behind(
    board: SeatedBoard, shelf: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert code(Given(address=str(empty)), shelf).code == "join.no-board"
    assert code(Given(written="BEIRAT-TEXT: 0123ABCD 1/2: 00"), shelf).code == "text.cut-off"
    only_votes = text_exchange.copy(board.office, Wish(What.NEWEST))
    newest = [part for part in only_votes.parts if part]
    assert code(Given(written="\n".join(newest)), shelf).code == "join.no-board"
    with_half = empty / "half.beirat"
    with_half.write_bytes(board.path.read_bytes()[:9_000])
    assert code(Given(address=str(empty)), shelf).code.startswith(("store.", "place."))


def test_of_several_boards_none_is_chosen(board: SeatedBoard, shelf: Path, tmp_path: Path) -> None:
    other = found(title="Ein anderer Beirat")
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    with seat(folder, other, other.office) as elsewhere:
        text = "\n".join(text_exchange.copy(elsewhere, Wish(What.INVITATION)).parts)
    error = code(Given(written=written(board, What.INVITATION) + text), shelf)
    assert error.code == "join.several-boards"
    assert error.params["titles"] == "Beirat, Ein anderer Beirat"


def test_joining_at_a_folder_with_ones_own_keys_in_it_asks_and_says_why_it_is_not_shared(
    board: SeatedBoard, shelf: Path, tmp_path: Path
) -> None:
    meeting_place = tmp_path / "Nextcloud"
    meeting_place.mkdir()
    places.add(board.office, str(meeting_place))
    exchanging.sync(board.office)

    guest = bootstrap.open_session(
        invitations.lay_down(Given(address=str(meeting_place)), shelf), meeting_place / "home"
    )
    joining.join(guest, "Grace")
    _place, problem = joining.meet_at(guest, str(meeting_place))
    assert problem is not None
    assert problem.code == "place.private"
    assert places.places(guest) == ()
    guest.close()


def test_joining_at_a_folder_hands_the_request_over_and_brings_the_certificate(
    board: SeatedBoard, shelf: Path, tmp_path: Path
) -> None:
    meeting_place = tmp_path / "Nextcloud"
    meeting_place.mkdir()
    places.add(board.office, str(meeting_place))
    sketch = board.sketch()
    exchanging.sync(board.office)

    path = invitations.lay_down(Given(address=str(meeting_place)), shelf)
    guest = bootstrap.open_session(path, shelf / "home")
    words = joining.join(guest, "Grace")
    place, problem = joining.meet_at(guest, str(meeting_place))
    assert (place.address, problem) == (str(meeting_place), None)
    assert joining.meet_at(guest, str(meeting_place))[1] is None

    exchanging.sync(board.office)
    (request,) = roster.joins(board.office)
    assert list(request.words) == words
    member = roster.appoint(board.office, Entry(name="Grace"))
    roster.enrol(board.office, request.key, member, ["member"])
    exchanging.sync(board.office)

    exchanging.sync(guest)
    assert guest.person.roles == {"member"}
    assert guest.person.name == "Grace"
    meeting = board.meeting("M01", sketches=(sketch,))
    assert meeting
    guest.close()


def test_a_place_that_cannot_be_written_is_told_and_the_request_stays(
    board: SeatedBoard, shelf: Path, tmp_path: Path
) -> None:
    meeting_place = tmp_path / "Nextcloud"
    meeting_place.mkdir()
    shutil.copy(board.path, meeting_place / "board.beirat")
    path = invitations.lay_down(Given(address=str(meeting_place)), shelf)
    guest = bootstrap.open_session(path, shelf / "home")
    joining.join(guest, "Grace")
    shutil.rmtree(meeting_place)
    meeting_place.write_text("no folder any more")
    with pytest.raises(BeiratError):
        joining.meet_at(guest, str(meeting_place))
    with guest.reading() as reading:
        assert len(reading.requests()) == 1
    guest.close()


def test_what_a_lost_device_signed_stays_and_what_it_signs_later_has_no_effect(
    board: SeatedBoard, tmp_path: Path
) -> None:
    sketch = board.sketch()
    meeting = board.meeting("M01", "M02", "M03", sketches=(sketch,))
    round_ = rounds.open_round(board.office, sketch, motion="recommend", meeting=meeting)
    lost = board.members["M02"]
    voting.cast(lost, round_, "yes")
    thief = tmp_path / "thief.beirat"
    shutil.copy(lost.path, thief)
    with board.office.reading() as reading:
        assert lost.key is not None
        certs = [
            cert.id
            for cert in reading.view.effective("cert/*")
            if getattr(cert.body, "key", "") == lost.key.public
        ]
    for cert in certs:
        roster.revoke(board.office, cert, lost=True)
    stolen = bootstrap.open_session(thief, lost.home.path, remembered=False)
    voting.cast(stolen, round_, "no")
    copied = text_exchange.copy(stolen, Wish(What.ALL))
    report = text_exchange.paste(board.office, "\n".join(copied.parts))
    assert report.new == 1
    assert sum(report.without_effect.values()) == 1
    seats = {seat.label: seat for seat in rounds.round_view(board.office, round_).electorate}
    assert seats["M02"].choice == "yes"
    stolen.close()


def joined_over(board: SeatedBoard, shelf: Path, address: str, password: str) -> None:
    """Grace finds the board at ADDRESS, asks there, is enrolled there, and may vote."""
    places.add(board.office, address)
    credentials.use(address, Secret(credentials.user_in(address), password))
    (handed,) = exchanging.sync(board.office).places
    assert handed.problem is None
    credentials.forget(address)

    credentials.use(address, Secret(credentials.user_in(address), password))
    path = invitations.lay_down(invitations.recognised(address), shelf)
    assert board_id(path) == board.office.id
    guest = bootstrap.open_session(path, shelf / "home")
    joining.join(guest, "Grace")
    assert joining.meet_at(guest, address)[1] is None

    exchanging.sync(board.office)
    (request,) = roster.joins(board.office)
    member = roster.appoint(board.office, Entry(name="Grace"))
    roster.enrol(board.office, request.key, member, ["member"])
    exchanging.sync(board.office)
    exchanging.sync(guest)
    assert guest.person.name == "Grace"
    guest.close()
    credentials.forget(address)


def test_joining_over_webdav(board: SeatedBoard, shelf: Path, tmp_path: Path) -> None:
    with webdav_server(tmp_path / "server") as server:
        joined_over(board, shelf, server.address.replace("://", f"://{USER}@"), PASSWORD)


def test_joining_over_a_hub(board: SeatedBoard, shelf: Path) -> None:
    with new_hub() as hub:
        hub.add_board(board.office.id)
        joined_over(board, shelf, hub.address(board.office.id), hub.passwords[board.office.id])
