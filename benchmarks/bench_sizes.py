"""A hundred thousand sketches against a hundred: start, memory, and how soon a key press is on the screen."""

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench_startup import BEIRAT
from harness import Row, command, in_turn, row
from make_board import board_of, home_of
from startup import Start, Terminal, time_start

FEW, MANY = 100, 100_000
READY = "▸2026-"
"""The cursor on a sketch: the queue is filled."""
KEYS = {
    "one line down": ("j", 20),
    "one page down": ("\x1b[6~", 3),
    "to the end, and back to the start": ("Gg", 6),
}
"""What is pressed, and how often for one figure."""


def environment(board: Path) -> dict[str, str]:
    """The variables that let the member sit down in front of BOARD."""
    return {"BEIRAT_HOME": str(home_of(board)), "LANGUAGE": "de"}


def start(board: Path) -> Start:
    """One start on BOARD."""
    return time_start((BEIRAT, board), READY, environment(board))


def opened(board: Path) -> Terminal:
    """The program on BOARD, at rest."""
    terminal = Terminal([BEIRAT, board], environment(board))
    terminal.wait(lambda text: READY in text, terminal.started)
    terminal.settle(1.0)
    return terminal


def cursor(text: str) -> str:
    """The line with the cursor; empty while its row is not here."""
    line = next((line for line in text.splitlines() if "▸" in line), "")
    return line if READY in line else ""


def press(terminal: Terminal, keys: str, times: int) -> float:
    """Press each of KEYS TIMES times, waiting for the cursor's new row; returns the mean seconds of one."""
    pressed = [keys] if keys.startswith("\x1b") else list(keys)
    taken = []
    for key in pressed * times:
        before = cursor(terminal.text)
        moment = terminal.press(key)
        seen = terminal.wait(lambda text, before=before: cursor(text) not in {"", before}, moment)  # type: ignore[misc]
        taken.append(seen - moment)
        terminal.settle(0.05)
    terminal.press("g")
    terminal.settle()
    return sum(taken) / len(taken)


def measure(runs: int) -> Iterator[Row]:
    """Start both in turn, then press keys in both."""
    with tempfile.TemporaryDirectory() as name:
        few, many = (board_of(size, Path(name)) for size in (FEW, MANY))
        against = f"{FEW} sketches"
        ours, theirs = in_turn(partial(start, many), partial(start, few), runs)
        yield row(
            "filled queue", against, [one.ready for one in ours], [one.ready for one in theirs], at_most=1.15
        )
        with opened(many) as large, opened(few) as small:
            memory = [[each.memory_mib()] for each in (large, small)]
            yield row("memory at rest", against, *memory, unit="MiB", at_most=1.25)
            for what, (keys, times) in KEYS.items():
                taken = in_turn(partial(press, large, keys, times), partial(press, small, keys, times), runs)
                yield row(what, against, *taken, at_most=1.25)


if __name__ == "__main__":
    command(
        f"{MANY:,} sketches",
        f"The program on a board of {MANY:,} sketches against the same on one of {FEW}, 100×30 cells. A "
        "key is timed until the cursor stands on another row whose text is there.",
        measure,
    )
