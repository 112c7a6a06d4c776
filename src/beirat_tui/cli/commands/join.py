"""`beirat join`: a device asks to be taken onto a board."""

from pathlib import Path

from beirat_tui.cli.answers.start import JoinAnswer
from beirat_tui.cli.asking import read_mail
from beirat_tui.cli.framework import argument, command, option
from beirat_tui.cli.logging_in import logged_in
from beirat_tui.cli.output import answer, note, say
from beirat_tui.cli.place import Place
from beirat_tui.cli.root_key import FILE
from beirat_tui.cli.table import COMMANDS
from beirat_tui.services import invitations, joining, text_exchange
from beirat_tui.services.invitations import Given
from beirat_tui.services.text_views import What, Wish
from beirat_tui.wording import N_, _
from beirat_tui.wording.errors import explain


@command(
    "join",
    COMMANDS["join"].about,
    more=[
        N_(
            "Name what the office gave you: a board file; the folder or the address of the server where the "
            "board meets; or a file with an invitation, with - from the standard input. Where it is no board "
            "file, one is made in this folder, or where --board says."
        ),
        N_(
            "A key for this device is made and a request is left: in the file, which you hand to the office, "
            "at the place, or as a text to send. Compare the six words with the office, best by telephone. "
            "Asking again shows the same words."
        ),
        N_(
            "Where a server wants a password, it is asked for at the terminal, and kept in the system's "
            "keyring once the server took it. Scripts put it into the variable BEIRAT_PLACE_PASSWORD instead."
        ),
    ],
    examples=[
        'beirat join board.beirat --name "Katharina Lüdecke"',
        'beirat join ~/Nextcloud/Beirat --name "Katharina Lüdecke"',
        'beirat join invitation.txt --name "Katharina Lüdecke"',
        'beirat join https://m07@cloud.example.org/dav/Beirat --name "Katharina Lüdecke"',
    ],
    answer="join-v1",
)
@argument(
    "given",
    N_("board file, folder, address, or file with an invitation; otherwise as --board"),
    required=False,
    metavar=N_("WHAT"),
)
@option("--name", required=True, metavar=N_("NAME"), help=N_("your name, as the office knows you"))
@option("--user", metavar=N_("NAME"), help=N_("the name to log in with, where the address does not say it"))
@option("--password-file", type=FILE, metavar=N_("FILE"), help=N_("read the password from this file"))
def join(place: Place, *, given: str | None, name: str, user: str | None, password_file: Path | None) -> None:
    """Ask to join."""
    found = _found(given)
    if found.file is not None:
        place.board = found.file
    elif found != Given():
        place.board = logged_in(
            lambda: invitations.lay_down(found, Path.cwd(), place.board), found.server, user, password_file
        )
    with place.session(remembered=True) as session:
        words = joining.join(session, name)
        path = str(session.path)
        problem, parts = None, tuple[str, ...]()
        if found.address is not None:
            _place, problem = joining.meet_at(session, found.address)
        if found.written is not None:
            copied = text_exchange.copy(session, Wish(What.REQUEST))
            parts = tuple(text_exchange.messages(copied))
    there = found.address if problem is None else None
    if place.json:
        answer(JoinAnswer(board=path, words=tuple(words), place=there, parts=parts))
    else:
        _say(path, words, there, parts)
    if problem is not None:
        text = explain(problem)
        note(f"! {text.happened} {text.do}")


def _found(given: str | None) -> Given:
    if given is None:
        return Given()
    if given == "-":
        return Given(written=read_mail(None))
    return invitations.recognised(given)


def _say(path: str, words: list[str], there: str | None, parts: tuple[str, ...]) -> None:
    """Say where the request is, and what to do with it."""
    if parts:
        say(_("The board is in {path}. Send these lines to the office:").format(path=path))
        say()
        say("\n".join(parts))
    elif there is not None:
        say(_("The board is in {path}. Your request lies at {place}.").format(path=path, place=there))
    else:
        say(_("Your request is in {path}. Hand this file to the office.").format(path=path))
    say(_("Your six words: {words}").format(words=" ".join(words)))
