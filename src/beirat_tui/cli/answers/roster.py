"""Members and devices."""

from datetime import date, datetime

from beirat_tui.cli.answers.base import Answer, Part


class PlacePart(Part, frozen=True):
    """A person's place on the board; ``flagged`` where two entries contradict each other."""

    member: str
    label: str
    name: str
    organisation: str
    email: str
    role: str
    entitled: bool
    votes: int
    bench: str | None
    since: date | None
    until: date | None
    active: bool
    flagged: bool


class RosterAnswer(Answer, frozen=True, tag="roster-v1"):
    """Everybody on the roster, in the order of the labels."""

    members: tuple[PlacePart, ...]


class AppointedAnswer(Answer, frozen=True, tag="appointed-v1"):
    """Those just appointed."""

    members: tuple[PlacePart, ...]


class RequestPart(Part, frozen=True):
    """A device that asks to be enrolled; ``at`` in milliseconds since 1970 UTC, by the device's own clock."""

    key: str
    name: str
    words: tuple[str, ...]
    at: int


class RequestsAnswer(Answer, frozen=True, tag="requests-v1"):
    """The devices that ask to be enrolled."""

    requests: tuple[RequestPart, ...]


class EnrolledAnswer(Answer, frozen=True, tag="enrolled-v1"):
    """A device that now speaks for a member, with one certificate a role."""

    member: str
    key: str
    certificates: tuple[str, ...]


class DevicePart(Part, frozen=True):
    """One role of one device; ``ended`` says why it ended: ended, lost or retired."""

    member: str
    label: str
    name: str
    certificate: str
    key: str
    role: str
    words: tuple[str, ...]
    heard: datetime | None
    records: int
    ended: str | None
    forked: bool


class DevicesAnswer(Answer, frozen=True, tag="devices-v1"):
    """All devices, by member."""

    devices: tuple[DevicePart, ...]


class RevokedAnswer(Answer, frozen=True, tag="revoked-v1"):
    """A device that no longer speaks for a member, with the certificates that ended."""

    member: str
    key: str
    certificates: tuple[str, ...]
