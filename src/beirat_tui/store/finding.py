"""A sketch found by what somebody types: its number, the beginning of its id, or a part of its title."""

from typing import Final

from sqlalchemy import Connection, select

from beirat_tui.domain.text import fold, fold_bare
from beirat_tui.store.schema import sketch_row, sketch_text

ID_DIGITS: Final = 8
"""Digits of an id that are enough to look it up."""


def sketches_named(connection: Connection, typed: str, limit: int) -> list[int]:
    """Row numbers of at most LIMIT sketches that TYPED names, in the order of the queue.

    The first that fits anything decides: the exact number, the beginning of an id, a part of the title.
    """
    number = connection.execute(
        select(sketch_row.c.n).where(sketch_row.c.number == typed.strip()).limit(limit)
    )
    found = list(number.scalars()) or _by_id(connection, typed.strip().lower(), limit)
    return found or _by_title(connection, typed, limit)


def _by_id(connection: Connection, beginning: str, limit: int) -> list[int]:
    if len(beginning) < ID_DIGITS or set(beginning) - set("0123456789abcdef"):
        return []
    query = select(sketch_row.c.n).where(sketch_row.c.sketch.startswith(beginning)).limit(limit)
    return list(connection.execute(query).scalars())


def _by_title(connection: Connection, part: str, limit: int) -> list[int]:
    """Every title is looked at: the search index knows only beginnings of words."""
    wanted = " ".join(fold(part).split())
    if not wanted:
        return []
    query = (
        select(sketch_text.c.n, sketch_text.c.title)
        .join(sketch_row, sketch_row.c.n == sketch_text.c.n)
        .order_by(sketch_row.c.sort_key, sketch_row.c.n)
    )
    found: list[int] = []
    for n, title in connection.execute(query):
        if wanted in fold(title) or wanted in fold_bare(title):
            found.append(n)
            if len(found) == limit:
                break
    return found
