"""The line-API base of list and page: turns styled spans into strips with the theme's colours."""

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from beirat_tui.tui.widgets.looks import look
from beirat_tui.tui.widgets.spans import Line


class Painted(ScrollView):
    """A scrolling view that draws only the lines on the screen, each from spans."""

    DEFAULT_CSS = """
    Painted {
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        overflow-x: hidden;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
        scrollbar-color: $line;
        scrollbar-color-hover: $quiet;
        scrollbar-color-active: $primary;
    }
    """

    @property
    def shown_size(self) -> Size:
        """The cells that lines are drawn into: without padding and scrollbars."""
        return self.scrollable_content_region.size

    def strip(self, line: Line, width: int, bar: str = "") -> Strip:
        """Return LINE as WIDTH cells; with BAR (``bar`` or ``bar-idle``) all of it in that one style."""
        looks = {name: look(self, bar or name) for _text, name in line}
        return Strip([Segment(text, looks[name]) for text, name in line]).adjust_cell_length(
            width, self.rich_style
        )
