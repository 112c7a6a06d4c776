"""`beirat paste`: a text that somebody handed over, taken in."""

from pathlib import Path

from beirat_tui.cli.asking import read_mail
from beirat_tui.cli.framework import argument, command
from beirat_tui.cli.merge_report import tell_report
from beirat_tui.cli.output import note
from beirat_tui.cli.place import Place
from beirat_tui.cli.root_key import FILE
from beirat_tui.cli.table import COMMANDS
from beirat_tui.services import text_exchange
from beirat_tui.wording import N_
from beirat_tui.wording.texts import arrived


@command(
    "paste",
    COMMANDS["paste"].about,
    more=[
        N_(
            "Paste the text itself or the whole mail around it, with all parts in any order. Line breaks, "
            "quoting marks and whatever else mail programs do to a text are forgiven. Every entry is checked "
            "as in “beirat merge”; a text that is incomplete or was changed is not taken in, and the command "
            "ends with 1."
        )
    ],
    examples=["beirat paste mail.txt", "beirat paste -"],
    answer="merge-v1",
)
@argument(
    "file",
    N_("a file with the text; otherwise the standard input"),
    required=False,
    type=FILE,
    metavar=N_("FILE"),
)
def paste(place: Place, *, file: Path | None) -> None:
    """Take in a text."""
    written = read_mail(file)
    with place.session() as session:
        report = text_exchange.paste(session, written)
    if report.heard and not report.changed and not place.json:
        note(arrived())
    tell_report(place, report)
