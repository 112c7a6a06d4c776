"""Write what `make soak` found into docs/reliability.md.

    python tests/soak/figures.py FIGURES

FIGURES is the file into which the tests noted what they did. Counts of the parts of a test are added up; of
seconds and megabytes the largest counts. A test that did not run keeps the line of its last run.
"""

import json
import os
import platform
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "reliability.md"
Figures = dict[str, float]
LINES: dict[str, tuple[str, Callable[[Figures], str]]] = {
    "histories": (
        "random histories, every device in the end with the same records and the same dump, byte for byte",
        lambda f: f"{f['cases']:,.0f} histories, {f['acknowledged']:,.0f} acknowledged records, 0 lost",
    ),
    "copies": (
        "real files given round in random order, with gaps, old, cut off, twice, clocks wrong by ten years",
        lambda f: f"{f['cases']:,.0f} histories, {f['acknowledged']:,.0f} acknowledged records, 0 lost",
    ),
    "replaced": (
        "the open file replaced, renamed or deleted at random moments",
        lambda f: f"{f['cases']:,.0f} schedules, {f['written']:,.0f} acknowledged records, 0 lost",
    ),
    "ends killed": (
        "killed at a step of writing, merging, or finding the file replaced or gone",
        lambda f: f"{f['cases']:,.0f} kills, {f['acknowledged']:,.0f} acknowledged records, 0 lost",
    ),
    "ends lose_power": (
        "the power goes there, and with it all, some or none of what was not synced",
        lambda f: f"{f['cases']:,.0f} times, {f['acknowledged']:,.0f} acknowledged records, 0 lost",
    ),
    "kills": (
        "killed at a random moment while writing without pause",
        lambda f: f"{f['cases']:,.0f} kills, {f['acknowledged']:,.0f} acknowledged records, 0 lost",
    ),
    "faults": (
        "the disk full, broken or forbidden from a step on",
        lambda f: f"{f['cases']:,.0f} faults, {f['failed']:,.0f} of them told, nothing changed by these",
    ),
    "writers": (
        "processes that write into one file at once",
        lambda f: f"{f['processes']:.0f} processes, {f['writes']:.0f} writes each, 0 errors",
    ),
    "corrupted": (
        "spoilt and hostile files",
        lambda f: (
            f"{f['cases']:,.0f} files, 0 tracebacks, 0 unverified records; "
            f"at most {f['seconds']:.1f} s and {f['megabytes']:.0f} MiB"
        ),
    ),
    "hub histories": (
        "random histories that meet at a PostgreSQL hub, and the same in one SQLite file, byte for byte",
        lambda f: f"{f['cases']:,.0f} histories, {f['acknowledged']:,.0f} records, 0 differences",
    ),
    "hub boards": (
        "boards on one hub, each with a vote of all members over connections of their own",
        lambda f: (
            f"{f['boards']:,.0f} boards of {f['members']:.0f}, {f['exchanges']:,.0f} exchanges, 0 lost; "
            f"{f['rate']:.0f} exchanges a second, {f['median'] * 1000:.0f} ms each (1 in 100: "
            f"{f['slow'] * 1000:.0f} ms), {f['rows']:,.0f} rows in {f['megabytes']:,.0f} MiB"
        ),
    ),
    "junk": (
        "a file full of rows that are no records, and rows of 60 megabytes",
        lambda f: f"{f['rows']:,.0f} rows; at most {f['seconds']:.1f} s and {f['megabytes']:.0f} MiB",
    ),
}
_LARGEST = {"seconds", "megabytes", "processes", "writes", "rows"}


def gathered(lines: list[str]) -> dict[str, Figures]:
    """The figures in LINES by test."""
    found: dict[str, Figures] = defaultdict(dict)
    for line in lines:
        noted = json.loads(line)
        name = " ".join(filter(None, (noted.pop("what"), noted.get("way"))))
        figures = found[name]
        for key, value in noted.items():
            if not isinstance(value, str):
                figures[key] = (
                    max(figures.get(key, 0), value) if key in _LARGEST else figures.get(key, 0) + value
                )
    return found


def machine() -> str:
    """Where it ran."""
    return (
        f"{os.cpu_count()} cores, {platform.system()}, {platform.python_implementation()} "
        f"{platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def main() -> int:
    """Put the figures into the document."""
    found = gathered(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    document = DOCUMENT.read_text(encoding="utf-8")
    for name, (what, told) in LINES.items():
        if name not in found:
            continue
        line = f"| {what} | {told(found[name])} |"
        sys.stdout.write(f"{line}\n")
        document = re.sub(rf"^\| {re.escape(what)} \|.*$", line, document, flags=re.MULTILINE)
    document = re.sub(r"(?<=^Measured on: ).*$", f"{machine()}.", document, flags=re.MULTILINE)
    DOCUMENT.write_text(document, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
