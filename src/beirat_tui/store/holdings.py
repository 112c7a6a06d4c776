"""What a board file has, in sets, for comparing it with another one or with itself a moment before."""

from collections.abc import Iterable

from sqlalchemy import func, select

from beirat_tui.store.reading import Reading
from beirat_tui.store.rows import chunks
from beirat_tui.store.schema import entry, fork, record, request, waiting


def record_ids(reading: Reading) -> set[str]:
    """The ids of all records."""
    cursor = reading.connection.execute(select(record.c.id)).cursor
    return set() if cursor is None else {row[0] for row in cursor.fetchall()}


def request_ids(reading: Reading) -> set[str]:
    """The ids of the requests to join."""
    return set(reading.connection.execute(select(request.c.id)).scalars())


def waiting_ids(reading: Reading) -> set[str]:
    """The ids of the records that wait for something that is not here."""
    return set(reading.connection.execute(select(waiting.c.id)).scalars())


def still_waiting(reading: Reading, ids: Iterable[str]) -> set[str]:
    """Those of IDS that wait for something that is not here."""
    return {
        name
        for part in chunks(ids)
        for name in reading.connection.execute(select(waiting.c.id).where(waiting.c.id.in_(part))).scalars()
    }


def forked_keys(reading: Reading) -> set[str]:
    """The keys whose chains have continued in two ways."""
    return set(reading.connection.execute(select(fork.c.author)).scalars())


def certificates_without_effect(reading: Reading) -> set[str]:
    """The ids of the certificates that have no effect."""
    query = select(entry.c.id).where(entry.c.kind == "cert.issued", entry.c.reason.is_not(None))
    return set(reading.connection.execute(query).scalars())


def without_effect(reading: Reading, ids: Iterable[str]) -> dict[str, int]:
    """How many of the records IDS have no effect, by the code of the reason."""
    found: dict[str, int] = {}
    query = select(entry.c.reason, func.count()).where(entry.c.reason.is_not(None)).group_by(entry.c.reason)
    for part in chunks(ids):
        for reason, number in reading.connection.execute(query.where(entry.c.id.in_(part))):
            found[reason] = found.get(reason, 0) + number
    return found
