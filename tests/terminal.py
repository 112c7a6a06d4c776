"""The program in a real pseudo-terminal: press keys, wait for words on the screen."""

import datetime as dt
import fcntl
import os
import shutil
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

import pexpect
import pyte

from beirat_tui import bootstrap
from beirat_tui.services import demo
from beirat_tui.services.home import Home
from beirat_tui.wording import use_language

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "end": "\x1b[F",
    "ctrl+p": "\x10",
}
PATIENCE = 60.0
"""Seconds until a word that does not come is missing; a busy machine is no error."""
BUSY = 4.0
"""Seconds after which a key that changed nothing is pressed again."""
_UNDERSTOOD_BY_NO_EMULATOR = (b"\x1b[?2026$p", b"\x1b[?2048$p", b"\x1b[>1u", b"\x1b[<u", b"\x1b[>4;1m")


class Terminal:
    """`beirat` with ARGUMENTS on a screen of COLUMNS by ROWS."""

    def __init__(self, *arguments: str, columns: int = 80, rows: int = 24, **environment: str) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "beirat_tui", *arguments],
            dimensions=(rows, columns),
            env={**_unmeasured(), "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
            timeout=None,
        )
        self.child.delaybeforesend = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.child.close(force=True)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, *words: str) -> str:
        """Wait until all WORDS stand on the screen; returns the screen."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if all(word in self.text for word in words):
                return self.text
            self._read()
        missing = [word for word in words if word not in self.text]
        raise AssertionError(f"never on the screen: {missing}\n{self.text}")

    def press(self, *keys: str) -> None:
        """Press KEYS one after another: names of `KEYS`, single letters, or words to type."""
        for key in keys:
            self.child.send(KEYS.get(key, key))
            self._read()

    def insist(self, key: str, gone: str) -> None:
        """Press KEY until GONE stands on the screen no more: a busy machine may miss one of two in a row."""
        end = time.monotonic() + PATIENCE
        while gone in self.text:
            assert time.monotonic() < end, f"still on the screen: {gone}\n{self.text}"
            self.press(key)
            again = time.monotonic() + BUSY
            while gone in self.text and time.monotonic() < again:
                self._read()

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def ended(self) -> int | None:
        """Wait for the program to end; returns its exit code."""
        end = time.monotonic() + PATIENCE
        while self.child.isalive() and time.monotonic() < end:
            self._read()
        self.child.close()
        code: int | None = self.child.exitstatus
        return code

    def _read(self) -> None:
        try:
            data = self.child.read_nonblocking(65536, timeout=0.1)
        except (pexpect.TIMEOUT, pexpect.EOF):
            time.sleep(0.02)
            return
        for sequence in _UNDERSTOOD_BY_NO_EMULATOR:
            data = data.replace(sequence, b"")
        self._stream.feed(data)


def _unmeasured() -> dict[str, str]:
    """The environment without what makes the program measure its coverage: a person's program does not."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}


def german_demo(base: Path) -> Path:
    """The demo's folder, its board in German, built once for all tests of a run.

    Args:
        base: a worker's temporary folder; the folder around it is shared by all workers.
    """
    place = base.parent / "german-demo"
    with (base.parent / "german-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        use_language("de")
        home = Home(place)
        demo.prepare(home, bootstrap.surroundings(), dt.datetime.now().date())  # noqa: DTZ005  (the demo is local)
        return demo.folder(home)


def copied_demo(demo: Path, place: Path, person: str) -> tuple[str, str]:
    """A copy of the DEMO folder at PLACE; returns the board file and PERSON's private folder."""
    shutil.copytree(demo, place)
    return str(place / "demo.beirat"), str(place / "persons" / person)
