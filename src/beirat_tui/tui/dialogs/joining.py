"""Joins a board: what the office gave one, and one's own name; then six words to read to the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import TextArea

from beirat_tui.paths import is_file, is_folder
from beirat_tui.tui.actions import key_name
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.tui.widgets.paths import PathSuggester, expanded
from beirat_tui.tui.widgets.six_words import SixWords
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.text_views import Copied

SUFFIX = ".beirat"
PLACES = ("Downloads", "Desktop", "Schreibtisch", "Documents", "Dokumente")
"""Folders in which a file that came by mail or from a stick usually lies."""
SHELVES = ("Documents", "Dokumente")
"""Folders in which a new board file is laid."""
FILE, PLACE, TEXT = "file", "place", "text"


@dataclass(frozen=True, slots=True)
class JoinAnswer:
    """What the person was given, as they typed or pasted it, who they are, and where a new file is to lie.

    Attributes:
        given: a file, a folder, an address, or a text.
        name: the person's name.
        folder: where a new board file is laid.
    """

    given: str
    name: str
    folder: Path


class JoinDialog(FormDialog[JoinAnswer]):
    """Asks for what was given, and for the name."""

    DEFAULT_CSS = """
    JoinDialog { TextArea { height: 6; margin: 0; } }
    """

    def __init__(self, folder: Path, text: str = "") -> None:
        super().__init__()
        self._folder = folder
        self._text = text
        self.heading = _("Join a board")

    def lines(self) -> ComposeResult:
        """Lay the lines."""
        yield note(
            _("The office has given you something to join by. If it is a text, just paste it here."), "quiet"
        )
        ways = [
            (FILE, _("a board file")),
            (PLACE, _("a shared folder, or the address of a server")),
            (TEXT, _("an invitation as text")),
        ]
        yield Turn(_("I was given"), ways, TEXT if self._text else FILE, id="kind")
        yield Blank(_("Board file"), likely_file(self._folder), suggester=PathSuggester(SUFFIX), id="path")
        yield Blank(_("Folder or address"), f"{self._folder}/", suggester=PathSuggester(" "), id="place")
        yield TextArea(self._text, soft_wrap=True, show_line_numbers=False)
        yield Blank(_("Your name"), example=_("as the office knows you"), id="name")
        yield Blank(
            _("Keep the board in"), str(shelf(self._folder)), suggester=PathSuggester(" "), id="folder"
        )

    def on_mount(self) -> None:
        """Start at the name where the rest is known."""
        super().on_mount()
        if self._text:
            self.query_one("#name", Blank).field.focus()

    def take_text(self, text: str) -> None:
        """Use TEXT, which was pasted somewhere into the dialog."""
        self.query_one(TextArea).load_text(text)
        self.query_one("#kind", Turn).choose(TEXT)
        self.say()
        self.query_one("#name", Blank).field.focus()

    def settle(self) -> Settled[JoinAnswer]:
        """Say what is opened."""
        kind = self.query_one("#kind", Turn).chosen
        self.query_one("#path").display = kind == FILE
        self.query_one("#place").display = kind == PLACE
        self.query_one(TextArea).display = kind == TEXT
        self.query_one("#folder").display = kind != FILE
        name = self.query_one("#name", Blank).value.strip()
        folder = expanded(self.query_one("#folder", Blank).value)
        given, lacking, said = {FILE: self._file, PLACE: self._place, TEXT: self._written}[kind]()
        if lacking:
            return Settled(None, lacking)
        if not name:
            return Settled(None, _("Your name is still missing."))
        if kind != FILE and not is_folder(folder):
            return Settled(None, _("There is no such folder to keep the board in."))
        return Settled(JoinAnswer(given, name, folder), said.format(name=name), _("join"))

    def _file(self) -> tuple[str, str, str]:
        """What is given, what is lacking, and the sentence with a place for the name."""
        text = self.query_one("#path", Blank).value
        path = expanded(text)
        if not text.strip() or not is_file(path):
            return "", _("Choose the board file: its name ends in .beirat."), ""
        said = _("I open {file} and ask to join as {name}.")
        return str(path), "", said.replace("{file}", _braced(path.name))

    def _place(self) -> tuple[str, str, str]:
        text = self.query_one("#place", Blank).value.strip()
        if not text or ("://" not in text and not is_folder(expanded(text))):
            return "", _("Name a folder, or an address such as https://…"), ""
        given = text if "://" in text else str(expanded(text))
        said = _("I look for the board at {place} and ask to join as {name}.")
        return given, "", said.replace("{place}", _braced(given))

    def _written(self) -> tuple[str, str, str]:
        from beirat_tui.domain.errors import BeiratError  # noqa: PLC0415  (with a text only)
        from beirat_tui.services import text_exchange  # noqa: PLC0415  (the same)
        from beirat_tui.wording.errors import explain  # noqa: PLC0415  (the same)

        text = self.query_one(TextArea).text
        if not text.strip():
            return "", _("There is no text yet: paste it, with Ctrl+V or as your terminal does."), ""
        try:
            found = text_exchange.look(text)
        except BeiratError as error:
            return "", explain(error).happened, ""
        if found is None:
            return "", _("This is no text of this program: it begins with a line BEIRAT-TEXT."), ""
        if not found.texts:
            return "", _("A part of the text is missing or was changed: copy it once more, as a whole."), ""
        return text, "", _("I take the invitation and ask to join as {name}.")


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def likely_file(folder: Path) -> str:
    """Return the newest board file in FOLDER or its usual subfolders; just the folder if there is none."""
    found = []
    for place in (folder, *(folder / name for name in PLACES)):
        try:
            found += [(file.stat().st_mtime, file) for file in place.glob(f"*{SUFFIX}") if file.is_file()]
        except OSError:
            continue
    return str(max(found)[1]) if found else f"{folder}/"


def shelf(folder: Path) -> Path:
    """Return where a new board file is laid: the documents below FOLDER, or FOLDER itself."""
    return next((folder / name for name in SHELVES if is_folder(folder / name)), folder)


class SixWordsDialog(FormDialog[bool]):
    """Shows the six words that the office compares, and the text to send where the request is one."""

    from_sentence = True

    DEFAULT_CSS = """
    SixWordsDialog { TextArea { height: 4; margin: 0; } }
    """

    def __init__(
        self, words: Sequence[str], path: Path, place: str | None = None, request: "Copied | None" = None
    ) -> None:
        super().__init__()
        self._words = words
        self._path = path
        self._place = place
        self._request = request
        self.heading = _("Your six words")

    def lines(self) -> ComposeResult:
        """Lay words and what to do."""
        yield SixWords(self._words)
        if self._request is not None:
            first = _("1. Send the office this text: it lies in the clipboard, and your request is in it.")
            last = _(
                "3. The office enrols this device and sends a text back. Paste it here: then you can vote."
            )
        elif self._place is not None:
            first = _("1. Your request lies at {place}. You need not send anything.").format(
                place=self._place
            )
            last = _("3. The office enrols this device. With the next exchange you can vote.")
        else:
            first = _("1. Give the file {path} back to the office: your request is in it.").format(
                path=self._path
            )
            last = _("3. The office enrols this device and gives you the file again. Then you can vote.")
        yield note(first)
        if self._request is not None:
            yield TextArea(self._written(), read_only=True, show_line_numbers=False)
        yield note(_("2. Read these six words to the office, best by telephone. They compare them."))
        yield note(last)

    def _written(self) -> str:
        from beirat_tui.services import text_exchange  # noqa: PLC0415  (with a text only)

        return "\n".join(text_exchange.messages(self._request)) if self._request is not None else ""

    def on_mount(self) -> None:
        """Put the text into the clipboard."""
        super().on_mount()
        if self._request is not None:
            self.app.copy_to_clipboard(self._written())

    def settle(self) -> Settled[bool]:
        """Go on as a guest."""
        text = _("Until then I read along. The words are shown again when I ask again.")
        return Settled(answer=True, text=text, done=_("open the board"))

    def keys(self) -> list[tuple[str, str]]:
        """Return the keys there are."""
        return [(key_name("enter"), _("open the board"))]
