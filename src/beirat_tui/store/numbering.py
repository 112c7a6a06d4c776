"""The board's own numbers of sketches: ``2026-07``."""

from sqlalchemy import select

from beirat_tui.store.board_file import Reading
from beirat_tui.store.schema import sketch_row


def sketch_numbered(reading: Reading, number: str) -> str | None:
    """The id of the sketch with this number."""
    query = select(sketch_row.c.sketch).where(sketch_row.c.number == number).order_by(sketch_row.c.n).limit(1)
    return reading.connection.execute(query).scalar()


def next_number(reading: Reading, year: int) -> str:
    """The next free number of YEAR."""
    query = select(sketch_row.c.number).where(sketch_row.c.number.like(f"{year}-%"))
    taken = [number.partition("-")[2] for number in reading.connection.execute(query).scalars()]
    return f"{year}-{max((int(each) for each in taken if each.isdecimal()), default=0) + 1:02}"
