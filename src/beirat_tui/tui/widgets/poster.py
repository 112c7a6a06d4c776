"""A whole screen of centred lines, drawn anew for every size; no scrolling."""

from collections.abc import Callable

from textual.geometry import Size
from textual.strip import Strip

from beirat_tui.tui.widgets.painted import Painted
from beirat_tui.tui.widgets.spans import Line


class Poster(Painted, can_focus=False):
    """Shows what a function gives for its width and height."""

    DEFAULT_CSS = """
    Poster { overflow-y: hidden; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._draw: Callable[[int, int], list[Line]] | None = None
        self._lines: list[Line] = []

    def show(self, draw: Callable[[int, int], list[Line]]) -> None:
        """Show what DRAW gives."""
        self._draw = draw
        self.fit(anew=True)
        self.refresh()

    def lay_out(self, room: Size) -> None:
        """Draw for the whole ROOM."""
        self._lines = self._draw(room.width, room.height) if self._draw else []

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.shown_size.width
        if y >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        return self.strip(self._lines[y], width)
