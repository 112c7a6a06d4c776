"""`beirat merge`: what other copies of the board hold besides, taken in."""

from pathlib import Path

from beirat_tui.cli.framework import argument, command
from beirat_tui.cli.merge_report import tell_report
from beirat_tui.cli.place import Place
from beirat_tui.cli.progress import shown
from beirat_tui.cli.root_key import FILE
from beirat_tui.cli.table import COMMANDS
from beirat_tui.services import merging
from beirat_tui.wording import N_, _


@command(
    "merge",
    COMMANDS["merge"].about,
    more=[
        N_(
            "Any number of files and folders, in any order: the result is the same. The files themselves "
            "are never changed. Every entry is checked; what is not right is refused and counted, and then "
            "the command ends with 1, as it does when a file cannot be read. What was good has been taken "
            "nevertheless."
        )
    ],
    examples=["beirat merge mail/board.beirat stick/board.beirat", "beirat merge ~/Nextcloud/Beirat"],
    answer="merge-v1",
)
@argument(
    "files", N_("board files, or folders with such"), nargs=-1, required=True, type=FILE, metavar=N_("FILE")
)
def merge(place: Place, *, files: tuple[Path, ...]) -> None:
    """Merge other copies."""
    with place.session() as session, shown(_("Taking in")) as progress:
        report = merging.merge(session, files, progress)
    tell_report(place, report)
