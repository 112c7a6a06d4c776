"""What goes into a text: what the other side lacks, or what is one's own and new.

What a device has is told by the statement that it signed last (`log.heard`). Of a device that said nothing,
nothing is known, and whoever hands over to it hands over all that it may lack.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from beirat_tui.domain.errors import Refused
from beirat_tui.log.bodies.rounds import RoundClosed, RoundOpened
from beirat_tui.log.record import Record
from beirat_tui.services.delivery import handed_through
from beirat_tui.services.people import Place, enrolled, named, places
from beirat_tui.services.session import Session
from beirat_tui.services.text_views import What, Wish
from beirat_tui.store.board_file import Reading
from beirat_tui.store.lacking import ids_of, lacking, newest

MOST_REQUESTS: Final = 50
_KEY_ENOUGH: Final = 4


@dataclass(slots=True)
class Chosen:
    """What goes into the text.

    Attributes:
        ids: of the records.
        requests: bytes and signature of requests to join.
        whom: label and name of the member whom it is for.
        known: whether it is known what the other side has.
        states: whether this device is to say what it has.
    """

    ids: set[str]
    requests: list[tuple[bytes, bytes]] = field(default_factory=list)
    whom: str = ""
    known: bool = True
    states: bool = True


def choose(session: Session, reading: Reading, wish: Wish) -> Chosen:
    """What WISH asks for; may be nothing.

    Raises:
        InputError: ``roster.nobody``, ``roster.several``.
        Refused: ``text.no-device``, ``text.not-enrolled``.
    """
    match wish.what:
        case What.INVITATION:
            chosen = Chosen({reading.board}, states=False)
        case What.OFFICE:
            chosen = _for_office(session, reading)
        case What.MEMBER:
            chosen = _for_member(session, reading, wish.whom)
        case What.ALL:
            requests = [(each.raw, each.signature) for each in reading.requests()[:MOST_REQUESTS]]
            chosen = Chosen(lacking(reading, []), requests)
        case What.REQUEST:
            chosen = _request(session, reading)
        case What.SINCE:
            first = _local(wish.since)
            chosen = Chosen({each.id for each in own_records(session, reading) if each.at >= first})
        case What.NEWEST:
            handed = handed_through(session)
            new = {each.id for each in own_records(session, reading) if each.seq > handed}
            chosen = Chosen(new & _lacking_there(session, reading), states=False)
    return chosen


def _local(day: dt.date | None) -> int:
    """The first moment of DAY here, in milliseconds since 1970 UTC; 0 without a day."""
    if day is None:
        return 0
    return int(dt.datetime.combine(day, dt.time()).astimezone().timestamp() * 1000)


def _request(session: Session, reading: Reading) -> Chosen:
    """This device's request to join."""
    key = None if session.key is None else session.key.public
    requests = [(each.raw, each.signature) for each in reading.requests() if each.author == key]
    if not requests:
        raise Refused("text.not-enrolled")
    return Chosen(set(), requests)


def _for_office(session: Session, reading: Reading) -> Chosen:
    """What none of the office's devices is known to have; where none said anything, that of one's own."""
    keys = _office_keys(session, reading)
    heard = any(reading.heard_of(key) is not None for key in keys)
    if not heard:
        return Chosen(_lacking_there(session, reading), known=False)
    return Chosen(_lacking_at(reading, keys) - ids_of(reading, keys))


def _office_keys(session: Session, reading: Reading) -> set[str]:
    """The keys of the office's devices, this one excepted."""
    own = session.key.public if session.key is not None else ""
    return {body.key for body in enrolled(reading.view).values() if body.role == "office"} - {own}


def _lacking_there(session: Session, reading: Reading) -> set[str]:
    """The ids of one's own records that no other device of the office is known to have."""
    own = {each.id for each in own_records(session, reading)}
    return own & _lacking_at(reading, _office_keys(session, reading))


def _lacking_at(reading: Reading, keys: Iterable[str]) -> set[str]:
    """The ids of the records that none of the devices KEYS is known to have.

    What a device said it has counts, and what it had when it last opened or closed a vote.
    """
    tips: set[str] = set()
    for key in keys:
        said = reading.heard_of(key)
        tips.update(() if said is None else said.tips)
        last = newest(reading, key, ("round.opened", "round.closed"))
        if last is not None and isinstance(last.body, RoundOpened | RoundClosed):
            tips.update(last.body.frontier)
    return lacking(reading, tips)


def _for_member(session: Session, reading: Reading, whom: str) -> Chosen:
    """What any device of the member is not known to have."""
    issued = enrolled(reading.view).values()
    wanted = whom.strip().casefold()
    keys = {body.key for body in issued if len(wanted) >= _KEY_ENOUGH and body.key.startswith(wanted)}
    place: Place | None
    if len(keys) != 1:
        place = named(places(reading).values(), whom)
        member = place.member
        keys = {body.key for body in issued if body.member == place.member}
        keys -= {session.key.public if session.key is not None else ""}
    else:
        member = next(body.member for body in issued if body.key in keys)
        place = places(reading).get(member)
    name = member if place is None else f"{place.label} {place.name}".strip()
    if not keys:
        raise Refused("text.no-device", name=name)
    heard = {key: reading.heard_of(key) for key in sorted(keys)}
    ids: set[str] = set()
    for key, said in heard.items():
        # What a device signed it has, unless it was lost with the device, of which nothing is heard then.
        ids |= lacking(reading, ()) if said is None else lacking(reading, said.tips) - ids_of(reading, [key])
    return Chosen(ids, whom=name, known=None not in heard.values())


def own_records(session: Session, reading: Reading) -> list[Record]:
    """What this device has signed, in order."""
    return [] if session.key is None else reading.ledger.chain(session.key.public)


def through(session: Session, reading: Reading, ids: set[str]) -> int | None:
    """Up to which number one's own entries are handed over with IDS; None if that is no more than now.

    What the office is known to have needs no handing over.
    """
    handed = reached = handed_through(session)
    lacking_there = _lacking_there(session, reading) - ids
    for each in own_records(session, reading):
        if each.seq > reached and each.id in lacking_there:
            break
        reached = max(reached, each.seq)
    return reached if reached > handed else None
