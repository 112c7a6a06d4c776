"""Who uses this device on a board. A value only: screens show it before the board is open."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever uses this device on this board.

    Attributes:
        member: the member's id; None for somebody without a place on the board (a guest, a root key).
        label: the short name on the roster, for example ``M07``.
        name: the person's name, empty where it is erased or unknown.
        roles: what the device may act as.
        votes: whether the member may vote.
    """

    member: str | None = None
    label: str = ""
    name: str = ""
    roles: frozenset[str] = frozenset()
    votes: bool = False
