"""The repository speaks only of itself: no file names places on the machine of whoever wrote it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

# Folders of one person or one machine. The pattern does not match itself: this file is searched too.
_PLACES = re.compile(r"(?<![\w.~<>{}$-])(?:/(?:home|Users|root|work|workspace)/[\w.]|[A-Za-z]:\\+Users\\+\w)")


def _tracked() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listing = subprocess.run([git, "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True, check=True)
    return [ROOT / name for name in listing.stdout.split("\0") if name]


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = []
    for path in _tracked():
        if not path.is_file():
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        for match in _PLACES.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{path.relative_to(ROOT)}:{line}: {match.group()}…")
    assert found == []


def test_the_index_of_decisions_lists_every_decision_by_its_title() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for path in sorted(folder.glob("[0-9]*.md")):
        number, _blank, title = (
            path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ").partition(" ")
        )
        assert path.name.startswith(f"{number}-"), path.name
        assert f"| [{number}]({path.name}) | {title} |" in index, path.name
