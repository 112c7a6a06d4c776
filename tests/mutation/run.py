"""Change the tally in every small way and see whether a test notices: exit code 1 if a mutant survives.

    python tests/mutation/run.py [--every N] [--part K] [MODULE …]

`--every 4 --part 1` takes every fourth mutant from the second on. Mutants that give the same results as the
original are listed in `equivalent.txt`, each with the reason.
"""

import argparse
import inspect
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).parent.parent))

import pytest

from beirat_tui.domain import tally
from mutation.cases import Case, collect, trace
from mutation.mutants import Mutant, alive, modules, mutants

EQUIVALENT = Path(__file__).with_name("equivalent.txt")
PATIENCE = 10
"""Seconds after which a mutant that runs in circles counts as found."""


class Circling(BaseException):
    """A mutant does not come to an end."""


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise Circling


def finds(case: Case) -> bool:
    """Whether CASE fails with the mutant that lives now."""
    try:
        case.run()
    except (Exception, pytest.fail.Exception, Circling):  # noqa: BLE001  (however it fails)
        return True
    return False


def survives(mutant: Mutant, cases: Sequence[Case]) -> bool:
    """Whether all CASES that run the mutant's line pass."""
    concerned = [case for case in cases if (mutant.module, mutant.line) in case.lines]
    concerned.sort(key=lambda case: (-case.killed, case.seconds))
    with alive(mutant):
        if hasattr(signal, "alarm"):
            signal.alarm(PATIENCE)
        found = next((case for case in concerned if finds(case)), None)
        if hasattr(signal, "alarm"):
            signal.alarm(0)
    if found is not None:
        found.killed += 1
    return found is None


def listed() -> dict[str, str]:
    """The reasons of the mutants that change nothing, by their names."""
    found = {}
    for line in EQUIVALENT.read_text(encoding="utf-8").splitlines():
        name, mark, reason = line.partition("  # ")
        if mark:
            found[name.strip()] = reason
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the mutants and print those that survive."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("modules", nargs="*")
    chosen = parser.parse_args(arguments)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _ring)
    cases = collect()
    folder = Path(inspect.getfile(tally)).parent
    for case in cases:
        trace(case, folder)
    all_of_them = [mutant for module in chosen.modules or modules() for mutant in mutants(module)]
    tried = all_of_them[chosen.part :: chosen.every]
    equivalent, names = listed(), {each.name for each in all_of_them}
    left = [mutant for mutant in tried if mutant.name not in equivalent and survives(mutant, cases)]
    gone = [] if chosen.modules else [name for name in equivalent if name not in names]
    known = sum(mutant.name in equivalent for mutant in tried)
    said = [f"survives: line {mutant.line}, {mutant.name}" for mutant in left]
    said += [f"listed as changing nothing, but there is no such mutant: {name}" for name in gone]
    said.append(f"{len(tried)} mutants of {len(all_of_them)} tried on {len(cases)} tests")
    said.append(f"{known} change nothing, {len(left)} survive")
    sys.stdout.write("\n".join(said) + "\n")
    return 1 if left or gone or not tried else 0


if __name__ == "__main__":
    sys.exit(main())
