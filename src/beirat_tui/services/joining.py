"""Joining a board: a device makes its key and asks for a certificate."""

from beirat_tui.domain.errors import BeiratError, Refused
from beirat_tui.domain.text import clean_line
from beirat_tui.log.bodies.rights import JoinRequested
from beirat_tui.log.keys import SEED_BYTES, SigningKey
from beirat_tui.log.record import Draft, Record, sign
from beirat_tui.services import exchanging, places, words
from beirat_tui.services.places import Place
from beirat_tui.services.session import Session
from beirat_tui.sync.places import kind_of

NAME_LIMIT = 60


def join(session: Session, name: str) -> list[str]:
    """Make this device's key and leave a request in the board file; returns the six words to compare.

    Asking again with the same device returns the same words and writes nothing.

    Raises:
        Refused: ``join.member-already``: the device already has a certificate.
        StoreError: the file cannot be written.
    """
    if session.person.roles:
        raise Refused("join.member-already", name=session.person.name or session.person.label)
    key = session.key or SigningKey(session.outside.random(SEED_BYTES))
    request = sign(
        Draft("join.requested", JoinRequested(key.public, clean_line(name, NAME_LIMIT) or "?")),
        key,
        board=session.id,
        by=None,
        seq=0,
        prev=None,
        at=session.outside.now(),
    )
    with session.board.writing() as writing:
        writing.take(request)
    if session.key is None:
        session.home.keep_key(session.id, key)
        session.key = key
    return words.compared(key.public)


def meet_at(session: Session, address: str) -> tuple[Place, BeiratError | None]:
    """Exchange with the place ADDRESS from now on, and at once: the request is there then.

    Returns:
        the place, and what kept it from being one or the first exchange from succeeding.
    """
    try:
        place = places.add(session, address)
    except Refused as error:
        if error.code != "place.known-already":
            return Place(address, kind_of(address)), error
        place = places.find(session, address)
    (report,) = exchanging.sync(session, [place]).places
    return report.place, report.problem


def request_of(record: Record) -> tuple[str, str] | None:
    """Key and name of a join request; None for any other record."""
    body = record.body
    return (body.key, clean_line(body.name)) if isinstance(body, JoinRequested) else None
