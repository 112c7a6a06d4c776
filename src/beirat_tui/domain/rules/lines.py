"""On which line of a TOML text does a key stand?

The standard library reads TOML but forgets positions. This finds them with the same reader: a TOML text is a
sequence of statements, each of whole lines, and the shortest run of lines that reads as TOML by itself is one
statement. So no second grammar is needed, and the cost is one pass.
"""

import tomllib
from typing import Any

Path = tuple[str, ...]


def key_lines(text: str) -> dict[Path, int]:
    """For every table and key of a valid TOML TEXT the line (from 1) where it first stands.

    The n-th table of an array (``[[member]]``) has the path ``("member", "n")``, counted from 0.
    """
    lines: dict[Path, int] = {}
    table: Path = ()
    statement, first = "", 1
    for number, line in enumerate(text.split("\n"), start=1):
        if not statement:
            first = number
        statement += line + "\n"
        try:
            data = tomllib.loads(statement)
        except tomllib.TOMLDecodeError:
            continue
        if statement.lstrip().startswith("["):
            table = _opened(data, first, lines)
            lines.setdefault(table, first)
        else:
            _note(data, table, first, lines)
        statement = ""
    return lines


def _opened(data: dict[str, Any], first: int, lines: dict[Path, int]) -> Path:
    """The path of the one table that the header in line FIRST opens."""
    path: Path = ()
    inner: Any = data
    while inner:
        if isinstance(inner, list):
            index = sum(known[:-1] == path for known in lines if len(known) == len(path) + 1)
            lines.setdefault(path, first)
            return (*path, str(index))
        key = next(iter(inner))
        path, inner = (*path, key), inner[key]
    return path


def _note(data: dict[str, Any], table: Path, line: int, lines: dict[Path, int]) -> None:
    """Note the keys of one statement, those of inline tables included."""
    for key, value in data.items():
        path = (*table, key)
        lines.setdefault(path, line)
        if isinstance(value, dict):
            _note(value, path, line, lines)


def line_of(path: Path, lines: dict[Path, int]) -> int:
    """The line of PATH, or of the nearest table around it; 1 for what is missing altogether."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)
