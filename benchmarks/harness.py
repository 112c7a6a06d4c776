"""Compare two ways of doing the same: in pairs, in turn, with medians, and say where it was measured.

A benchmark is a script ``bench_<name>.py`` with one function that yields rows:

    def measure(runs: int) -> Iterator[Row]:
        ours, theirs = in_turn(seconds_of(our_way), seconds_of(plain_way), runs)
        yield row("what is done", "against what", ours, theirs, at_most=1.5)

    if __name__ == "__main__":
        command("Title", "How it is measured, in a sentence.", measure)

Run alone it prints its table; `run.py` runs all and writes docs/performance.md. The two sides of a pair run
right after each other, and the ratio is the median over the pairs: a machine that grows slower or warmer
meanwhile changes both sides and not the ratio.
"""

import argparse
import compileall
import gc
import json
import os
import platform
import sqlite3
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import beirat_tui

RUNS = 11

Ours = TypeVar("Ours")
Theirs = TypeVar("Theirs")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, its figures as they are printed; without a ratio where there is no other side."""

    what: str
    ours: str
    against: str = ""
    theirs: str = ""
    ratio: float | None = None
    spread: str = ""
    bound: str = ""
    met: bool | None = None


def in_turn(
    ours: Callable[[], Ours], theirs: Callable[[], Theirs], runs: int = RUNS
) -> tuple[list[Ours], list[Theirs]]:
    """Return what OURS and THEIRS measured, called in turn RUNS times after a pair that does not count.

    The pair that does not count fills the caches of disk and interpreter for both.
    """
    ours()
    theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def seconds_of(work: Callable[[], object]) -> Callable[[], float]:
    """Return a function that does WORK once and returns the seconds it took."""

    def measured() -> float:
        gc.collect()
        start = perf_counter()
        work()
        return perf_counter() - start

    return measured


def figure(value: float, unit: str = "s") -> str:
    """Return VALUE with three significant digits; seconds as s, ms or µs, whichever reads best."""
    if unit == "s":
        for name, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
            if value >= size or name == "µs":
                return f"{_three_digits(value / size)} {name}"
    return f"{_three_digits(value)} {unit}"


def _three_digits(value: float) -> str:
    if value >= 100:  # noqa: PLR2004 (three digits before the point already)
        return f"{value:,.0f}"
    return f"{value:#.3g}"


def row(
    what: str,
    against: str,
    ours: Sequence[float],
    theirs: Sequence[float],
    *,
    unit: str = "s",
    at_most: float | None = None,
    at_least: float | None = None,
) -> Row:
    """Return the line that compares the paired figures OURS and THEIRS.

    Args:
        what: what was measured.
        against: what it is compared with.
        ours: our figures in UNIT.
        theirs: the other side's, one for each of ours.
        unit: ``s``, or any other that is printed behind the figure.
        at_most: the bound if the ratio ours/theirs must not be larger.
        at_least: the bound if it must not be smaller (for throughput).
    """
    ratios = sorted(mine / other for mine, other in zip(ours, theirs, strict=True))
    ratio = statistics.median(ratios)
    low, high = ratios[len(ratios) // 4], ratios[-1 - len(ratios) // 4]
    bound, met = "", None
    if at_most is not None:
        bound, met = f"≤ {at_most:g}", ratio <= at_most
    elif at_least is not None:
        bound, met = f"≥ {at_least:g}", ratio >= at_least
    return Row(
        what,
        figure(statistics.median(ours), unit),
        against,
        figure(statistics.median(theirs), unit),
        ratio,
        f"{low:.2f}–{high:.2f}",
        bound,
        met,
    )


def alone(what: str, figures: Sequence[float], *, unit: str = "s", at_most: float | None = None) -> Row:
    """Return the line of a measurement that has no other side: the median of FIGURES, bound by AT_MOST."""
    median = statistics.median(figures)
    if at_most is None:
        return Row(what, figure(median, unit))
    return Row(what, figure(median, unit), bound=f"≤ {figure(at_most, unit)}", met=median <= at_most)


def environment() -> str:
    """Return one line on the number of cores and the versions: all that matters to a ratio."""
    libraries = ", ".join(
        f"{name} {version(name)}" for name in ("textual", "sqlalchemy", "msgspec", "pynacl")
    )
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{os.cpu_count()} cores; {python}, SQLite {sqlite3.sqlite_version}, {libraries}"


def table(rows: Sequence[Row]) -> str:
    """Return ROWS as a Markdown table."""
    lines = [
        "| | ours | compared with | theirs | ratio (middle half) | bound | |",
        "|---|--:|---|--:|--:|--:|---|",
    ]
    for one in rows:
        ratio = "" if one.ratio is None else f"{one.ratio:.2f} ({one.spread})"
        met = {None: "", True: "✓", False: "✗ missed"}[one.met]
        lines.append(
            f"| {one.what} | {one.ours} | {one.against} | {one.theirs} | {ratio} | {one.bound} | {met} |"
        )
    return "\n".join(lines)


def command(
    title: str, method: str, measure: Callable[[int], Iterator[Row]], *, in_pairs: bool = True
) -> None:
    """Run one benchmark as a command: print its table; ``--json FILE`` also leaves it there for `run.py`.

    Args:
        title: what is measured, as a heading.
        method: how, in a sentence.
        measure: yields the rows, given the number of pairs.
        in_pairs: whether it does so by `in_turn`, which is then said too.
    """
    options = argparse.ArgumentParser(description=f"{title}. {method}")
    options.add_argument("--runs", type=int, default=RUNS, help="pairs that count (default: %(default)s)")
    options.add_argument("--json", type=Path, help="write the rows there too")
    chosen = options.parse_args()
    for package in beirat_tui.__path__:  # as installing leaves it: or what changed is compiled at every start
        compileall.compile_dir(package, quiet=1)
    rows = list(measure(chosen.runs))
    if in_pairs:
        method = f"{method} {chosen.runs} pairs in turn after one that does not count; medians."
    print(f"{title}\n{method}\n{environment()}\n\n{table(rows)}")
    if chosen.json:
        found = {
            "title": title,
            "method": method,
            "environment": environment(),
            "rows": list(map(asdict, rows)),
        }
        chosen.json.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
