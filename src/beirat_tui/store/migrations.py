"""The numbered steps from one format of the board file to the next.

`user_version` in the file's header counts the steps it has been through; step 1 lays the tables in an empty
file. A step changes what is kept for good (records, payloads, what waits); read models are dropped and made
again after the last one, because they can be. A step that was published never changes.
"""

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import Connection

from beirat_tui.store import schema
from beirat_tui.store.rebuild import remake

Step = Callable[[Connection], None]
_FIRST: Final = (schema.record, schema.payload, schema.waiting, schema.request)


def _lay_tables(connection: Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    schema.metadata.create_all(connection, tables=_FIRST)
    for statement in schema.KEPT_DDL:
        connection.exec_driver_sql(statement)


def _add_heard(connection: Connection) -> None:
    schema.heard.create(connection)


STEPS: Final[Sequence[Step]] = (_lay_tables, _add_heard)


def lay_kept(connection: Connection) -> None:
    """Lay in an empty file the tables of what is kept for good, and no read models."""
    for step in STEPS:
        step(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {len(STEPS)}")


def migrate(connection: Connection, steps: Sequence[Step] = STEPS) -> None:
    """Bring the file to the newest format, within a transaction for writing."""
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if version >= len(steps):
        return
    if version > 0:
        _drop_read_models(connection)
    for step in steps[version:]:
        step(connection)
    schema.metadata.create_all(connection, tables=schema.READ_MODELS)
    for statement in schema.READ_MODEL_DDL:
        connection.exec_driver_sql(statement)
    if version > 0:
        remake(connection)
    connection.exec_driver_sql(f"PRAGMA user_version = {len(steps)}")


def _drop_read_models(connection: Connection) -> None:
    """Drop every table that is not kept, whatever the older format called them."""
    kept = {table.name for table in schema.KEPT}
    query = (
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    found = connection.exec_driver_sql(query).all()
    indexes = [row.name for row in found if row.sql.upper().startswith("CREATE VIRTUAL")]
    for name in indexes:
        connection.exec_driver_sql(f'DROP TABLE "{name}"')
    for row in found:
        if row.name not in kept and not row.name.startswith(tuple(indexes)):
            connection.exec_driver_sql(f'DROP TABLE "{row.name}"')
