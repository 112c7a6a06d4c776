"""The last line of every screen: the keys that work here, the most important first, never cut in a label."""

from collections.abc import Callable
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import ActiveBinding
from textual.events import Click
from textual.strip import Strip
from textual.widget import Widget

from beirat_tui.tui.actions import actions, key_letter, key_name
from beirat_tui.tui.widgets.looks import look
from beirat_tui.wording import _

VIEW = "view("
VIEWS_RANK = 48


class Hint(NamedTuple):
    """One entry: which keys, which word, which key a click presses."""

    keys: str
    label: str
    press: str
    rank: int

    @property
    def width(self) -> int:
        """Cells with the gap behind it."""
        return cell_len(self.keys) + 1 + cell_len(self.label) + 2


def hints(active: dict[str, ActiveBinding], consumed: Callable[[str], bool]) -> list[Hint]:
    """Return what the keys that work now are called, most important first.

    Keys that are CONSUMED by what has the focus, letters where one types, are left out.
    """
    table = actions()
    found: dict[str, list[ActiveBinding]] = {}
    for key, entry in active.items():
        name = entry.binding.id
        if name in table and entry.enabled and not consumed(key):
            found.setdefault(name, []).append(entry)
    result = []
    views = [name for name in found if table[name].method.startswith(VIEW)]
    if len(views) > 1:
        result.append(Hint(f"1–{len(views)}", _("views"), found[views[0]][0].binding.key, VIEWS_RANK))
    for name, entries in found.items():
        action = table[name]
        if action.rank:
            keys = action.keys.split(",")
            entries.sort(key=lambda entry: keys.index(key) if (key := entry.binding.key) in keys else 0)
            first = entries[0].binding
            whole = len(entries) == len(keys) and first.key_display
            result.append(Hint(whole or key_name(first.key), _(action.label), first.key, action.rank))
    return sorted(result, key=lambda hint: hint.rank)


def fitting(found: list[Hint], width: int) -> list[Hint]:
    """Return as many of FOUND, in their order, as WIDTH cells hold; one too long is left out whole."""
    chosen, used = [], 0
    for hint in found:
        if used + hint.width - 2 <= width:
            chosen.append(hint)
            used += hint.width
    return chosen


class KeyLine(Widget):
    """Shows the keys of the focused pane, its screen and the program; a click presses them."""

    DEFAULT_CSS = "KeyLine { height: 1; dock: bottom; background: $panel; color: $foreground; }"

    def __init__(self) -> None:
        super().__init__()
        self._places: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow the focus: other panes have other keys."""
        self.screen.bindings_updated_signal.subscribe(self, self._updated)

    def _updated(self, _screen: object) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        del y
        width = self.size.width
        base = self.rich_style
        key_style = look(self, "next")
        segments = [Segment(" ", base)]
        self._places = []
        at = 1
        found = hints(self.screen.active_bindings, self._consumed)
        for hint in fitting(found, width - 2):
            segments += [Segment(hint.keys, key_style), Segment(f" {hint.label}  ", base)]
            self._places.append((at, at + hint.width - 2, hint.press))
            at += hint.width
        return Strip(segments).adjust_cell_length(width, base)

    def _consumed(self, key: str) -> bool:
        focused = self.screen.focused
        letter = key_letter(key)
        return focused is not None and letter is not None and focused.check_consume_key(key, letter)

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked on."""
        for start, end, key in self._places:
            if start <= event.x < end:
                self.app.simulate_key(key)
                return
