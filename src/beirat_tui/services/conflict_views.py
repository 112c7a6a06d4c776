"""What was written without knowledge of each other and has to be settled by somebody. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from beirat_tui.log.bodies.rights import Role

Told = str | int | bool | None | tuple[str, ...]
"""One thing that an entry says."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the entries that contradict each other.

    Attributes:
        record: its id.
        at: what its author's clock showed, in the local zone.
        body: what it says, every text clean; empty where it is a ballot of somebody else.
        told: the same with the texts beside it, and names in place of ids.
    """

    record: str
    author_label: str
    author_name: str
    at: datetime
    body: Mapping[str, Any]
    told: Mapping[str, Told] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing to settle, by a new entry of somebody who may write it.

    Attributes:
        code: ``own-ballots``, ``deputy-ballots``, ``hand-ballots``, ``closings``, ``counts``, ``roster``,
            ``deputies``, ``proxies``, ``rules``, ``programme``, ``versions``, ``summaries``, ``ticks``,
            ``meeting``, ``agenda``, ``attendance``, ``decisions``, ``conditions``, ``centre``, ``minutes``,
            ``dissents`` or ``fork`` (a key used in two places; a new certificate settles it).
        slot: where the entries stand; for a fork the key.
        about: number of the sketch or meeting, label of the person, or id of the programme.
        settled_by: roles that may settle it: ``member`` (the one concerned), ``office``, ``chair``, ``root``.
        mine: whether the person at the screen may settle it.
        sketch: id of the sketch it is about, if it is about one.
        round: id of the round, likewise.
        meeting: id of the meeting, likewise.
        member: id of the member, likewise.
        sides: the entries that contradict each other.
    """

    code: str
    slot: str
    about: str
    settled_by: "tuple[Role, ...]"
    mine: bool
    sketch: str | None = None
    round: str | None = None
    meeting: str | None = None
    member: str | None = None
    sides: tuple[Side, ...] = ()
