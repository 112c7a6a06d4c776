"""Making the read models anew: what every screen shows, computed again from the signed records."""

from beirat_tui.services.session import Session
from beirat_tui.store import rebuild as stored


def rebuild(session: Session) -> int:
    """Drop all read models and compute them again; returns the number of records. Needs no certificate.

    Raises:
        StoreError: the file cannot be written.
        InputError: a stored record cannot be read; nothing was changed.
    """
    with session.board.writing() as writing:
        return stored.rebuild(writing)


def digest(session: Session) -> str:
    """A fingerprint of the read models: equal on two copies with the same records."""
    with session.board.reading() as reading:
        return stored.digest(reading)
