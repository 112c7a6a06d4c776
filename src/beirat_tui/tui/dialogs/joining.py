"""Joins a board: its file and one's own name; then six words to read to the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textual.app import ComposeResult

from beirat_tui.tui.actions import key_name
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.widgets.form import Blank
from beirat_tui.tui.widgets.paths import PathSuggester, expanded
from beirat_tui.wording import _

SUFFIX = ".beirat"
PLACES = ("Downloads", "Desktop", "Schreibtisch", "Documents", "Dokumente")
"""Folders in which a file that came by mail or from a stick usually lies."""


@dataclass(frozen=True, slots=True)
class JoinAnswer:
    """Which board to join, and as whom."""

    path: Path
    name: str


class JoinDialog(FormDialog[JoinAnswer]):
    """Asks for file and name."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.heading = _("Join a board")

    def lines(self) -> ComposeResult:
        """Lay the lines."""
        yield note(
            _(
                "The office has given you a board file: by mail, on a stick, in a shared folder. The right "
                "arrow completes its name."
            ),
            "quiet",
        )
        yield Blank(_("Board file"), likely_file(self._folder), suggester=PathSuggester(SUFFIX), id="path")
        yield Blank(_("Your name"), example=_("as the office knows you"), id="name")

    def settle(self) -> Settled[JoinAnswer]:
        """Say what is opened."""
        text = self.query_one("#path", Blank).value
        path, name = expanded(text), self.query_one("#name", Blank).value.strip()
        try:
            there = bool(text.strip()) and path.is_file()
        except OSError:
            there = False
        if not there:
            return Settled(None, _("Choose the board file: its name ends in .beirat."))
        if not name:
            return Settled(None, _("Your name is still missing."))
        said = _("I open {file} and ask to join as {name}.").format(file=path.name, name=name)
        return Settled(JoinAnswer(path, name), said, _("open it"))


def likely_file(folder: Path) -> str:
    """Return the newest board file in FOLDER or its usual subfolders; just the folder if there is none."""
    found = []
    for place in (folder, *(folder / name for name in PLACES)):
        try:
            found += [(file.stat().st_mtime, file) for file in place.glob(f"*{SUFFIX}") if file.is_file()]
        except OSError:
            continue
    return str(max(found)[1]) if found else f"{folder}/"


class SixWordsDialog(FormDialog[bool]):
    """Shows the six words that the office compares."""

    from_sentence = True

    DEFAULT_CSS = """
    SixWordsDialog { #words { text-style: bold; color: $next; margin: 1 0; } }
    """

    def __init__(self, words: Sequence[str], path: Path) -> None:
        super().__init__()
        self._words = words
        self._path = path
        self.heading = _("Your six words")

    def lines(self) -> ComposeResult:
        """Lay words and what to do."""
        words = note("   ".join(self._words))
        words.id = "words"
        yield words
        steps = (
            _("1. Give the file {path} back to the office: your request is in it.").format(path=self._path),
            _("2. Read these six words to the office, best by telephone. They compare them."),
            _("3. The office enrols this device and gives you the file again. Then you can vote."),
        )
        for step in steps:
            yield note(step)

    def settle(self) -> Settled[bool]:
        """Go on as a guest."""
        text = _("Until then I read along. The words are shown again when I ask again.")
        return Settled(answer=True, text=text, done=_("open the board"))

    def keys(self) -> list[tuple[str, str]]:
        """Return the keys there are."""
        return [(key_name("enter"), _("open the board"))]
