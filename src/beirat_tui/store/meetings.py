"""Finding meetings in the read models."""

from sqlalchemy import select

from beirat_tui.store.board_file import Reading
from beirat_tui.store.schema import agenda_row, meeting_row


def meeting_ids(reading: Reading) -> list[str]:
    """The ids of all meetings, the latest day first."""
    query = select(meeting_row.c.meeting).order_by(
        meeting_row.c.day.desc(), meeting_row.c.time.desc(), meeting_row.c.meeting
    )
    return list(reading.connection.execute(query).scalars())


def agenda(reading: Reading, meeting: str) -> list[str]:
    """The sketches on a meeting's agenda, in order."""
    query = select(agenda_row.c.sketch).where(agenda_row.c.meeting == meeting).order_by(agenda_row.c.place)
    return list(reading.connection.execute(query).scalars())
