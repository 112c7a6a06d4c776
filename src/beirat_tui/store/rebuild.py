"""The read models dropped and made again, and their canonical dump.

The dump names records by id, never by row number, so that two copies of a board with the same records give
the same bytes whatever the order in which they got them. Texts are no part of it: whether a payload is here
is no part of what is derived.
"""

import hashlib
from collections.abc import Iterator
from typing import Final

import msgspec
from sqlalchemy import Connection, Table, delete, literal, select

from beirat_tui.log.view import View
from beirat_tui.store.effects import write_effects
from beirat_tui.store.ledger import FileLedger, read_stored
from beirat_tui.store.projection import Projector
from beirat_tui.store.reading import Reading, Writing
from beirat_tui.store.schema import READ_MODELS, entry, record, sketch_text
from beirat_tui.store.sketch_texts import forget_texts

_BY_RECORD: Final = {"head", "sketch_row", "sketch_field"}


def rebuild(writing: Writing) -> int:
    """Drop every read model and compute it again from the stored bytes; returns the number of records.

    Raises:
        StoreError: ``store.damaged-record``: a stored record cannot be read; nothing was changed.
    """
    writing.finish()
    return remake(writing.connection)


def remake(connection: Connection) -> int:
    """As `rebuild`, for a transaction in which nothing was taken in."""
    forget_texts(connection)
    for table in READ_MODELS:
        connection.execute(delete(table))
    ledger = FileLedger(connection)
    rows = connection.execute(select(record).order_by(record.c.n))
    found = [(row.n, read_stored(row.id, row.raw, row.signature)) for row in rows]
    ledger.restore(found)
    write_effects(ledger, View(ledger), found)
    projector = Projector(ledger)
    projector.note(each for _, each in found)
    projector.project()
    return len(found)


def dump(reading: Reading) -> Iterator[bytes]:
    """The read models, line by line: canonical JSON, sorted."""
    for table in sorted(READ_MODELS, key=lambda each: each.name):
        if table is not sketch_text:
            yield from sorted(_lines(reading, table))


def digest(reading: Reading) -> str:
    """SHA-256 of the canonical dump, hex: equal on two copies that hold the same records."""
    whole = hashlib.sha256()
    for line in dump(reading):
        whole.update(line + b"\n")
    return whole.hexdigest()


def _lines(reading: Reading, table: Table) -> Iterator[bytes]:
    columns = [column for column in table.c if column.name != "n"]
    names = ["table", *(str(column.name) for column in columns)]
    query = select(literal(str(table.name)), *columns)
    if table.name in _BY_RECORD:
        names.append("of")
        query = query.add_columns(entry.c.id).join(entry, entry.c.n == table.c.n)
    for row in reading.connection.execute(query):
        yield msgspec.json.encode(dict(zip(names, row, strict=True)), order="sorted")
