"""The programmes and rules of procedure that the board has adopted, read once from their texts."""

from functools import lru_cache

from beirat_tui.domain.errors import BeiratError
from beirat_tui.domain.programme import Programme
from beirat_tui.log.bodies.board import ProgrammeAdopted
from beirat_tui.store.board_file import Reading


@lru_cache(maxsize=64)
def _parse(text: str) -> Programme | None:
    from beirat_tui.domain.programme_file import parse_programme  # noqa: PLC0415  (not on the way to the queue)

    try:
        return parse_programme(text)
    except BeiratError:
        return None


def programmes(reading: Reading) -> dict[str, Programme]:
    """The adopted programmes by id; those that this version cannot read are left out.

    Of two texts adopted without knowledge of each other the first in a fixed order is shown.
    """
    found: dict[str, Programme] = {}
    for values in reading.view.each("programme/"):
        body = values[0].body
        programme = _parse(body.toml) if isinstance(body, ProgrammeAdopted) else None
        if programme is not None:
            found[programme.id] = programme
    return found
