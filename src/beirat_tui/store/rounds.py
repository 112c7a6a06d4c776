"""Finding rounds, and what they are about, in the read models."""

from sqlalchemy import select

from beirat_tui.store.board_file import Reading
from beirat_tui.store.schema import entry, round_row, sketch_row, sketch_text


def round_ids(reading: Reading, sketch: str | None = None) -> list[str]:
    """The ids of the rounds about SKETCH, or of all rounds, in the order of their arrival here."""
    query = select(round_row.c.round).join(entry, entry.c.id == round_row.c.round).order_by(entry.c.n)
    if sketch is not None:
        query = query.where(round_row.c.sketch == sketch)
    return list(reading.connection.execute(query).scalars())


def election_ids(reading: Reading) -> list[str]:
    """The ids of the rounds that are about no sketch, in the order of their arrival here."""
    query = select(round_row.c.round).join(entry, entry.c.id == round_row.c.round).order_by(entry.c.n)
    return list(reading.connection.execute(query.where(round_row.c.sketch.is_(None))).scalars())


def running_elections(reading: Reading) -> list[str]:
    """The ids of the elections that are open."""
    query = select(round_row.c.round).where(round_row.c.sketch.is_(None), round_row.c.state == "open")
    return list(reading.connection.execute(query).scalars())


def meeting_round_ids(reading: Reading, meeting: str) -> list[str]:
    """The ids of the rounds held in MEETING, in the order of their arrival here."""
    query = select(round_row.c.round).join(entry, entry.c.id == round_row.c.round).order_by(entry.c.n)
    return list(reading.connection.execute(query.where(round_row.c.meeting == meeting)).scalars())


def sketch_titles(reading: Reading, sketches: list[str]) -> dict[str, tuple[str, str]]:
    """Number and title of the SKETCHES that the board knows."""
    query = (
        select(sketch_row.c.sketch, sketch_row.c.number, sketch_text.c.title)
        .join(sketch_text, sketch_text.c.n == sketch_row.c.n)
        .where(sketch_row.c.sketch.in_(sketches))
    )
    return {row.sketch: (row.number, row.title) for row in reading.connection.execute(query)}
