"""A board founded and filled by commands alone, for tests of commands: several homes around one file.

Office GS, the chair M01 and the members M02 and M03 have devices; all eighteen are in the meeting that is
open. Sketches: 2019-01 is voted on in the meeting, 2019-02 in writing, 2019-03 waits.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commands import Ran, beirat, done

FIXTURES = Path(__file__).parent.parent / "fixtures"
PASSPHRASE = "correct horse"  # noqa: S105  (of a key that is made for a test)
IN_MEETING, IN_WRITING, WAITING = "2019-01", "2019-02", "2019-03"


@dataclass(frozen=True, slots=True)
class Company:
    """A board file and the private folders of those who use it."""

    folder: Path

    @property
    def board(self) -> Path:
        """The board file."""
        return self.folder / "board.beirat"

    @property
    def root_key(self) -> Path:
        """The file of the root key."""
        return self.folder / "root.key"

    @property
    def passphrase(self) -> Path:
        """The file with its passphrase."""
        return self.folder / "passphrase"

    def home(self, person: str) -> Path:
        """PERSON's private folder."""
        return self.folder / "homes" / person

    def call(self, person: str, *arguments: str | Path, **settings: Any) -> Ran:  # noqa: ANN401  (handed on)
        """PERSON calls a command."""
        return beirat(*arguments, home=self.home(person), **{"board": self.board, **settings})

    def done(self, person: str, *arguments: str | Path, **settings: Any) -> Ran:  # noqa: ANN401  (handed on)
        """PERSON calls a command that must succeed."""
        return done(*arguments, home=self.home(person), **{"board": self.board, **settings})

    def enrol(self, person: str, label: str, *roles: str) -> None:
        """PERSON asks to join with a device of their own, and the office enrols it for LABEL."""
        words = self.done(person, "join", "--name", person, "--json").json["words"]
        chosen = [part for role in roles for part in ("--role", role)]
        key: list[str | Path] = []
        if "chair" in roles:
            key = ["--root-key", self.root_key, "--passphrase-file", self.passphrase]
        self.done("office", "roster", "enrol", label, *words, *chosen, *key)


def fill(folder: Path) -> Company:
    """Found the board in FOLDER and play it up to two open votes."""
    company = Company(folder)
    company.passphrase.write_text(PASSPHRASE + "\n", encoding="utf-8")
    founding = ("found", company.board, "--title", "Testbeirat", "--name", "Gerda Schreiber")
    key = ("--root-key", company.root_key, "--passphrase-file", company.passphrase)
    company.done("office", *founding, *key, board=None)
    company.done("office", "roster", "import", FIXTURES / "board.toml")
    company.enrol("chair", "M01", "chair", "member")
    company.enrol("m02", "M02", "member")
    company.enrol("m03", "M03", "member")
    for name, number in (("salzlandkreis", IN_MEETING), ("zeitz", IN_WRITING), ("merseburg", WAITING)):
        company.done("office", "import", FIXTURES / "sketches" / f"{name}.json", "--number", number)
    call = ("--number", "1/2026", "--day", "2026-03-16", "--time", "10:00", "--place", "Magdeburg")
    company.done("office", "meeting", "call", *call)
    company.done("office", "meeting", "agenda", "1/2026", IN_MEETING)
    company.done("office", "meeting", "open", "--at", "10:00")
    company.done("office", "attend", "--all", "--at", "10:00")
    company.done("office", "round", "open", IN_MEETING)
    company.done("office", "round", "open", IN_WRITING, "--begun", "2026-03-02", "--deadline", "2026-03-30")
    return company
