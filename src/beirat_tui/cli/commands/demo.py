"""`beirat demo`: a board with eighteen members to try the program on."""

import datetime as dt
import secrets
import sys

from beirat_tui import bootstrap
from beirat_tui.cli.boundary import FoundWrong
from beirat_tui.cli.commands.screens import start
from beirat_tui.cli.framework import command, option
from beirat_tui.cli.output import note, say
from beirat_tui.cli.place import Place
from beirat_tui.cli.progress import shown
from beirat_tui.cli.table import COMMANDS
from beirat_tui.cli.words import ROLE
from beirat_tui.services import demo as service
from beirat_tui.wording import N_, _

_SEEDS = 1_000_000


@command(
    "demo",
    COMMANDS["demo"].about,
    more=[
        N_(
            "Its files lie in the private folder below demo, and nowhere else; all persons are invented. "
            "Without a terminal a vote is drawn by a seed and told line by line, from the queue to the "
            "verified outcome."
        )
    ],
    examples=["beirat demo", "beirat demo --as chair", "beirat demo --seed 7 | cat"],
)
@option("--as", "person", type=ROLE, default="member", help=N_("whose place you take"))
@option("--fresh", is_flag=True, help=N_("begin anew, and forget what was tried before"))
@option("--seed", type=int, metavar=N_("NUMBER"), help=N_("play the vote that this number draws; no screens"))
def demo(place: Place, *, person: str, fresh: bool, seed: int | None) -> None:
    """Start the demo."""
    home = place.private()
    outside = bootstrap.surroundings()
    now = dt.datetime.now()  # noqa: DTZ005  (local time is what the office notes)
    if seed is not None or not (sys.stdin.isatty() and sys.stdout.isatty()):
        from beirat_tui.services import play  # noqa: PLC0415  (not on the way to the screens)

        chosen = secrets.randbelow(_SEEDS) if seed is None else seed
        if not play.play(home, outside, now, chosen, say):
            raise FoundWrong
        return
    with shown(_("Preparing the demo"), always=True) as progress:
        board, _made = service.prepare(home, outside, now.date(), fresh=fresh, progress=progress)
    note(_("This is a demo; its files lie in {folder}").format(folder=service.folder(home)))
    place.board, place.home = board, service.person_home(home, person).path
    start(place)
