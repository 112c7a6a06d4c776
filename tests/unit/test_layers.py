"""What is loaded when: import-linter reads the code, these tests watch a fresh interpreter.

Textual, SQLAlchemy and PyNaCl are what makes a start slow, so what does not need them must not bring them in;
a layer that can be imported without them can also be used and tested without them.
"""

import json
import os
import subprocess
import sys

import pytest

_IMPORT_ALL = """
import importlib, json, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(module.name)
print(json.dumps(sorted(sys.modules)))
"""

_IMPORT_PACKAGE = """
import json, sys
import beirat_tui
print(json.dumps(sorted(sys.modules)))
"""

_RUN_COMMAND = """
import json, sys
from beirat_tui.__main__ import main
sys.argv[0] = "beirat"
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print()
print(json.dumps(sorted(sys.modules)))
"""


def _modules(program: str, *arguments: str) -> list[str]:
    """The modules in memory after PROGRAM ran in an interpreter of its own, measured by nobody."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    run = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    modules: list[str] = json.loads(run.stdout.splitlines()[-1])
    return modules


def _loaded_of(unwanted: str, program: str, *arguments: str) -> list[str]:
    """Which of the packages UNWANTED, separated by blanks, PROGRAM brought into memory."""
    present = {name.partition(".")[0] for name in _modules(program, *arguments)}
    return sorted(present & set(unwanted.split()))


@pytest.mark.parametrize("layer", ["domain", "presets", "wording", "log", "store", "services", "cli"])
def test_below_the_screens_nothing_needs_textual(layer: str) -> None:
    assert _loaded_of("textual", _IMPORT_ALL, f"beirat_tui.{layer}") == []


@pytest.mark.parametrize("layer", ["domain", "presets", "wording"])
def test_the_domain_and_its_words_need_no_library(layer: str) -> None:
    assert _loaded_of("msgspec sqlalchemy nacl click rich", _IMPORT_ALL, f"beirat_tui.{layer}") == []


def test_records_need_no_database() -> None:
    assert _loaded_of("sqlalchemy sqlite3", _IMPORT_ALL, "beirat_tui.log") == []


@pytest.mark.parametrize("layer", ["documents", "services", "cli"])
def test_word_processor_files_are_read_by_nothing_before_one_comes(layer: str) -> None:
    assert _loaded_of("docx lxml", _IMPORT_ALL, f"beirat_tui.{layer}") == []


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_loads_neither_screens_nor_board_nor_signatures(argument: str) -> None:
    heavy = "textual rich sqlalchemy sqlite3 nacl msgspec docx lxml"
    assert _loaded_of(heavy, _RUN_COMMAND, argument) == []


_HELP = """
import gettext, json, sys
from pathlib import Path
from beirat_tui.__main__ import main

read = set()

class Catalogue(gettext.GNUTranslations):
    def __init__(self, file):
        read.add(Path(file.name).stem)
        super().__init__(file)

gettext.GNUTranslations = Catalogue
sys.argv = ["beirat", "--help", "--lang", "de"]
try:
    main()
except SystemExit:
    pass
print()
print(json.dumps(sorted(read)))
"""


def test_help_reads_no_catalogue_but_the_first_two() -> None:
    assert _modules(_HELP) == ["cli", "tui"]


def test_the_package_itself_loads_nothing_of_its_own() -> None:
    assert [name for name in _modules(_IMPORT_PACKAGE) if name.startswith("beirat_tui.")] == []
