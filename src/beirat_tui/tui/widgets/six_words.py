"""Six words that two persons compare by telephone: numbered, in three columns, easy to find again."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.widgets import Static

COLUMNS = 3
GAP = 3


class SixWords(Static):
    """Shows the words."""

    DEFAULT_CSS = """
    SixWords {
        height: auto; margin: 0 0 1 0; padding: 0 2; background: $panel;
        border-left: thick $next; color: $next; text-style: bold;
    }
    .-tall SixWords { padding: 1 2; }
    """

    def __init__(self, words: Sequence[str] = ()) -> None:
        super().__init__(id="words")
        self.say(words)

    def say(self, words: Sequence[str]) -> None:
        """Show WORDS."""
        width = max((cell_len(word) for word in words), default=0) + GAP
        cells = [f"{number} {word.ljust(width)}" for number, word in enumerate(words, start=1)]
        lines = ["".join(cells[start : start + COLUMNS]) for start in range(0, len(cells), COLUMNS)]
        self.update(Content("\n".join(line.rstrip() for line in lines)))
