"""What is known of each device's records."""

from sqlalchemy import func, select

from beirat_tui.store.board_file import Reading
from beirat_tui.store.schema import entry


def signed_after(reading: Reading, author: str, number: int) -> dict[str, int]:
    """How many records of each kind the device AUTHOR has signed after its record with this NUMBER."""
    query = (
        select(entry.c.kind, func.count())
        .where(entry.c.author == author, entry.c.seq > number)
        .group_by(entry.c.kind)
    )
    return {kind: int(number) for kind, number in reading.connection.execute(query)}


def slots_after(reading: Reading, author: str, number: int) -> list[tuple[str, str]]:
    """Id and slot of what the device AUTHOR has signed after its record with this NUMBER, in order."""
    query = select(entry.c.id, entry.c.slot).where(entry.c.author == author, entry.c.seq > number)
    return [(name, slot) for name, slot in reading.connection.execute(query.order_by(entry.c.seq))]


def heard(reading: Reading) -> dict[str, tuple[int, int]]:
    """For each key the number of its records and the latest time its clock showed (ms since 1970 UTC)."""
    query = select(entry.c.author, func.count(), func.max(entry.c.at)).group_by(entry.c.author)
    return {author: (count, at) for author, count, at in reading.connection.execute(query)}
