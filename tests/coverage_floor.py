"""Hold the measured coverage of each part of the program against its floor; see docs/decisions/005.

    python tests/coverage_floor.py

reads `.coverage` in the current folder, prints one line for each part, lists what is uncovered where a part
is below its floor, and ends with 1 then.
"""

import io
import sys
from dataclasses import dataclass

from coverage import Coverage
from coverage.exceptions import CoverageException


@dataclass(frozen=True, slots=True)
class Floor:
    """The least coverage, lines and branches together, of the files under one folder, in percent."""

    part: str
    percent: float

    @property
    def pattern(self) -> str:
        """The files it holds for, as coverage wants them."""
        return f"src/{self.part}/*"


FLOORS = (
    Floor("beirat_tui/domain", 100),
    Floor("beirat_tui/log", 100),
    Floor("beirat_tui/store", 95),
    Floor("beirat_tui/sync", 95),
    Floor("beirat_tui", 90),
)


def main() -> int:
    """Print each part's coverage; returns 1 if one lies below its floor."""
    coverage = Coverage()
    coverage.load()
    failed = []
    for floor in FLOORS:
        details = io.StringIO()
        try:
            reached = coverage.report(include=[floor.pattern], file=details)
        except CoverageException as error:
            print(f"{floor.part:20} nothing measured: {error}")
            failed.append(floor.part)
            continue
        fits = reached >= floor.percent
        print(f"{floor.part:20} {reached:7.2f} %  (floor {floor.percent:g} %)  {'ok' if fits else 'TOO LOW'}")
        if not fits:
            failed.append(floor.part)
            print(details.getvalue())
    if failed:
        print(f"below the floor: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
