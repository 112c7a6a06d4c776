"""Writing rows of the read models: only those that differ, so that a vote touches few pages of the file."""

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert, select

CHUNK: Final = 500
"""Values in one list of a query; SQLite allows 32,766 in a statement."""
Key = TypeVar("Key", str, int)


def chunks(keys: Iterable[Key]) -> Iterable[list[Key]]:
    """KEYS, sorted, in lists that fit into one statement."""
    ordered = sorted(keys)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))


def replace_rows(
    connection: Connection,
    table: Table,
    column: ColumnElement[str],
    keys: Iterable[str],
    rows: Sequence[dict[str, object]],
) -> list[dict[str, object]]:
    """Make ROWS the rows of TABLE whose COLUMN is one of KEYS; returns those of them that were not there."""
    names = [each.name for each in table.columns]
    primary = [each.name for each in table.primary_key]
    stored = {
        tuple(row)
        for part in chunks(set(keys))
        for row in connection.execute(select(table).where(column.in_(part)))
    }
    wanted = {tuple(row[name] for name in names): row for row in rows}
    gone = [dict(zip(names, row, strict=True)) for row in stored - wanted.keys()]
    if gone:
        which = [table.c[name] == bindparam(f"{name}_") for name in primary]
        connection.execute(
            delete(table).where(*which), [{f"{name}_": row[name] for name in primary} for row in gone]
        )
    new = [row for values, row in wanted.items() if values not in stored]
    if new:
        connection.execute(insert(table), new)
    return new
