"""Reading TOML strictly: every key is asked for once, what nobody asked for is an error.

Errors name the key by its full path (``sections[3].title.de``), so that a person can find the line.
Knows no particular file.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.text import clean, clean_line

_POSITION = re.compile(r"at line (\d+), column (\d+)")


class Table:
    """One table of a TOML file, and the path that leads to it.

    Reading a key takes it out; `close` complains about what is left.
    """

    def __init__(self, data: Mapping[str, Any], path: str = "") -> None:
        self._left = dict(data)
        self._path = path

    def key(self, name: str) -> str:
        """Return the full path of the key NAME, as errors show it."""
        return f"{self._path}.{name}" if self._path else name

    def has(self, name: str) -> bool:
        """Return whether the key NAME is there and has not been read."""
        return name in self._left

    def take(self, name: str, kind: type | tuple[type, ...], expected: str) -> Any:  # noqa: ANN401 (checked here)
        """Return the value of NAME, which must be of KIND.

        Raises:
            InputError: ``table.missing-key`` or ``table.wrong-type`` with EXPECTED as the name of the type.
        """
        if name not in self._left:
            raise InputError("table.missing-key", key=self.key(name))
        value = self._left.pop(name)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise InputError("table.wrong-type", key=self.key(name), expected=expected)
        return value

    def line(self, name: str, default: str | None = None) -> str:
        """Return the text of NAME as one clean line; DEFAULT, if given, where the key is absent."""
        if default is not None and not self.has(name):
            return default
        return clean_line(self.take(name, str, "string"))

    def text(self, name: str, default: str | None = None) -> str:
        """Return the text of NAME, lines kept, or DEFAULT."""
        if default is not None and not self.has(name):
            return default
        return clean(self.take(name, str, "string")).strip()

    def choice(self, name: str, allowed: Sequence[str], default: str | None = None) -> str:
        """Return the text of NAME, which must be one of ALLOWED, or DEFAULT where it is absent."""
        value = self.line(name, default)
        if value not in allowed and (default is None or value != default):
            raise InputError(
                "table.bad-value", key=self.key(name), value=value[:60], allowed=", ".join(allowed)
            )
        return value

    def matching(self, name: str, pattern: re.Pattern[str], description: str) -> str:
        """Return the text of NAME, which must match PATTERN; DESCRIPTION says so in the error."""
        value = self.line(name)
        if not pattern.fullmatch(value):
            raise InputError("table.bad-value", key=self.key(name), value=value[:60], allowed=description)
        return value

    def integer(self, name: str, low: int, high: int, default: int | None = None) -> int:
        """Return the integer of NAME, LOW to HIGH; DEFAULT, if given, where the key is absent."""
        if default is not None and not self.has(name):
            return default
        value: int = self.take(name, int, "integer")
        if not low <= value <= high:
            shown = str(value) if abs(value) < 10**30 else "…"
            raise InputError("table.bad-value", key=self.key(name), value=shown, allowed=f"{low}…{high}")
        return value

    def flag(self, name: str, *, default: bool) -> bool:
        """Return the truth value of NAME, or DEFAULT."""
        return bool(self.take(name, bool, "boolean")) if self.has(name) else default

    def date(self, name: str) -> dt.date | None:
        """Return the date of NAME (without a time), or None where the key is absent."""
        if not self.has(name):
            return None
        value = self.take(name, dt.date, "date")
        if isinstance(value, dt.datetime):
            raise InputError("table.wrong-type", key=self.key(name), expected="date")
        return dt.date(value.year, value.month, value.day)

    def lines(self, name: str) -> tuple[str, ...]:
        """Return the list of texts of NAME, each as one clean line; nothing where the key is absent."""
        if not self.has(name):
            return ()
        values: list[object] = self.take(name, list, "array of strings")
        found = []
        for number, value in enumerate(values, 1):
            if not isinstance(value, str):
                raise InputError("table.wrong-type", key=f"{self.key(name)}[{number}]", expected="string")
            found.append(clean_line(value))
        return tuple(found)

    def table(self, name: str) -> "Table":
        """Return the table under NAME."""
        return Table(self.take(name, dict, "table"), self.key(name))

    def tables(self, name: str) -> "tuple[Table, ...]":
        """Return the tables of the array NAME, numbered from 1 in their paths; nothing where it is absent."""
        if not self.has(name):
            return ()
        found = []
        for number, value in enumerate(self.take(name, list, "array of tables"), 1):
            path = f"{self.key(name)}[{number}]"
            if not isinstance(value, dict):
                raise InputError("table.wrong-type", key=path, expected="table")
            found.append(Table(value, path))
        return tuple(found)

    def close(self) -> None:
        """Raise ``table.unknown-key`` for the first key that nobody has read."""
        for name in self._left:
            raise InputError("table.unknown-key", key=clean_line(self.key(name), 120))


def read_toml(text: str) -> Table:
    """Return the top table of TEXT.

    Raises:
        InputError: ``table.not-toml`` with ``line`` and ``column`` (0 where the position is unknown).
    """
    try:
        return Table(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _POSITION.search(str(error))
        line, column = (int(found[1]), int(found[2])) if found else (0, 0)
        raise InputError("table.not-toml", line=line, column=column) from error
