"""Boards that many tests start with; each test has one of its own, as a copy of one that was made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_board import Company, fill
from exchanges import FolderMeeting, Party, apart, parties
from hub_persons import with_vote
from seated import SeatedBoard, move


@pytest.fixture(scope="module")
def founded(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SeatedBoard]:
    """A board with a vote in writing under way and the module's number of ``MEMBERS``; not to be written."""
    seated = with_vote(tmp_path_factory.mktemp("founded"), members=getattr(request.module, "MEMBERS", 4))
    yield seated
    seated.close()


@pytest.fixture
def board(founded: SeatedBoard, tmp_path: Path) -> Iterator[SeatedBoard]:
    """The same board in a place of its own."""
    moved = move(founded, tmp_path / "founded")
    yield moved
    moved.close()


@pytest.fixture
def persons(board: SeatedBoard, tmp_path: Path) -> Iterator[list[Party]]:
    """The office and two members, each with a copy of the board, who share a folder."""
    shared = tmp_path / "geteilt"
    shared.mkdir()
    sessions = list(apart(board, tmp_path, "office", "M02", "M03"))
    with parties(FolderMeeting(shared), *sessions) as found:
        yield found
    for each in sessions:
        each.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """A board that commands have made, with two open votes; nobody writes to it."""
    return fill(tmp_path_factory.mktemp("company"))


@pytest.fixture
def company(filled: Company, tmp_path: Path) -> Company:
    """A copy of it."""
    shutil.copytree(filled.folder, tmp_path / "copy")
    return Company(tmp_path / "copy")
