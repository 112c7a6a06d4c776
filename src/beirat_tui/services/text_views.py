"""What is to be handed over as a text, and the text that came of it. Values only."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What a text is to hold."""

    OFFICE = "office"
    """What the office is not known to have."""
    NEWEST = "newest"
    """Only one's own entries that were not handed over yet."""
    SINCE = "since"
    """One's own entries from some day on."""
    MEMBER = "member"
    """What the devices of one member, or one device, are not known to have."""
    ALL = "all"
    INVITATION = "invitation"
    """Just enough to ask to join."""
    REQUEST = "request"
    """One's own request to join."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to hand over.

    Attributes:
        what: see `What`.
        whom: for `What.MEMBER`: label or name of a member, or the beginning of a device's key.
        since: for `What.SINCE`.
    """

    what: What
    whom: str = ""
    since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Copied:
    """A text to hand over.

    Attributes:
        what: see `What`.
        name: what the text is called.
        parts: the text, in parts that fit into one message each.
        content: what the parts are made of; for splitting them otherwise.
        board: the board's title.
        sender: label and name of whoever hands over; empty for somebody who is not enrolled.
        whom: label and name of whoever it is for; empty where that is not one member.
        entries: how many entries it holds.
        votes: how many of them are one's own votes.
        requests: how many requests to join it holds.
        left_out: how many attached files and long texts are too large for it.
        known: whether it was known what the other side has; if not, everything that it may lack is in it.
        through: up to which number all of one's own entries count as handed over once the text was sent; None
            where it holds none that were not handed over before.
    """

    what: What
    name: str
    parts: tuple[str, ...]
    content: bytes
    board: str
    sender: str
    whom: str
    entries: int
    votes: int
    requests: int
    left_out: int
    known: bool
    through: int | None


@dataclass(frozen=True, slots=True)
class Pasted:
    """What texts in a pasted piece of writing say they are; nothing of it was checked yet.

    Attributes:
        texts: how many whole texts there are.
        entries: how many entries they say they hold.
        boards: the ids of the boards that they say they are of.
        broken: how many texts are incomplete or damaged.
    """

    texts: int
    entries: int
    boards: frozenset[str]
    broken: int
