"""A vote that goes by mail: copied in one program, pasted into another, in real terminals."""

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


def pasted(text: str) -> str:
    """What a terminal sends when TEXT is pasted."""
    return "\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~"


def test_a_vote_goes_by_mail_from_one_program_into_another(german_demo: Path, tmp_path: Path) -> None:
    board, home = copied_demo(german_demo, tmp_path / "copy", "m07")
    office = tmp_path / "office.beirat"
    shutil.copy(board, office)
    with Terminal("--lang", "de", "--home", home, board, columns=100, rows=30) as terminal:
        terminal.wait("Ihre Stimme fehlt")
        terminal.press("v")
        terminal.wait("Noch nichts gewählt")
        terminal.press("j")
        terminal.wait("JA.")
        terminal.press("enter")
        terminal.insist("enter", "Stimme abgeben")
        terminal.wait("Sie stimmten mit Ja")
        terminal.press("y")
        terminal.wait("was dort fehlt")
        terminal.insist("\x1b[C", "was dort fehlt")
        terminal.wait("nur Neues von mir", "noch nicht übergeben habe")
        terminal.press("tab")
        terminal.insist("enter", "Als Text übergeben")
        terminal.wait("Der Text ist fertig", "1 Stimme", "noch nicht verschickt")
        # The same text, for those whose terminal has no clipboard.
        written = beirat(Path(home), "--board", board, "copy", "--newest").stdout
        terminal.insist("\x1b[C", "noch nicht verschickt")
        terminal.insist("enter", "Der Text ist fertig")
        terminal.wait("gelten als übergeben")
        terminal.press("q")
        assert terminal.ended() == 0
    mail = "Sehr geehrte Damen und Herren,\n" + "".join(f"> {line}\n" for line in written.splitlines())
    with Terminal(
        "--lang", "de", "--home", str(Path(home).parent / "g01"), str(office), columns=100, rows=30
    ) as terminal:
        terminal.wait("Abgegeben 9 von 18")
        terminal.child.send(pasted(mail))
        terminal.wait("Ich übernehme", "Enter")
        terminal.press("enter")
        terminal.wait("1 neuer Eintrag")
        terminal.press("escape")
        terminal.wait("Abgegeben 10 von 18")
        terminal.press("q")
        assert terminal.ended() == 0


def test_an_invitation_pasted_into_the_first_start_leads_to_six_words(
    german_demo: Path, tmp_path: Path
) -> None:
    board, home = copied_demo(german_demo, tmp_path / "copy", "g01")
    invitation = beirat(Path(home), "--board", board, "copy", "--invite").stdout
    people = tmp_path / "people"
    people.mkdir()
    with Terminal(
        "--lang", "de", "--home", str(tmp_path / "new"), columns=80, rows=24, HOME=str(people)
    ) as terminal:
        terminal.wait("Beirat beitreten")
        terminal.child.send(pasted(invitation))
        terminal.wait("eine Einladung als Text", "Ihr Name fehlt noch")
        terminal.press("Grete Neu")
        terminal.wait("Ich nehme die Einladung an")
        terminal.insist("enter", "Enter: beitreten")
        screen = terminal.wait("Ihre sechs Wörter", "1. Schicken", "Enter: Beirat öffnen")
        assert all(f" {number} " in screen for number in range(1, 7))
    assert (people / "Digitalisierungsbeirat (Demo).beirat").is_file()
