"""The board as a whole: who sits on it, with which devices, under which rules."""

from collections import defaultdict

from beirat_tui.log.bodies.board import DeputyNamed
from beirat_tui.log.bodies.rights import CertCut, CertIssued
from beirat_tui.services.adoption import adopted
from beirat_tui.services.board_views import BoardView, DeviceView, MemberView, RequestView
from beirat_tui.services.clocks import local_time
from beirat_tui.services.people import Place, places
from beirat_tui.services.programmes import programmes
from beirat_tui.services.roster import joins
from beirat_tui.services.session import Session
from beirat_tui.services.words import compared
from beirat_tui.store.board_file import Reading
from beirat_tui.store.devices import heard
from beirat_tui.wording import language


def board(session: Session) -> BoardView:
    """Everything the board screen shows."""
    name, text, _ = adopted(session)
    with session.board.reading() as reading:
        roster = places(reading)
        devices = _devices(reading)
        members = tuple(_member(reading, place, roster, devices) for place in roster.values())
        titles = tuple(each.name.text(language()) for each in programmes(reading).values())
    asking = joins(session)
    requests = tuple(RequestView(each.key, each.name, each.words, local_time(each.at)) for each in asking)
    return BoardView(session.title, members, name, text, titles, requests)


def _devices(reading: Reading) -> dict[str, list[DeviceView]]:
    """The devices of every member, chair first."""
    found: dict[str, list[DeviceView]] = defaultdict(list)
    last = heard(reading)
    for cert in reading.view.effective("cert/*"):
        body = cert.body
        if not isinstance(body, CertIssued):
            continue
        count, at = last.get(body.key, (0, None))
        found[body.member].append(
            DeviceView(
                cert=cert.id,
                key=body.key,
                role=body.role,
                words=tuple(compared(body.key)),
                heard=None if at is None else local_time(at),
                records=count,
                ended=_ended(reading, cert.id),
                forked=reading.ledger.forked(body.key),
            )
        )
    return {
        member: sorted(each, key=lambda device: (device.key, device.role)) for member, each in found.items()
    }


def _ended(reading: Reading, cert: str) -> str | None:
    cuts = [cut.body.reason for cut in reading.view.effective(f"cut/{cert}") if isinstance(cut.body, CertCut)]
    return cuts[0] if cuts else None


def _member(
    reading: Reading, place: Place, roster: dict[str, Place], devices: dict[str, list[DeviceView]]
) -> MemberView:
    value = reading.view.value(f"deputy/{place.member}")
    named = value.body.deputies if value is not None and isinstance(value.body, DeputyNamed) else []
    return MemberView(
        member=place.member,
        label=place.label,
        name=place.name,
        organisation=place.organisation,
        role=place.role,
        votes=place.votes,
        entitled=place.entitled,
        active=place.active,
        bench=place.bench,
        since=place.since,
        until=place.until,
        deputies=tuple(roster[name].label if name in roster else name for name in named),
        devices=tuple(devices.get(place.member, ())),
        flagged=place.flagged,
    )
