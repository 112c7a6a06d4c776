"""One reading of the queue: the counts and the rows around the cursor, taken together in one thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beirat_tui.services import queue
from beirat_tui.tui.widgets.window_list import PAGE

if TYPE_CHECKING:
    from beirat_tui.services.queue_views import QueueCounts, QueueRow
    from beirat_tui.services.session import Session


@dataclass(frozen=True, slots=True)
class Window:
    """What one reading brings: ``rows`` from ``first`` on, where the cursor stands."""

    query: str
    counts: "QueueCounts"
    cursor: int
    first: int
    rows: "list[QueueRow]"


def read_window(session: "Session", query: str, sketch: str | None, index: int | None) -> Window:
    """Return the rows around SKETCH, else around INDEX, else around the first sketch lacking one's vote."""
    counts = queue.counts(session, query)
    found = queue.position(session, query, sketch) if sketch is not None else None
    if found is None:
        found = index if index is not None else queue.next_missing(session, query, -1)
    cursor = max(0, min(found or 0, counts.shown - 1))
    first = cursor - cursor % PAGE
    rows = list(queue.window(session, query, first, PAGE))
    return Window(query, counts, cursor, first, rows)


def read_next_missing(session: "Session", query: str, after: int, direction: int) -> int | None:
    """Return where the next sketch lacking one's vote stands, beyond the end from the other side on."""
    backwards = direction < 0
    found = queue.next_missing(session, query, after, backwards=backwards)
    if found is None:
        start = queue.counts(session, query).shown if backwards else -1
        found = queue.next_missing(session, query, start, backwards=backwards)
    return found
