"""How far entries have travelled: which are only here, what the office has, what others still have.

Told from what devices say they have, signed, and from what this device noted when it handed something over.
No outcome depends on any of it.
"""

import datetime as dt
from dataclasses import dataclass

from beirat_tui.log.frontier import Frontier
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import gather
from beirat_tui.services.clocks import local_time
from beirat_tui.services.kept import keep
from beirat_tui.services.people import enrolled, label_of_key, places
from beirat_tui.services.round_views import Delivery, RoundState, RoundView
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import Reading
from beirat_tui.store.devices import heard, signed_after

_OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Undelivered:
    """What this device has signed and nobody else has been given, as far as it knows.

    Attributes:
        votes: votes among them.
        entries: all of them.
    """

    votes: int = 0
    entries: int = 0

    def __bool__(self) -> bool:
        return self.entries > 0


@dataclass(frozen=True, slots=True)
class DeviceState:
    """What is known of one device that is enrolled.

    Attributes:
        key: its public key.
        label: whose it is.
        at: when it was last heard of, by its own clock; None: never.
        missing: how many entries it says it has signed that are not here.
        own: whether it is the one in use.
        forked: whether it was copied and is used in two places.
    """

    key: str
    label: str
    name: str
    at: dt.datetime | None
    missing: int
    own: bool
    forked: bool = False


def undelivered(session: Session, through: int | None = None) -> Undelivered:
    """What this device signed after its entry number THROUGH; None: after what it handed over anywhere."""
    if session.key is None:
        return Undelivered()
    after = handed_through(session) if through is None else through
    with session.reading() as reading:
        found = signed_after(reading, session.key.public, after)
    return Undelivered(found.get("ballot.cast", 0), sum(found.values()))


def handed_through(session: Session) -> int:
    """The number of the last of this device's entries that some place, or somebody, was given."""
    through = session.home.private(session.id, "handed").get("through", 0)
    return through if isinstance(through, int) else 0


def delivered(reading: Reading, session: Session, record: Record) -> Delivery:
    """How far RECORD, signed by this device, has come on its way to the office."""
    if _OFFICE in session.person.roles:
        return Delivery.SEEN
    for tips in keep(session, "office-has", _office_tips):
        if record in Frontier(reading.ledger, tips):
            return Delivery.SEEN
    return Delivery.HANDED if handed_through(session) >= record.seq else Delivery.HERE


def _office_tips(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """What each device of the office says it has."""
    keys = {body.key for body in enrolled(reading.view).values() if body.role == _OFFICE}
    return tuple(said.tips for said in reading.heard() if said.author in keys)


def devices(session: Session) -> tuple[DeviceState, ...]:
    """Every device that is enrolled, the longest silent first."""
    with session.reading() as reading:
        return devices_in(reading, session)


def devices_in(reading: Reading, session: Session) -> tuple[DeviceState, ...]:
    """As `devices`, within a look at the board that is under way."""
    roster = places(reading)
    last, said = heard(reading), {each.author: each for each in reading.heard()}
    found = {}
    for body in enrolled(reading.view).values():
        statement = said.get(body.key)
        _, clock = last.get(body.key, (0, None))
        times = [time for time in (clock, None if statement is None else statement.at) if time is not None]
        own = reading.ledger.tips_of(body.key)
        here = own[0].seq if own else 0
        place = roster.get(body.member)
        found[body.key] = DeviceState(
            key=body.key,
            label=label_of_key(reading.view, body.key) if place is None else place.label,
            name="" if place is None else place.name,
            at=local_time(max(times)) if times else None,
            missing=max(0, (0 if statement is None else statement.last) - here),
            own=session.key is not None and session.key.public == body.key,
            forked=reading.ledger.forked(body.key),
        )
    return tuple(sorted(found.values(), key=_silent_first))


def _silent_first(state: DeviceState) -> tuple[bool, float, str, str]:
    return (
        state.at is not None,
        state.at.timestamp() if state.at is not None else 0.0,
        state.label,
        state.key,
    )


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What the office should know of votes not here, or come late, when a round is about to be closed.

    Attributes:
        missing: devices that have signed something that is not here.
        silent: devices of members without a vote here that were not heard of since the round was opened.
        late: labels of members whose vote is dated after the last day, its arrival not yet noted.
    """

    missing: tuple[DeviceState, ...] = ()
    silent: tuple[DeviceState, ...] = ()
    late: tuple[str, ...] = ()


def outstanding(session: Session, found: RoundView) -> Outstanding:
    """What may still be on the way for the open round FOUND."""
    if found.state != RoundState.OPEN:
        return Outstanding()
    everybody = devices(session)
    wanted = {seat.label for seat in found.electorate if seat.awaited}
    heard_since = {each.label for each in everybody if each.at is not None and each.at >= found.opened_at}
    silent = {each.label: each for each in everybody if each.label in wanted - heard_since}
    return Outstanding(
        missing=tuple(each for each in everybody if each.missing),
        silent=tuple(silent[label] for label in sorted(silent)),
        late=_dated_late(session, found),
    )


def _dated_late(session: Session, found: RoundView) -> tuple[str, ...]:
    """A clock decides nothing: whether these came in time the office notes (`closing.note_receipt`)."""
    if found.deadline is None:
        return ()
    with session.reading() as reading:
        opening = reading.ledger.get(found.id)
        if opening is None:
            return ()
        facts = gather(reading.view, opening)
    late = {
        member
        for (member, source), ballot in facts.ballots.items()
        if source != "hand"
        and ballot.id not in facts.receipts
        and local_time(ballot.at).date() > found.deadline
    }
    return tuple(seat.label for seat in found.electorate if seat.member in late)
