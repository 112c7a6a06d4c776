"""The program as people use it: a real terminal, real keys."""

import os
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


def opened(demo_folder: Path, tmp_path: Path, person: str = "m07", **size: int) -> Terminal:
    """The demo's board in front of PERSON, in German."""
    board, home = copied_demo(demo_folder, tmp_path / "copy", person)
    return Terminal(
        "--lang", "de", "--home", home, board, columns=size.get("columns", 80), rows=size.get("rows", 24)
    )


def test_a_member_votes_changes_the_vote_and_quits(german_demo: Path, tmp_path: Path) -> None:
    with opened(german_demo, tmp_path) as terminal:
        terminal.wait("RDZ Salzlandkreis", "2 ohne Ihre Stimme", "Ihre Stimme fehlt")
        terminal.press("v")
        terminal.wait("Abstimmen", "Förderung empfehlen", "Noch nichts gewählt")
        terminal.press("j")
        terminal.wait("Meine Stimme zu 2026-07", "JA.")
        terminal.press("enter")
        terminal.press("enter")
        terminal.wait("1 ohne Ihre Stimme", "Sie stimmten mit Ja")
        terminal.press("v")
        terminal.wait("Ihre Stimme bisher: Ja")
        terminal.press("n")
        terminal.wait("NEIN.")
        terminal.press("enter")
        terminal.press("enter")
        terminal.wait("Sie stimmten mit Nein")
        terminal.press("q")
        assert terminal.ended() == 0


def test_a_dialog_left_by_escape_casts_nothing(german_demo: Path, tmp_path: Path) -> None:
    with opened(german_demo, tmp_path) as terminal:
        terminal.wait("Ihre Stimme fehlt")
        terminal.press("v")
        terminal.wait("Noch nichts gewählt")
        terminal.press("e")
        terminal.wait("ENTHALTUNG.")
        terminal.press("escape")
        terminal.wait("2 ohne Ihre Stimme", "Ihre Stimme fehlt")


def test_a_member_is_recused_with_a_reason(german_demo: Path, tmp_path: Path) -> None:
    with opened(german_demo, tmp_path) as terminal:
        terminal.wait("Ihre Stimme fehlt")
        terminal.press("b")
        terminal.wait("Befangen")
        terminal.press("verwandt")
        terminal.wait("verwandt")
        terminal.press("tab")
        terminal.press("enter")
        terminal.wait("1 ohne Ihre Stimme", "⚑ befangen")


def test_an_outcome_explains_itself(german_demo: Path, tmp_path: Path) -> None:
    with opened(german_demo, tmp_path) as terminal:
        terminal.wait("Ihre Stimme fehlt")
        terminal.press("3")
        terminal.wait("Ergebnisse", "bestätigt", "kein Quorum")
        terminal.press("w")
        terminal.wait("Warum", "Schritt für Schritt")
        terminal.press("end")
        terminal.wait("VwVfG")


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 36), (200, 50)])
def test_every_view_fits_every_size(german_demo: Path, tmp_path: Path, columns: int, rows: int) -> None:
    views = {
        "2": "Tagesordnung",
        "3": "Ergebnisse",
        "4": "Mitglieder",
        "5": "Kopien",
        "6": "Protokoll",
        "1": "Warteschlange",
    }
    with opened(german_demo, tmp_path, "g01", columns=columns, rows=rows) as terminal:
        terminal.wait("RDZ Salzlandkreis")
        for key, word in views.items():
            terminal.press(key)
            screen = terminal.wait(word)
            footer = screen.splitlines()[-1]
            assert "? Hilfe" in footer
            assert len(footer) <= columns


def test_the_screen_follows_the_terminals_size(german_demo: Path, tmp_path: Path) -> None:
    with opened(german_demo, tmp_path) as terminal:
        terminal.wait("Ihre Stimme fehlt")
        terminal.resize(200, 50)
        terminal.wait("Zusammenfassung", "Partner")
        terminal.resize(80, 24)
        terminal.wait("RDZ Salzlandkreis", "? Hilfe")


def test_the_first_start_offers_three_ways(tmp_path: Path) -> None:
    with Terminal("--lang", "de", "--home", str(tmp_path / "home")) as terminal:
        terminal.wait("Beirat gründen", "Beirat beitreten", "Demo ausprobieren")
        terminal.press("q")
        assert terminal.ended() == 0
    with Terminal("--lang", "en", "--home", str(tmp_path / "home")) as terminal:
        terminal.wait("Found a board")


def test_without_colour_every_state_still_has_its_word(german_demo: Path, tmp_path: Path) -> None:
    board, home = copied_demo(german_demo, tmp_path / "copy", "m07")
    with Terminal("--lang", "de", "--home", home, board, NO_COLOR="1") as terminal:
        terminal.wait("○ offen", "● Ja", "⚑ befangen")


def test_another_programs_vote_appears_by_itself(german_demo: Path, tmp_path: Path) -> None:
    board, home = copied_demo(german_demo, tmp_path / "copy", "m07")
    with Terminal("--lang", "de", "--home", home, board) as terminal:
        terminal.wait("Abgegeben 9 von 18")
        other = str(Path(home).parent / "m10")
        ran = os.spawnv(  # noqa: S606  (the program itself)
            os.P_WAIT,
            sys.executable,
            [
                sys.executable,
                "-m",
                "beirat_tui",
                "--home",
                other,
                "--board",
                board,
                "vote",
                "2026-07",
                "yes",
                "--yes",
            ],
        )
        assert ran == 0
        terminal.wait("Abgegeben 10 von 18")
