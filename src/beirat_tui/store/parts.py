"""What belongs to one sketch and stands in no slot of its own: comments, attachments, rounds."""

from typing import Literal

from sqlalchemy import select

from beirat_tui.log.record import Record
from beirat_tui.store.reading import Reading
from beirat_tui.store.schema import entry, part_row, payload

Kind = Literal["comment.written", "attachment.added"]


def parts(reading: Reading, sketch: str, kind: Kind) -> list[Record]:
    """The records of KIND that belong to SKETCH and have effect, the oldest clock first."""
    query = (
        select(part_row.c.id)
        .join(entry, entry.c.id == part_row.c.id)
        .where(part_row.c.sketch == sketch, part_row.c.kind == kind)
        .order_by(entry.c.at, entry.c.id)
    )
    ids = list(reading.connection.execute(query).scalars())
    reading.ledger.load(ids)
    return [found for name in ids if (found := reading.ledger.get(name)) is not None]


def has_payload(reading: Reading, hash_: str) -> bool:
    """Whether the payload with this hash is here, without reading it."""
    return (
        reading.connection.execute(select(payload.c.hash).where(payload.c.hash == hash_)).first() is not None
    )
