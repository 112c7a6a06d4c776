"""Reading the keys of one table of a scenario file, noting what is wrong instead of stopping at it."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from beirat_tui.domain.rules.finding import Finding
from beirat_tui.domain.rules.place import shown

_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_RANGE = re.compile(r"(\D*)(\d{1,4}) to (\D*)(\d{1,4})", re.ASCII)
_YEARS = range(1900, 3000)
MOST = 100_000


def span(words: str) -> list[str]:
    """The names that WORDS mean: one name, or all from one to another (``M01 to M10``)."""
    match = _RANGE.fullmatch(words)
    if match is None or match[1] != match[3]:
        return [words]
    return [f"{match[1]}{number:0{len(match[2])}d}" for number in range(int(match[2]), int(match[4]) + 1)]


def minutes(words: object) -> int | None:
    """The minutes since midnight of a local time ``14:05``; None if it is none."""
    if isinstance(words, dt.time):
        return words.hour * 60 + words.minute
    match = _TIME.fullmatch(words) if isinstance(words, str) else None
    return int(match[1]) * 60 + int(match[2]) if match else None


class Fields:
    """One table and the findings it adds to."""

    def __init__(self, data: dict[str, Any], path: str, findings: list[Finding]) -> None:
        self.data = data
        self.path = path
        self.findings = findings

    def key(self, name: str) -> str:
        """The dotted key of NAME in this table."""
        quoted = name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else f'"{name}"'
        return f"{self.path}.{quoted}" if self.path else quoted

    def error(self, name: str, code: str, **params: str | int) -> None:
        """Note what is wrong with the key NAME."""
        self.findings.append(Finding("error", f"rules.{code}", self.key(name), 0, params))

    def wrong(self, name: str, allowed: str) -> None:
        """Note that the value of NAME cannot stand there."""
        self.error(name, "wrong-value", value=shown(self.data[name]), allowed=allowed)

    def only(self, allowed: Sequence[str]) -> None:
        """Note keys that are not among those ALLOWED."""
        for name in self.data:
            if name not in allowed:
                self.error(name, "unknown-key", allowed=", ".join(allowed))

    def word(self, name: str, words: Sequence[str], default: str) -> str:
        """One of WORDS."""
        value = self.data.get(name, default)
        if value in words or (name not in self.data and value == default):
            return str(value)
        self.wrong(name, ", ".join(f'"{word}"' for word in words))
        return default

    def text(self, name: str, default: str = "") -> str:
        """A text."""
        value = self.data.get(name, default)
        if isinstance(value, str):
            return value
        self.wrong(name, '"…"')
        return default

    def number(self, name: str, default: int | None = None, least: int = 0) -> int | None:
        """A whole number from LEAST on."""
        value = self.data.get(name, default)
        if value is None or (
            isinstance(value, int) and not isinstance(value, bool) and least <= value <= MOST
        ):
            return value
        self.wrong(name, f"{least} … {MOST}")
        return default

    def count(self, name: str, default: int = 0, least: int = 0) -> int:
        """A whole number that is always there."""
        number = self.number(name, default, least)
        return default if number is None else number

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self.data.get(name, default)
        if isinstance(value, bool):
            return value
        self.wrong(name, "true, false")
        return default

    def time(self, name: str) -> int | None:
        """A local time as minutes since midnight; None where the file has none."""
        if name not in self.data:
            return None
        value = minutes(self.data[name])
        if value is None:
            self.wrong(name, '"14:05"')
        return value

    def day(self, name: str) -> dt.date | None:
        """A date; None where the file has none."""
        value = self.data.get(name)
        if value is None or self._is_day(value):
            return value
        self.wrong(name, "2026-03-16")
        return None

    def days(self, name: str) -> frozenset[dt.date] | None:
        """A list of dates; None where the file has none."""
        value = self.data.get(name)
        if value is None:
            return None
        if isinstance(value, list) and all(self._is_day(item) for item in value):
            return frozenset(value)
        self.wrong(name, "[2026-04-03, 2026-04-06]")
        return frozenset()

    @staticmethod
    def _is_day(value: object) -> bool:
        return isinstance(value, dt.date) and not isinstance(value, dt.datetime) and value.year in _YEARS

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.data.get(name, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        self.wrong(name, '["…", "…"]')
        return ()

    def groups(self, name: str) -> tuple[tuple[str, ...], ...]:
        """A list of names and ranges of names, each as single names; a range backwards is noted."""
        texts = self.texts(name)
        groups = tuple(tuple(span(words)) for words in texts)
        if not all(groups):
            self.wrong(name, '["M01 to M10"]')
        return groups

    def table(self, name: str) -> "Fields | None":
        """A table; None where the file has none."""
        value = self.data.get(name)
        if value is None or isinstance(value, dict):
            return None if value is None else Fields(value, self.key(name), self.findings)
        self.wrong(name, f"[{name}]")
        return None

    def tables(self, name: str) -> "list[Fields]":
        """The tables of an array ``[[name]]``."""
        value = self.data.get(name, [])
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return [
                Fields(item, f"{self.key(name)}.{index}", self.findings) for index, item in enumerate(value)
            ]
        self.wrong(name, f"[[{name}]]")
        return []
