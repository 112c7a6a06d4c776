"""How much the tests of faults do: what fits into `make test`, or everything (`make soak`).

`make soak` sets ``BEIRAT_SOAK`` to 1; a fraction does that part of everything. What was done is noted in the
file that ``BEIRAT_FIGURES`` names, from which `tests/soak/figures.py` writes docs/reliability.md.
"""

import json
import os
from pathlib import Path


def soaking() -> bool:
    """Whether this is `make soak`."""
    return bool(os.environ.get("BEIRAT_SOAK"))


def size(usual: int, everything: int) -> int:
    """How many cases to run: as USUAL, or EVERYTHING in `make soak`."""
    share = float(os.environ.get("BEIRAT_SOAK") or 0)
    return max(usual, round(everything * share)) if share else usual


def note(what: str, **figures: float | str) -> None:
    """Note FIGURES of one test; those of several parts with one name are added up or compared later."""
    target = os.environ.get("BEIRAT_FIGURES")
    if target:
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"what": what, **figures}) + "\n")
