"""Who may vote in a round that opens now: what the opening pins, and what `verify` computes again."""

from beirat_tui.log.bodies.board import DeputyNamed, MemberEntered, ProxyGiven
from beirat_tui.log.bodies.rounds import Seat
from beirat_tui.log.view import View


def electorate(view: View, meeting: str | None = None) -> list[Seat]:
    """The seats as VIEW knows them, ordered by member id; people of the office without a vote have none.

    Where two roster entries contradict each other the narrower holds: no vote unless both say so.
    """
    seats = []
    for values in view.each("member/"):
        bodies = [value.body for value in values if isinstance(value.body, MemberEntered)]
        if not bodies or not all(body.active for body in bodies):
            continue
        first = bodies[0]
        agreed = all(body.role == first.role for body in bodies)
        role = first.role if agreed else "adviser"
        if role == "office" and not first.entitled:
            continue
        seats.append(
            Seat(
                member=first.member,
                role=role,
                entitled=agreed and all(body.entitled for body in bodies),
                votes=min(body.votes for body in bodies),
                bench=first.bench,
                proxy=_proxy(view, meeting, first.member),
                deputies=_deputies(view, first.member),
            )
        )
    return sorted(seats, key=lambda seat: seat.member)


def _deputies(view: View, member: str) -> list[str]:
    """The deputies named; of entries that contradict each other only those in all."""
    bodies = [value.body for value in view.values(f"deputy/{member}")]
    lists = [body.deputies for body in bodies if isinstance(body, DeputyNamed)]
    return [name for name in lists[0] if all(name in other for other in lists)] if lists else []


def _proxy(view: View, meeting: str | None, member: str) -> str | None:
    value = None if meeting is None else view.value(f"proxy/{meeting}/{member}")
    return value.body.holder if value is not None and isinstance(value.body, ProxyGiven) else None
