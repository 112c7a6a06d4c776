"""One reading of the queue: the counts and the rows around the cursor, taken together in one thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beirat_tui.services import glance, queue
from beirat_tui.tui.widgets.window_list import PAGE

if TYPE_CHECKING:
    from datetime import date

    from beirat_tui.services.queue_views import QueueCounts, QueueRow
    from beirat_tui.services.session import Session
    from beirat_tui.tui.widgets.title_line import Heading


@dataclass(frozen=True, slots=True)
class Window:
    """What one reading brings: ``rows`` from ``first`` on, where the cursor stands, the file's state then."""

    query: str
    counts: "QueueCounts"
    cursor: int
    first: int
    rows: "list[QueueRow]"
    state: list[int]


def read_window(session: "Session", query: str, sketch: str | None, index: int | None) -> Window:
    """Return the rows around SKETCH, else around INDEX, else around the first sketch lacking one's vote."""
    state = glance.state_of(session.home, session.path)
    counts = queue.counts(session, query)
    found = queue.position(session, query, sketch) if sketch is not None else None
    if found is None:
        found = index if index is not None else queue.next_missing(session, query, -1)
    cursor = max(0, min(found or 0, counts.shown - 1))
    first = cursor - cursor % PAGE
    rows = list(queue.window(session, query, first, PAGE))
    return Window(query, counts, cursor, first, rows, state)


def keep_window(session: "Session", window: Window, heading: "Heading", day: "date") -> None:
    """Keep WINDOW as what the queue shows at once the next time, if nothing has changed since it was read."""
    if window.state != glance.state_of(session.home, session.path):
        return
    kept = glance.Glance(
        heading.board,
        heading.person,
        heading.label,
        session.person.votes,
        window.counts,
        window.cursor,
        window.first,
        window.rows,
    )
    glance.keep(session.home, session.path, day, kept, window.state)


def read_next_missing(session: "Session", query: str, after: int, direction: int) -> int | None:
    """Return where the next sketch lacking one's vote stands, beyond the end from the other side on."""
    backwards = direction < 0
    found = queue.next_missing(session, query, after, backwards=backwards)
    if found is None:
        start = queue.counts(session, query).shown if backwards else -1
        found = queue.next_missing(session, query, start, backwards=backwards)
    return found
