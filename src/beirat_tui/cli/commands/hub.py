"""`beirat hub`: a database in which boards meet, for whoever administers it."""

import re
from pathlib import Path

import click

from beirat_tui.cli.answers.base import made
from beirat_tui.cli.answers.hub import BoardAccessPart, HubAnswer, TidiedAnswer
from beirat_tui.cli.asking import password_of
from beirat_tui.cli.framework import Group, argument, command, option
from beirat_tui.cli.output import answer, facts, say
from beirat_tui.cli.place import Place
from beirat_tui.cli.root_key import FILE
from beirat_tui.cli.table import COMMANDS
from beirat_tui.domain.errors import InputError
from beirat_tui.domain.text import clean_line
from beirat_tui.services import hubs
from beirat_tui.wording import N_, _, ngettext

_ID = re.compile("[0-9a-f]{64}")
_TYPED = 80
_ADDRESS = N_("the administrator's address of the database, postgresql+psycopg://…")
_PASSWORD_FILE = N_("read the administrator's password from this file")

hub = Group(
    "hub",
    help=COMMANDS["hub"].about,
    more=[
        N_(
            "A PostgreSQL server on which devices hand over their entries and are told of news within a "
            "second. Who looks after the server can withhold entries, but neither forge nor change any."
        )
    ],
)


@command(
    "init",
    N_("Make the table of a hub, and a role with a password for each board."),
    more=[
        N_(
            "The role may read and add entries of its board, and nothing else. What is there already stays. "
            "The password is shown once and kept nowhere: hand it to the members of the board with the "
            "address, which they name in `beirat sync add`."
        ),
        N_(
            "With --print nothing is done: the SQL is shown for somebody who runs it by hand. Such roles "
            "have no password yet."
        ),
    ],
    examples=[
        "beirat hub init postgresql+psycopg://admin@db.example.org/boards",
        "beirat hub init --print",
    ],
    answer="hub-v1",
    group=hub,
)
@argument("address", _ADDRESS, required=False, metavar=N_("ADDRESS"))
@option("--print", "only_print", is_flag=True, help=N_("show the SQL instead of running it"))
@option(
    "--for",
    "boards",
    multiple=True,
    metavar=N_("ID"),
    help=N_("a board by its id of 64 digits, several times; otherwise the board in use"),
)
@option("--portable", is_flag=True, help=N_("for engines that only speak PostgreSQL's language"))
@option("--new-passwords", is_flag=True, help=N_("give roles that are there already a new password, too"))
@option("--password-file", type=FILE, metavar=N_("FILE"), help=_PASSWORD_FILE)
def init(
    place: Place,
    *,
    address: str | None,
    only_print: bool,
    boards: tuple[str, ...],
    portable: bool,
    new_passwords: bool,
    password_file: Path | None,
) -> None:
    """Set up a hub."""
    wrong = next((each for each in boards if _ID.fullmatch(each) is None), None)
    if wrong is not None:
        raise InputError("cli.no-board-id", id=clean_line(wrong, _TYPED))
    if not boards:
        with place.session(only_looking=True) as session:
            boards = (session.id,)
    if only_print:
        say(hubs.script(boards, portable=portable).rstrip("\n"))
        return
    if address is None:
        message = _("Say the address of the database, or --print.")
        raise click.UsageError(message, click.get_current_context())
    password = None if password_file is None else password_of(address, password_file)
    found = hubs.set_up(address, boards, password=password, portable=portable, new_passwords=new_passwords)
    if place.json:
        answer(HubAnswer(boards=tuple(made(each, BoardAccessPart) for each in found)))
        return
    for each in found:
        kept = _("as before; --new-passwords gives it a new one")
        facts(
            [
                (_("Board"), each.board),
                (_("Address"), each.address),
                (_("Password"), kept if each.password is None else each.password),
            ]
        )


@command(
    "tidy",
    N_("Remove from a hub what was ordered to be erased on this board, and outdated statements."),
    more=[
        N_(
            "Entries stay for ever; texts that office and chair ordered to be erased go, as do the "
            "statements by which devices once said what they have and which newer ones replace."
        )
    ],
    examples=["beirat hub tidy postgresql+psycopg://admin@db.example.org/boards"],
    answer="tidied-v1",
    group=hub,
)
@argument("address", _ADDRESS, metavar=N_("ADDRESS"))
@option("--password-file", type=FILE, metavar=N_("FILE"), help=_PASSWORD_FILE)
def tidy(place: Place, *, address: str, password_file: Path | None) -> None:
    """Tidy a hub."""
    password = None if password_file is None else password_of(address, password_file)
    with place.session(only_looking=True) as session:
        removed = hubs.tidy(session, address, password=password)
    if place.json:
        answer(made(removed, TidiedAnswer))
        return
    texts, old = removed.payloads, removed.statements
    erased = ngettext("{number} text or file erased.", "{number} texts or files erased.", texts)
    say(erased.format(number=texts))
    say(
        ngettext("{number} outdated statement removed.", "{number} outdated statements removed.", old).format(
            number=old
        )
    )
