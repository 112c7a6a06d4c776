"""What commands say where this computer's clock cannot be right: on the way, never instead of the answer."""

from beirat_tui.cli.output import note
from beirat_tui.cli.place import Place
from beirat_tui.services import own_clock
from beirat_tui.services.session import Session
from beirat_tui.wording.own_clock import doubt_text


def mind_the_clock(place: Place, session: Session) -> None:
    """Say on the error stream why the clock looks wrong, if it does; programs are told nothing."""
    if place.json:
        return
    found = own_clock.doubt(session)
    if found is not None:
        note("! " + doubt_text(found.what, found.now, found.other, found.labels))
