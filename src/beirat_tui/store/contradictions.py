"""Slots in which entries stand side by side, and what the read models know of contested rounds."""

from sqlalchemy import func, select

from beirat_tui.store.reading import Reading
from beirat_tui.store.schema import head, round_row


def shared_slots(reading: Reading) -> list[str]:
    """The slots with several heads, sorted; those that create objects hold many by their nature."""
    query = (
        select(head.c.slot)
        .where(~head.c.slot.endswith("/*"))
        .group_by(head.c.slot)
        .having(func.count() > 1)
        .order_by(head.c.slot)
    )
    return list(reading.connection.execute(query).scalars())


def rounds_in(reading: Reading, state: str) -> list[str]:
    """The ids of the rounds in STATE, sorted."""
    query = select(round_row.c.round).where(round_row.c.state == state).order_by(round_row.c.round)
    return list(reading.connection.execute(query).scalars())
