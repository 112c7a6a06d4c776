"""The queue as one person sees it: what there is, in which order, and what lacks their vote.

The whole queue is read page by page. What a filter selects is kept as row numbers as long as the file and the
person's drafts stay as they are, so that counting, paging and searching places do not ask again.
"""

from array import array
from itertools import compress
from typing import Final

from beirat_tui.domain.filter import Named, parse_filter
from beirat_tui.services.kept import keep
from beirat_tui.services.queue_rows import queue_row
from beirat_tui.services.queue_views import QueueCounts, QueueRow
from beirat_tui.services.session import Session
from beirat_tui.store import queue as stored
from beirat_tui.store.board_file import Reading
from beirat_tui.store.queue import Asking

DEEP: Final = 2_000
"""From this place on a page is found by row numbers: skipping along the index takes longer the deeper."""
_FEW: Final = 8
"""Up to this part of the queue it is faster to sort what was found than to go through all of it."""
_APPLICANTS: Final = 2_000


def counts(session: Session, query: str) -> QueueCounts:
    """How many sketches there are, in all and by the filter QUERY.

    Raises:
        InputError: ``filter.…``, the filter cannot be read.
    """
    shown = _order(session, query) if _filtered(query) else None
    me = asking(session)
    counted = keep(session, ("count", me.member), lambda reading: stored.count(reading.connection, me))
    total, running, lacking = counted
    return QueueCounts(total, total if shown is None else len(shown), running, lacking)


def window(session: Session, query: str, first: int, count: int) -> list[QueueRow]:
    """COUNT rows from place FIRST (from 0) on: deadlines first, then agendas, then the oldest.

    Raises:
        InputError: ``filter.…``.
    """
    numbers = _order(session, query)[first : first + count] if _filtered(query) or first >= DEEP else None
    me = asking(session)
    with session.reading() as reading:
        if numbers is None:
            found = stored.page(reading.connection, me, first, count)
        else:
            found = stored.rows(reading.connection, me, numbers)
    return [queue_row(each) for each in found]


def position(session: Session, query: str, sketch: str) -> int | None:
    """The place of SKETCH among those that QUERY selects; None where it is not one of them.

    Raises:
        InputError: ``filter.…``.
    """
    numbers = _order(session, query) if _filtered(query) else None
    with session.reading() as reading:
        if numbers is None:
            return stored.place(reading.connection, sketch)
        n = stored.number_of(reading.connection, sketch)
    try:
        return None if n is None else numbers.index(n)
    except ValueError:
        return None


def next_missing(session: Session, query: str, after: int, *, backwards: bool = False) -> int | None:
    """The place of the next sketch behind AFTER (with BACKWARDS before it) that lacks the person's vote.

    Raises:
        InputError: ``filter.…``.
    """
    numbers = _order(session, query) if _filtered(query) else None
    me = asking(session)
    with session.reading() as reading:
        if numbers is None:
            return stored.next_lacking(reading.connection, me, after, backwards=backwards)
        lacking = stored.lacking(reading.connection, me)
    places = range(min(after, len(numbers)) - 1, -1, -1) if backwards else range(after + 1, len(numbers))
    return next((place for place in places if numbers[place] in lacking), None)


def completions(session: Session, text: str, cursor: int) -> list[str]:
    """What the piece of the filter TEXT before CURSOR may become, from what occurs on this board."""
    from beirat_tui.domain.filter_completion import Vocabulary, completions  # noqa: PLC0415  (when typing)
    from beirat_tui.services.programmes import programmes  # noqa: PLC0415  (the same)
    from beirat_tui.wording import language  # noqa: PLC0415  (the same)

    def read(reading: Reading) -> Vocabulary:
        months = stored.months(reading.connection)
        return Vocabulary(
            language(),
            topics=tuple(
                dict.fromkeys(
                    each.name.text(language())
                    for programme in programmes(reading).values()
                    for each in programme.fields
                )
            ),
            applicants=tuple(stored.applicants(reading.connection, _APPLICANTS)),
            periods=(*dict.fromkeys(month[:4] for month in months), *months),
        )

    return completions(text, cursor, keep(session, ("vocabulary", language()), read))


def row(session: Session, reading: Reading, sketch: str) -> QueueRow | None:
    """The line of one sketch; None where there is none."""
    found = stored.row_of(reading.connection, asking(session), sketch)
    return None if found is None else queue_row(found)


def asking(session: Session) -> Asking:
    """For whom the queue is read: the person at SESSION with their private drafts."""
    drafts = session.home.private(session.id, "drafts") if session.id else {}
    return Asking(session.person.member, tuple(sorted(drafts)))


def _filtered(query: str) -> bool:
    return bool(query.strip())


def _order(session: Session, query: str) -> "array[int]":
    """The row numbers of what QUERY selects, in order."""
    terms = parse_filter(query)
    whole = keep(session, "order", lambda reading: stored.ids(reading.connection))
    if not terms:
        return whole
    me = asking(session)

    def read(reading: Reading) -> "array[int]":
        from beirat_tui.services.programmes import programmes  # noqa: PLC0415  (not for the whole queue)
        from beirat_tui.store.queue_filter import selection  # noqa: PLC0415  (the same)

        named = any(isinstance(term, Named) for term in terms)
        known = tuple(programmes(reading).values()) if named else ()
        hits = stored.selected(reading.connection, selection(terms, me, known), me)
        places = _places(session, whole)
        if max(hits, default=0) >= len(places):
            # What has come since the whole was read has no place yet.
            hits = [n for n in hits if n < len(places)]
        if len(hits) * _FEW < len(whole):
            placed = sorted(place for place in map(places.__getitem__, hits) if place >= 0)
            return array("q", map(whole.__getitem__, placed))
        # One flag a place, and one behind them for what has none (-1).
        found = bytearray(len(whole) + 1)
        for place in map(places.__getitem__, hits):
            found[place] = 1
        return array("q", compress(whole, found))

    return keep(session, ("filter", terms, me), read)


def _places(session: Session, whole: "array[int]") -> "array[int]":
    """The place in the WHOLE queue of every row number; -1 for those of other things than sketches."""

    def derive(_reading: Reading) -> "array[int]":
        places = array("q", [-1]) * (max(whole, default=0) + 1)
        for place, n in enumerate(whole):
            places[n] = place
        return places

    return keep(session, "places", derive)


def find(session: Session, typed: str, limit: int) -> list[QueueRow]:
    """At most LIMIT sketches that TYPED names: by number, beginning of an id, or part of the title."""
    from beirat_tui.store.finding import sketches_named  # noqa: PLC0415  (for commands only)

    with session.reading() as reading:
        numbers = sketches_named(reading.connection, typed, limit)
        return [queue_row(each) for each in stored.rows(reading.connection, asking(session), numbers)]
