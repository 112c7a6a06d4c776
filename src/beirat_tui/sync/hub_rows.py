"""Which rows of a hub are new, without ever missing one.

A row gets its number when it is written and is seen when its transaction ends, and transactions end in any
order: whoever asks for "numbers above the highest that I know" misses the row that was late. So two things
are asked instead. Once for every connection, the numbers and digests of all rows of the board: what is
missing here is fetched, whatever happened to the hub meanwhile. After that, on the same connection, all rows
of transactions that were not over when the question before was asked: every transaction has a number
(`txid`), and the lowest that is still running is the horizon below which nothing can appear any more. Rows
above it are asked for again the next time, and known by their digest. If the rows are not as many as they
should be then, the hub has lost some, and the first question is asked again. (On engines without such numbers
the first question is asked each time.)
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

from beirat_tui.sync.hub_mirror import HubRow, Mark
from beirat_tui.sync.hub_schema import MOST_BYTES, ROLE_DIGITS, entry

SIZE: Final = 64 * 1024
"""The largest record, request or statement there is."""
_ROWS: Final = 500
_BYTES: Final = 8 * 1024 * 1024
"""What is on its way at a time."""
_HORIZON = text("SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)")
_COLUMNS = text("SELECT * FROM beirat.entry LIMIT 0")
_SINCE = text(
    "SELECT n, digest FROM beirat.entry WHERE board = :board AND txid >= CAST(CAST(:since AS text) AS xid8)"
)
_ALL = select(entry.c.n, entry.c.digest).where(entry.c.board == bindparam("board"))
_COUNT = select(func.count()).select_from(entry).where(entry.c.board == bindparam("board"))
_BOARDS = select(entry.c.board).distinct().limit(2)
_CHOSEN = entry.c.n.in_(bindparam("numbers", expanding=True))
_SIZES = select(entry.c.n, entry.c.digest, entry.c.kind, func.octet_length(entry.c.raw)).where(
    entry.c.board == bindparam("board"), _CHOSEN
)
_ROWS_OF = select(entry.c.n, entry.c.digest, entry.c.kind, entry.c.raw, entry.c.signature).where(
    entry.c.board == bindparam("board"), _CHOSEN
)
_ADD = insert(entry).on_conflict_do_nothing()
_NOTIFY = text("SELECT pg_notify(:channel, :what)")


def channel(board: str) -> str:
    """Where the news of BOARD is told; the name tells no more than that there is some."""
    return f"beirat_{board[:ROLE_DIGITS]}"


def boards(connection: Connection) -> Sequence[str]:
    """The boards of which rows can be seen, two at most."""
    return connection.execute(_BOARDS).scalars().all()


def numbered(connection: Connection) -> bool:
    """Whether rows carry the number of their transaction."""
    return "txid" in connection.execute(_COLUMNS).keys()  # noqa: SIM118  (a result has no other way)


def horizon(connection: Connection) -> int:
    """The lowest number of a transaction that may still be running."""
    found: int = connection.execute(_HORIZON).scalar_one()
    return found


def all_marks(connection: Connection, board: str) -> set[Mark]:
    """Number and digest of every row."""
    return {(row.n, bytes(row.digest)) for row in connection.execute(_ALL, {"board": board})}


def marks_since(connection: Connection, board: str, since: int) -> set[Mark]:
    """Number and digest of every row that a transaction numbered SINCE or above wrote."""
    rows = connection.execute(_SINCE, {"board": board, "since": str(since)})
    return {(row.n, bytes(row.digest)) for row in rows}


def count(connection: Connection, board: str) -> int:
    """How many rows there are."""
    found: int = connection.execute(_COUNT, {"board": board}).scalar_one()
    return found


def fetch(connection: Connection, board: str, marks: Collection[Mark]) -> Iterator[list[HubRow] | set[Mark]]:
    """The rows that MARKS name, a few megabytes at a time; as a set those too large to be anything."""
    ordered = sorted(number for number, _ in marks)
    for start in range(0, len(ordered), _ROWS):
        found = connection.execute(_SIZES, {"board": board, "numbers": ordered[start : start + _ROWS]})
        too_large: set[Mark] = set()
        sizes: dict[int, int] = {}
        for n, digest, kind, size in found:
            if (n, bytes(digest)) in marks:
                if size > (MOST_BYTES if kind == "payload" else SIZE):
                    too_large.add((n, bytes(digest)))
                else:
                    sizes[n] = size
        if too_large:
            yield too_large
        for part in _portions(sizes):
            rows = connection.execute(_ROWS_OF, {"board": board, "numbers": part})
            yield [HubRow(n, bytes(d), kind, bytes(raw), bytes(sig)) for n, d, kind, raw, sig in rows]


def _portions(sizes: dict[int, int]) -> Iterator[list[int]]:
    part: list[int] = []
    total = 0
    for number, size in sizes.items():
        if part and total + size > _BYTES:
            yield part
            part, total = [], 0
        part.append(number)
        total += size
    if part:
        yield part


New = tuple[str, bytes, bytes]
"""Kind, bytes and signature of a row to add."""


def batches(rows: Iterable[New]) -> Iterator[list[New]]:
    """ROWS in lists that fit into one statement."""
    part: list[New] = []
    total = 0
    for row in rows:
        if part and (len(part) == _ROWS or total + len(row[1]) > _BYTES):
            yield part
            part, total = [], 0
        part.append(row)
        total += len(row[1])
    if part:
        yield part


def add(connection: Connection, board: str, rows: Sequence[New], *, with_digest: bool) -> None:
    """Add ROWS; those that somebody has added meanwhile stay as they are."""
    values: list[dict[str, object]] = []
    for kind, raw, signature in rows:
        row: dict[str, object] = {"board": board, "kind": kind, "raw": raw, "signature": signature}
        if with_digest:
            row["digest"] = hashlib.sha256(raw + signature).digest()
        values.append(row)
    connection.execute(_ADD, values)


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """What happens in it is there as a whole, or not at all; a question alone needs none."""
    connection.commit()
    connection.execution_options(isolation_level="READ COMMITTED")
    try:
        with connection.begin():
            yield
    finally:
        if not connection.invalidated:
            connection.execution_options(isolation_level="AUTOCOMMIT")


def tell(connection: Connection, board: str, what: str, *, surely: bool) -> None:
    """Tell who listens that there is news when this transaction ends; SURELY: the engine can do that."""
    if surely:
        connection.execute(_NOTIFY, {"channel": channel(board), "what": what})
        return
    try:
        with connection.begin_nested():
            connection.execute(_NOTIFY, {"channel": channel(board), "what": what})
    except DBAPIError as error:
        if error.connection_invalidated:
            raise
