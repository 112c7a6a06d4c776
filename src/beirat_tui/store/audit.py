"""The file's raw rows, and what its read models claim, for whoever trusts neither.

Everything goes through the driver: `verify` reads every row of the file once.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Select, exists, func, select

from beirat_tui.store.reading import Reading
from beirat_tui.store.schema import (
    ballot_row,
    entry,
    erased,
    fork,
    head,
    payload,
    record,
    round_row,
    tip,
    waiting,
)


class StoredRecord(NamedTuple):
    """One row of the table of records, as it stands there."""

    id: object
    raw: object
    signature: object


class Claims(NamedTuple):
    """What the read models say, each as a set of tuples with record ids in place of row numbers."""

    entries: set[tuple[Any, ...]]
    heads: set[tuple[Any, ...]]
    tips: set[str]
    forks: set[str]


def count_records(reading: Reading) -> int:
    """How many rows the table of records has."""
    return int(reading.connection.execute(select(func.count()).select_from(record)).scalar_one())


def count_waiting(reading: Reading) -> int:
    """How many records wait for something that is not here."""
    return int(reading.connection.execute(select(func.count()).select_from(waiting)).scalar_one())


def stored_records(reading: Reading, size: int) -> Iterator[list[StoredRecord]]:
    """All rows of the table of records, in batches of SIZE."""
    query = select(record.c.id, record.c.raw, record.c.signature).order_by(record.c.n)
    cursor = reading.connection.execute(query).cursor
    while cursor is not None and (rows := cursor.fetchmany(size)):
        yield [StoredRecord(*row) for row in rows]


def stored_payloads(reading: Reading) -> Iterator[tuple[object, object]]:
    """Hash and blob of every payload, one at a time: each may be large."""
    yield from _rows(reading, select(payload.c.hash, payload.c.blob))


def erased_but_here(reading: Reading) -> list[str]:
    """The hashes of payloads that were ordered to be erased and are here all the same."""
    query = select(payload.c.hash).where(exists().where(erased.c.hash == payload.c.hash))
    return list(reading.connection.execute(query).scalars())


def claims(reading: Reading) -> Claims:
    """What the read models of records and slots say."""
    columns = [column for column in entry.c if column.name != "n"]
    heads = select(head.c.slot, entry.c.id).outerjoin(entry, entry.c.n == head.c.n)
    return Claims(
        entries=set(_rows(reading, select(*columns))),
        heads=set(_rows(reading, heads)),
        tips={row[0] for row in _rows(reading, select(tip.c.id))},
        forks={row[0] for row in _rows(reading, select(fork.c.author))},
    )


def claimed_rounds(reading: Reading) -> dict[str, tuple[str | None, ...]]:
    """State, result and Votum of every round, as the read model says."""
    query = select(round_row.c.round, round_row.c.state, round_row.c.result, round_row.c.votum)
    return {row[0]: row[1:] for row in _rows(reading, query)}


def claimed_ballots(reading: Reading) -> dict[str, dict[str, str]]:
    """What each member of each electorate did, by round, as the read model says."""
    found: dict[str, dict[str, str]] = {}
    query = select(ballot_row.c.round, ballot_row.c.member, ballot_row.c.state)
    for round_, member, state in _rows(reading, query):
        found.setdefault(round_, {})[member] = state
    return found


def structure(reading: Reading) -> str:
    """What SQLite finds wrong with the file's own structure; empty if nothing."""
    found = str(reading.connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    return "" if found == "ok" else found


def _rows(reading: Reading, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
    cursor = reading.connection.execute(query).cursor
    return iter(()) if cursor is None else iter(cursor.fetchone, None)
