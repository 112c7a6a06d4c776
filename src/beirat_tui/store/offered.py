"""What a board file has to hand over to other copies.

Every question is a transaction of its own, over before its answer is used: handing over to a slow place keeps
nobody from writing. Records are only ever added, so answers that were given one after the other fit together.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from sqlalchemy import select

from beirat_tui.store.board_file import BoardFile
from beirat_tui.store.rows import among, chunks, keyed
from beirat_tui.store.schema import entry, heard, payload, record, request

_OWN = select(entry.c.id)
_SIGNATURES = select(record.c.id, record.c.signature)
_NUMBERS = select(entry.c.n).where(among(entry.c.id))
_RECORDS = (
    select(record.c.id, record.c.raw, record.c.signature, entry.c.payload)
    .join(entry, entry.c.n == record.c.n)
    .where(among(record.c.n))
    .order_by(record.c.n)
)


class Offered:
    """What the board file FILE holds, on behalf of one device.

    Attributes:
        board: the board's id.
        author: the device's public key.
    """

    def __init__(self, file: BoardFile, board: str, author: str) -> None:
        self.board = board
        self.author = author
        self._file = file

    def ids(self) -> AbstractSet[str]:
        """The ids of all records."""
        with self._file.reading() as reading:
            return set(reading.connection.execute(select(record.c.id)).scalars())

    def signatures(self) -> dict[str, bytes]:
        """The signatures of all records, by their ids."""
        with self._file.reading() as reading:
            return {row.id: row.signature for row in reading.connection.execute(_SIGNATURES)}

    def own(self) -> AbstractSet[str]:
        """The ids of the records that the device signed."""
        with self._file.reading() as reading:
            return set(reading.connection.execute(_OWN.where(entry.c.author == self.author)).scalars())

    def records(self, ids: AbstractSet[str]) -> Iterator[tuple[str, bytes, bytes, str | None]]:
        """Id, bytes, signature and payload hash of the records named by IDS, each after what it builds on."""
        with self._file.reading() as reading:
            numbers = reading.connection.execute(_NUMBERS, keyed(ids)).scalars().all()
        for part in chunks(numbers):
            with self._file.reading() as reading:
                rows = reading.connection.execute(_RECORDS, keyed(part)).all()
            for row in rows:
                yield row.id, row.raw, row.signature, row.payload

    def requests(self) -> list[tuple[str, bytes, bytes]]:
        """Id, bytes and signature of the requests to join."""
        query = select(request.c.id, request.c.raw, request.c.signature).order_by(request.c.key)
        with self._file.reading() as reading:
            return [(row.id, row.raw, row.signature) for row in reading.connection.execute(query)]

    def heard(self) -> list[tuple[str, bytes, bytes]]:
        """Device, bytes and signature of what devices said they have."""
        query = select(heard.c.device, heard.c.raw, heard.c.signature).order_by(heard.c.device)
        with self._file.reading() as reading:
            return [(row.device, row.raw, row.signature) for row in reading.connection.execute(query)]

    def payloads(self) -> list[tuple[str, str]]:
        """Record id and hash of every payload that is here: those erased are not among them."""
        query = select(entry.c.id, entry.c.payload).join(payload, payload.c.hash == entry.c.payload)
        with self._file.reading() as reading:
            return [(row.id, row.payload) for row in reading.connection.execute(query)]

    def payload(self, hash_: str) -> bytes | None:
        """The payload named by HASH_; None where it is erased or not here."""
        with self._file.reading() as reading:
            return reading.blob(hash_)
