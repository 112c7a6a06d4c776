"""Settling what contradicts itself: whoever may write it says once more, knowing both sides, what holds.

The new entry takes the place of all sides. Nothing is removed: both stay in the log.
"""

from beirat_tui.domain.errors import InputError, Refused
from beirat_tui.log import payload as payloads
from beirat_tui.log.record import Record
from beirat_tui.services import closing as closings
from beirat_tui.services import voting
from beirat_tui.services.conflict_views import Conflict, Side
from beirat_tui.services.session import Pen, Session

ELSEWHERE = frozenset({"fork", "counts"})
"""What no side settles: a copied device needs a new one, a count is counted again."""


def settle(session: Session, conflict: Conflict, side: Side) -> None:
    """Let SIDE of CONFLICT hold.

    Raises:
        RightsError: this device may not settle it.
        Refused: ``settle.elsewhere``: no side settles it; ``settle.settled``: it was settled meanwhile;
            ``settle.no-text``: what the side says has not all arrived here; and whatever a new entry of
            this kind is refused for.
    """
    if conflict.code in ELSEWHERE:
        raise Refused("settle.elsewhere")
    choice, round_id = side.body.get("choice"), conflict.round or ""
    if conflict.code == "closings":
        closings.confirm(session, round_id, side.record)
    elif conflict.code == "own-ballots" and isinstance(choice, str):
        voting.cast(session, round_id, choice, _remark(side))
    elif conflict.code == "deputy-ballots" and isinstance(choice, str):
        voting.cast(session, round_id, choice, _remark(side), on_behalf_of=str(side.body["member"]))
    elif conflict.code == "hand-ballots":
        given = choice if isinstance(choice, str) else None
        closings.record_by_hand(session, round_id, str(side.body["member"]), given, reason=_remark(side))
    else:
        with session.writing(*conflict.settled_by) as pen:
            _say_again(pen, conflict.slot, side.record)


def _remark(side: Side) -> str:
    remark = side.told.get("remark")
    return remark if isinstance(remark, str) else ""


def _say_again(pen: Pen, slot: str, record: str) -> None:
    """Write once more what RECORD says in SLOT."""
    values = pen.view.values(slot)
    if len(values) < 2:  # noqa: PLR2004  (a pair)
        raise Refused("settle.settled")
    chosen = next((each for each in pen.view.heads(slot) if each.id == record), None)
    if chosen is None or chosen.body is None:
        raise Refused("settle.settled")
    pen.write(chosen.kind, chosen.body, content=_content(pen, chosen))


def _content(pen: Pen, chosen: Record) -> bytes | None:
    if chosen.payload is None:
        return None
    blob = pen.writing.blob(chosen.payload)
    if blob is None:
        raise Refused("settle.no-text")
    return payloads.content(blob)


def pick(found: list[Conflict], number: int, side: int) -> tuple[Conflict, Side]:
    """The conflict with NUMBER in the list FOUND, and its SIDE, both counted from 1.

    Raises:
        InputError: ``settle.no-such``: there is none.
    """
    if not 0 < number <= len(found) or not 0 < side <= len(found[number - 1].sides):
        raise InputError("settle.no-such", number=number, side=side)
    return found[number - 1], found[number - 1].sides[side - 1]
