"""The roster: who sits on the board, and which devices speak for whom."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from beirat_tui.domain.errors import InputError, Refused
from beirat_tui.domain.text import clean_line
from beirat_tui.log.bodies.board import DeputyNamed, MemberEntered, SeatRole
from beirat_tui.log.bodies.rights import CertCut, CertIssued, Role
from beirat_tui.log.keys import SigningKey
from beirat_tui.log.kinds import RANK
from beirat_tui.services.joining import request_of
from beirat_tui.services.people import Place, enrolled, named, places
from beirat_tui.services.roster_file import Entry, read_roster
from beirat_tui.services.session import Pen, Session
from beirat_tui.services.words import compared


@dataclass(frozen=True, slots=True)
class JoinView:
    """A device that asks to be enrolled.

    Attributes:
        words: six words to compare with those on the other screen.
    """

    key: str
    name: str
    words: tuple[str, ...]
    at: int


def roster(session: Session) -> list[Place]:
    """Everybody on the roster in the order of their labels, former members included."""
    with session.board.reading() as reading:
        return list(places(reading).values())


def appoint(session: Session, entry: Entry) -> str:
    """Give a person a place on the board; returns the member id.

    Raises:
        RightsError: this device may not change the roster.
        Refused: ``roster.label-taken``.
    """
    with session.writing("office", "chair", "root") as pen:
        return _appoint(pen, entry)


def import_roster(session: Session, path: Path) -> list[str]:
    """Appoint everybody in the roster file PATH (TOML or CSV) whose label is new; returns their member ids.

    Raises:
        InputError: ``roster.*``: the file cannot be read; nobody was appointed.
    """
    entries = read_roster(path)
    with session.writing("office", "chair", "root") as pen:
        taken = {place.label for place in places(pen.writing).values() if place.active}
        return [_appoint(pen, entry) for entry in entries if entry.label not in taken]


def _appoint(pen: Pen, entry: Entry) -> str:
    known = places(pen.writing)
    label = entry.label or _next_label(known)
    if any(place.label == label and place.active for place in known.values()):
        raise Refused("roster.label-taken", label=label)
    member = entry.member if entry.member and entry.member not in known else pen.random_name()
    pen.write(
        "member.entered",
        MemberEntered(
            member=member,
            label=label,
            role=entry.role,
            entitled=entry.entitled,
            votes=entry.votes if entry.entitled else 0,
            bench=clean_line(entry.bench or "", 64) or None,
            since=entry.since,
            until=entry.until,
        ),
        texts={"name": entry.name, "organisation": entry.organisation, "email": entry.email},
    )
    return member


def _next_label(known: dict[str, Place]) -> str:
    numbers = [
        int(place.label[1:])
        for place in known.values()
        if place.label[:1] == "M" and place.label[1:].isdigit()
    ]
    return f"M{max(numbers, default=0) + 1:02}"


def find(session: Session, text: str) -> Place:
    """The active person whom TEXT names, as `people.named` understands it.

    Raises:
        InputError: ``roster.nobody``, ``roster.several``.
    """
    return named(roster(session), text)


def change(session: Session, member: str, **changes: SeatRole | bool | int | dt.date | str | None) -> None:
    """Write a new entry for MEMBER with some fields changed (name, organisation, email; or body fields)."""
    with session.writing("office", "chair", "root") as pen:
        _change(pen, member, changes)


def _change(pen: Pen, member: str, changes: dict[str, SeatRole | bool | int | dt.date | str | None]) -> None:
    values = pen.view.values(f"member/{member}")
    if not values or not isinstance(values[0].body, MemberEntered):
        raise InputError("roster.nobody", name=member)
    texts = dict(pen.writing.texts(values[0]))
    texts |= {key: clean_line(str(value)) for key, value in changes.items() if key in _TEXTS}
    body = {name: getattr(values[0].body, name) for name in MemberEntered.__struct_fields__}
    body |= {key: value for key, value in changes.items() if key not in _TEXTS}
    pen.write("member.entered", MemberEntered(**body), texts=texts)


_TEXTS = frozenset({"name", "organisation", "email"})


def release(session: Session, member: str) -> None:
    """End a person's place: no round opened from now on counts them. Their devices are revoked too."""
    with session.writing("office", "chair", "root") as pen:
        _change(pen, member, {"active": False})
        for cert, body in enrolled(pen.view).items():
            if body.member == member and RANK[pen.role] < RANK[body.role]:
                _cut(pen, cert, "ended")


def name_deputies(session: Session, member: str, deputies: Sequence[str]) -> None:
    """Say who may vote for MEMBER when prevented, in this order; nobody ends it."""
    with session.writing("office", "chair", "root") as pen:
        pen.write("deputy.named", DeputyNamed(member, list(deputies)))


def joins(session: Session) -> list[JoinView]:
    """The devices that ask to be enrolled and have no certificate yet."""
    with session.board.reading() as reading:
        enrolled = {
            cert.body.key for cert in reading.view.effective("cert/*") if isinstance(cert.body, CertIssued)
        }
        found = [(request_of(record), record.at) for record in reading.requests()]
    return [
        JoinView(request[0], request[1], tuple(compared(request[0])), at)
        for request, at in found
        if request is not None and request[0] not in enrolled
    ]


def enrol(
    session: Session, key: str, member: str, roles: Sequence[Role], *, root: SigningKey | None = None
) -> list[str]:
    """Give the device KEY certificates for MEMBER, one a role; returns their ids.

    Chair and root may appoint chairs; the office may appoint offices and members. With ROOT the root key
    signs.

    Raises:
        RightsError: this device may not give one of the roles.
        InputError: ``roster.nobody``.
    """
    needed: list[Role] = ["chair", "root"] if "chair" in roles else ["office", "chair", "root"]
    signing = session if root is None else session.as_root(root)
    with signing.writing(*needed) as pen:
        if not pen.view.values(f"member/{member}"):
            raise InputError("roster.nobody", name=member)
        return [pen.write("cert.issued", CertIssued(key, member, role)).id for role in roles]


def revoke(session: Session, cert: str, *, lost: bool, root: SigningKey | None = None) -> None:
    """End a certificate. What it has signed so far, as far as it is known here, stays.

    Raises:
        RightsError: only a more senior role, or the device itself, may do this.
        InputError: ``roster.no-device``.
    """
    signing = session if root is None else session.as_root(root)
    with session.board.reading() as reading:
        target = reading.ledger.get(cert)
    if target is None or not isinstance(target.body, CertIssued):
        raise InputError("roster.no-device", name=cert[:12])
    own = session.key is not None and target.body.key == session.key.public
    seniors = [role for role in RANK if RANK[role] < RANK[target.body.role]]
    roles: list[Role] = [target.body.role] if own else [r for r in _ROLES if r in seniors]
    with signing.writing(*roles) as pen:
        _cut(pen, cert, "retired" if own else "lost" if lost else "ended")


_ROLES: tuple[Role, ...] = ("office", "chair", "root")


def _cut(pen: Pen, cert: str, reason: str) -> None:
    target = pen.view.ledger.get(cert)
    if target is None or not isinstance(target.body, CertIssued):
        raise InputError("roster.no-device", name=cert[:12])
    tips = [tip.id for tip in pen.writing.ledger.tips_of(target.body.key)]
    pen.write("cert.cut", CertCut(cert=cert, accepts=sorted(tips), reason=reason))  # type: ignore[arg-type]
