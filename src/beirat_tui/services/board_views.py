"""What screens and commands show of the board as a whole."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DeviceView:
    """One certificate: a device that speaks for a member in one role.

    Attributes:
        words: six words of the device's key.
        heard: when its newest record known here was signed, by its own clock.
        records: how many of its records are known here.
        ended: why the certificate has ended: ``ended``, ``lost``, ``retired``; None while it holds.
    """

    cert: str
    key: str
    role: str
    words: tuple[str, ...]
    heard: datetime | None
    records: int
    ended: str | None = None
    forked: bool = False


@dataclass(frozen=True, slots=True)
class MemberView:
    """A person's place on the board with their deputies (labels) and devices."""

    member: str
    label: str
    name: str
    organisation: str
    role: str
    votes: int
    entitled: bool
    active: bool
    bench: str | None
    since: date | None
    until: date | None
    deputies: tuple[str, ...]
    devices: tuple[DeviceView, ...]
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class RequestView:
    """A device that asks to be enrolled, with the six words to compare."""

    key: str
    name: str
    words: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class BoardView:
    """The board: members, rules, programmes, requests.

    Attributes:
        rules_name: empty where no rules hold, or two that contradict each other.
        rules_text: their TOML text; `wording.rules_prose` says it in sentences.
    """

    title: str
    members: tuple[MemberView, ...]
    rules_name: str
    rules_text: str
    programmes: tuple[str, ...]
    requests: tuple[RequestView, ...]
