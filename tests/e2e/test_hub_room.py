"""A room that votes over a database hub: what one person does stands on the other's screen by itself."""

import shutil
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not to be had here", allow_module_level=True)

from commands import done
from hubs import new_hub
from terminal import Terminal, copied_demo, german_demo

pytestmark = pytest.mark.timeout(300)


def screen(home: Path, board: Path, password: str) -> Terminal:
    """The program with BOARD in front of the person with HOME."""
    arguments = ("--lang", "en", "--home", str(home), str(board))
    return Terminal(*arguments, columns=120, rows=36, BEIRAT_PLACE_PASSWORD=password)


def test_a_vote_stands_on_another_screen_without_a_key(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """M07 votes; the office, which looks at the vote on a copy of its own, sees the count rise."""
    demo_folder = german_demo(tmp_path_factory.getbasetemp())
    board, member_home = map(Path, copied_demo(demo_folder, tmp_path / "member", "m07"))
    office_home = tmp_path / "member" / "persons" / "g01"
    office_board = tmp_path / "office.beirat"
    shutil.copy(board, office_board)
    with new_hub() as hub:
        asked = ("hub", "init", hub.admin, "--new-passwords")
        ran = done(*asked, home=office_home, board=office_board, lang="en")
        told = dict(line.split(": ", 1) for line in ran.out.splitlines())
        monkeypatch.setenv("BEIRAT_PLACE_PASSWORD", told["Password"])
        for who, file in ((office_home, office_board), (member_home, board)):
            done("sync", "add", told["Address"], home=who, board=file)
            done("sync", home=who, board=file)
        with (
            screen(office_home, office_board, told["Password"]) as office,
            screen(member_home, board, told["Password"]) as member,
        ):
            office.wait("RDZ Salzlandkreis", "⇅")
            member.wait("RDZ Salzlandkreis", "⇅")
            office.wait("Votes given 9 of 18")
            member.press("v")
            member.wait("Nothing chosen yet")
            member.press("y")
            member.wait("I vote YES")
            member.press("enter")
            member.press("enter")
            member.wait("you voted yes")
            office.wait("Votes given 10 of 18")
            member.wait("seen by the office")
