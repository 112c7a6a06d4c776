"""Permissions lost while the program is in use: told in words, nothing is lost, all is well afterwards."""

import shutil
from pathlib import Path

import pytest

from beirat_tui import bootstrap
from beirat_tui.domain.errors import BeiratError
from beirat_tui.services import drafts, exchanging, merging, notes, places, voting
from beirat_tui.services.home import Home, board_path
from beirat_tui.services.session import Session
from beirat_tui.wording.errors import explain
from command_board import IN_MEETING, Company
from hub_persons import the_round
from permissions import with_mode
from seated import SeatedBoard

MEMBERS = 3


@pytest.fixture
def member(board: SeatedBoard) -> Session:
    """M02 at a board of their own."""
    return board.members["M02"]


def private(session: Session) -> Path:
    """Where key, own records and notes of the person lie."""
    [folder] = (session.home.path / "boards").iterdir()
    return folder


def refused(session: Session, choice: str, remark: str = "") -> str:
    """The code with which a vote ended; its words are read by a person."""
    with pytest.raises(BeiratError) as caught:
        voting.cast(session, the_round(session).id, choice, remark)
    text = explain(caught.value)
    assert text.happened
    assert text.unchanged
    assert text.do
    assert "/" in text.happened  # which file or folder
    return caught.value.code


def test_a_folder_that_becomes_write_protected_keeps_what_the_board_has(member: Session) -> None:
    voting.cast(member, the_round(member).id, "yes")
    before = member.path.read_bytes()
    with with_mode(member.path.parent, 0o500):
        assert refused(member, "no") == "store.read-only"
        assert the_round(member).my_choice == "yes"
    assert member.path.read_bytes() == before
    voting.cast(member, the_round(member).id, "no")
    assert the_round(member).my_choice == "no"


def test_a_board_that_became_write_protected_can_be_read(member: Session) -> None:
    voting.cast(member, the_round(member).id, "yes")
    before = member.path.read_bytes()
    with with_mode(member.path, 0o400):
        again = bootstrap.open_session(member.path, member.home.path)
        assert the_round(again).my_choice == "yes"
        assert refused(again, "no") == "store.read-only"
        again.close()
    assert member.path.read_bytes() == before


def test_a_board_that_cannot_be_read_any_more_is_told(member: Session, tmp_path: Path) -> None:
    voting.cast(member, the_round(member).id, "yes")
    with with_mode(member.path, 0), pytest.raises(BeiratError) as caught:
        bootstrap.open_session(member.path, member.home.path)
    assert caught.value.code == "store.cannot-open"
    assert str(tmp_path) in explain(caught.value).happened
    assert the_round(member).my_choice == "yes"


def test_a_vote_is_cast_although_the_own_copy_of_it_cannot_be_kept(member: Session) -> None:
    with with_mode(private(member), 0o500):
        assert refused(member, "no", "Too dear.") == "home.not-kept"
    assert the_round(member).my_choice == "no"
    again = bootstrap.open_session(member.path, member.home.path)
    kept = [record.kind for record, _ in again.home.own_records(again.id)]
    assert kept.count("ballot.cast") == 1
    again.close()


def test_notes_and_drafts_that_cannot_be_written_leave_the_old_ones(member: Session) -> None:
    sketch = the_round(member).sketch
    notes.keep_note(member, sketch, "Ask about the second year.")
    drafts.draft(member, sketch, "yes", "good")
    with with_mode(private(member), 0o500):
        with pytest.raises(BeiratError, match=r"home\.not-written"):
            notes.keep_note(member, sketch, "new")
        with pytest.raises(BeiratError, match=r"home\.not-written"):
            drafts.draft(member, sketch, "no")
    assert notes.note(member, sketch) == "Ask about the second year."
    assert drafts.draft_of(member, sketch) == ("yes", "good")


def test_a_notebook_that_cannot_be_read_is_not_taken_for_an_empty_one(member: Session) -> None:
    """It would be replaced by the one new note, and all others would be gone."""
    sketch = the_round(member).sketch
    notes.keep_note(member, sketch, "Ask about the second year.")
    with (
        with_mode(private(member) / "notes.json", 0),
        pytest.raises(BeiratError, match=r"home\.cannot-read"),
    ):
        notes.keep_note(member, "another", "new")
    assert notes.note(member, sketch) == "Ask about the second year."


@pytest.mark.parametrize("hidden", ["", "key", "own-records"])
def test_a_key_that_cannot_be_read_is_no_reason_for_a_new_one(member: Session, hidden: str) -> None:
    voting.cast(member, the_round(member).id, "yes")
    with with_mode(private(member) / hidden, 0), pytest.raises(BeiratError) as caught:
        bootstrap.open_session(member.path, member.home.path)
    assert caught.value.code == "home.cannot-read"
    assert "may read" in explain(caught.value).do
    again = bootstrap.open_session(member.path, member.home.path)
    assert the_round(again).my_choice == "yes"
    again.close()


def test_an_exchange_that_cannot_be_noted_hands_over_and_tells(member: Session, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    places.add(member, str(shared))
    assert exchanging.sync(member).clean
    voting.cast(member, the_round(member).id, "yes")
    before = {each.name: each.read_bytes() for each in shared.iterdir()}
    with with_mode(private(member), 0o500):
        [report] = exchanging.sync(member).places
    assert report.problem is not None
    assert report.problem.code == "home.not-written"
    assert {each.name: each.read_bytes() for each in shared.iterdir()} != before
    assert exchanging.sync(member).clean


def test_an_exchange_with_a_board_that_is_write_protected_is_told(member: Session, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    places.add(member, str(shared))
    exchanging.sync(member)
    voting.cast(member, the_round(member).id, "yes")
    with with_mode(member.path.parent, 0o500):
        [report] = exchanging.sync(member).places
    assert report.problem is not None
    assert report.problem.code == "store.read-only"
    [report] = exchanging.sync(member).places
    assert report.clean
    assert the_round(member).my_choice == "yes"


def test_a_board_is_opened_although_nothing_can_be_noted_in_the_private_folder(
    member: Session, tmp_path: Path
) -> None:
    (member.home.path / "last-board").write_text(str(tmp_path / "elsewhere"))
    with with_mode(member.home.path, 0o500):
        bootstrap.open_session(member.path, member.home.path).close()


def test_a_folder_whose_names_nobody_may_read_has_no_copies_beside_the_board(member: Session) -> None:
    shutil.copy(member.path, member.path.with_name("Kopie.beirat"))
    assert [each.name for each in merging.copies_beside(member)] == ["Kopie.beirat"]
    with with_mode(member.path.parent, 0o300):
        assert merging.copies_beside(member) == []


# --- commands ----------------------------------------------------------------------------------------------


def test_a_file_that_may_not_be_read_does_not_keep_a_command_from_the_others(
    company: Company, tmp_path: Path
) -> None:
    closed, apart = tmp_path / "zu.beirat", tmp_path / "m02.beirat"
    for path in (closed, apart):
        shutil.copy(company.board, path)
    company.done("m02", "vote", IN_MEETING, "yes", "--yes", board=apart)
    with with_mode(closed, 0):
        ran = company.call("office", "merge", closed, apart, lang="en")
    assert ran.code == 1
    assert f"{apart}: 1 new entry" in ran.out
    assert f"{closed}: The file {closed} cannot be opened.\n  Please check" in ran.out


@pytest.mark.parametrize(
    "command", [("copy", "--all", "--to"), ("export", "sketches", "--to"), ("found",), ("join",)]
)
def test_a_file_in_a_folder_that_may_not_be_entered_is_told(
    company: Company, tmp_path: Path, command: tuple[str, ...]
) -> None:
    closed = tmp_path / "verschlossen"
    closed.mkdir()
    more = {"found": ["--title", "Neu", "--name", "Gerda"], "join": ["--name", "Gerda"]}.get(command[0], [])
    with with_mode(closed, 0):
        ran = company.call("office", *command, closed / "neu.beirat", *more, lang="en")
    assert ran.code == 1
    assert "cannot explain" not in ran.err
    assert f"{str(closed / 'neu.beirat')[:50]}" in ran.err


def test_a_board_that_was_used_last_where_nobody_may_look_any_more_is_none(tmp_path: Path) -> None:
    closed, home = tmp_path / "Stick", Home(tmp_path / "home")
    closed.mkdir()
    home.remember_board(closed / "board.beirat")
    with with_mode(closed, 0):
        assert board_path(None, home) is None
