"""What joining a board takes, step by step; called in a thread by the first start."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from beirat_tui import bootstrap
from beirat_tui.domain.errors import ExchangeError
from beirat_tui.services import invitations, joining, passwords, text_exchange
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
        problem: what kept the request from the place, or the password from the keyring.
    """

    session: "Session"
    words: tuple[str, ...] = ()
    place: str | None = None
    request: Copied | None = None
    problem: "BeiratError | None" = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A server that asks for a password, or takes none that it was given; nothing was made yet.

    Attributes:
        problem: what it answered.
        name: the name used so far to log in; None where the address says it.
    """

    problem: "BeiratError"
    name: str | None


def join(answer: "JoinAnswer", home: "Home", login: tuple[str, str] | None = None) -> Joined | Wanted:
    """Open or make the board file that ANSWER leads to, and ask to join.

    Args:
        answer: what the person was given, and who they are.
        home: their private folder.
        login: name and password for the server; kept once the server took them.

    Raises:
        BeiratError: what was given leads to no board, or the file cannot be made.
    """
    given = invitations.recognised(answer.given)
    server = given.server
    if server is not None and login is not None:
        passwords.use(server, login[1], login[0])
    try:
        path = invitations.lay_down(given, answer.folder)
    except ExchangeError as error:
        if server is None or error.code not in passwords.ASKING or passwords.is_set_outside():
            raise
        return Wanted(error, passwords.name_for(server))
    unkept = passwords.give(server, login[1], login[0]) if server is not None and login is not None else None
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
    return Joined(session, words, place, request, problem or unkept)
