"""How commands print: plain lines, facts, and tables that fit the terminal.

Whatever is printed passes `clean` once more, and nothing is ever read as markup. On a terminal tables are
drawn by rich, within its width and in its colours (``NO_COLOR`` is heeded); elsewhere they are plain columns
with nothing cut off.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import click

from beirat_tui.cli.answers.base import Answer, written
from beirat_tui.cli.answers.done import DoneAnswer
from beirat_tui.cli.place import Place
from beirat_tui.domain.text import clean, clean_line
from beirat_tui.wording import _
from beirat_tui.wording.states import Sign

STYLES = {"good": "green", "bad": "red", "warn": "yellow", "next": "bold", "dim": "dim", "": ""}
_UNCUT = 10_000
_PADDED = 60
"""Cells of a plain table are padded up to this width; a longer one stands as it is."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table; a flexible one is cut with … where the terminal is too narrow."""

    title: str
    right: bool = False
    flexible: bool = False


Cell = str | Sign


def say(text: str = "") -> None:
    """Print TEXT, which may have several lines."""
    click.echo(clean(text))


def note(text: str) -> None:
    """Print TEXT on the error stream: something on the way, not the answer."""
    click.echo(clean(text), err=True)


def answer(value: Answer) -> None:
    """Print VALUE as JSON."""
    click.echo(written(value))


def told(place: Place, text: str) -> None:
    """Say that something is done: TEXT, or an answer for programs."""
    if place.json:
        answer(DoneAnswer())
    else:
        say(text)


def facts(pairs: Iterable[tuple[str, str | None]]) -> None:
    """Print one fact a line; those without a value are left out."""
    for name, value in pairs:
        if value:
            say(_("{name}: {value}").format(name=name, value=clean_line(value, _UNCUT)))


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """Print ROWS below the titles of COLUMNS."""
    if sys.stdout.isatty():
        _draw(columns, rows)
    else:
        _write(columns, rows)


def _text(cell: Cell) -> str:
    return clean_line(str(cell), _UNCUT)


def _write(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    from rich.cells import cell_len  # noqa: PLC0415  (with the first table)

    lines = [[column.title for column in columns], *([_text(cell) for cell in row] for row in rows)]
    widths = [min(_PADDED, max(cell_len(line[place]) for line in lines)) for place in range(len(columns))]
    for line in lines:
        padded = []
        for column, width, text in zip(columns, widths, line, strict=True):
            blank = " " * (width - cell_len(text))
            padded.append(blank + text if column.right else text + blank)
        click.echo("  ".join(padded).rstrip())


def _draw(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    from rich.console import Console  # noqa: PLC0415  (on a terminal only)
    from rich.table import Table  # noqa: PLC0415  (the same)
    from rich.text import Text  # noqa: PLC0415  (the same)

    drawn = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    for column in columns:
        drawn.add_column(
            Text(column.title),
            justify="right" if column.right else "left",
            no_wrap=True,
            overflow="ellipsis",
            ratio=1 if column.flexible else None,
        )
    for row in rows:
        drawn.add_row(
            *(Text(_text(cell), STYLES[cell.tone] if isinstance(cell, Sign) else "") for cell in row)
        )
    Console(markup=False, emoji=False, highlight=False).print(drawn)
