"""The filter above the queue: typed with completions below, applied while typing, errors shown in place."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from beirat_tui.domain.errors import BeiratError
from beirat_tui.tui.actions import bindings
from beirat_tui.wording import _

if TYPE_CHECKING:
    from textual.timer import Timer

WAIT = 0.15
"""Seconds without a key press before what was typed is looked for."""


class FilterInput(Input, inherit_bindings=False):
    """An input without the keys that scroll: down leads to the list."""

    BINDINGS: ClassVar[list[BindingType]] = [*Input.BINDINGS]


class FilterLine(Widget):
    """An input line that is there while a filter is typed or in force."""

    DEFAULT_CSS = """
    FilterLine {
        height: auto; display: none; padding: 0 1;
        Input, Input:focus { border: none; height: 1; padding: 0; background: $panel; }
        #filter-hint { height: auto; max-height: 3; color: $quiet; }
        #filter-hint.-wrong { color: $warn; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("filter.list", "filter.complete", "filter.leave")]

    class Changed(Message):
        """Another filter shall hold."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class CompletionWanted(Message):
        """The word before the cursor may be completed."""

        def __init__(self, text: str, cursor: int) -> None:
            super().__init__()
            self.text = text
            self.cursor = cursor

    class Closed(Message):
        """Typing is over; the list takes the keys again."""

    def __init__(self) -> None:
        super().__init__()
        self._timer: Timer | None = None
        self._offered: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay the input and the line below it."""
        yield FilterInput(placeholder="", id="filter-input")
        yield Static("", id="filter-hint", markup=False)

    @property
    def _input(self) -> Input:
        return self.query_one(Input)

    def open(self) -> None:
        """Take the keys."""
        self.display = True
        self._input.placeholder = _("words, status:open, vote:missing, amount:>150000, -topic:…")
        self._input.focus()
        self._want_completions()

    def clear(self) -> None:
        """Let no filter hold."""
        self._input.value = ""
        self.display = False
        self._say("")
        self.post_message(self.Changed(""))
        self.post_message(self.Closed())

    def accept(self) -> None:
        """The filter can be used."""
        if not self._input.has_focus:
            self._say(_("Esc shows all sketches again, / changes the filter."))
        elif self.query_one("#filter-hint").has_class("-wrong"):
            self._say("")

    def explain(self, error: BeiratError) -> None:
        """Show where the filter cannot be read, and why; not while the word may still become a right one."""
        if self._offered and self._input.has_focus:
            return
        from beirat_tui.wording.errors import explain  # noqa: PLC0415  (errors are rare)

        position = error.params.get("position")
        mark = f"{' ' * (position - 1)}▲ " if isinstance(position, int) and position > 0 else ""
        text = explain(error)
        self._say(f"{mark}{text.happened} {text.do}", wrong=True)

    def offer(self, text: str, words: list[str]) -> None:
        """Show what the word being typed in TEXT may become; Tab takes the first."""
        if text != self._input.value or not self._input.has_focus:
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
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(WAIT, self._look)
        self._offered = []
        self._say("")
        self._want_completions()

    def _look(self) -> None:
        self.post_message(self.Changed(self._input.value.strip()))

    def _want_completions(self) -> None:
        self.post_message(self.CompletionWanted(self._input.value, self._input.cursor_position))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_to_list()

    def action_complete(self) -> None:
        """Put the first completion in."""
        if self._offered:
            self._complete(self._offered[0])

    def _complete(self, word: str) -> None:
        from beirat_tui.domain.filter_completion import complete  # noqa: PLC0415  (while typing)

        text, cursor = complete(self._input.value, self._input.cursor_position, word)
        self._input.value = text
        self._input.cursor_position = cursor

    def action_to_list(self) -> None:
        """Leave the filter in force and go to the list."""
        if self._input.value.strip():
            self.post_message(self.Changed(self._input.value.strip()))
            self.post_message(self.Closed())
        else:
            self.clear()

    def action_leave(self) -> None:
        """Drop the filter."""
        self.clear()
