"""The file that a device leaves at a place of exchange: what a board file keeps for good, nothing derived.

It has the tables in which a board file keeps its records, so that whoever finds it takes it in like any other
copy, but it need not be whole: it may lack what other files at that place carry. Without read models it is
small.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert

from beirat_tui.store.connection import open_draft
from beirat_tui.store.migrations import lay_kept
from beirat_tui.store.schema import entry, heard, payload, record, request

_BATCH: Final = 500
Signed = tuple[str, bytes, bytes]
"""Id or device, bytes and signature."""


def write_parcel(
    path: Path,
    records: Iterable[tuple[str, bytes, bytes, str | None]],
    payloads: Iterable[str],
    blob: Callable[[str], bytes | None],
    requests: Iterable[tuple[str, Signed]],
    statements: Iterable[Signed],
) -> None:
    """Write the new file PATH; complete and on disk when this returns.

    Args:
        path: an existing file is overwritten.
        records: id, bytes, signature and payload hash, each after what it builds on.
        payloads: the hashes of the payloads to write.
        blob: gives a payload; those that are erased meanwhile are left out.
        requests: the key that asks, and id, bytes and signature of the request.
        statements: device, bytes and signature of what devices said they have.

    Raises:
        StoreError: ``store.cannot-create``, ``store.full``, ``store.input-output``.
    """
    with open_draft(path) as connection:
        lay_kept(connection)
        for part in _parts(records):
            rows = [{"id": id_, "raw": raw, "signature": signature} for id_, raw, signature, _ in part]
            connection.execute(insert(record), rows)
        for hash_ in payloads:
            found = blob(hash_)
            if found is not None:
                connection.execute(insert(payload), {"hash": hash_, "blob": found})
        for key, (id_, raw, signature) in requests:
            connection.execute(insert(request), {"key": key, "id": id_, "raw": raw, "signature": signature})
        for device, raw, signature in statements:
            connection.execute(insert(heard), {"device": device, "raw": raw, "signature": signature})


def is_parcel(connection: Connection) -> bool:
    """Whether the file is such a one: it has no read models."""
    return not connection.dialect.has_table(connection, entry.name)


def _parts(
    rows: Iterable[tuple[str, bytes, bytes, str | None]],
) -> Iterator[Sequence[tuple[str, bytes, bytes, str | None]]]:
    part: list[tuple[str, bytes, bytes, str | None]] = []
    for row in rows:
        part.append(row)
        if len(part) == _BATCH:
            yield part
            part = []
    if part:
        yield part
