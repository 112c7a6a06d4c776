"""The board's own numbers of sketches: ``2026-07``."""

from sqlalchemy import select

from beirat_tui.store.board_file import Reading
from beirat_tui.store.schema import sketch_row, sketch_text


def sketch_numbered(reading: Reading, number: str) -> str | None:
    """The id of the sketch with this number."""
    query = select(sketch_row.c.sketch).where(sketch_row.c.number == number).order_by(sketch_row.c.n).limit(1)
    return reading.connection.execute(query).scalar()


def number_of_titled(reading: Reading, title: str, applicant: str) -> str | None:
    """The number of the one sketch with this TITLE by APPLICANT; None where there is none, or several."""
    query = (
        select(sketch_row.c.number)
        .join(sketch_text, sketch_text.c.n == sketch_row.c.n)
        .where(sketch_text.c.title == title, sketch_text.c.applicant == applicant)
        .limit(2)
    )
    found = reading.connection.execute(query).scalars().all()
    return found[0] if len(found) == 1 and title and applicant else None


def next_number(reading: Reading, year: int) -> str:
    """The next free number of YEAR."""
    query = select(sketch_row.c.number).where(sketch_row.c.number.like(f"{year}-%"))
    taken = [number.partition("-")[2] for number in reading.connection.execute(query).scalars()]
    return f"{year}-{max((int(each) for each in taken if each.isdecimal()), default=0) + 1:02}"
