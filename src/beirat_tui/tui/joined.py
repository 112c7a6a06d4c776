"""What joining a board takes, step by step; called in a thread by the first start."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beirat_tui import bootstrap
from beirat_tui.services import invitations, joining, text_exchange
from beirat_tui.services.text_views import Copied, What, Wish

if TYPE_CHECKING:
    from beirat_tui.domain.errors import BeiratError
    from beirat_tui.services.home import Home
    from beirat_tui.services.session import Session
    from beirat_tui.tui.dialogs.joining import JoinAnswer


@dataclass(frozen=True, slots=True)
class Joined:
    """The board to go on with.

    Attributes:
        session: opened.
        words: to compare; none for a device that is enrolled already.
        place: where the request lies besides; None: in the file alone.
        request: the text that takes the request to the office, for whoever was invited by a text.
        problem: what kept the request from the place.
    """

    session: "Session"
    words: tuple[str, ...] = ()
    place: str | None = None
    request: Copied | None = None
    problem: "BeiratError | None" = None


def join(answer: "JoinAnswer", home: "Home") -> Joined:
    """Open or make the board file that ANSWER leads to, and ask to join.

    Raises:
        BeiratError: what was given leads to no board, or the file cannot be made.
    """
    given = invitations.recognised(answer.given)
    path = invitations.lay_down(given, answer.folder, password=answer.password)
    session = bootstrap.open_session(path, home.path)
    try:
        # Who is enrolled already needs no words: a known device opens a copy of its board.
        words = () if session.person.roles else tuple(joining.join(session, answer.name))
        place, problem, request = None, None, None
        if given.address is not None:
            found, problem = joining.meet_at(session, given.address)
            place = found.title if problem is None else None
        if given.written is not None and words:
            request = text_exchange.copy(session, Wish(What.REQUEST))
    except BaseException:
        session.close()
        raise
    return Joined(session, words, place, request, problem)
