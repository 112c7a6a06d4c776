"""The story in a document: its commands played one after the other, its answers compared or written anew.

    python tests/story.py docs/cli.md

A block ```console holds lines such as ``office$ beirat list``: the person before the dollar sign calls the
command, in a private folder of their own; the lines below are the answer. ``cp A B`` copies a file, ``mkdir
A`` makes a folder. A block with a file's name behind its language (```csv members.csv) is that file. The
clock and all keys are the same in every run, so that answers are, too.
"""

import hashlib
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from itertools import count
from pathlib import Path
from unittest.mock import patch

from beirat_tui import bootstrap
from beirat_tui.services.session import Surroundings
from commands import beirat
from keyrings import memory_keyring

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
START = 1_772_000_000_000
MOST_LINES, FEW_LINES = 24, 12
"""A longer answer is shown by its first lines."""
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ASKED = re.compile(r"WORDS-OF-(\w+)")
"""Stands for the six words of somebody's device, until the document is written anew."""
_PROMPT = re.compile(r"(\w+)\$ (.*)")


class Story:
    """Persons with private folders, around files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seconds = count()
        self._draws: dict[str, Iterator[int]] = {}
        self._words: dict[str, str] = {}

    def play(self, text: str) -> str:
        """TEXT with the answers that its commands give now."""
        return _BLOCK.sub(self._block, text)

    def _block(self, match: re.Match[str]) -> str:
        language, name, content = match.groups()
        if name:
            (self.folder / name).write_text(content, encoding="utf-8")
        if language != "console":
            return match.group()
        lines = []
        for line in content.splitlines():
            if prompt := _PROMPT.fullmatch(line):
                typed = _ASKED.sub(lambda asked: self._words[asked[1]], prompt[2])
                lines += [f"{prompt[1]}$ {typed}", *self._call(prompt[1], shlex.split(typed))]
        return "```console\n" + "".join(f"{line}\n" for line in lines) + "```"

    def _call(self, person: str, words: list[str]) -> list[str]:
        with chdir(self.folder):
            if words[0] == "cp":
                shutil.copyfile(words[1], words[2])
                return []
            if words[0] == "mkdir":
                Path(words[1]).mkdir()
                return []
            assert words[0] == "beirat", words
            with patch.object(bootstrap, "surroundings", lambda: self._surroundings(person)):
                ran = beirat(*words[1:], home=self.folder / "homes" / person)
        if words[1] == "join":
            self._words[person] = ran.out.rpartition(": ")[2].strip()
        answer = (ran.err + ran.out).replace(f"{self.folder}/", "").rstrip("\n")
        shown = [line.rstrip() for line in answer.split("\n") if answer]
        return [*(shown if len(shown) <= MOST_LINES else [*shown[:FEW_LINES], "…"]), *self._code(ran.code)]

    @staticmethod
    def _code(code: int) -> list[str]:
        return [] if code == 0 else [f"(exit code {code})"]

    def _surroundings(self, person: str) -> Surroundings:
        draws = self._draws.setdefault(person, count())

        def random(size: int) -> bytes:
            return hashlib.shake_256(f"{person} {next(draws)}".encode()).digest(size)

        return Surroundings(now=lambda: START + 1000 * next(self._seconds), random=random)


@contextmanager
def telling() -> Iterator[Story]:
    """A story in a folder of its own, with the fixtures' sketches in it."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for sketch in (FIXTURES / "sketches").iterdir():
            shutil.copyfile(sketch, place / sketch.name)
        with memory_keyring():
            yield Story(place)


def main() -> None:
    """Write the answers of the documents named."""
    for name in sys.argv[1:]:
        path = Path(name)
        with telling() as story:
            path.write_text(story.play(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
