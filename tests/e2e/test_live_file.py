"""The board file under the running program: replaced, deleted, copied beside, open in two programs."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are not to be had here", allow_module_level=True)

from terminal import Terminal, copied_demo, german_demo

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module", name="german_demo")
def _german_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return german_demo(tmp_path_factory.getbasetemp())


def beirat(home: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Call a command as somebody with the private folder HOME."""
    return subprocess.run(
        [sys.executable, "-m", "beirat_tui", "--lang", "de", "--home", str(home), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


def votes(board: Path, home: Path, label: str) -> str:
    """What the log of BOARD says of the ballots of LABEL."""
    return beirat(home, "--board", board, "log", "ballot", label).stdout


def seated(demo_folder: Path, place: Path, person: str) -> tuple[Path, Path]:
    board, home = copied_demo(demo_folder, place, person)
    return Path(board), Path(home)


def test_a_file_that_another_program_replaces_is_merged_and_the_person_told(
    german_demo: Path, tmp_path: Path
) -> None:
    board, home = seated(german_demo, tmp_path / "copy", "m07")
    other = tmp_path / "other.beirat"
    shutil.copy(board, other)
    assert beirat(home.parent / "m10", "--board", other, "vote", "2026-07", "yes", "--yes").returncode == 0
    with Terminal("--lang", "de", "--home", str(home), str(board), columns=100, rows=30) as terminal:
        terminal.wait("Abgegeben 9 von 18")
        terminal.press("v")
        terminal.wait("Noch nichts gewählt")
        terminal.press("j")
        terminal.wait("JA.")
        terminal.press("enter")
        terminal.insist("enter", "Stimme abgeben")
        terminal.wait("Sie stimmten mit Ja", "Abgegeben 10 von 18")
        other.replace(board)
        terminal.wait("zusammengeführt", "herüber", "Abgegeben 11 von 18")
        terminal.press("6")
        terminal.wait("Protokoll, zuletzt Eingetroffenes zuerst", "zusammengeführt")
        terminal.press("q")
        assert terminal.ended() == 0
    assert "M07" in votes(board, home, "M07")
    assert "M10" in votes(board, home, "M10")


def test_a_file_that_is_deleted_comes_back_and_the_work_goes_on(german_demo: Path, tmp_path: Path) -> None:
    board, home = seated(german_demo, tmp_path / "copy", "m07")
    with Terminal("--lang", "de", "--home", str(home), str(board), columns=100, rows=30) as terminal:
        terminal.wait("Abgegeben 9 von 18")
        board.unlink()
        terminal.wait("zurückgelegt")
        assert "hat nicht geklappt" not in terminal.text
        assert board.is_file()
        terminal.press("v")
        terminal.wait("Noch nichts gewählt")
        terminal.press("n")
        terminal.wait("NEIN.")
        terminal.press("enter")
        terminal.insist("enter", "Stimme abgeben")
        terminal.wait("Sie stimmten mit Nein")
    assert beirat(home, "--board", board, "verify").returncode == 0


def test_a_file_that_is_moved_away_is_told_and_nothing_is_lost(german_demo: Path, tmp_path: Path) -> None:
    board, home = seated(german_demo, tmp_path / "copy", "m07")
    with Terminal("--lang", "de", "--home", str(home), str(board), columns=100, rows=30) as terminal:
        terminal.wait("Abgegeben 9 von 18")
        board.rename(board.with_name("alt.beirat"))
        terminal.wait("zurückgelegt")
    assert board.read_bytes()
    assert beirat(home, "--board", board, "verify").returncode == 0


def test_a_file_that_something_else_replaces_lies_beside_it_and_the_person_is_told(
    german_demo: Path, tmp_path: Path
) -> None:
    board, home = seated(german_demo, tmp_path / "copy", "m07")
    beside = board.with_name(f"{board.stem} (1).beirat")
    with Terminal("--lang", "de", "--home", str(home), str(board), columns=100, rows=30) as terminal:
        terminal.wait("Abgegeben 9 von 18")
        nothing = board.with_name("nichts")
        nothing.touch()
        nothing.replace(board)
        terminal.wait("liegt jetzt in")
    assert board.read_bytes() == b""
    assert beirat(home, "--board", beside, "verify").returncode == 0


def test_a_file_that_is_deleted_just_before_leaving_comes_back(german_demo: Path, tmp_path: Path) -> None:
    board, home = seated(german_demo, tmp_path / "copy", "m07")
    with Terminal("--lang", "de", "--home", str(home), str(board), columns=100, rows=30) as terminal:
        terminal.wait("Abgegeben 9 von 18")
        board.unlink()
        terminal.press("q")
        assert terminal.ended() == 0
    assert beirat(home, "--board", board, "verify").returncode == 0


def test_a_conflict_copy_beside_the_file_is_offered_and_taken_in_by_one_key(
    german_demo: Path, tmp_path: Path
) -> None:
    board, home = seated(german_demo, tmp_path / "copy", "m07")
    other = tmp_path / "other.beirat"
    shutil.copy(board, other)
    assert beirat(home.parent / "m10", "--board", other, "vote", "2026-07", "yes", "--yes").returncode == 0
    with Terminal("--lang", "de", "--home", str(home), str(board), columns=100, rows=30) as terminal:
        terminal.wait("Abgegeben 9 von 18")
        conflict = board.with_name("demo (conflicted copy 2026-03-16 101500).beirat")
        other.replace(conflict)
        terminal.wait("conflicted", "F Kopie übernehmen")
        terminal.press("F")
        terminal.wait("übernehme", "Enter einlesen")
        terminal.press("enter")
        terminal.wait("1 neuer Eintrag")
        terminal.press("escape")
        terminal.wait("Abgegeben 10 von 18")
        assert "F Kopie" not in terminal.text.splitlines()[-1]
    assert conflict.is_file()


def test_two_programs_on_one_file_both_work_and_both_refresh(german_demo: Path, tmp_path: Path) -> None:
    board, home = seated(german_demo, tmp_path / "copy", "m07")
    here = Terminal("--lang", "de", "--home", str(home), str(board), columns=100, rows=30)
    there = Terminal("--lang", "de", "--home", str(home.parent / "m10"), str(board), columns=100, rows=30)
    with here, there:
        here.wait("Abgegeben 9 von 18")
        there.wait("Abgegeben 9 von 18")
        for terminal, other, count in ((here, there, 10), (there, here, 11)):
            terminal.press("v")
            terminal.wait("Noch nichts gewählt")
            terminal.press("j")
            terminal.wait("JA.")
            terminal.press("enter")
            terminal.insist("enter", "Stimme abgeben")
            terminal.wait(f"Abgegeben {count} von 18")
            other.wait(f"Abgegeben {count} von 18")
        for terminal in (here, there):
            terminal.press("q")
            assert terminal.ended() == 0
