"""Commands called as a script calls them, in this process: arguments in, exit code and both streams out."""

import contextlib
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click

from beirat_tui.cli.framework import Command
from beirat_tui.cli.main import make_root, run

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401  (any answer)
        """The answer."""
        return json.loads(self.out)


class _Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class _Typed(io.StringIO):
    """What is typed; it can be read as bytes, too."""

    def __init__(self, text: str, *, terminal: bool) -> None:
        super().__init__(text)
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    @property
    def buffer(self) -> io.BytesIO:
        """What is left, as bytes."""
        return io.BytesIO(self.read().encode())


def beirat(
    *arguments: str | Path,
    home: Path | None = None,
    board: Path | None = None,
    lang: str | None = None,
    typed: str = "",
    terminal: bool = False,
) -> Ran:
    """Call a command.

    Args:
        arguments: what follows `beirat`.
        home: the private folder of whoever calls it.
        board: the board file.
        lang: the language.
        typed: what comes in on the standard input.
        terminal: all streams say that they are a terminal.
    """
    everywhere = {"--home": home, "--board": board, "--lang": lang}
    given = [str(part) for name, value in everywhere.items() if value for part in (name, value)]
    kind = _Terminal if terminal else io.StringIO
    out, err = kind(), kind()
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        patch.object(sys, "stdin", _Typed(typed, terminal=terminal)),
    ):
        code = run([*given, *map(str, arguments)])
    return Ran(code, out.getvalue(), err.getvalue())


def done(*arguments: str | Path, **settings: Any) -> Ran:  # noqa: ANN401  (handed on)
    """Call a command that must succeed."""
    ran = beirat(*arguments, **settings)
    assert ran.code == 0, (arguments, ran)
    return ran


def all_commands() -> dict[Words, Command]:
    """Every command and group of commands, by the words that call it."""
    return dict(_below(make_root(), ()))


def leaves() -> dict[Words, Command]:
    """Every command that does something."""
    return {words: found for words, found in all_commands().items() if not isinstance(found, click.Group)}


def _below(group: click.Group, words: Words) -> Iterator[tuple[Words, Command]]:
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        found = group.get_command(ctx, name)
        assert isinstance(found, Command)
        yield (*words, name), found
        if isinstance(found, click.Group):
            yield from _below(found, (*words, name))
