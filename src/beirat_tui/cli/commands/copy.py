"""`beirat copy`: the board, or what is new of it, as a text for mail, chat and paper."""

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from beirat_tui.cli.answers.copy import CopyAnswer
from beirat_tui.cli.framework import command, option
from beirat_tui.cli.new_file import write_new
from beirat_tui.cli.output import answer, note
from beirat_tui.cli.place import Place
from beirat_tui.cli.root_key import FILE
from beirat_tui.cli.table import COMMANDS
from beirat_tui.cli.words import DAY
from beirat_tui.services import text_exchange
from beirat_tui.services.text_views import Copied, What, Wish
from beirat_tui.wording import N_, _
from beirat_tui.wording.texts import left_out, long

MANY = 12
"""Parts from which on a file is the better way."""
_LIGHT_ON_DARK = "\x1b[38;5;231;48;5;16m{line}\x1b[0m"


@command(
    "copy",
    COMMANDS["copy"].about,
    more=[
        N_(
            "Without an option it holds what the office is not known to have; before you are enrolled, your "
            "request to join. Long texts come in parts, so that each fits into one message of a chat; in a "
            "mail all of them can stand below each other. Files and very long texts are left out: they come "
            "with the board file."
        ),
        N_(
            "A text counts as handed over only when you say so with --sent: what was printed here has "
            "reached nobody yet."
        ),
    ],
    examples=[
        "beirat copy --sent",
        "beirat copy --for M07",
        "beirat copy --invite",
        "beirat copy --newest --qr page.html",
    ],
    answer="copy-v1",
)
@option("--newest", is_flag=True, help=N_("only your own entries that you have not handed over yet"))
@option(
    "--for",
    "whom",
    metavar=N_("WHO"),
    help=N_("what this member, or the device whose key begins so, is not known to have"),
)
@option("--since", type=DAY, metavar=N_("DAY"), help=N_("your own entries from that day on"))
@option("--all", "everything", is_flag=True, help=N_("everything"))
@option("--invite", is_flag=True, help=N_("what somebody needs to ask to join, and nothing else"))
@option("--to", type=FILE, metavar=N_("FILE"), help=N_("write into this new file"))
@option(
    "--qr",
    type=FILE,
    metavar=N_("FILE"),
    help=N_("QR codes to print, as a new HTML file; with - on this terminal"),
)
@option("--sent", is_flag=True, help=N_("count it as handed over: you send it now"))
def copy(
    place: Place,
    *,
    newest: bool,
    whom: str | None,
    since: dt.date | None,
    everything: bool,
    invite: bool,
    to: Path | None,
    qr: Path | None,
    sent: bool,
) -> None:
    """Copy as text."""
    ways = {
        What.NEWEST: newest,
        What.MEMBER: whom is not None,
        What.SINCE: since is not None,
        What.ALL: everything,
        What.INVITATION: invite,
    }
    chosen = [what for what, wanted in ways.items() if wanted]
    if len(chosen) > 1:
        message = _("Choose one of --newest, --for, --since, --all and --invite.")
        raise click.UsageError(message, click.get_current_context())
    with place.session() as session:
        what = chosen[0] if chosen else text_exchange.usual(session)
        copied = text_exchange.copy(session, Wish(what, whom or "", since))
        if qr is not None:
            _draw(copied, qr)
        if place.json:
            _answer(copied, sent=sent)
        else:
            if qr is None:
                write_new("\n".join(text_exchange.messages(copied)), to)
            _say_what_to_do(copied, sent=sent)
        if sent:
            text_exchange.sent(session, copied)


def _answer(copied: Copied, *, sent: bool) -> None:
    same = ("board", "name", "parts", "whom", "entries", "votes", "requests", "left_out", "known")
    values = {name: getattr(copied, name) for name in same}
    answer(CopyAnswer(what=copied.what.value, sent=sent, **values))


def _say_what_to_do(copied: Copied, *, sent: bool) -> None:
    """Say on the error stream what the text holds and what to do with it."""
    if copied.what == What.INVITATION:
        note(_("Send these lines to whoever is to join."))
    else:
        note(_("In the text: {what}.").format(what=text_exchange.contents(copied)))
    if not copied.known:
        note(_("Nothing is known of what the other side has: all that it may lack is in the text."))
    if copied.left_out:
        note(left_out(copied.left_out))
    if len(copied.parts) > MANY:
        note(long())
    if copied.through is not None:
        note(
            _("It counts as handed over.")
            if sent
            else _("When you send it, add --sent: then it counts as handed over.")
        )


def _draw(copied: Copied, to: Path) -> None:
    if str(to) == "-":
        _print(text_exchange.above(copied)[0], text_exchange.drawn(copied))
    else:
        write_new(text_exchange.printed(copied), to)


def _print(title: str, codes: Sequence[Sequence[str]]) -> None:
    """Print CODES, on a terminal light on dark whatever its colours are."""
    form = _LIGHT_ON_DARK if sys.stdout.isatty() else "{line}"
    click.echo(title)
    for number, lines in enumerate(codes, start=1):
        click.echo(f"\n{number}/{len(codes)}")
        click.echo("\n".join(form.format(line=line) for line in lines))
