"""The tests of the tally as plain calls, with the lines of the tally that each of them runs.

Tests that take fixtures are left out. The recount by enumeration judges fewer random rounds than usual.
"""

import importlib.util
import itertools
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from inspect import signature
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

TESTS = Path(__file__).parent.parent
FILES = (
    "unit/test_tally_*.py",
    "unit/test_derivations.py",
    "unit/test_votum.py",
    "laws/test_tally_oracle.py",
)
ROUNDS = "2000"
"""Random rounds that the recount by enumeration judges for each mutant."""

Lines = frozenset[tuple[str, int]]


@dataclass(slots=True)
class Case:
    """One test with one row of its table.

    Attributes:
        lines: module and line of everything in the tally that it runs.
        seconds: what it took.
        killed: how many mutants it has found so far.
    """

    name: str
    run: Callable[[], object]
    lines: Lines = frozenset()
    seconds: float = 0.0
    killed: int = field(default=0)


def collect() -> list[Case]:
    """Every test of the tally."""
    os.environ["TALLY_ROUNDS"] = ROUNDS
    sys.path.insert(0, str(TESTS))
    found = []
    for pattern in FILES:
        for path in sorted(TESTS.glob(pattern)):
            found += list(_tests_of(_load(path)))
    return found


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _tests_of(module: ModuleType) -> Iterator[Case]:
    for name, function in vars(module).items():
        if not name.startswith("test_"):
            continue
        tables = [
            _rows(*mark.args) for mark in getattr(function, "pytestmark", ()) if mark.name == "parametrize"
        ]
        for number, rows in enumerate(itertools.product(*tables)):
            given: dict[str, Any] = {}
            for row in rows:
                given |= row
            if set(given) == set(signature(function).parameters):
                yield Case(f"{module.__name__}.{name}[{number}]", partial(function, **given))


def _rows(names: Any, values: Any) -> list[dict[str, Any]]:  # noqa: ANN401  (what pytest takes)
    keys = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    return [
        dict(zip(keys, (row,) if len(keys) == 1 and not hasattr(row, "marks") else _plain(row), strict=True))
        for row in values
    ]


def _plain(row: Any) -> Any:  # noqa: ANN401  (a tuple, or what pytest.param makes of one)
    return row.values if hasattr(row, "marks") else row


def trace(case: Case, folder: Path) -> None:
    """Run CASE, which must pass, and note which lines of the files in FOLDER it runs."""
    lines: set[tuple[str, int]] = set()
    prefix = str(folder)
    modules: dict[str, str] = {}

    def local(frame: FrameType, event: str, _argument: object) -> Any:  # noqa: ANN401  (a trace function)
        if event == "line":
            lines.add((modules[frame.f_code.co_filename], frame.f_lineno))
        return local

    def entered(frame: FrameType, _event: str, _argument: object) -> Any:  # noqa: ANN401  (the same)
        file = frame.f_code.co_filename
        if not file.startswith(prefix):
            return None
        modules[file] = Path(file).stem
        lines.add((modules[file], frame.f_lineno))
        return local

    _forget(folder)
    sys.settrace(entered)
    try:
        case.run()
    finally:
        sys.settrace(None)
    started = time.perf_counter()
    case.run()
    case.seconds = time.perf_counter() - started
    case.lines = frozenset(lines)


def _forget(folder: Path) -> None:
    """Empty the caches of the functions in FOLDER: what they hold was computed for another case."""
    for module in list(sys.modules.values()):
        if str(getattr(module, "__file__", "")).startswith(str(folder)):
            for value in vars(module).values():
                getattr(value, "cache_clear", lambda: None)()
