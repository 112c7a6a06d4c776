"""`beirat [BOARD]`: the program on the screen."""

import sys

import click

from beirat_tui.cli.framework import command
from beirat_tui.cli.place import Place
from beirat_tui.cli.table import OPEN
from beirat_tui.domain.errors import Refused


@command("open", OPEN.about)
def open_board(place: Place) -> None:
    """Start the screens."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refused("cli.no-terminal")
    start(place)


def start(place: Place) -> None:
    """Import the screens, and show them until they are left."""
    from beirat_tui import tui  # noqa: PLC0415  (the one way to the screens)

    raise click.exceptions.Exit(tui.start(place.board, place.home, debug=place.debug))
