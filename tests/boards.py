"""Boards in memory, for tests of every layer: devices with their own knowledge, and any record of any kind.

    board = found(members=4)
    sketch = board.office.write(sketch_facts("2026-01"))
    round_ = open_round(board.office, sketch)
    board.share()                                       # everybody learns everything
    ballot = board.members["M02"].write(ballot_for(round_, "M02", "yes"))
    board.office.learn(board.members["M02"])            # or only one from another, in any order
    board.office.write(closing_of(board.office, round_))

What a device is and does stands in `devices`. All persons are invented.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import asdict

from beirat_tui.log.bodies.board import (
    MeetingCalled,
    MemberEntered,
    RulesAdopted,
    SeatRole,
    SketchRevised,
    SketchSubmitted,
)
from beirat_tui.log.bodies.rights import CertIssued, Founded, Role
from beirat_tui.log.bodies.rounds import BallotCast, RoundClosed, RoundOpened, Seat
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.view import View
from devices import KIND_OF, START, Device, digest

__all__ = [
    "KIND_OF",
    "SIMPLE_RULES",
    "START",
    "Board",
    "Device",
    "ballot_for",
    "call_meeting",
    "closing_of",
    "digest",
    "found",
    "issue",
    "open_round",
    "opening_of",
    "revision_of",
    "seat_of",
    "sketch_facts",
]

SIMPLE_RULES = """
language = 1
name = "Rules of a test"
source = "invented"
[quorum]
need = "more than 1/2"
[majority]
need = "more than 1/2"
[circulation]
allowed = true
stopped_by = 1
"""


@dataclass
class Board:
    """A board with its devices.

    Attributes:
        root: the founder's offline key; `spare` is the second one.
        office: the secretary's device, with the role office for the person G01.
        chair: the chair's device, with the roles chair and member for M01.
        members: the members' devices by label, the chair's among them.
    """

    root: Device
    spare: Device
    office: Device
    chair: Device
    members: dict[str, Device]
    others: list[Device] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The id of the founding record."""
        assert self.root.ledger.board is not None
        return self.root.ledger.board

    @property
    def devices(self) -> list[Device]:
        """All devices: root keys, office, members, and those added later."""
        return [self.root, self.spare, self.office, *self.members.values(), *self.others]

    def share(self) -> None:
        """Let everybody learn everything."""
        everything = self.records()
        for device in self.devices:
            device.learn(everything)

    def records(self) -> list[Record]:
        """Every granted record that any device knows, each once, in an order that can be granted."""
        found = {each.id: each for device in self.devices for each in device.ledger}
        return list(MemoryLedger(found.values()))

    def add(self, name: str) -> Device:
        """A new device without a certificate, which knows what the office knows."""
        device = Device(name)
        device.learn(self.office)
        self.others.append(device)
        return device


def issue(issuer: Device, device: Device, member: str, role: Role, *, by: str | None = None) -> Record:
    """Let ISSUER give DEVICE a certificate, and DEVICE learn it with all that the issuer knows."""
    written = issuer.write(CertIssued(device.public, member, role), by=by)
    device.certificates[role] = written.id
    device.learn(issuer)
    return written


def found(members: int = 3, *, rules: str = SIMPLE_RULES, title: str = "Testbeirat") -> Board:
    """A board with a chair (M01), MEMBERS members in all, a secretary (G01); everybody knows everything."""
    root, spare, office = Device("root"), Device("spare"), Device("office")
    root.write(Founded(digest("nonce", title).hex(), title, spare.public))
    board = Board(root, spare, office, Device("M01"), {})
    issue(root, board.chair, "M01", "chair")
    issue(root, office, "G01", "office")
    for number in range(1, members + 1):
        label = f"M{number:02}"
        device = board.chair if number == 1 else Device(label)
        board.members[label] = device
        issue(office, device, label, "member")
        office.write(seat_of(label, "chair" if number == 1 else "member"), texts={"name": f"Person {label}"})
    office.write(seat_of("G01", "office"), texts={"name": "Person G01"})
    office.write(RulesAdopted("Rules of a test", rules))
    board.share()
    return board


def seat_of(member: str, role: SeatRole = "member") -> MemberEntered:
    """The roster entry of MEMBER; members and the chair have one vote, others none."""
    entitled = role in {"chair", "deputy_chair", "member"}
    return MemberEntered(member, member, role, entitled, votes=int(entitled))


def sketch_facts(number: str = "2026-01", grant_cents: int = 15_000_000) -> SketchSubmitted:
    """A sketch that asks for 150,000 EUR of 200,000."""
    return SketchSubmitted(
        number=number,
        received=dt.date(2026, 1, 12),
        programme="rdz",
        applicant_kind="town",
        grant_cents=grant_cents,
        own_share_cents=5_000_000,
        third_party_cents=0,
        total_cents=20_000_000,
        months=24,
        start=dt.date(2026, 7, 1),
        end=dt.date(2028, 6, 30),
        fields=["infrastructure"],
        early_start=False,
        council_resolution=None,
    )


def call_meeting(device: Device, **fields: Any) -> Record:  # noqa: ANN401  (any field)
    """Call a meeting for 16 March 2026, ten o'clock; FIELDS override single facts."""
    facts: dict[str, Any] = {
        "number": "1",
        "day": dt.date(2026, 3, 16),
        "time": "10:00",
        "place": "Halle (Saale)",
    }
    return device.write(MeetingCalled(**(facts | fields)))


def revision_of(sketch: Record, **fields: Any) -> SketchRevised:  # noqa: ANN401  (any field)
    """A newer version of SKETCH; FIELDS are what has changed."""
    return SketchRevised(**({**asdict(sketch_facts()), **fields, "sketch": sketch.id}))


def opening_of(device: Device, sketch: Record | None, **fields: Any) -> RoundOpened:  # noqa: ANN401  (any field)
    """What DEVICE would pin to open a written vote on SKETCH (or an election); FIELDS override some."""
    view = device.view()
    entries = [values[0].body for values in view.each("member/")]
    pinned: dict[str, Any] = {
        "motion": "recommend",
        "rules": (view.heads("rules") or device.ledger.slot("rules"))[0].id,
        "electorate": [
            Seat(entry.member, entry.role, entry.entitled, entry.votes, entry.bench)
            for entry in entries
            if isinstance(entry, MemberEntered) and entry.active
        ],
        "procedure": "circulation",
        "frontier": device.ledger.tips(),
        "sketch": sketch and sketch.id,
        "version": sketch and sketch.id,
        "version_payload": sketch and sketch.payload,
        "deadline": dt.date(2026, 3, 31),
    }
    return RoundOpened(**(pinned | fields))


def open_round(device: Device, sketch: Record | None, **fields: Any) -> Record:  # noqa: ANN401  (any field)
    """Open a written vote on SKETCH, pinned by what DEVICE knows; FIELDS override single ones."""
    return device.write(opening_of(device, sketch, **fields))


def ballot_for(round_: Record, member: str, choice: str | None = "yes") -> BallotCast:
    """A member's own ballot."""
    return BallotCast(round_.id, member, choice, "own")


def closing_of(device: Device, round_: Record, **fields: Any) -> RoundClosed:  # noqa: ANN401  (any field)
    """A closing that lists every single ballot and attendance that DEVICE knows; FIELDS override single ones.

    Which ballots the rules admit, and what follows from them, is not looked at: give `ballots` and `outcome`.
    """
    view = device.view()
    opening = round_.body
    assert isinstance(opening, RoundOpened)
    listed: dict[str, Any] = {
        "round": round_.id,
        "ballots": _single(view, f"ballot/{round_.id}/"),
        "attendance": _single(view, f"attendance/{opening.meeting}/"),
        "frontier": device.ledger.tips(),
        "day": dt.date(2026, 4, 1),
        "time": "12:00",
        "outcome": {},
    }
    return RoundClosed(**(listed | fields))


def _single(view: View, prefix: str) -> list[str]:
    """The ids of the values below PREFIX that stand alone in their slots."""
    return sorted(values[0].id for values in view.each(prefix) if len(values) == 1)
