"""The board on the screen: members, entries, devices, requests to join, rules in plain words."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from beirat_tui.services import board as service
from beirat_tui.services import joining, merging, places, root_keys, roster
from beirat_tui.services.board_views import MemberView
from beirat_tui.services.home import Home
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import BoardFile
from office_screens import again, sitting
from seated import SeatedBoard, seat_board
from stores import surroundings


@pytest.fixture
def board(tmp_path: Path) -> SeatedBoard:
    return seat_board(tmp_path, members=3)


def guest(board: SeatedBoard, folder: Path, name: str) -> tuple[Session, list[str]]:
    """Somebody with a copy of the file asks to join; the office takes the copy in."""
    copy = folder / "copy.beirat"
    shutil.copy(board.path, copy)
    session = Session(BoardFile(copy), Home(folder / "guest"), None, surroundings(f"guest {name}"))
    session.refresh()
    words = joining.join(session, name)
    merging.merge(board.office, [copy])
    return session, words


def member(board: SeatedBoard, label: str) -> MemberView:
    return next(each for each in service.board(board.office).members if each.label == label)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_members_and_their_devices_are_listed(board: SeatedBoard, size: tuple[int, int]) -> None:
    async with sitting(board, "M02", size=size) as screen:
        await screen.go("4", "3 may vote")
        assert "Person 1" in screen.text
        assert "● 1 device" in screen.text
        await screen.until("Chair, Member · never heard of")
        for word in ("new member", "enrol", "revoke", "end term", "change entry"):
            assert word not in screen.keys


async def test_the_rules_are_said_in_plain_words(board: SeatedBoard) -> None:
    async with sitting(board, "M02", size=(80, 24)) as screen:
        await screen.go("4", "3 may vote")
        await screen.say("r", shown="Rules of procedure")
        await screen.until("All members must have been invited in due form.")
        await screen.say("escape", shown="3 may vote")
    async with sitting(board, "M02", size=(200, 50)) as screen:
        await screen.go("4", "All members must have been invited in due form.")


async def test_closed_votes_are_counted_again_under_other_rules(board: SeatedBoard) -> None:
    async with sitting(board, "M02") as screen:
        await screen.go("4", "3 may vote")
        await screen.say("W", shown="No vote has been closed yet: there is nothing to count again.")


async def test_a_person_is_appointed(board: SeatedBoard) -> None:
    async with sitting(board) as screen:
        await screen.go("4", "3 may vote")
        await screen.press("plus")
        await screen.until("The name is still missing.")
        await screen.type("Ada Muster")
        await screen.until("Ada Muster sits on the board as: Member, with a vote.")
        await screen.press("down", "down", "right", "right", "right")
        await screen.until("as: Adviser, without a vote.")
        await screen.press("left", "left", "left")
        await screen.until("as: Member, with a vote.")
        await screen.press(*["down"] * 7, "enter")
        await screen.told("Ada Muster sits on the board now.")
        await screen.until("4 may vote")
    assert member(board, "M04").name == "Ada Muster"


async def test_an_entry_is_changed_and_deputies_are_named(board: SeatedBoard) -> None:
    async with sitting(board) as screen:
        await screen.go("4", "3 may vote")
        await screen.press("j", "A")
        await screen.until("Change an entry")
        await screen.press("shift+tab", "shift+tab")
        await screen.type("M03 X09")
        await screen.until("Nobody on the board is called X09.")
        await screen.press(*["backspace"] * 4, "tab")
        await screen.press("enter")
        await screen.told("Person 2: changed.")
    assert member(board, "M02").deputies == ("M03",)


async def test_a_place_on_the_board_ends(board: SeatedBoard) -> None:
    async with sitting(board) as screen:
        await screen.go("4", "3 may vote")
        await screen.press("j", "D")
        await screen.until("The place of M02 Person 2 on the board ends now.")
        await screen.press("enter")
        await screen.told("M02 Person 2 is no longer on the board.")
        await screen.until("2 may vote")
    assert not member(board, "M02").active


async def test_a_device_is_enrolled_only_after_the_words_were_compared(
    board: SeatedBoard, tmp_path: Path
) -> None:
    _session, words = guest(board, tmp_path, "Person 2")
    async with sitting(board) as screen:
        await screen.go("4", "! 1 device asks to join: Person 2.")
        await screen.press("E")
        for number, word in enumerate(words, start=1):
            await screen.until(f" {number} {word} ")
        await screen.until("Compare the six words first")
        await screen.press("down", "down", "down", "space")
        await screen.until("The device of Person 2 speaks for M02 Person 2 from now on, as: Member.")
        await screen.press("down", "enter")
        await screen.told("the device is enrolled")
    assert len({device.key for device in member(board, "M02").devices}) == 2


async def test_only_the_root_key_or_a_chair_makes_a_chairs_device(board: SeatedBoard, tmp_path: Path) -> None:
    guest(board, tmp_path, "Person 1")
    saved = tmp_path / "root.json"
    root_keys.save(saved, board.keys.root, "ein langer Satz")
    async with sitting(board) as screen:
        await screen.go("4", "! 1 device asks to join")
        await screen.press("E", "down", "down", "down", "space")
        await screen.until("Only the root key or a chair can appoint a chair’s device.")
        await screen.press("down")
        await screen.type(str(saved))
        await screen.press("down")
        await screen.type("ein langer Satz")
        await screen.until("as: Chair, Member.")
        await screen.press("enter", "enter")
        await screen.told("the device is enrolled")
    assert [device.role for device in member(board, "M01").devices].count("chair") == 2


async def test_another_request_brings_its_own_person_and_is_compared_anew(
    board: SeatedBoard, tmp_path: Path
) -> None:
    for number in (2, 3):
        (tmp_path / str(number)).mkdir()
        guest(board, tmp_path / str(number), f"Person {number}")
    async with sitting(board) as screen:
        await screen.go("4", "! 2 devices ask to join")
        await screen.press("E")
        await screen.until("Compare the six words first")
        first, other = ("M02 Person 2", "M03 Person 3")[:: 1 if "M02 Person 2" in screen.box else -1]
        await screen.press("down", "down", "down", "space")
        await screen.until(f"speaks for {first} from now on")
        await screen.press("up", "up", "up", "right")
        await screen.until("Compare the six words first")
        assert other in screen.box


async def test_nobody_is_proposed_for_a_device_of_an_unknown_name(board: SeatedBoard, tmp_path: Path) -> None:
    guest(board, tmp_path, "Grace")
    async with sitting(board) as screen:
        await screen.go("4", "! 1 device asks to join: Grace.")
        await screen.press("E")
        await screen.until("Nobody on the board is called that")
        await screen.press("down", "down", "down", "space")
        await screen.until("Choose whose device it is.")
        await screen.press("up", "up", "left")
        await screen.until("The device of Grace speaks for M03 Person 3 from now on")


async def test_with_a_place_to_exchange_an_enrolled_device_learns_of_it_there(
    board: SeatedBoard, tmp_path: Path
) -> None:
    guest(board, tmp_path, "Person 2")
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    places.add(board.office, str(shelf))
    async with sitting(board) as screen:
        await screen.go("4", "! 1 device asks to join")
        await screen.press("E", "down", "down", "down", "space", "down", "enter")
        await screen.told("It learns of it with the next exchange")


async def test_a_wrong_passphrase_is_told_and_changes_nothing(board: SeatedBoard, tmp_path: Path) -> None:
    guest(board, tmp_path, "Person 1")
    saved = tmp_path / "root.json"
    root_keys.save(saved, board.keys.root, "ein langer Satz")
    async with sitting(board) as screen:
        await screen.go("4", "! 1 device asks to join")
        await screen.press("E", "down", "down", "down", "space", "down")
        await screen.type(str(saved))
        await screen.press("down")
        await screen.type("ein anderer")
        await screen.press("enter", "enter")
        await screen.until("That did not work")
    assert [device.role for device in member(board, "M01").devices].count("chair") == 1


async def test_who_asked_sees_their_own_six_words(board: SeatedBoard, tmp_path: Path) -> None:
    session, words = guest(board, tmp_path, "Grace")
    board.members["guest"] = session
    async with sitting(board, "guest") as screen:
        await screen.go("4", f"Your six words: {' '.join(words)}")
        assert "enrol" not in screen.keys


async def test_a_role_that_comes_shows_at_once(board: SeatedBoard, tmp_path: Path) -> None:
    session, _words = guest(board, tmp_path, "Person 2")
    board.members["guest"] = replace(session, board=BoardFile(board.path))
    async with sitting(board, "guest") as screen:
        assert "M02" not in screen.lines[0]
        request = roster.joins(board.office)[0]
        roster.enrol(board.office, request.key, board.id_of("M02"), ["member"])
        await screen.until("Member M02 Person 2")


async def test_a_lost_device_is_revoked(board: SeatedBoard) -> None:
    async with sitting(board) as screen:
        await screen.go("4", "3 may vote")
        await screen.press("j", "R", "down", "right")
        await screen.until("The device of M02 Person 2 no longer acts as: Member.")
        await screen.press("down", "enter")
        await screen.told("The device is revoked.")
        await screen.until("reported lost")
    assert [device.ended for device in member(board, "M02").devices] == ["lost"]
    assert again(board.members["M02"]).person.roles == frozenset()
