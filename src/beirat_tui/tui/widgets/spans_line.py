"""One line of styled text across the screen, with something at its right end; no scrolling, no focus."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from beirat_tui.tui.widgets.cells import shortened
from beirat_tui.tui.widgets.looks import look
from beirat_tui.tui.widgets.spans import Line

GAP = 2


class SpansLine(Widget):
    """Draws spans; what has no room is cut at the end of the left part, never in the right one."""

    DEFAULT_CSS = "SpansLine { height: 1; padding: 0 1; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._left: Line = ()
        self._right: Line = ()

    def say(self, left: Line, right: Line = ()) -> None:
        """Show LEFT, and RIGHT at the other end."""
        self._left, self._right = left, right
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        del y
        width, base = self.size.width, self.rich_style
        end = sum(cell_len(text) for text, _name in self._right)
        room = max(0, width - end - GAP)
        segments, used = [], 0
        for text, name in self._left:
            shown = shortened(text, room - used)
            segments.append(self._segment(shown, name))
            used += cell_len(shown)
            if shown != text:
                break
        segments.append(Segment(" " * max(0, width - used - end), base))
        segments += [self._segment(text, name) for text, name in self._right]
        return Strip(segments).adjust_cell_length(width, base)

    def _segment(self, text: str, name: str) -> Segment:
        return Segment(text, look(self, name))
