"""How soon the queue stands on the screen, and the help on the terminal, against an empty Textual program."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from harness import Row, command, in_turn, row
from startup import Start, Terminal, time_start

FOLDER = Path(__file__).parent
HELLO = (sys.executable, FOLDER / "hello.py")
BEIRAT = Path(sys.executable).with_name("beirat")
QUEUE_IS_FILLED = "Zeitz"
"""Part of a sketch's title in the demo's queue."""


def demo_board(home: Path) -> tuple[Path, Path]:
    """Let the demo lay its board into HOME, as a first visitor does; returns the file and a member's home."""
    with Terminal([BEIRAT, "demo"], {"BEIRAT_HOME": str(home), "LANGUAGE": "de"}) as terminal:
        terminal.wait(lambda text: QUEUE_IS_FILLED in text)
    board = home / "demo" / "demo.beirat"
    return board, board.parent / "persons" / "m07"


def hello() -> Start:
    """One start of the empty program."""
    return time_start(HELLO, "Hello")


def help_seconds(home: Path) -> float:
    """One `beirat --help`, from executing to its end."""
    environment = {**os.environ, "BEIRAT_HOME": str(home), "LANGUAGE": "de"}
    start = perf_counter()
    subprocess.run([BEIRAT, "--help"], env=environment, stdout=subprocess.DEVNULL, check=True)
    return perf_counter() - start


def measure(runs: int) -> Iterator[Row]:
    """Both starts in turn, then the help."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        board, person = demo_board(home)

        def queue() -> Start:
            return time_start(
                (BEIRAT, board), QUEUE_IS_FILLED, {"BEIRAT_HOME": str(person), "LANGUAGE": "de"}
            )

        ours, theirs = in_turn(queue, hello, runs)
        empty = "empty Textual program"
        first, their_first = [one.first_frame for one in ours], [one.first_frame for one in theirs]
        yield row("first frame", empty, first, their_first, at_most=1.1)
        yield row(
            "filled queue", empty, [one.ready for one in ours], [one.ready for one in theirs], at_most=1.5
        )
        memory, their_memory = [one.memory_mib for one in ours], [one.memory_mib for one in theirs]
        yield row("memory with the queue", empty, memory, their_memory, unit="MiB")
        helps, their_ready = in_turn(lambda: help_seconds(home), lambda: hello().ready, runs)
        yield row("`beirat --help`", f"{empty}, first frame", helps, their_ready, at_most=0.35)


if __name__ == "__main__":
    command("Start", "The demo's board against the smallest Textual program, 100×30 cells.", measure)
