"""The filter above the queue: typed with completions below, applied while typing, errors shown in place."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input, Static

from beirat_tui.domain.errors import BeiratError
from beirat_tui.tui.actions import bindings
from beirat_tui.tui.widgets.typing_line import TypingLine
from beirat_tui.wording import _


class FilterInput(Input, inherit_bindings=False):
    """An input without the keys that scroll: down leads to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [*Input.BINDINGS]


class FilterLine(TypingLine):
    """The filter, and below it what it may become or why it cannot be read."""

    DEFAULT_CSS = """
    FilterLine {
        height: auto; display: none; padding: 0 1;
        Input, Input:focus { border: none; height: 1; padding: 0; background: $panel; }
        #filter-hint { height: auto; max-height: 4; color: $quiet; }
        #filter-hint.-wrong { color: $warn; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("filter.list", "filter.complete", "filter.leave")]

    class CompletionWanted(Message):
        """The word before the cursor may be completed."""

        def __init__(self, text: str, cursor: int) -> None:
            super().__init__()
            self.text = text
            self.cursor = cursor

    def __init__(self) -> None:
        super().__init__()
        self._offered: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay the input and the line below it."""
        example = _("words, status:open, vote:missing, amount:>150000, -topic:…")
        yield FilterInput(placeholder=example, id="filter-input")
        yield Static("", id="filter-hint", markup=False)

    def open(self) -> None:
        """Take the keys, and say what may be typed."""
        super().open()
        self._want_completions()

    def accept(self) -> None:
        """The filter can be used."""
        if not self.input.has_focus:
            self._say(_("Esc shows all sketches again, / changes the filter."))
        elif self.query_one("#filter-hint").has_class("-wrong"):
            self._say("")

    def explain(self, error: BeiratError) -> None:
        """Show where the filter cannot be read, and why; not while the word may still become a right one."""
        if self._offered and self.input.has_focus:
            return
        from beirat_tui.wording.errors import explain  # noqa: PLC0415  (errors are rare)

        position = error.params.get("position")
        mark = f"{' ' * (position - 1)}▲ " if isinstance(position, int) and position > 0 else ""
        text = explain(error)
        self._say(f"{mark}{text.happened} {text.do}", wrong=True)

    def offer(self, text: str, words: list[str]) -> None:
        """Show what the word being typed in TEXT may become; Tab takes the first."""
        if text != self.input.value or not self.input.has_focus:
            return
        self._offered = words
        if words:
            self._say(_("Tab: {words}").format(words="   ".join(words[:8])))

    def _say(self, text: str, *, wrong: bool = False) -> None:
        hint = self.query_one("#filter-hint", Static)
        hint.set_class(wrong, "-wrong")
        hint.update(text)
        hint.display = bool(text)

    @on(Input.Changed)
    def _explain_no_more(self) -> None:
        self._offered = []
        self._say("")
        self._want_completions()

    def _want_completions(self) -> None:
        self.post_message(self.CompletionWanted(self.input.value, self.input.cursor_position))

    def action_complete(self) -> None:
        """Put the first completion in."""
        if self._offered:
            self._complete(self._offered[0])

    def _complete(self, word: str) -> None:
        from beirat_tui.domain.filter_completion import complete  # noqa: PLC0415  (while typing)

        text, cursor = complete(self.input.value, self.input.cursor_position, word)
        self.input.value = text
        self.input.cursor_position = cursor
