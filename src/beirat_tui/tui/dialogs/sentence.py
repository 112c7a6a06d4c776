"""Asks about one thing that needs no further word: advice, and a sentence that only Enter carries out."""

from textual.app import ComposeResult

from beirat_tui.tui.actions import key_name
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.wording import _


class SentenceDialog(FormDialog[bool]):
    """Returns True, or None."""

    from_sentence = True

    def __init__(self, title: str, advice: str, sentence: str, done: str) -> None:
        super().__init__()
        self.heading = title
        self._advice = advice
        self._sentence = sentence
        self._done = done

    def lines(self) -> ComposeResult:
        """Lay the advice."""
        yield note(self._advice, "quiet")

    def settle(self) -> Settled[bool]:
        """Say what will be done."""
        return Settled(answer=True, text=self._sentence, done=self._done)

    def keys(self) -> list[tuple[str, str]]:
        """Return the two keys there are."""
        return [(key_name("enter"), self._done), (key_name("escape"), _("cancel"))]
