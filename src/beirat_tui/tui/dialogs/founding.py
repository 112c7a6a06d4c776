"""Founds a board: what it is called, who founds it, where it and its root key are kept.

And the words of the spare root key, shown this once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from textual.app import ComposeResult

from beirat_tui.paths import is_folder, is_there
from beirat_tui.tui.actions import key_name
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.tui.widgets.paths import PathSuggester, expanded
from beirat_tui.wording import _

SUFFIX = ".beirat"
LEAST_PASSPHRASE = 8


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """A board to found.

    Attributes:
        place: what the founder is besides working for the office: ``office``, ``chair`` or ``member``.
        root: where the root key is saved.
    """

    path: Path
    title: str
    name: str
    place: str
    rules: str
    root: Path
    passphrase: str = field(repr=False)


def places() -> list[tuple[str, str]]:
    """Return what a founder can be."""
    return [
        ("office", _("the office, without a vote")),
        ("chair", _("chair, and the office’s work too")),
        ("member", _("member, and the office’s work too")),
    ]


def new_path(text: str, *, suffix: str = "") -> tuple[Path | None, str]:
    """Return the file that TEXT names, and what is in the way if it cannot be made."""
    if not text.strip():
        return None, _("The file is still missing.")
    path = expanded(text)
    if suffix and path.suffix != suffix:
        path = path.with_name(path.name + suffix)
    if is_there(path):
        return None, _("{path} exists already; nothing is overwritten.").format(path=path)
    if not is_folder(path.parent):
        return None, _("There is no folder {path}.").format(path=path.parent)
    return path, ""


class FoundDialog(FormDialog[FoundAnswer]):
    """Asks for everything a board begins with."""

    DEFAULT_CSS = """
    FoundDialog { .box { width: 92; } }
    """

    def __init__(self, folder: Path, rules: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._folder = folder
        self._rules = list(rules)
        self.heading = _("Found a board")

    def lines(self) -> ComposeResult:
        """Lay the lines."""
        yield Blank(_("The board’s name"), example=_("Digitalisation board of …"), id="title")
        yield Blank(_("Your name"), id="name")
        yield Turn(_("You are"), places(), id="place")
        yield Turn(_("Rules of procedure"), self._rules, "vwvfg", id="rules")
        folder, file = str(self._folder), _("advisory-board")
        yield Blank(_("Board file"), f"{folder}/{file}{SUFFIX}", suggester=PathSuggester(SUFFIX), id="path")
        yield note(
            _(
                "The root key can always appoint a new chair or office. It is saved in a file under a "
                "passphrase; keep that file away from this computer, best on a stick."
            ),
            "quiet",
            "gap",
        )
        yield Blank(_("Root key file"), f"{folder}/root-key.json", suggester=PathSuggester(), id="root")
        yield Blank(_("Passphrase"), secret=True, id="passphrase")
        yield Blank(_("Once more"), secret=True, id="again")

    def settle(self) -> Settled[FoundAnswer]:
        """Say what is founded, or what is missing."""
        title, name = self._text("title"), self._text("name")
        if not title:
            return Settled(None, _("The board has no name yet."))
        if not name:
            return Settled(None, _("Your name is still missing."))
        path, wrong = new_path(self._text("path"), suffix=SUFFIX)
        if path is None:
            return Settled(None, _("Board file: {wrong}").format(wrong=wrong))
        root, wrong = new_path(self._text("root"))
        if root is None:
            return Settled(None, _("Root key file: {wrong}").format(wrong=wrong))
        passphrase = self.query_one("#passphrase", Blank).value
        wrong = wrong_passphrase(passphrase, self.query_one("#again", Blank).value)
        if wrong:
            return Settled(None, wrong)
        answer = FoundAnswer(
            path,
            title,
            name,
            self.query_one("#place", Turn).chosen,
            self.query_one("#rules", Turn).chosen,
            root,
            passphrase,
        )
        text = _("I found “{title}” in {path}.").format(title=title, path=path)
        return Settled(answer, text, _("found the board"))

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Blank).value.strip()


def wrong_passphrase(first: str, second: str) -> str:
    """Return what is wrong with a passphrase typed twice; empty if nothing."""
    if len(first) < LEAST_PASSPHRASE:
        return _("The passphrase needs {number} characters or more; a short sentence is good.").format(
            number=LEAST_PASSPHRASE
        )
    if first != second:
        return _("The passphrase was typed differently the second time.")
    return ""


class SpareWordsDialog(FormDialog[bool]):
    """Shows the words of the spare root key."""

    DEFAULT_CSS = """
    SpareWordsDialog { .box { width: 84; } #words { text-style: bold; color: $next; margin: 1 0; } }
    """

    def __init__(self, words: Sequence[str], root: Path) -> None:
        super().__init__()
        self._words = words
        self._root = root
        self.heading = _("Write down these 24 words")

    def lines(self) -> ComposeResult:
        """Lay the words."""
        yield note(
            _(
                "They are the spare root key, shown this once and kept nowhere. Write them on paper, in this "
                "order, and keep the paper in another place than the root key file."
            )
        )
        words = note(_columns(self._words))
        words.id = "words"
        yield words
        yield note(_("The root key file: {path}").format(path=self._root), "quiet")
        yield Turn(
            _("On paper?"),
            [("", _("not yet")), ("yes", _("all 24 words are written down"))],
            id="written",
        )

    def settle(self) -> Settled[bool]:
        """Go on only once they are written down."""
        if not self.query_one("#written", Turn).chosen:
            return Settled(None, _("Write the words down first, then say so in the line above."))
        return Settled(answer=True, text=_("The words are on paper."), done=_("open the board"))

    def action_leave(self) -> None:
        """Stay: the words cannot be shown again."""
        self.notify(_("The words are shown this once. Write them down first."), markup=False)

    def keys(self) -> list[tuple[str, str]]:
        """Return the keys there are."""
        return [(key_name("space"), _("change")), (key_name("enter"), _("go on"))]


def _columns(words: Sequence[str]) -> str:
    rows = -(-len(words) // 4)
    lines = []
    for row in range(rows):
        cells = [
            f"{place + 1:>2} {words[place]:<12}"
            for place in range(row, len(words), rows)
            if place < len(words)
        ]
        lines.append("   ".join(cells))
    return "\n".join(lines)


class SaveRootDialog(FormDialog[tuple[Path, str]]):
    """Asks for another place for the root key, where the first one could not be written."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.heading = _("Save the root key")

    def lines(self) -> ComposeResult:
        """Lay the lines."""
        yield note(
            _("The board is founded, but its root key could not be saved. Choose another place for it."),
            "warn",
        )
        yield Blank(_("Root key file"), f"{self._folder}/root-key.json", suggester=PathSuggester(), id="root")
        yield Blank(_("Passphrase"), secret=True, id="passphrase")
        yield Blank(_("Once more"), secret=True, id="again")

    def settle(self) -> Settled[tuple[Path, str]]:
        """Say where it is saved."""
        root, wrong = new_path(self.query_one("#root", Blank).value)
        if root is None:
            return Settled(None, wrong)
        passphrase = self.query_one("#passphrase", Blank).value
        wrong = wrong_passphrase(passphrase, self.query_one("#again", Blank).value)
        if wrong:
            return Settled(None, wrong)
        return Settled((root, passphrase), _("I save the root key in {path}.").format(path=root), _("save"))

    def action_leave(self) -> None:
        """Stay: without a root key nobody can ever appoint a new chair."""
        self.notify(_("The board needs its root key. Choose a place for it first."), markup=False)
