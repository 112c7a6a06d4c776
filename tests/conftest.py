"""What every test stands on: compiled catalogues, English, and no trace of the person who runs the tests."""

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine

from beirat_tui.store import connection
from beirat_tui.wording import use_language

ROOT = Path(__file__).parent.parent
CATALOGUES = ROOT / "src" / "beirat_tui" / "wording" / "locale"
UNMEASURED = {"e2e", "laws", "soak"}
"""Tests of the whole, which reach nothing that those of the parts do not, and take twice as long measured."""

# The same cases on every run, so that a red run means a changed program; `make soak` explores. No deadlines:
# a busy machine is no error.
settings.register_profile("steady", deadline=None, derandomize=True, print_blob=True)
settings.register_profile(
    "soak",
    deadline=None,
    max_examples=int(os.environ.get("SOAK_EXAMPLES", "3000")),
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure no coverage where it says nothing new."""
    for item in items:
        if UNMEASURED & set(item.path.parts):
            item.add_marker(pytest.mark.no_cover)


def pytest_configure(config: pytest.Config) -> None:
    """Compile catalogues that changed since they were compiled; once, not in every parallel worker."""
    if hasattr(config, "workerinput"):
        # A worker is measured as a program, by pytest-cov as if it were the one that leads, and as a worker:
        # only the last is wanted, and only that one stops where nothing is to be measured.
        while (other := Coverage.current()) is not None:
            other.stop()
        return
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    builder.compile_catalogues(CATALOGUES, only_stale=True)


@pytest.fixture(autouse=True)
def _nobodys_machine(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Keep the settings, keys and language of whoever runs the tests out of them, and theirs out of ours.

    Programs that a test starts inherit this: they speak English, have a home of their own and the colours
    of a plain terminal.
    """
    monkeypatch.setenv("BEIRAT_HOME", str(tmp_path_factory.mktemp("home")))
    for name in ("BEIRAT_BOARD", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TERM", "xterm-256color")
    # Nobody's keyring: neither in this process nor in programs that a test starts.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    use_language("en")
    yield
    use_language("en")


@pytest.fixture(autouse=True)
def _nothing_left_open(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close the connections to every board that a test has opened, as the end of the program does."""
    engines: list[Engine] = []
    engine = connection._engine  # noqa: SLF001  (every connection is made there)

    def noted(path: Path, *, writable: bool, busy_seconds: float) -> Engine:
        engines.append(engine(path, writable=writable, busy_seconds=busy_seconds))
        return engines[-1]

    monkeypatch.setattr(connection, "_engine", noted)
    yield
    for each in engines:
        each.dispose()
