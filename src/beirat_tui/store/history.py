"""The log read from its read model: the newest rows, and those that a search selects."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, exists, func, or_, select

from beirat_tui.store.rows import chunks
from beirat_tui.store.schema import entry, head

_ESCAPE: Final = "\\"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Search:
    """One word of a search, of which something must hold.

    Attributes:
        text: part of the kind or slot, or the beginning of the id.
        kinds: kinds whose names have the word in them.
        certificates: certificates of the persons that it names.
        effects: what the word says of the effect: ``replaced``, ``inert`` or ``unknown``.
    """

    text: str
    kinds: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()


def count(connection: Connection) -> int:
    """How many entries there are."""
    return int(connection.execute(select(func.count()).select_from(entry)).scalar_one())


def newest(connection: Connection, first: int, size: int) -> list[Row]:
    """SIZE entries from place FIRST on (from 0), the last to arrive first."""
    places = select(entry.c.n).order_by(entry.c.n.desc()).limit(size).offset(first)
    return _shown(connection, select(*_COLUMNS).where(entry.c.n.in_(places)))


def found(connection: Connection, words: Sequence[Search]) -> "array[int]":
    """The row numbers of the entries that fit all WORDS, the last to arrive first."""
    query = select(entry.c.n).where(*(_fits(word) for word in words)).order_by(entry.c.n.desc())
    cursor = connection.execute(query).cursor
    return array("q", chain.from_iterable(() if cursor is None else cursor.fetchall()))


def rows(connection: Connection, numbers: Iterable[int]) -> list[Row]:
    """The entries with these row NUMBERS, the last to arrive first."""
    shown = (_shown(connection, select(*_COLUMNS).where(entry.c.n.in_(part))) for part in chunks(numbers))
    return sorted(chain.from_iterable(shown), key=lambda row: -int(row["n"]))


def row(connection: Connection, record_id: str) -> Row | None:
    """The entry with this id."""
    return next(iter(_shown(connection, select(*_COLUMNS).where(entry.c.id == record_id))), None)


def beginning_with(connection: Connection, digits: str, limit: int) -> list[str]:
    """At most LIMIT ids that begin with DIGITS."""
    query = select(entry.c.id).where(entry.c.id >= digits, entry.c.id < digits + "g").limit(limit)
    return list(connection.execute(query).scalars())


def certificates(connection: Connection) -> list[str]:
    """The certificates under which anything was written, the founding record among them."""
    query = select(entry.c.by).distinct().where(entry.c.by.is_not(None))
    return list(connection.execute(query).scalars())


_IN_FORCE: Final = exists().where(head.c.slot == entry.c.slot, head.c.n == entry.c.n)
_COLUMNS: Final = (
    *(entry.c.n, entry.c.id, entry.c.at, entry.c.by, entry.c.kind, entry.c.slot),
    *(entry.c.reason, entry.c.cause, entry.c.author, _IN_FORCE.label("in_force")),
)


def _shown(connection: Connection, query: Select[Any]) -> list[Row]:
    return [dict(each) for each in connection.execute(query.order_by(entry.c.n.desc())).mappings()]


def _fits(word: Search) -> ColumnElement[bool]:
    part = f"%{_escaped(word.text)}%"
    conditions: list[ColumnElement[bool]] = [
        entry.c.kind.like(part, escape=_ESCAPE),
        entry.c.slot.like(part, escape=_ESCAPE),
        entry.c.id.like(f"{_escaped(word.text)}%", escape=_ESCAPE),
    ]
    if word.kinds:
        conditions.append(entry.c.kind.in_(word.kinds))
    # The founding record stands for the certificate of the root keys, and has none itself.
    author = func.coalesce(entry.c.by, entry.c.id)
    conditions += [author.in_(part_) for part_ in chunks(word.certificates)]
    if "replaced" in word.effects:
        conditions.append(entry.c.reason.is_(None) & ~_IN_FORCE)
    if "inert" in word.effects:
        conditions.append(entry.c.reason.is_not(None) & (entry.c.reason != "unknown"))
    if "unknown" in word.effects:
        conditions.append(entry.c.reason == "unknown")
    return or_(*conditions)


def _escaped(text: str) -> str:
    return text.replace(_ESCAPE, _ESCAPE * 2).replace("%", r"\%").replace("_", r"\_")
