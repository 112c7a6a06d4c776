"""The persons behind member ids and device keys, as the roster names them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.text import clean_line
from beirat_tui.log.bodies.board import MemberEntered
from beirat_tui.log.bodies.rights import CertIssued
from beirat_tui.log.granting import standing
from beirat_tui.log.record import Record
from beirat_tui.log.view import View
from beirat_tui.store.board_file import Reading

_TYPED = 60
"""Letters of what was typed that an error repeats."""


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place on the board.

    Attributes:
        member: the member's id.
        label: the short name on the roster, for example ``M07``.
        name: empty where it was erased or is not here.
        role: ``chair``, ``deputy_chair``, ``member``, ``adviser`` or ``office``.
        entitled: whether the person may vote at all.
        active: whether the place is held now.
        flagged: whether two entries contradict each other; then the narrower holds.
    """

    member: str
    label: str
    name: str
    organisation: str
    email: str
    role: str
    entitled: bool
    votes: int
    bench: str | None
    since: dt.date | None
    until: dt.date | None
    active: bool
    flagged: bool = False


def places(reading: Reading) -> dict[str, Place]:
    """Everybody on the roster by member id, in the order of their labels, former members included."""
    found = [_place(reading, values) for values in reading.view.each("member/")]
    ordered = sorted(
        (place for place in found if place is not None), key=lambda each: (each.label, each.member)
    )
    return {place.member: place for place in ordered}


def _place(reading: Reading, values: list[Record]) -> Place | None:
    """One place; of entries that contradict each other the narrower holds until the office resolves it."""
    bodies = [value.body for value in values if isinstance(value.body, MemberEntered)]
    if not bodies:
        return None
    body = bodies[0]
    texts = reading.texts(values[0])
    same_role = len({each.role for each in bodies}) == 1
    return Place(
        member=body.member,
        label=clean_line(body.label),
        name=_line(texts.get("name")),
        organisation=_line(texts.get("organisation")),
        email=_line(texts.get("email")),
        role=body.role if same_role else "adviser",
        entitled=same_role and all(each.entitled for each in bodies),
        votes=min(each.votes for each in bodies),
        bench=None if body.bench is None else clean_line(body.bench),
        since=body.since,
        until=body.until,
        active=all(each.active for each in bodies),
        flagged=len(bodies) > 1,
    )


def named(everybody: Iterable[Place], typed: str) -> Place:
    """The active one of EVERYBODY whose label, member id or name is TYPED, or the only name that contains it.

    Raises:
        InputError: ``roster.nobody``, ``roster.several``.
    """
    wanted = typed.casefold().strip()
    active = [place for place in everybody if place.active]
    exact = [each for each in active if wanted in {each.label.casefold(), each.member, each.name.casefold()}]
    found = exact or [each for each in active if wanted and wanted in each.name.casefold()]
    if not found:
        raise InputError("roster.nobody", name=clean_line(typed, _TYPED))
    if len(found) > 1:
        labels = ", ".join(each.label for each in found)
        raise InputError("roster.several", name=clean_line(typed, _TYPED), labels=labels)
    return found[0]


def enrolled(view: View) -> dict[str, CertIssued]:
    """The certificates that hold now, by their ids."""
    return {
        cert.id: cert.body
        for cert in view.effective("cert/*")
        if isinstance(cert.body, CertIssued) and not view.effective(f"cut/{cert.id}")
    }


def author(reading: Reading, record: Record, roster: dict[str, Place] | None = None) -> tuple[str, str]:
    """Label and name of whoever signed RECORD; the root key has the label ``root``."""
    certificate = reading.ledger.get(record.by or record.id)
    acting = None if certificate is None else standing(certificate, record.author)
    if acting is None or acting.member is None:
        return "root", ""
    place = (places(reading) if roster is None else roster).get(acting.member)
    return (acting.member, "") if place is None else (place.label, place.name)


def label_of(view: View, member: str) -> str:
    """The short name of MEMBER on the roster that VIEW knows; the member's id where there is none."""
    bodies = [each.body for each in view.values(f"member/{member}")]
    return next((clean_line(body.label) for body in bodies if isinstance(body, MemberEntered)), member)


def label_of_key(view: View, key: str) -> str:
    """The short name of the person to whom the device key KEY belongs; ``root`` for a root key."""
    bodies = (each.body for each in view.ledger.slot("cert/*"))
    members = (body.member for body in bodies if isinstance(body, CertIssued) and body.key == key)
    member = next(members, None)
    return "root" if member is None else label_of(view, member)


def _line(value: object) -> str:
    return clean_line(value) if isinstance(value, str) else ""
