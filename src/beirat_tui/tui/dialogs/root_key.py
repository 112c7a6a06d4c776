"""Lines that ask for the root key: a file with its passphrase, or the words written down."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.dom import DOMNode

from beirat_tui.tui.dialogs.form import note
from beirat_tui.tui.widgets.form import Blank
from beirat_tui.tui.widgets.paths import PathSuggester, expanded
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.log.keys import SigningKey

LEAST_WORDS = 12


@dataclass(frozen=True, slots=True)
class RootSource:
    """Where the root key is: a file under a passphrase, or its words. Never shown, never kept."""

    path: Path | None
    passphrase: str = field(default="", repr=False)
    words: str = field(default="", repr=False)

    def key(self) -> "SigningKey":
        """Return the key; takes a second on purpose.

        Raises:
            InputError: ``root-key.*``, ``words.wrong``.
        """
        from beirat_tui.services import root_keys  # noqa: PLC0415  (in the thread)

        if self.path is None:
            return root_keys.from_words(self.words)
        return root_keys.load(self.path, self.passphrase)


def root_lines() -> ComposeResult:
    """Lay the lines."""
    yield note(
        _("This takes the root key: its file and passphrase, or its 24 words in place of the file."),
        "quiet",
        "root",
        "gap",
    )
    root = Blank(_("Root key"), example="~/root-key.json", suggester=PathSuggester(), id="root-path")
    root.add_class("root")
    yield root
    secret = Blank(_("Passphrase"), secret=True, id="root-passphrase")
    secret.add_class("root")
    yield secret


def show_root_lines(screen: DOMNode, *, wanted: bool) -> None:
    """Show the lines only where they are WANTED."""
    for line in screen.query(".root"):
        line.display = wanted
    if wanted:
        screen.query_one("#root-passphrase").display = not _is_words(screen)


def _is_words(screen: DOMNode) -> bool:
    return len(screen.query_one("#root-path", Blank).value.split()) >= LEAST_WORDS


def root_source(screen: DOMNode) -> RootSource | None:
    """Return what was typed; None while something is missing."""
    text = screen.query_one("#root-path", Blank).value.strip()
    passphrase = screen.query_one("#root-passphrase", Blank).value
    if _is_words(screen):
        return RootSource(None, words=text)
    return RootSource(expanded(text), passphrase) if text and passphrase else None
