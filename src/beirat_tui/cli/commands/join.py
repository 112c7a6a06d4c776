"""`beirat join`: a device asks to be taken onto a board."""

from pathlib import Path

from beirat_tui.cli.answers.start import JoinAnswer
from beirat_tui.cli.framework import argument, command, option
from beirat_tui.cli.output import answer, say
from beirat_tui.cli.place import Place
from beirat_tui.cli.root_key import FILE
from beirat_tui.cli.table import COMMANDS
from beirat_tui.services import joining
from beirat_tui.wording import N_, _


@command(
    "join",
    COMMANDS["join"].about,
    more=[
        N_(
            "A key for this device is made and a request is left in the board file. Hand the file to the "
            "office, and compare the six words with them, best by telephone. Asking again shows the same "
            "words."
        )
    ],
    examples=['beirat join board.beirat --name "Katharina Lüdecke"'],
    answer="join-v1",
)
@argument("board", N_("the board file; otherwise as --board"), required=False, type=FILE, metavar=N_("BOARD"))
@option("--name", required=True, metavar=N_("NAME"), help=N_("your name, as the office knows you"))
def join(place: Place, *, board: Path | None, name: str) -> None:
    """Ask to join."""
    if board is not None:
        place.board = board
    with place.session(remembered=True) as session:
        words = joining.join(session, name)
        path = session.path
    if place.json:
        answer(JoinAnswer(board=str(path), words=tuple(words)))
        return
    say(_("Your request is in {path}. Hand this file to the office.").format(path=path))
    say(_("Your six words: {words}").format(words=" ".join(words)))
