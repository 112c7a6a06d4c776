"""Start a program on a real pseudo-terminal and see when what appears, like a person with a stop-watch.

    python benchmarks/startup.py --ready Hello -- python benchmarks/hello.py

The time runs from just before the program is executed. Output is read as it comes and stamped; what the
screen looks like after each piece is worked out by a terminal emulator only while the program is silent, so
that the emulator's own work delays neither the program nor the stamps.
"""

import argparse
import os
import select
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte
from ptyprocess import PtyProcess

COLUMNS, LINES = 100, 30
PATIENCE_SECONDS = 60.0
_SILENCE_SECONDS = 0.03
_LONGEST_BACKLOG_SECONDS = 0.5


class TooSlowError(Exception):
    """What was waited for did not appear; carries the screen as it was."""


class Terminal:
    """A program on a pseudo-terminal, and its screen as a person sees it.

    Args:
        command: the program and its arguments.
        environment: variables set or changed for it.
        columns: width of the terminal in cells.
        lines: height of the terminal in cells.
    """

    def __init__(
        self,
        command: Sequence[str | Path],
        environment: Mapping[str, str] | None = None,
        columns: int = COLUMNS,
        lines: int = LINES,
    ) -> None:
        variables = {
            name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES"}
        }
        variables |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})}
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self._backlog: list[tuple[float, bytes]] = []
        self.started = time.perf_counter()
        self._shown = [(self.started, self.text)]
        self._process = PtyProcess.spawn(
            [str(part) for part in command], env=variables, dimensions=(lines, columns)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def text(self) -> str:
        """The screen's text, line by line."""
        return "\n".join(self.screen.display)

    def wait(
        self, seen: Callable[[str], bool], since: float | None = None, patience: float = PATIENCE_SECONDS
    ) -> float:
        """Return the moment at which the output arrived that made SEEN hold of the screen's text.

        Args:
            seen: what is waited for.
            since: the first moment that counts, as `started` or as `press` returned it; now, if not given.
                If SEEN held already then, it is the answer.
            patience: seconds after which waiting ends.

        Raises:
            TooSlowError: it did not appear within PATIENCE seconds, or the program ended before.
        """
        asked = time.perf_counter()
        since = asked if since is None else since
        self._emulate()
        while len(self._shown) > 1 and self._shown[1][0] < since:
            del self._shown[0]
        looked_at, alive = 0, True
        while True:
            for moment, text in self._shown[looked_at:]:
                if seen(text):
                    return max(moment, since)
            looked_at = len(self._shown)
            if not alive or time.perf_counter() - asked > patience:
                raise TooSlowError(self.text)
            alive = self._follow()

    def press(self, keys: str) -> float:
        """Send KEYS, as the bytes of a terminal, and return the moment of sending."""
        moment = time.perf_counter()
        self._process.write(keys.encode())
        return moment

    def settle(self, silence: float = 0.3, patience: float = PATIENCE_SECONDS) -> None:
        """Read until nothing has come for SILENCE seconds, or PATIENCE seconds are over."""
        end = time.perf_counter() + patience
        while time.perf_counter() < end and self._has_output(silence) and self._read():
            pass
        self._emulate()

    def memory_mib(self) -> float:
        """Return the program's resident memory in MiB; 0 where the system does not tell."""
        status = Path(f"/proc/{self._process.pid}/status")
        if not status.exists():
            return 0.0
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def close(self) -> None:
        """End the program and wait until it is gone."""
        if self._process.isalive():
            self._process.kill(signal.SIGKILL)
        self._process.close(force=True)

    def _has_output(self, seconds: float) -> bool:
        """Whether something to read comes within SECONDS."""
        return bool(select.select([self._process.fd], [], [], seconds)[0])

    def _follow(self) -> bool:
        """Read until the program is silent or much has come, then emulate; returns whether more can come."""
        alive, end = True, time.perf_counter() + _LONGEST_BACKLOG_SECONDS
        while alive and time.perf_counter() < end and self._has_output(_SILENCE_SECONDS):
            alive = self._read()
        self._emulate()
        return alive

    def _read(self) -> bool:
        """Take what has come; returns whether more can come."""
        now = time.perf_counter()
        try:
            data = os.read(self._process.fd, 65536)
        except OSError:  # how Linux reports that the other end is closed
            return False
        if data:
            self._backlog.append((now, data))
        return bool(data)

    def _emulate(self) -> None:
        """Show the backlog to the emulator and note what stands on the screen after each piece."""
        for moment, data in self._backlog:
            self._stream.feed(data)
            self._shown.append((moment, self.text))
        self._backlog.clear()


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds to the first visible cell, seconds to the awaited text, and the memory then."""

    first_frame: float
    ready: float
    memory_mib: float


def time_start(
    command: Sequence[str | Path],
    ready: str,
    environment: Mapping[str, str] | None = None,
    columns: int = COLUMNS,
    lines: int = LINES,
) -> Start:
    """Start COMMAND once, wait until READY stands on the screen, end it.

    Raises:
        TooSlowError: READY did not appear.
    """
    with Terminal(command, environment, columns, lines) as terminal:
        first = terminal.wait(lambda text: bool(text.strip()), terminal.started)
        shown = terminal.wait(lambda text: ready in text, terminal.started)
        return Start(first - terminal.started, shown - terminal.started, terminal.memory_mib())


def main() -> None:
    """Time one command, a few times."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(
        "--ready", required=True, help="text that stands on the screen when the start is over"
    )
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("command", nargs="+")
    chosen = options.parse_args()
    for _ in range(chosen.runs):
        start = time_start(chosen.command, chosen.ready)
        print(f"first frame {start.first_frame:.3f} s, ready {start.ready:.3f} s, {start.memory_mib:.0f} MiB")


if __name__ == "__main__":
    main()
