"""Run the benchmarks and write their tables into docs/performance.md.

    python benchmarks/run.py [--runs N] [NAME…]

A NAME is the middle of ``bench_<name>.py``; without one, all run. Each runs in a process of its own, and
replaces its own section of the document, so that one can be measured anew alone. Text outside the sections
stays as it is. Ends with 1 if one could not be run or a bound was missed.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from harness import RUNS, Row, table

FOLDER = Path(__file__).parent
DOCUMENT = FOLDER.parent / "docs" / "performance.md"
PREFACE = """# Performance

The figures are written by `make bench`, which runs `benchmarks/bench_*.py`. What is compared runs in pairs,
one side right after the other and in turn; a ratio is the median over the pairs, with the middle half of them
in brackets, and the figures beside it are medians too. Programs run on a real pseudo-terminal and are timed
from before they are executed until the text stands on the screen. A bound is what we promise; a missed one is
marked.
"""


def measured(script: Path, runs: int) -> dict[str, Any] | None:
    """Run SCRIPT with RUNS pairs; returns title, method, environment and rows, or None if it failed."""
    print(f"\n== {script.stem} ==", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        command = [sys.executable, str(script), "--runs", str(runs), "--json", str(result)]
        if subprocess.run(command, check=False, cwd=FOLDER.parent).returncode != 0 or not result.exists():
            return None
        found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
        return found


def section(name: str, found: dict[str, Any]) -> str:
    """The section of the benchmark NAME with what was FOUND, between its marks."""
    rows = table([Row(**row) for row in found["rows"]])
    head = f"## {found['title']}\n\n{found['method']}\n\nMeasured on: {found['environment']}."
    return f"<!-- {name}: written by make bench -->\n\n{head}\n\n{rows}\n\n<!-- end of {name} -->\n"


def put(document: str, name: str, text: str) -> str:
    """Return DOCUMENT with TEXT in place of the section NAME, or at the end if it had none."""
    pattern = re.compile(rf"<!-- {re.escape(name)}: .*?<!-- end of {re.escape(name)} -->\n", re.DOTALL)
    if pattern.search(document):
        return pattern.sub(lambda _match: text, document)
    return f"{document.rstrip()}\n\n{text}"


def main() -> int:
    """Run what was asked for; returns the exit code."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("names", nargs="*", metavar="NAME")
    options.add_argument("--runs", type=int, default=RUNS)
    chosen = options.parse_args()
    scripts = sorted(FOLDER.glob("bench_*.py"))
    if chosen.names:
        scripts = [FOLDER / f"bench_{name}.py" for name in chosen.names]
    failed, missed = [], []
    document = DOCUMENT.read_text(encoding="utf-8") if DOCUMENT.exists() else PREFACE
    for script in scripts:
        found = measured(script, chosen.runs)
        if found is None:
            failed.append(script.stem)
            continue
        missed += [f"{script.stem}: {row['what']}" for row in found["rows"] if row["met"] is False]
        document = put(document, script.stem, section(script.stem, found))
        # After each: whoever stops the run has what was measured until then.
        DOCUMENT.write_text(document, encoding="utf-8")
    for label, names in (("could not be run", failed), ("bound missed", missed)):
        for name in names:
            print(f"{label}: {name}", file=sys.stderr)
    return 1 if failed or missed else 0


if __name__ == "__main__":
    sys.exit(main())
