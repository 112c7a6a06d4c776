"""Lines of a form: one of a few values to turn through, or a short text to type, each behind its label.

Up and down go from line to line, Enter to the next one; left, right and Space turn through values.
"""

from collections.abc import Sequence

from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Click, Key
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static

from beirat_tui.tui.widgets.cells import fitted, shortened

LABEL = 20


class Turn(Widget, can_focus=True):
    """One of a few values: ``◂ in the meeting ▸``."""

    COMPONENT_CLASSES = {"turn--label", "turn--value", "turn--arrow"}  # noqa: RUF012  (Textual's)

    DEFAULT_CSS = """
    Turn { height: 1; }
    Turn > .turn--label { color: $quiet; }
    Turn > .turn--arrow { color: $line; }
    Turn > .turn--value { color: $foreground; }
    Turn:focus > .turn--value { background: $bar; color: $bar-text; text-style: bold; }
    Turn:focus > .turn--arrow { color: $next; }
    """

    place: reactive[int] = reactive(0)

    class Turned(Message):
        """Another value is chosen."""

        def __init__(self, turn: "Turn") -> None:
            super().__init__()
            self.turn = turn

        @property
        def control(self) -> "Turn":
            """The line, for handlers that name one."""
            return self.turn

    def __init__(
        self,
        label: str,
        values: Sequence[tuple[str, str]],
        chosen: str = "",
        *,
        id: str | None = None,  # noqa: A002  (Textual's name)
    ) -> None:
        super().__init__(id=id)
        self._label = label
        self._values = list(values)
        names = [name for name, _word in values]
        self.set_reactive(Turn.place, names.index(chosen) if chosen in names else 0)

    @property
    def chosen(self) -> str:
        """The name of the value that is shown."""
        return self._values[self.place][0]

    @property
    def word(self) -> str:
        """The value that is shown, as it is shown."""
        return self._values[self.place][1]

    def choose(self, name: str) -> None:
        """Show the value called NAME."""
        self.place = [value for value, _word in self._values].index(name)

    def watch_place(self) -> None:
        """Say so."""
        self.post_message(self.Turned(self))

    def turn(self, by: int) -> None:
        """Go on by BY values, around the end to the start."""
        self.place = (self.place + by) % len(self._values)

    def on_key(self, event: Key) -> None:
        """Turn."""
        if event.key in {"left", "right", "space"}:
            event.stop()
            self.turn(-1 if event.key == "left" else 1)

    def on_click(self, event: Click) -> None:
        """Turn on; on the left arrow back."""
        self.turn(-1 if event.x <= LABEL + 1 else 1)

    def on_focus(self) -> None:
        """Show the bar."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide it."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw label and value."""
        del y
        width, base = self.size.width, self.rich_style
        label = base + self.get_component_rich_style("turn--label", partial=True)
        arrow = base + self.get_component_rich_style("turn--arrow", partial=True)
        value = base + self.get_component_rich_style("turn--value", partial=True)
        word = shortened(self._values[self.place][1], max(4, width - LABEL - 5))
        several = len(self._values) > 1
        return Strip(
            [
                Segment(fitted(self._label, LABEL) + " ", label),
                Segment("◂ " if several else "  ", arrow),
                Segment(word, value),
                Segment(" ▸" if several else "", arrow),
            ]
        ).adjust_cell_length(width, base)


class Blank(Horizontal):
    """A short text to type behind its label; a hint stands at the right end."""

    DEFAULT_CSS = """
    Blank { height: 1; }
    Blank > .label { width: 21; color: $quiet; height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    Blank > .hint { width: auto; max-width: 50%; color: $quiet; height: 1; padding: 0 0 0 2; }
    Blank > .hint.-wrong { color: $warn; }
    Blank > Input, Blank > Input:focus {
        width: 1fr; border: none; height: 1; padding: 0 1; background: $panel; color: $foreground;
    }
    Blank > Input:focus { background: $bar-idle; }
    """

    def __init__(
        self,
        label: str,
        value: str = "",
        *,
        hint: str = "",
        example: str = "",
        secret: bool = False,
        suggester: Suggester | None = None,
        id: str | None = None,  # noqa: A002  (Textual's name)
    ) -> None:
        super().__init__(id=id)
        self._label = label
        self._hint = hint
        self._input = Input(
            value,
            placeholder=example,
            password=secret,
            suggester=suggester,
            # A proposed value is typed over; a path is gone on with.
            select_on_focus=not secret and suggester is None,
        )

    def compose(self) -> ComposeResult:
        """Lay label, input and hint beside each other."""
        yield Static(self._label, classes="label", markup=False)
        yield self._input
        yield Static(self._hint, classes="hint", markup=False)

    @property
    def value(self) -> str:
        """What was typed."""
        return self._input.value

    @value.setter
    def value(self, text: str) -> None:
        self._input.value = text

    @property
    def field(self) -> Input:
        """The input itself, to focus."""
        return self._input

    def say(self, hint: str, *, wrong: bool = False) -> None:
        """Show HINT at the right end; WRONG in the colour of warnings."""
        found = self.query_one(".hint", Static)
        found.set_class(wrong, "-wrong")
        found.update(hint)
