"""Every command explains itself in both languages, and what the help promises can be called."""

import shlex

import click
import pytest

import schemas
from beirat_tui.cli.framework import Command
from beirat_tui.cli.main import make_root
from beirat_tui.cli.parameters import Argument
from beirat_tui.cli.place import Place
from beirat_tui.cli.table import COMMANDS
from commands import all_commands, beirat, leaves

WIDTH = 80


ALL = all_commands()
LEAVES = leaves()


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_command_has_its_help(path: tuple[str, ...], lang: str) -> None:
    ran = beirat(*path, "--help", lang=lang)
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out.startswith(("Aufruf: " if lang == "de" else "Usage: ") + "beirat " + " ".join(path))
    texts = [line for line in ran.out.splitlines() if not line.startswith("  beirat ")]
    assert max(map(len, texts)) <= WIDTH


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_german_help_is_german(path: tuple[str, ...]) -> None:
    english = beirat(*path, "--help", lang="en").out.splitlines()
    german = beirat(*path, "--help", lang="de").out.splitlines()
    same = {line for line in english if line.strip() and not line.startswith("  beirat ")} & set(german)
    assert same == set()


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_every_command_says_what_its_parameters_are(path: tuple[str, ...]) -> None:
    assert LEAVES[path].examples
    for param in LEAVES[path].params:
        assert param.about if isinstance(param, Argument) else getattr(param, "help", None), param.name


@pytest.mark.parametrize("name", COMMANDS)
def test_the_table_says_what_the_command_says(name: str) -> None:
    assert ALL[(name,)].help == COMMANDS[name].about
    assert ALL[(name,)].name == name


def _parsed(words: list[str]) -> Command:
    """The command that WORDS call, its options and arguments read; nothing is done."""
    found: click.Command = make_root()
    ctx = found.make_context("beirat", words, obj=Place())
    while isinstance(found, click.Group):
        rest = [*ctx._protected_args, *ctx.args]  # noqa: SLF001  (what click does when it calls a command)
        name, inner, rest = found.resolve_command(ctx, rest)
        assert inner is not None
        found, ctx = inner, inner.make_context(name, rest, parent=ctx)
    assert isinstance(found, Command)
    return found


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    ("path", "example"), [(path, example) for path, found in LEAVES.items() for example in found.examples]
)
def test_every_example_calls_its_command(path: tuple[str, ...], example: str, lang: str) -> None:
    beirat("--version", lang=lang)
    words = shlex.split(example.partition("|")[0])
    assert words[: len(path) + 1] == ["beirat", *path]
    assert _parsed(words[1:]) is LEAVES[path]


def test_answers_are_documented() -> None:
    for name, kind in schemas.answer_types().items():
        path = schemas.FOLDER / f"{name}.json"
        assert path.read_text(encoding="utf-8") == schemas.text(kind), "run: python tests/schemas.py"
    assert {path.stem for path in schemas.FOLDER.glob("*.json")} == set(schemas.answer_types())


def test_every_answer_is_some_commands_answer() -> None:
    named = {name for found in ALL.values() for name in (found.answer or "").split()}
    named |= {"error-v1", "export-outcomes-v1", "export-sketches-v1"}  # told without --json
    assert named == set(schemas.answer_types())


def test_the_help_names_every_command() -> None:
    shown = beirat("--help").out
    for name in COMMANDS:
        assert f"\n  {name} " in shown
