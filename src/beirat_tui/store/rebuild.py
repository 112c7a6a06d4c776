"""The read models dropped and made again, and their canonical dump.

The dump names records by id, never by row number, so that two copies of a board with the same records give
the same bytes whatever the order in which they got them.
"""

import hashlib
from collections.abc import Iterator
from typing import Final

import msgspec
from sqlalchemy import Table, delete, select

from beirat_tui.log import record as records
from beirat_tui.log.view import View
from beirat_tui.store.absorb import refresh
from beirat_tui.store.board_file import Reading, Writing
from beirat_tui.store.ledger import FileLedger
from beirat_tui.store.projection import Projector
from beirat_tui.store.schema import READ_MODELS, entry, record, sketch_text
from beirat_tui.store.sketch_rows import forget_texts

_BY_RECORD: Final = {"head", "sketch_row", "sketch_field"}


def rebuild(writing: Writing) -> int:
    """Drop every read model and compute it again from the stored bytes; returns the number of records.

    Raises:
        InputError: a stored record cannot be read; nothing was changed.
    """
    connection = writing.connection
    forget_texts(writing.ledger)
    for table in READ_MODELS:
        connection.execute(delete(table))
    ledger = FileLedger(connection)
    rows = connection.execute(select(record.c.n, record.c.raw, record.c.signature).order_by(record.c.n))
    found = [(row.n, records.read(row.raw, row.signature, check_signature=False)) for row in rows]
    ledger.restore(found)
    refresh(ledger, View(ledger), found)
    Projector(ledger).project([each for _, each in found])
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
    if table.name in _BY_RECORD:
        query = select(entry.c.id.label("of"), *columns).join(entry, entry.c.n == table.c.n)
    else:
        query = select(*columns)
    for row in reading.connection.execute(query).mappings():
        yield msgspec.json.encode({"table": table.name, **row}, order="sorted")
