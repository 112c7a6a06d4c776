"""Name and password of a server: asked for where it wants them, kept once it has taken them."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from beirat_tui.cli.asking import password_of
from beirat_tui.cli.output import note
from beirat_tui.domain.errors import BeiratError, ExchangeError, InputError
from beirat_tui.services import passwords
from beirat_tui.services.places import Place
from beirat_tui.wording import _
from beirat_tui.wording.errors import explain

Result = TypeVar("Result")
TRIES = 3
"""How often a person is asked before the command ends."""


def asked_for(place: Place, user: str | None = None, file: Path | None = None) -> tuple[str, str]:
    """Name and password for PLACE; empty what the address has, or what nobody gave.

    Args:
        place: what asks for them.
        user: the name, if it is known.
        file: what the password is read from, instead of asking.

    Raises:
        InputError: ``cli.no-password``, the file cannot be read or is empty.
        UsageError: nobody can be asked, because there is no terminal.
    """
    if user is None and file is None and passwords.lacks_user(place):
        user = click.prompt(_("Name to log in with"), err=True)
    return user or "", password_of(place.title, file)


def tell_unkept(problem: BeiratError) -> None:
    """Say that, and why, a password was not kept."""
    text = explain(problem)
    note(f"! {text.happened} {text.unchanged} {text.do}")


def logged_in(
    work: Callable[[], Result], server: Place | None, user: str | None, file: Path | None
) -> Result:
    """Do WORK, which needs SERVER; a person at the terminal is asked for the password it wants.

    The password that the server took is kept in the keyring, a wrong one nowhere.

    Raises:
        InputError: ``cli.place-asks``, ``cli.place-refuses``: nobody can be asked, or nobody knew it;
            ``cli.no-password``.
        BeiratError: whatever else WORK raises.
    """
    if server is None:
        return work()
    given = None
    if file is not None:
        given = asked_for(server, user, file)
        passwords.use(server, given[1], given[0])
    tries = TRIES if file is None and sys.stdin.isatty() and not passwords.is_set_outside() else 0
    while True:
        try:
            result = work()
            break
        except ExchangeError as error:
            if error.code not in passwords.ASKING:
                raise
            given = _asked_again(server, user, error, tries)
            tries -= 1
    if given is not None and (problem := passwords.give(server, given[1], given[0])) is not None:
        tell_unkept(problem)
    return result


def _asked_again(server: Place, user: str | None, error: ExchangeError, tries: int) -> tuple[str, str]:
    """Name and password for another try, after ERROR and with so many TRIES left."""
    given = ("", "")
    if tries:
        note(explain(error).happened)
        given = asked_for(server, user)
    if not given[1]:
        refused = error.code == "place.login"
        raise InputError("cli.place-refuses" if refused else "cli.place-asks", place=server.title) from None
    passwords.use(server, given[1], given[0])
    return given
