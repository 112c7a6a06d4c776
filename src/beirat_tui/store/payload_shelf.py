"""Taking payloads into the file: those that a granted record names and that nobody ordered to be erased.

They are held in memory for a moment and written many at a time.
"""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, bindparam, insert, select, union_all

from beirat_tui.log import payload as payloads
from beirat_tui.store.rows import among, keyed
from beirat_tui.store.schema import erased, payload

_HELD_BYTES: Final = 8 * 1024 * 1024
_BLOB = select(payload.c.blob).where(payload.c.hash == bindparam("hash"))
_SETTLED = union_all(
    select(payload.c.hash).where(among(payload.c.hash)), select(erased.c.hash).where(among(erased.c.hash))
)


class PayloadShelf:
    """Takes payloads within one transaction.

    Attributes:
        arrived: the hashes of those that are new and whose readers were not told yet.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._held: dict[str, bytes] = {}
        self._size = 0
        self._settled: dict[str, bool] = {}
        self.arrived: set[str] = set()

    def get(self, hash_: str) -> bytes | None:
        """The payload with this hash, salt and all; None where it is erased or not here."""
        if hash_ in self._held:
            return self._held[hash_]
        return self.connection.execute(_BLOB, {"hash": hash_}).scalar()

    def look_up(self, hashes: Iterable[str]) -> None:
        """Find out at once which of HASHES are here or erased."""
        wanted = {hash_ for hash_ in hashes if hash_ not in self._settled}
        if wanted:
            self._settled.update(dict.fromkeys(wanted, False))
            found = self.connection.execute(_SETTLED, keyed(wanted)).scalars()
            self._settled.update(dict.fromkeys(found, True))

    def take(self, hash_: str, blob: bytes) -> bool:
        """Keep BLOB if it has the hash and is neither here nor erased; tells whether it was new."""
        if len(blob) > payloads.MAX_BYTES or hash_ in self._held:
            return False
        self.look_up([hash_])
        if self._settled[hash_] or payloads.digest(blob) != hash_:
            return False
        self._held[hash_] = blob
        self._size += len(blob)
        self.arrived.add(hash_)
        if self._size > _HELD_BYTES:
            self.flush()
        return True

    def flush(self) -> None:
        """Write what is held."""
        if self._held:
            rows = [{"hash": hash_, "blob": blob} for hash_, blob in self._held.items()]
            self.connection.execute(insert(payload), rows)
            self._settled.update(dict.fromkeys(self._held, True))
            self._held.clear()
            self._size = 0

    def forget(self) -> None:
        """Let go of what was found out; the next look is at the file again."""
        self.flush()
        self._settled.clear()
