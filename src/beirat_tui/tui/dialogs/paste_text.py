"""Asks for a text that somebody handed over, and says what is recognised in it."""

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.widgets import TextArea

from beirat_tui.domain.errors import BeiratError
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.wording import _, ngettext
from beirat_tui.wording.errors import explain

if TYPE_CHECKING:
    from beirat_tui.services.text_views import Pasted


class PasteDialog(FormDialog[str]):
    """Returns what was pasted."""

    takes_texts = True
    """What is pasted goes into the field."""

    DEFAULT_CSS = """
    PasteDialog { TextArea { height: 8; margin: 1 0 0 0; } }
    """

    def __init__(self) -> None:
        super().__init__()
        self.heading = _("Take in a text")

    def lines(self) -> ComposeResult:
        """Lay advice and field."""
        yield note(
            _(
                "Paste the text, or the whole mail around it, with all its parts in any order. Every entry "
                "is checked; nothing is overwritten. Twice does no harm."
            ),
            "quiet",
        )
        yield TextArea(soft_wrap=True, show_line_numbers=False)

    def settle(self) -> Settled[str]:
        """Say what is recognised."""
        from beirat_tui.services import text_exchange  # noqa: PLC0415  (on demand)

        text = self.query_one(TextArea).text
        if not text.strip():
            return Settled(None, _("There is no text yet: paste it, with Ctrl+V or as your terminal does."))
        try:
            found = text_exchange.look(text)
        except BeiratError as error:
            return Settled(None, explain(error).happened)
        if found is None:
            return Settled(None, _("This is no text of this program: it begins with a line BEIRAT-TEXT."))
        return Settled(text, sentence(found), _("take it in"))


def sentence(found: "Pasted") -> str:
    """Say what is taken in."""
    if not found.texts:
        return _("A part of the text is missing or was changed. I try to take it in.")
    if found.entries:
        text = ngettext("I take in {number} entry.", "I take in {number} entries.", found.entries)
        told = text.format(number=found.entries)
    else:
        told = _("I take in what is in the text.")
    if found.broken:
        text = ngettext(
            "{number} other text is incomplete or was changed.",
            "{number} other texts are incomplete or were changed.",
            found.broken,
        )
        told += " " + text.format(number=found.broken)
    return told
