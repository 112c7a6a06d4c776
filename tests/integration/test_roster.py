"""Appointing, enrolling, revoking: who may do it, and what it does."""

import datetime as dt
from pathlib import Path

import pytest

from beirat_tui.domain.errors import InputError, Refused, RightsError
from beirat_tui.log.keys import SigningKey
from beirat_tui.services import board as whole
from beirat_tui.services import joining, roster, rounds, voting
from beirat_tui.services.roster_file import Entry, read_roster
from beirat_tui.services.session import Session
from seated import SeatedBoard, enrol, seat_board
from stores import sit

FIXTURE = Path(__file__).parents[2] / "fixtures" / "board.toml"


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    return seat_board(tmp_path, members=3)


def test_a_roster_file_appoints_everybody_once(board: SeatedBoard) -> None:
    first = roster.import_roster(board.office, FIXTURE)
    assert len(first) == 18  # M01 to M03 were taken
    assert roster.import_roster(board.office, FIXTURE) == []
    names = {place.label: place.name for place in roster.roster(board.office)}
    assert names["M07"] == "Katharina Lüdecke"


def test_a_table_from_a_spreadsheet_is_a_roster_too(tmp_path: Path) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(
        "Label;Name;Role;Entitled;Votes;Since;Until;Bench\n"
        "M41;Jörg Ähre;member;ja;2;2026-01-01;;land\n;Nora Beyer;adviser;;;;;\n",
        encoding="utf-8-sig",
    )
    first, second = read_roster(file)
    assert first == Entry("Jörg Ähre", "M41", votes=2, bench="land", since=dt.date(2026, 1, 1))
    assert second == Entry("Nora Beyer", role="adviser", entitled=False)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("name;role\n;member\n", "roster.no-name"),
        ("name;role\nA;king\n", "roster.bad-role"),
        ("name;votes\nA;many\n", "roster.bad-votes"),
        ("name;votes\nA;5000\n", "roster.bad-votes"),
        ("name;since\nA;gestern\n", "roster.bad-date"),
        ("name;label\nA;M1\nB;M1\n", "roster.label-twice"),
        ("name;rolle\nA;chair\n", "roster.unknown-column"),
    ],
)
def test_what_is_wrong_in_a_roster_is_named_and_nobody_is_appointed(
    board: SeatedBoard, tmp_path: Path, content: str, code: str
) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(content, encoding="utf-8")
    before = roster.roster(board.office)
    with pytest.raises(InputError) as raised:
        roster.import_roster(board.office, file)
    assert raised.value.code == code
    assert roster.roster(board.office) == before


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("r.toml", b"\xff\xfe", "roster.cannot-read"),
        ("r.csv", b"name\n" + b"A\n" * 600_000, "roster.too-large"),
        ("r.toml", b"members = 3", "table.missing-key"),
        ("r.toml", b"members = [", "table.not-toml"),
    ],
)
def test_a_file_that_is_no_roster_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(InputError) as raised:
        read_roster(file)
    assert raised.value.code == code


def test_a_day_may_be_written_as_toml_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "r.toml"
    file.write_text('[[members]]\nname = "A"\nsince = 2026-02-03\n', encoding="utf-8")
    assert read_roster(file)[0].since == dt.date(2026, 2, 3)


def test_a_person_is_found_by_label_name_or_part_of_it(board: SeatedBoard) -> None:
    assert roster.find(board.office, "m02").label == "M02"
    assert roster.find(board.office, "Person 3").label == "M03"
    assert roster.find(board.office, "schreib").label == "GS"
    with pytest.raises(InputError, match=r"roster\.several"):
        roster.find(board.office, "person")
    with pytest.raises(InputError, match=r"roster\.nobody"):
        roster.find(board.office, "nobody")


def test_a_label_belongs_to_one_person_and_the_next_one_is_found(board: SeatedBoard) -> None:
    with pytest.raises(Refused, match=r"roster\.label-taken"):
        roster.appoint(board.office, Entry("Zwilling", "M02"))
    roster.appoint(board.office, Entry("Neu"))
    assert roster.find(board.office, "Neu").label == "M04"


def test_members_do_not_change_the_roster(board: SeatedBoard) -> None:
    with pytest.raises(RightsError, match=r"rights\."):
        roster.appoint(board.members["M02"], Entry("Ich"))


def test_a_name_can_change_and_a_vote_can_go(board: SeatedBoard) -> None:
    member = board.id_of("M02")
    roster.change(board.office, member, name="Person Zwei", entitled=False)
    place = roster.find(board.office, "M02")
    assert (place.name, place.entitled) == ("Person Zwei", False)
    board.members["M02"].refresh()
    assert not board.members["M02"].person.votes
    with pytest.raises(InputError, match=r"roster\.nobody"):
        roster.change(board.office, "nobody", name="X")


def test_who_is_released_counts_no_more_and_their_devices_end(board: SeatedBoard) -> None:
    roster.release(board.office, board.id_of("M03"))
    board.members["M03"].refresh()
    assert board.members["M03"].person.roles == set()
    round_id = rounds.open_round(
        board.office, board.sketch(), motion="recommend", deadline=dt.date(2026, 4, 1)
    )
    labels = [seat.label for seat in rounds.round_view(board.office, round_id).electorate]
    assert labels == ["M01", "M02"]
    with pytest.raises(RightsError):
        voting.cast(board.members["M03"], round_id, "yes")


def test_deputies_are_named_in_order(board: SeatedBoard) -> None:
    roster.name_deputies(board.office, board.id_of("M02"), [board.id_of("M03")])
    member = next(each for each in whole.board(board.office).members if each.label == "M02")
    assert member.deputies == ("M03",)


def _guest(board: SeatedBoard, folder: Path) -> Session:
    return sit(board.path, None, folder)


def test_a_device_asks_and_the_office_compares_six_words(board: SeatedBoard, tmp_path: Path) -> None:
    guest = _guest(board, tmp_path / "guest")
    shown = joining.join(guest, "Neue Person")
    request = roster.joins(board.office)[0]
    assert list(request.words) == shown
    assert request.name == "Neue Person"
    assert joining.join(guest, "Neue Person") == shown
    member = roster.appoint(board.office, Entry("Neue Person"))
    roster.enrol(board.office, request.key, member, ["member"])
    guest.refresh()
    assert guest.person.name == "Neue Person"
    assert guest.person.votes
    assert roster.joins(board.office) == []
    with pytest.raises(Refused, match=r"join\.member-already"):
        joining.join(guest, "Neue Person")


def test_only_chair_and_root_make_a_chair(board: SeatedBoard, tmp_path: Path) -> None:
    key = SigningKey(bytes(range(32))).public
    member = board.id_of("M02")
    with pytest.raises(RightsError, match=r"rights\."):
        roster.enrol(board.office, key, member, ["chair"])
    assert len(roster.enrol(board.chair, key, member, ["chair"])) == 1
    assert len(roster.enrol(board.office, key, member, ["chair"], root=board.keys.spare)) == 1
    with pytest.raises(InputError, match=r"roster\.nobody"):
        roster.enrol(board.office, key, "nobody", ["member"])
    assert not (tmp_path / "office" / "boards" / "root").exists()


def test_a_lost_device_ends_and_what_it_signed_stays(board: SeatedBoard) -> None:
    round_id = rounds.open_round(
        board.office, board.sketch(), motion="recommend", deadline=dt.date(2026, 4, 1)
    )
    voting.cast(board.members["M02"], round_id, "yes")
    device = next(m for m in whole.board(board.office).members if m.label == "M02").devices[0]
    roster.revoke(board.office, device.cert, lost=True)
    assert rounds.round_view(board.office, round_id).voted == 1
    with pytest.raises(RightsError):
        voting.cast(board.members["M02"], round_id, "no")
    ended = next(m for m in whole.board(board.office).members if m.label == "M02").devices[0]
    assert ended.ended == "lost"


def test_nobody_revokes_an_equal_but_everybody_may_retire_their_own(
    board: SeatedBoard, tmp_path: Path
) -> None:
    third = board.id_of("M03")
    members = {member.label: member for member in whole.board(board.office).members}
    with pytest.raises(RightsError):
        roster.revoke(board.members["M03"], members["M02"].devices[0].cert, lost=True)
    chair = next(device for device in members["M01"].devices if device.role == "chair")
    with pytest.raises(RightsError):
        roster.revoke(board.office, chair.cert, lost=True)
    roster.revoke(board.members["M03"], members["M03"].devices[0].cert, lost=False)
    board.members["M03"].refresh()
    assert board.members["M03"].person.roles == set()
    roster.revoke(board.office, chair.cert, lost=True, root=board.keys.root)
    board.chair.refresh()
    assert board.chair.person.roles == {"member"}
    again = enrol(board, tmp_path / "again", third)
    assert again.person.votes
    with pytest.raises(InputError, match=r"roster\.no-device"):
        roster.revoke(board.office, "0" * 64, lost=True)


def test_somebody_without_a_key_writes_nothing(board: SeatedBoard, tmp_path: Path) -> None:
    with pytest.raises(RightsError, match=r"rights\.no-key"):
        roster.appoint(_guest(board, tmp_path / "guest"), Entry("Ich"))
