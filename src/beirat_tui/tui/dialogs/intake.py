"""Takes in project sketches: a file or a folder of files, and the day on which they arrived."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from textual.app import ComposeResult

from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.typed_values import read_day
from beirat_tui.tui.widgets.form import Blank
from beirat_tui.tui.widgets.paths import PathSuggester, expanded
from beirat_tui.wording import _, ngettext
from beirat_tui.wording import format as fmt

ENDINGS = (".docx", ".json")


@dataclass(frozen=True, slots=True)
class IntakeAnswer:
    """Which files arrived when; `number` only for a single one."""

    paths: tuple[Path, ...]
    received: date
    number: str | None


class IntakeDialog(FormDialog[IntakeAnswer]):
    """Asks for files and day."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.heading = _("Take in project sketches")

    def lines(self) -> ComposeResult:
        """Lay the lines."""
        yield note(
            _(
                "A file (.docx or .json), or a folder: then every such file in it. The right arrow completes "
                "the name. A file with the number of a sketch on the board, or with its title and applicant, "
                "becomes its next version."
            ),
            "quiet",
        )
        yield Blank(
            _("File or folder"), example="~/skizze.docx", suggester=PathSuggester(*ENDINGS), id="path"
        )
        yield Blank(_("Received"), fmt.date(self._today), id="day")
        yield Blank(_("Number"), example=_("the next free one"), id="number")

    def settle(self) -> Settled[IntakeAnswer]:
        """Say what is taken in."""
        text = self.query_one("#path", Blank).value.strip()
        day = read_day(self.query_one("#day", Blank).value, self._today)
        number = self.query_one("#number", Blank)
        if not text:
            return Settled(None, _("The file is still missing."))
        paths = sketch_files(expanded(text))
        number.display = len(paths) <= 1
        if not paths:
            return Settled(None, _("There is no file .docx or .json of that name."))
        if day is None:
            return Settled(None, _("This is not a day. Write 24.03.2026 or 24.3."))
        if len(paths) == 1:
            said = _("I take in {name}, received on {day}.").format(name=paths[0].name, day=fmt.date(day))
        else:
            said = ngettext(
                "I take in {number} file, received on {day}.",
                "I take in {number} files, received on {day}.",
                len(paths),
            ).format(number=len(paths), day=fmt.date(day))
        chosen = number.value.strip() or None if len(paths) == 1 else None
        return Settled(IntakeAnswer(paths, day, chosen), said, _("take in"))


def sketch_files(path: Path) -> tuple[Path, ...]:
    """Return the sketches' files that PATH names: itself, or those in it if it is a folder."""
    try:
        if path.is_dir():
            return tuple(sorted(file for file in path.iterdir() if file.suffix.lower() in ENDINGS))
        return (path,) if path.is_file() else ()
    except OSError:
        return ()
