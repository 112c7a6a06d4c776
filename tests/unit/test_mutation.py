"""Whoever changes a comparison, a number or a fraction of the tally makes a test of the tally fail.

A part of the mutants is tried here; `make soak` tries all of them.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).parent.parent / "mutation" / "run.py"
PARTS = 2
EVERY = int(os.environ.get("MUTANTS_EVERY", "6"))
"""One mutant of so many is tried."""


@pytest.mark.parametrize("part", range(PARTS))
def test_no_mutant_of_the_tally_survives(part: int) -> None:
    # Measuring coverage of mutants would take for tested what no test ran.
    outside = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    command = [sys.executable, str(RUN), "--every", str(PARTS * EVERY), "--part", str(part * EVERY)]
    done = subprocess.run(command, capture_output=True, text=True, env=outside, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
