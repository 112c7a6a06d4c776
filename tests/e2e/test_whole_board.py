"""A script plays a whole board with commands alone, each person on a copy of the file of their own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from command_board import FIXTURES, PASSPHRASE, Company
from commands import Ran

PROGRAM = Path(sys.executable).with_name("beirat")
MEMBERS = tuple(f"M{number:02}" for number in range(1, 19))
PERSONS = {"chair": "M01", **{f"m{number:02}": f"M{number:02}" for number in range(2, 9)}}
SKETCHES = {"2026-01": "salzlandkreis", "2026-02": "haldensleben", "2026-03": "wischeland-agrar"}
IN_MEETING, IN_WRITING, WAITING = SKETCHES
VOTES = {"chair": "yes", "m02": "yes", "m03": "no", "m04": "yes", "m05": "abstain", "m06": "no"}
BY_HAND = {"M09": "yes", "M10": "no", "M11": "yes", "M12": "yes"}


class Board(Company):
    """A board of which every person has a copy."""

    def copy(self, person: str) -> Path:
        """PERSON's copy of the file."""
        return self.folder / "copies" / person / "board.beirat"

    def on_own_copy(self, person: str, *arguments: str | Path) -> Ran:
        """PERSON calls a command on their copy; it must succeed."""
        return self.done(person, *arguments, board=self.copy(person))

    def hand_out(self) -> None:
        """Everybody merges what the office has, or gets a first copy."""
        for person in PERSONS:
            copy = self.copy(person)
            if copy.exists():
                self.on_own_copy(person, "merge", self.board)
            else:
                copy.parent.mkdir(parents=True)
                shutil.copyfile(self.board, copy)

    def digest(self, copy: Path) -> str:
        """What all that is shown of COPY comes down to."""
        found: str = self.done("office", "rebuild", "--json", board=copy).json["digest"]
        return found


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Board:
    """A board with eighteen members, eight devices, three sketches and two open votes."""
    made = Board(tmp_path_factory.mktemp("board"))
    _found(made)
    _enrol(made)
    _open(made)
    _vote(made)
    return made


def _found(board: Board) -> None:
    board.passphrase.write_text(PASSPHRASE, encoding="utf-8")
    key = ("--root-key", board.root_key, "--passphrase-file", board.passphrase)
    board.done(
        "office", "found", board.board, "--title", "Testbeirat", "--name", "Gerda Schreiber", *key, board=None
    )
    for label in MEMBERS:
        role = "chair" if label == "M01" else "member"
        board.done("office", "roster", "appoint", f"Person {label}", "--label", label, "--role", role)


def _enrol(board: Board) -> None:
    """Everybody asks on a copy of their own; the office takes the folder in and compares the words."""
    board.hand_out()
    words = {
        person: board.on_own_copy(person, "join", "--name", person, "--json").json["words"]
        for person in PERSONS
    }
    merged = board.done("office", "merge", board.folder / "copies", "--json").json
    assert (merged["requests"], merged["clean"]) == (len(PERSONS), True)
    for person, label in PERSONS.items():
        roles: list[str | Path] = []
        if person == "chair":
            roles = ["--role", "chair", "--role", "member"]
            roles += ["--root-key", board.root_key, "--passphrase-file", board.passphrase]
        board.done("office", "roster", "enrol", label, *words[person], *roles)
    assert board.done("office", "roster", "requests", "--json").json["requests"] == []


def _open(board: Board) -> None:
    for number, name in SKETCHES.items():
        board.done("office", "import", FIXTURES / "sketches" / f"{name}.json", "--number", number)
    call = ("--number", "1/2026", "--day", "2026-03-16", "--time", "10:00", "--place", "Magdeburg")
    board.done("office", "meeting", "call", *call)
    board.done("office", "meeting", "agenda", "1/2026", IN_MEETING)
    board.done("office", "meeting", "open", "--at", "10:00")
    board.done("office", "attend", *MEMBERS[:12], "--at", "10:00")
    board.done("office", "round", "open", IN_MEETING)
    board.done("office", "round", "open", IN_WRITING, "--begun", "2026-03-16", "--deadline", "2026-03-30")


def _vote(board: Board) -> None:
    """Votes on separate copies: one is changed, one member is biased, one only reads."""
    board.hand_out()
    board.on_own_copy("m06", "vote", IN_MEETING, "yes", "--yes")
    for person, choice in VOTES.items():
        board.on_own_copy(person, "vote", IN_MEETING, choice, "--remark", f"von {person}", "--yes")
        board.on_own_copy(person, "vote", IN_WRITING, "yes", "--yes")
    board.on_own_copy("m07", "recuse", IN_MEETING, "--reason", "Ratsmitglied")
    board.on_own_copy("m08", "comment", IN_MEETING, "Wer betreibt die Haltestellen nach zwei Jahren?")
    for label, choice in BY_HAND.items():
        board.done("office", "round", "hand", IN_MEETING, label, choice)


def _counts(found: dict[str, Any]) -> tuple[int, ...]:
    counts = found["counts"]
    return tuple(counts[name] for name in ("yes", "no", "abstain", "invalid", "silent"))


@pytest.mark.parametrize("order", ["forwards", "backwards", "one by one", "as a folder", "through others"])
def test_copies_merge_in_any_order_to_the_same_board(board: Board, tmp_path: Path, order: str) -> None:
    copy = tmp_path / "office.beirat"
    shutil.copyfile(board.board, copy)
    files = [board.copy(person) for person in PERSONS]
    if order == "through others":
        middle = tmp_path / "middle.beirat"
        shutil.copyfile(files[-1], middle)
        board.done("stranger", "merge", *files[:4], board=middle)
        files = [middle, *files[4:]]
    if order == "as a folder":
        board.done("office", "merge", board.folder / "copies", board=copy)
    elif order == "one by one":
        for file in reversed(files):
            board.done("office", "merge", file, board=copy)
    else:
        board.done("office", "merge", *(files if order == "forwards" else files[::-1]), board=copy)
    tally = board.done("office", "tally", IN_MEETING, "--json", board=copy).json
    assert _counts(tally["provisional"]) == (6, 3, 1, 0, 1)
    assert tally["round"]["voted"] == 10
    reference = tmp_path / "reference.beirat"
    shutil.copyfile(board.board, reference)
    board.done("office", "merge", *[board.copy(person) for person in sorted(PERSONS)], board=reference)
    assert board.digest(copy) == board.digest(reference)


def test_merging_a_file_with_itself_or_again_changes_nothing(board: Board, tmp_path: Path) -> None:
    copy = tmp_path / "office.beirat"
    shutil.copyfile(board.board, copy)
    board.done("office", "merge", board.copy("m02"), board=copy)
    before = copy.read_bytes()
    for other in (copy, board.copy("m02")):
        merged = board.done("office", "merge", other, "--json", board=copy).json
        assert (merged["clean"], merged["changed"], merged["new"]) == (True, False, 0)
    assert board.done("office", "merge", board.copy("m02"), board=copy).err == ""
    assert copy.read_bytes() == before


def test_a_board_is_played_to_its_verified_end(board: Board, tmp_path: Path) -> None:
    folder = tmp_path / "end"
    shutil.copytree(board.folder, folder)
    end = Board(folder)
    end.done("office", "merge", folder / "copies")
    closed = end.done(
        "office", "round", "close", IN_MEETING, "--day", "2026-03-16", "--at", "10:40", "--json"
    ).json
    assert (closed["round"]["state"], closed["round"]["outcome"]["votum"]) == ("closed", "positive")
    assert _counts(closed["round"]["outcome"]) == (6, 3, 1, 0, 1)
    assert closed["round"]["quorum"] == {"counted": 11, "met": True, "needed": 10}
    written = end.done(
        "office", "round", "close", IN_WRITING, "--day", "2026-03-30", "--at", "18:00", "--json"
    ).json
    assert _counts(written["round"]["outcome"]) == (6, 0, 0, 0, 12)

    end.hand_out()
    for number in (IN_MEETING, IN_WRITING):
        end.on_own_copy("chair", "round", "confirm", number)
    end.on_own_copy("m03", "dissent", IN_MEETING, "Der Eigenanteil ist nicht belegt.")
    end.done("office", "merge", end.copy("chair"), end.copy("m03"))
    end.done("office", "decision", IN_MEETING, "refused", "--day", "2026-05-02")
    end.hand_out()

    confirmed = end.done("office", "why", IN_MEETING, "--json").json["round"]
    assert (confirmed["state"], confirmed["outcome"]["final"]) == ("confirmed", True)
    assert end.done("m08", "list", "status:positive", "--json", board=end.copy("m08")).json["shown"] == 2
    exported = end.done("office", "export", "outcomes").json["outcomes"]
    assert {row["number"]: row["decision"] and row["decision"]["differs"] for row in exported} == {
        IN_MEETING: True,
        IN_WRITING: None,
    }
    digests = {end.digest(copy) for copy in (end.board, *(end.copy(person) for person in PERSONS))}
    assert len(digests) == 1
    for person in PERSONS:
        verified = end.on_own_copy(person, "verify", "--json").json
        assert (verified["sound"], verified["problems"], verified["rounds"]) == (True, [], 2)


def test_everybody_sees_the_same_and_their_own_vote(board: Board, tmp_path: Path) -> None:
    merged = tmp_path / "all.beirat"
    shutil.copyfile(board.board, merged)
    board.done("office", "merge", board.folder / "copies", board=merged)
    for person, choice in VOTES.items():
        shown = board.done(person, "show", IN_MEETING, "--json", board=merged).json
        assert shown["my_vote"] == choice
    assert board.done("m07", "show", IN_MEETING, "--json", board=merged).json["my_vote"] == "recused"
    assert board.done("m08", "list", "vote:missing", "--json", board=merged).json["shown"] == 2
    waiting = board.done("office", "show", WAITING, "--json", board=merged).json
    assert (waiting["stage"], waiting["my_vote"]) == ("submitted", "none")


def test_an_altered_copy_is_refused_in_part_and_named(board: Board, tmp_path: Path) -> None:
    copy, forged = tmp_path / "office.beirat", tmp_path / "forged.beirat"
    shutil.copyfile(board.board, copy)
    raw = board.copy("m02").read_bytes()
    choice = b'"choice":"yes","member"'
    assert choice in raw
    forged.write_bytes(raw.replace(choice, b'"choice":"nay","member"'))
    ran = board.call("office", "merge", forged, "--json", board=copy)
    assert (ran.code, ran.json["clean"]) == (1, False)
    assert sum(ran.json["refused"].values()) > 0
    assert board.done("office", "verify", "--json", board=copy).json["sound"]
    shown = board.call("office", "verify", "--json", board=forged)
    assert (shown.code, shown.json["sound"]) == (1, False)


def test_another_board_is_not_merged(board: Board, tmp_path: Path) -> None:
    other = tmp_path / "other.beirat"
    board.done("office", "found", other, "--title", "Anderer", "--name", "Somebody", board=None)
    before = board.board.read_bytes()
    for lang, word in (("de", "anderen"), ("en", "another")):
        ran = board.call("office", "merge", other, lang=lang)
        assert (ran.code, word in ran.out) == (1, True), ran
    assert board.board.read_bytes() == before


def test_the_installed_program_plays_too(board: Board, tmp_path: Path) -> None:
    """The same as a shell script does it: processes, an environment, exit codes, streams."""
    copy = tmp_path / "board.beirat"
    shutil.copyfile(board.copy("m08"), copy)
    shutil.copytree(board.home("m08"), tmp_path / "home")
    environment = {**os.environ, "BEIRAT_HOME": str(tmp_path / "home"), "BEIRAT_BOARD": str(copy)}

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=60
        )

    listed = run("list", "vote:missing", "--json")
    assert (listed.returncode, json.loads(listed.stdout)["shown"]) == (0, 2)
    assert run("vote", IN_MEETING, "ja").returncode == 2
    cast = run("vote", IN_MEETING, "ja", "--yes", "--lang", "de")
    assert (cast.returncode, cast.stdout) == (0, "Ihre Stimme ist abgegeben: Ja, nur auf diesem Gerät.\n")
    again = run("vote", IN_MEETING, "yes", "--yes")
    assert (again.returncode, again.stdout) == (1, "")
    assert "already" in again.stderr
    assert run("verify").returncode == 0
    assert run("round", "close", IN_MEETING).returncode == 1
