"""`beirat sync login`: the password of a server, for the keyring."""

import sys
from collections.abc import Sequence
from pathlib import Path

from beirat_tui.cli.framework import argument, command, option
from beirat_tui.cli.logging_in import asked_for, tell_unkept
from beirat_tui.cli.output import note, told
from beirat_tui.cli.place import Place as Asked
from beirat_tui.cli.root_key import FILE
from beirat_tui.services import passwords, places
from beirat_tui.services.places import Place
from beirat_tui.wording import N_, _
from beirat_tui.wording.errors import explain


def asked_again(failed: Sequence[Place]) -> list[Place]:
    """Ask for the passwords that the FAILED places want; returns those for which one was given.

    Nobody is asked where there is no terminal.
    """
    if not sys.stdin.isatty():
        return []
    given = []
    for place in failed:
        if place.problem is not None and place.problem.code in passwords.ASKING:
            note(explain(place.problem).happened)
            if _asked(place):
                given.append(place)
    return given


def _asked(place: Place) -> bool:
    """Ask for the password of PLACE, and for the name where the address lacks it; False if none was given."""
    user, password = asked_for(place)
    if not password:
        return False
    if (problem := passwords.give(place, password, user)) is not None:
        tell_unkept(problem)
    return True


@command(
    "login",
    N_("Give the password of a server, or a new one; it is kept in the system's keyring."),
    more=[
        N_(
            "Nextcloud: make an app password in the settings under Security, and give that. Scripts put the "
            "password into the variable BEIRAT_PLACE_PASSWORD instead."
        )
    ],
    examples=["beirat sync login 2", "beirat sync login cloud.example.org --user m07"],
    answer="done-v1",
)
@argument("named", N_("number of the place in the list, its address, or a part of it"), metavar=N_("PLACE"))
@option("--user", metavar=N_("NAME"), help=N_("the name to log in with, where the address does not say it"))
@option("--password-file", type=FILE, metavar=N_("FILE"), help=N_("read the password from this file"))
def login(asked: Asked, *, named: str, user: str | None, password_file: Path | None) -> None:
    """Give a password."""
    with asked.session() as session:
        place = places.find(session, named)
    name, password = asked_for(place, user, password_file)
    if (problem := passwords.give(place, password, name)) is not None:
        raise problem
    told(asked, _("The password for {place} is in the system's keyring.").format(place=place.title))
