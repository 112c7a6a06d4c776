"""The line-API base of list and page: turns styled spans into strips with the theme's colours."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from beirat_tui.tui.widgets.spans import Line

NAMES = ("dim", "strong", "head", "good", "bad", "warn", "next", "line")


class Painted(ScrollView):
    """A scrolling view that draws only the lines on the screen, each from spans."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"painted--{name}" for name in NAMES),
        "painted--bar",
        "painted--bar-idle",
    }

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
        & > .painted--dim { color: $quiet; }
        & > .painted--strong { text-style: bold; }
        & > .painted--head { color: $primary; text-style: bold; }
        & > .painted--good { color: $good; }
        & > .painted--bad { color: $bad; }
        & > .painted--warn { color: $warn; }
        & > .painted--next { color: $next; text-style: bold; }
        & > .painted--line { color: $line; }
        & > .painted--bar { background: $bar; color: $bar-text; text-style: bold; }
        & > .painted--bar-idle { background: $bar-idle; text-style: bold; }
    }
    """

    @property
    def shown_size(self) -> Size:
        """The cells that lines are drawn into: without padding and scrollbars."""
        return self.scrollable_content_region.size

    def strip(self, line: Line, width: int, bar: str = "") -> Strip:
        """Return LINE as WIDTH cells; with BAR (``bar`` or ``bar-idle``) all of it in that one style."""
        if bar:
            base = self.get_component_rich_style(f"painted--{bar}")
            segments = [Segment(text, base) for text, _name in line]
        else:
            base = self.rich_style
            segments = [Segment(text, self._named(name, base)) for text, name in line]
        return Strip(segments).adjust_cell_length(width, base)

    def _named(self, name: str, base: Style) -> Style:
        if not name:
            return base
        return base + self.get_component_rich_style(f"painted--{name}", partial=True)
