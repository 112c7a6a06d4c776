"""What the queue shows at once, before the board is open: its first page, read in passing.

Opening a board takes a database library and the types of all records; somebody who only looks should not wait
for them. What is shown comes from the file itself and is shown again, read properly, a moment later.
"""

from dataclasses import dataclass
from pathlib import Path

from beirat_tui.domain.errors import StoreError
from beirat_tui.domain.text import clean_line
from beirat_tui.services.home import Home
from beirat_tui.services.person import Person
from beirat_tui.services.queue_rows import queue_row
from beirat_tui.services.queue_views import QueueCounts, QueueRow
from beirat_tui.store.glance import GUEST, NoGlance, glance_into


@dataclass(frozen=True, slots=True)
class Glance:
    """The head of the program and the rows around the cursor.

    Attributes:
        board: the board's title.
        person: who sits there.
        cursor: place of the first sketch that lacks the person's vote.
        first: place of the first of ``rows`` in the queue.
    """

    board: str
    person: Person
    counts: QueueCounts
    cursor: int
    first: int
    rows: list[QueueRow]


def glance(home: Home, path: Path, size: int) -> Glance | None:
    """SIZE rows of the queue of the board at PATH as the owner of HOME sees it; None if none can be seen."""
    try:
        with glance_into(path) as board:
            key = home.key(board.board)
            seat = GUEST if key is None else board.seat(key.public)
            page = board.page(seat.member, home.private(board.board, "drafts"), size)
            person = Person(
                seat.member, clean_line(seat.label), clean_line(seat.name), seat.roles, votes=seat.votes
            )
            total, running, lacking = page.counts
            counts = QueueCounts(total, total, running, lacking)
            rows = list(map(queue_row, page.rows))
            return Glance(clean_line(board.title), person, counts, page.cursor, page.first, rows)
    except (NoGlance, StoreError):
        return None
