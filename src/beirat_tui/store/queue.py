"""The queue read from its read model: only the rows wanted, or the row numbers of a whole list.

Lists are asked for in two ways. The whole queue is paged along its index. What a filter selects, and places
deep in the queue, go by row numbers: eight bytes a sketch, read once for each state of the file.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    case,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    tuple_,
)

from beirat_tui.store.rows import chunks
from beirat_tui.store.schema import ballot_row, sketch_row, sketch_text

_search: Final = table("sketch_search", column("rowid", Integer))
_ORDER: Final = (sketch_row.c.sort_key, sketch_row.c.n)
_WAITING_STAGES: Final = ("submitted", "scheduled", "back")
_LACKING: Final = ("missing", "conflict")
_VALUES: Final = 500

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom the queue is read.

    Attributes:
        member: their member id; None for somebody without a place on the board.
        drafts: the sketches for which they keep a draft vote.
    """

    member: str | None = None
    drafts: tuple[str, ...] = ()


def my_vote(asking: Asking) -> ColumnElement[str]:
    """What ASKING has done about a sketch, for queries that join `with_my_ballot`.

    ``missing`` only while the vote runs; a draft counts where there is no ballot yet; in a queue to which a
    sketch has come back nothing is left of the vote before.
    """
    drafted = sketch_row.c.sketch.in_(asking.drafts)
    unasked = ballot_row.c.state.is_(None)
    return case(
        (sketch_row.c.stage.in_(_WAITING_STAGES), case((drafted, "draft"), else_="none")),
        (unasked, "none"),
        (ballot_row.c.state != "missing", ballot_row.c.state),
        (sketch_row.c.stage != "open", "none"),
        (drafted, "draft"),
        else_="missing",
    )


def with_my_ballot(query: Select[Any], asking: Asking) -> Select[Any]:
    """QUERY over sketches, each with what ASKING did in its latest round."""
    mine = and_(ballot_row.c.round == sketch_row.c.round, ballot_row.c.member == (asking.member or ""))
    return query.outerjoin(ballot_row, mine)


def count(connection: Connection, asking: Asking) -> tuple[int, int, int]:
    """How many sketches there are: all, being voted on, lacking ASKING's vote."""
    run = connection.execute
    total = run(select(func.count()).select_from(sketch_row)).scalar_one()
    running = run(select(func.count()).where(sketch_row.c.stage == "open")).scalar_one()
    lacking = run(_lacking(select(func.count()), asking)).scalar_one()
    return total, running, lacking


def _lacking(query: Select[Any], asking: Asking) -> Select[Any]:
    return with_my_ballot(query.select_from(sketch_row), asking).where(
        sketch_row.c.stage == "open", ballot_row.c.state.in_(_LACKING)
    )


@dataclass(frozen=True, slots=True)
class Selection:
    """What a filter asks for.

    Attributes:
        match: the question to the search index, empty for none.
        conditions: what must hold besides, for queries that join `with_my_ballot`.
    """

    match: str = ""
    conditions: tuple[ColumnElement[bool], ...] = ()


def ids(connection: Connection) -> "array[int]":
    """The row numbers of all sketches in the order of the queue."""
    cursor = connection.execute(select(sketch_row.c.n).order_by(*_ORDER)).cursor
    # From the driver itself, because it can be a hundred thousand numbers.
    return array("q", chain.from_iterable(() if cursor is None else cursor.fetchall()))


def selected(connection: Connection, selection: Selection, asking: Asking) -> list[int]:
    """The row numbers of the sketches that SELECTION asks for, in any order."""
    hits = _search.c.rowid
    # In one text: a row for each of a hundred thousand numbers takes longer than finding them.
    if selection.match and not selection.conditions:
        query = select(func.json_group_array(hits)).where(_matches(selection.match))
    else:
        query = select(func.json_group_array(sketch_row.c.n)).select_from(sketch_row)
        if selection.match:
            query = query.join(_search, hits == sketch_row.c.n).where(_matches(selection.match))
        query = with_my_ballot(query, asking).where(*selection.conditions)
    return msgspec.json.decode(connection.execute(query).scalar_one(), type=list[int])


def matching(question: str) -> ColumnElement[bool]:
    """Whether the texts of a sketch answer QUESTION, in the search index's language."""
    return sketch_row.c.n.in_(select(_search.c.rowid).where(_matches(question)))


def _matches(question: str) -> ColumnElement[bool]:
    return literal_column("sketch_search").op("MATCH")(question)


def lacking(connection: Connection, asking: Asking) -> set[int]:
    """The row numbers of the sketches that lack ASKING's vote."""
    return set(connection.execute(_lacking(select(sketch_row.c.n), asking)).scalars())


def page(connection: Connection, asking: Asking, first: int, size: int) -> list[Row]:
    """SIZE rows of the whole queue from place FIRST on."""
    places = select(sketch_row.c.n).order_by(*_ORDER).limit(size).offset(first)
    query = _shown(asking).where(sketch_row.c.n.in_(places)).order_by(*_ORDER)
    return [dict(row) for row in connection.execute(query).mappings()]


def rows(connection: Connection, asking: Asking, numbers: Sequence[int]) -> list[Row]:
    """The rows with these NUMBERS, in their order; those that are gone left out."""
    found: dict[int, Row] = {}
    for start in range(0, len(numbers), _VALUES):
        query = _shown(asking).where(sketch_row.c.n.in_(numbers[start : start + _VALUES]))
        found |= {row["n"]: dict(row) for row in connection.execute(query).mappings()}
    return [found[n] for n in numbers if n in found]


def row_of(connection: Connection, asking: Asking, sketch: str) -> Row | None:
    """The row of one sketch."""
    found = connection.execute(_shown(asking).where(sketch_row.c.sketch == sketch)).mappings().first()
    return None if found is None else dict(found)


def _shown(asking: Asking) -> Select[Any]:
    query = select(
        *(column for column in sketch_row.c if column.name not in {"sort_key", "flagged"}),
        sketch_text.c.title,
        sketch_text.c.applicant,
        my_vote(asking).label("my_vote"),
    ).select_from(sketch_row)
    return with_my_ballot(query.outerjoin(sketch_text, sketch_text.c.n == sketch_row.c.n), asking)


def number_of(connection: Connection, sketch: str) -> int | None:
    """The row number of SKETCH."""
    return connection.execute(select(sketch_row.c.n).where(sketch_row.c.sketch == sketch)).scalar()


def place(connection: Connection, sketch: str) -> int | None:
    """The place of SKETCH in the whole queue, from 0."""
    key = connection.execute(select(*_ORDER).where(sketch_row.c.sketch == sketch)).first()
    if key is None:
        return None
    return _before(connection, key.sort_key, key.n)


def _before(connection: Connection, sort_key: str, n: int) -> int:
    key = tuple_(literal(sort_key), literal(n))
    query = select(func.count()).select_from(sketch_row).where(tuple_(*_ORDER) < key)
    return connection.execute(query).scalar_one()


def next_lacking(connection: Connection, asking: Asking, after: int, *, backwards: bool) -> int | None:
    """The place in the whole queue of the next sketch behind (or before) AFTER that lacks ASKING's vote."""
    query = _lacking(select(*_ORDER), asking)
    at = connection.execute(select(*_ORDER).order_by(*_ORDER).offset(max(0, after)).limit(1)).first()
    if backwards:
        if after <= 0:
            return None
        order = (sketch_row.c.sort_key.desc(), sketch_row.c.n.desc())
        if at is not None:
            query = query.where(tuple_(*_ORDER) < tuple_(literal(at.sort_key), literal(at.n)))
    else:
        order = (sketch_row.c.sort_key.asc(), sketch_row.c.n.asc())
        if after >= 0:
            if at is None:
                return None
            query = query.where(tuple_(*_ORDER) > tuple_(literal(at.sort_key), literal(at.n)))
    found = connection.execute(query.order_by(*order).limit(1)).first()
    return None if found is None else _before(connection, found.sort_key, found.n)


def applicants(connection: Connection, limit: int) -> list[str]:
    """The names of applicants, sorted, at most LIMIT."""
    query = select(sketch_text.c.applicant).distinct().where(sketch_text.c.applicant != "")
    return list(connection.execute(query.order_by(sketch_text.c.applicant).limit(limit)).scalars())


def months(connection: Connection) -> list[str]:
    """The months in which sketches were received, such as ``2026-03``, the latest first."""
    month = func.substr(sketch_row.c.received, 1, 7)
    return list(connection.execute(select(month).distinct().order_by(month.desc())).scalars())


def titles(connection: Connection, sketches: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Number and title of SKETCHES by their ids."""
    found: dict[str, tuple[str, str]] = {}
    query = select(sketch_row.c.sketch, sketch_row.c.number, sketch_text.c.title).outerjoin(
        sketch_text, sketch_text.c.n == sketch_row.c.n
    )
    for part in chunks(sketches):
        for row in connection.execute(query.where(sketch_row.c.sketch.in_(part))):
            found[row.sketch] = (row.number, row.title or "")
    return found
