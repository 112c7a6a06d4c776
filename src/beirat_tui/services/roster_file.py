"""A roster as a file: TOML (``[[members]]``) or CSV with the same columns."""

import csv
import datetime as dt
import io
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, cast, get_args

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.table import read_toml
from beirat_tui.domain.text import clean_line
from beirat_tui.log.bodies.board import SeatRole

SIZE_LIMIT: Final = 1024 * 1024
NAME_LIMIT: Final = 200
_ROLES: Final[tuple[str, ...]] = get_args(SeatRole)
_TRUE: Final = {"true", "yes", "ja", "1", "x"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One person to be appointed; an empty label takes the next free one."""

    name: str
    label: str = ""
    member: str = ""
    role: SeatRole = "member"
    entitled: bool = True
    votes: int = 1
    organisation: str = ""
    email: str = ""
    bench: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None


def read_roster(path: Path) -> list[Entry]:
    """The persons in the roster file PATH.

    Raises:
        InputError: ``roster.cannot-read``, ``roster.too-large``, ``roster.no-name``, ``roster.bad-role``,
            ``roster.bad-date``, ``roster.label-twice``, ``roster.unknown-column``, ``table.*``.
    """
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise InputError("roster.cannot-read", path=str(path)) from None
    if len(raw) > SIZE_LIMIT:
        raise InputError("roster.too-large", path=str(path), limit=SIZE_LIMIT)
    rows = _csv_rows(text) if path.suffix.lower() == ".csv" else _toml_rows(text)
    entries = [_entry(number, row) for number, row in enumerate(rows, 1)]
    labels = [entry.label for entry in entries if entry.label]
    doubled = next((label for label in labels if labels.count(label) > 1), None)
    if doubled is not None:
        raise InputError("roster.label-twice", label=doubled)
    return entries


def _csv_rows(text: str) -> list[Mapping[str, Any]]:
    """Rows of a table whose first line names the columns, separated by commas or semicolons.

    A column of another name is refused: a misspelt ``role`` would make a member of the chair.
    """
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
    known = [each.name for each in fields(Entry)]
    for column in reader.fieldnames or ():
        if column.strip() and column.strip().lower() not in known:
            raise InputError("roster.unknown-column", column=clean_line(column, 40), allowed=", ".join(known))
    return [{(key or "").strip().lower(): value for key, value in row.items()} for row in reader]


def _toml_rows(text: str) -> list[Mapping[str, Any]]:
    import tomllib  # noqa: PLC0415  (a roster is read once in a board's life)

    read_toml(text)
    members = tomllib.loads(text).get("members")
    if not isinstance(members, list) or not all(isinstance(row, dict) for row in members):
        raise InputError("table.missing-key", key="members")
    return members


def _entry(number: int, row: Mapping[str, Any]) -> Entry:
    def line(key: str) -> str:
        value = row.get(key)
        return clean_line(str(value), NAME_LIMIT) if value is not None else ""

    if not line("name"):
        raise InputError("roster.no-name", row=number)
    role = line("role") or "member"
    if role not in _ROLES:
        raise InputError("roster.bad-role", row=number, value=role, allowed=", ".join(_ROLES))
    votes_by_default = role not in {"adviser", "office"}
    return Entry(
        name=line("name"),
        label=clean_line(line("label"), 64),
        member=line("member"),
        role=cast("SeatRole", role),
        entitled=_flag(row.get("entitled"), default=votes_by_default),
        votes=_votes(number, row.get("votes")),
        organisation=line("organisation"),
        email=line("email"),
        bench=line("bench") or None,
        since=_day(number, row.get("since")),
        until=_day(number, row.get("until")),
    )


def _flag(value: object, *, default: bool) -> bool:
    if value is None or value == "":
        return default
    return value if isinstance(value, bool) else str(value).strip().lower() in _TRUE


def _votes(number: int, value: object) -> int:
    if value is None or value == "":
        return 1
    try:
        votes = int(str(value))
    except ValueError:
        raise InputError("roster.bad-votes", row=number, value=clean_line(str(value), 40)) from None
    if not 0 <= votes <= 1000:  # noqa: PLR2004  (the record's own limit)
        raise InputError("roster.bad-votes", row=number, value=votes)
    return votes


def _day(number: int, value: object) -> dt.date | None:
    if value is None or value == "":
        return None
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(str(value).strip())
    except ValueError:
        raise InputError("roster.bad-date", row=number, value=clean_line(str(value), 40)) from None
