"""What is not granted: records that wait for what they lack, and requests to join.

The waiting room is local and bounded, and nothing in it is passed on. Requests to join are no records of the
board either, but are passed on, so that the office sees them: one a key, at most 1 KiB, a bounded number. Of
two requests of one key the later one stays (only the key's owner can sign one, and nothing is decided by it).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from beirat_tui.log.record import Record
from beirat_tui.store.ledger import read_stored
from beirat_tui.store.schema import request, waiting

WAITING_RECORDS: Final = 100_000
WAITING_BYTES: Final = 64 * 1024 * 1024
"""How much may wait; beyond that it is not kept (the sender still has it)."""
REQUESTS: Final = 1000
_named = waiting.c.id == bindparam("name")
_ANY = select(waiting.c.id).limit(1)
_COUNT = select(func.count(), func.coalesce(func.sum(waiting.c.size), 0)).select_from(waiting)
_HERE = select(waiting.c.blob.is_not(None)).where(_named)
_SIZE = select(waiting.c.size).where(_named)
_COMPLETE = update(waiting).where(_named)
_KEEP = insert(waiting)
_ALL = select(waiting).order_by(waiting.c.id)
_FOR = _ALL.where(waiting.c.missing == bindparam("arrived"))
_TAKE_OUT = delete(waiting).where(_named)


@dataclass(frozen=True, slots=True)
class Requested:
    """A request to join that is kept until the office answers it."""


class WaitingRoom:
    """The records that wait, with their payloads, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._empty: bool | None = None
        self._records: int | None = None
        self._bytes = 0

    @property
    def empty(self) -> bool:
        """Whether nothing waits."""
        if self._empty is None:
            self._empty = self.connection.execute(_ANY).first() is None
        return self._empty

    def _count(self) -> int:
        if self._records is None:
            row = self.connection.execute(_COUNT).one()
            self._records, self._bytes = int(row[0]), int(row[1])
        return self._records

    def keep(self, new: Record, missing: str, blob: bytes | None) -> bool:
        """Let NEW wait for the record MISSING; False if the room is full."""
        run = self.connection.execute
        size = len(new.raw) + (0 if blob is None else len(blob))
        if not self.empty:
            here = run(_HERE, {"name": new.id}).first()
            if here is not None:
                if blob is not None and not here[0] and self._bytes + size <= WAITING_BYTES:
                    run(_COMPLETE, {"name": new.id, "blob": blob, "size": size})
                    self._bytes += len(blob)
                return True
        if self._count() >= WAITING_RECORDS or self._bytes + size > WAITING_BYTES:
            return False
        row = {"id": new.id, "raw": new.raw, "signature": new.signature, "missing": missing}
        run(_KEEP, {**row, "blob": blob, "size": size})
        self._records, self._bytes = self._count() + 1, self._bytes + size
        self._empty = False
        return True

    def release(self, arrived: str | None) -> Iterator[tuple[Record, bytes | None]]:
        """Take out the records that waited for ARRIVED, or all; those that lack more are to be kept again."""
        if self.empty:
            return
        run = self.connection.execute
        found = run(_ALL) if arrived is None else run(_FOR, {"arrived": arrived})
        for row in found.all():
            self._take_out(row.id, row.size)
            yield read_stored(row.id, row.raw, row.signature), row.blob

    def discard(self, record_id: str) -> None:
        """Take out the record with this id, which came in another way."""
        if not self.empty:
            size = self.connection.execute(_SIZE, {"name": record_id}).scalar()
            if size is not None:
                self._take_out(record_id, size)

    def _take_out(self, record_id: str, size: int) -> None:
        if self._records is not None:
            self._records, self._bytes = self._records - 1, self._bytes - size
        self.connection.execute(_TAKE_OUT, {"name": record_id})
        self._empty = None


def keep_request(connection: Connection, new: Record) -> bool:
    """Keep the request to join NEW; False if a later one of its key is here, or too many are."""
    query = select(request.c.id, request.c.raw, request.c.signature).where(request.c.key == new.author)
    row = connection.execute(query).first()
    if row is None:
        count = connection.execute(select(func.count()).select_from(request)).scalar() or 0
        if count >= REQUESTS:
            return False
    else:
        old = read_stored(row.id, row.raw, row.signature)
        if (old.at, old.id) >= (new.at, new.id):
            return old.id == new.id
        connection.execute(delete(request).where(request.c.key == new.author))
    row_ = {"key": new.author, "id": new.id, "raw": new.raw, "signature": new.signature}
    connection.execute(insert(request).values(**row_))
    return True


def asks(connection: Connection, key: str) -> bool:
    """Whether the device KEY asks to join, or did."""
    return connection.execute(select(request.c.key).where(request.c.key == key)).first() is not None


def requests(connection: Connection) -> Iterable[Record]:
    """The requests to join, by key."""
    for row in connection.execute(select(request).order_by(request.c.key)):
        yield read_stored(row.id, row.raw, row.signature)
