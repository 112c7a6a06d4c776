"""A board that commands have made, for the tests that call more of them; programs as fast as a person's."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from command_board import Company, fill


@pytest.fixture(autouse=True, scope="module")
def _unmeasured() -> Iterator[None]:
    """Start programs without measuring what of them is run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """A board with two open votes, played once; nobody writes to it."""
    return fill(tmp_path_factory.mktemp("played"))


@pytest.fixture
def company(played: Company, tmp_path: Path) -> Company:
    """A copy of it for one test."""
    shutil.copytree(played.folder, tmp_path / "copy")
    return Company(tmp_path / "copy")
