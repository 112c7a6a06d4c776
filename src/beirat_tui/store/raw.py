"""The stored bytes as they are, and the read models beside them, to check one against the other."""

from collections.abc import Iterator

from sqlalchemy import func, select

from beirat_tui.log.payload import digest
from beirat_tui.store.reading import Reading
from beirat_tui.store.schema import entry, head, payload, record


def count(reading: Reading) -> int:
    """The number of stored records."""
    return reading.connection.execute(select(func.count()).select_from(record)).scalar_one()


def raw_records(reading: Reading) -> Iterator[tuple[str, bytes, bytes]]:
    """Id, bytes and signature of every stored record, in the order in which they were written."""
    query = select(record.c.id, record.c.raw, record.c.signature).order_by(record.c.n)
    for row in reading.connection.execute(query).yield_per(1_000):
        yield row.id, row.raw, row.signature


def derived(reading: Reading) -> tuple[dict[str, str | None], set[str]]:
    """What the read models say: why each record has no effect (None: it has), and which are heads."""
    rows = reading.connection.execute(select(entry.c.id, entry.c.reason))
    effects = {row.id: row.reason for row in rows}
    heads = select(entry.c.id).join(head, head.c.n == entry.c.n)
    return effects, set(reading.connection.execute(heads).scalars())


def bad_payloads(reading: Reading) -> list[str]:
    """The hashes under which other bytes lie than they name."""
    query = select(payload.c.hash, payload.c.blob)
    return [
        row.hash for row in reading.connection.execute(query).yield_per(50) if digest(row.blob) != row.hash
    ]
