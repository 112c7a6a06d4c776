"""Writing rows of the read models."""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import ColumnElement, Connection, Table, delete, insert

CHUNK: Final = 500
"""Values in one list of a query; SQLite allows 32,766 in a statement."""


def chunks(keys: Iterable[str]) -> Iterable[list[str]]:
    """KEYS, sorted, in lists that fit into one statement."""
    ordered = sorted(keys)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))


def replace_rows(
    connection: Connection,
    table: Table,
    column: ColumnElement[str],
    keys: Iterable[str],
    rows: Sequence[dict[str, object]],
) -> None:
    """Replace the rows of TABLE whose COLUMN is one of KEYS by ROWS."""
    for part in chunks(keys):
        connection.execute(delete(table).where(column.in_(part)))
    if rows:
        connection.execute(insert(table), list(rows))
