"""Questions about many keys at once, and writing rows of the read models: only those that differ.

A statement is made once, with a name for its keys, and asked with any number of them: as a JSON array, so
that its text stays the same and neither SQLAlchemy nor SQLite has to think about it again.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, func, insert, select

CHUNK: Final = 500
"""Values in one list of a query; SQLite allows 32,766 in a statement."""
Key = TypeVar("Key", str, int)
Row = dict[str, object]


class Replaced(NamedTuple):
    """What `replace_rows` did: the rows that are no longer there, and those that were not there before."""

    gone: list[Row]
    new: list[Row]

    def values(self, column: str) -> set[Any]:
        """What stands in COLUMN of all these rows, NULL left out."""
        return {row[column] for row in (*self.gone, *self.new)} - {None}


def chunks(keys: Iterable[Key]) -> Iterable[list[Key]]:
    """KEYS, sorted, in lists that fit into one statement."""
    ordered = sorted(keys)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))


def among(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """That COLUMN is one of the keys with which the statement will be asked; see `keyed`."""
    values = func.json_each(bindparam("keys")).table_valued("value", name="keys")
    return column.in_(select(values.c.value))


def keyed(keys: Iterable[str | int]) -> dict[str, str]:
    """The parameters of a statement with `among`."""
    return {"keys": msgspec.json.encode(list(keys)).decode()}


def insert_rows(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Write new ROWS, values in the order of TABLE's columns; those that are left out at the end are NULL.

    Straight to the driver: where records come in by the hundred thousand, most of the time would go into
    looking at the values one by one.
    """
    if not rows:
        return
    names = ", ".join(f'"{each.name}"' for each in list(table.columns)[: len(rows[0])])
    marks = ", ".join("?" * len(rows[0]))
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", list(rows))  # noqa: S608


def replace_rows(
    connection: Connection,
    table: Table,
    column: ColumnElement[Any],
    keys: Iterable[str | int],
    rows: Sequence[Mapping[str, object]],
) -> Replaced:
    """Make ROWS the rows of TABLE whose COLUMN is one of KEYS."""
    names = [each.name for each in table.columns]
    stored = set(map(tuple, connection.execute(_statement(table, column, "select"), keyed(set(keys)))))
    wanted = {tuple(row[name] for name in names): row for row in rows}
    gone = [dict(zip(names, row, strict=True)) for row in stored - wanted.keys()]
    if gone:
        primary = [each.name for each in table.primary_key]
        connection.execute(
            _statement(table, column, "delete"), [{f"{name}_": row[name] for name in primary} for row in gone]
        )
    new = [dict(row) for values, row in wanted.items() if values not in stored]
    if new:
        connection.execute(insert(table), new)
    return Replaced(gone, new)


_statements: dict[tuple[str, str, str], Any] = {}


def _statement(table: Table, column: ColumnElement[Any], what: str) -> Any:  # noqa: ANN401  (select or delete)
    """The statement that selects rows by COLUMN, or deletes one by its primary key; made when wanted."""
    name = (table.name, str(column.key), what)
    if name not in _statements:
        primary = [each == bindparam(f"{each.name}_") for each in table.primary_key]
        _statements[name] = (
            select(table).where(among(column)) if what == "select" else delete(table).where(*primary)
        )
    return _statements[name]
