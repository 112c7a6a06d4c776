"""The views in one line below the title, where the screen is high enough for it: which is open."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.events import Click
from textual.strip import Strip
from textual.widget import Widget

from beirat_tui.tui.actions import actions
from beirat_tui.wording import _


class ViewLine(Widget):
    """Draws the views that there are; a click goes there."""

    COMPONENT_CLASSES = {"view-line--key", "view-line--here"}  # noqa: RUF012  (Textual's class variable)

    DEFAULT_CSS = """
    ViewLine { height: 1; color: $quiet; display: none; }
    ViewLine > .view-line--key { color: $next; }
    ViewLine > .view-line--here { color: $primary; text-style: bold underline; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._places: list[tuple[int, int, str]] = []

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        del y
        base = self.rich_style
        key = base + self.get_component_rich_style("view-line--key", partial=True)
        here = base + self.get_component_rich_style("view-line--here", partial=True)
        segments, at = [Segment(" ", base)], 1
        self._places = []
        for name in self.app.MODES:
            action = actions()[f"view.{name}"]
            label = _(action.label)
            current = name == self.app.current_mode
            segments += [
                Segment(action.keys, key),
                Segment(" ", base),
                Segment(label, here if current else base),
            ]
            segments.append(Segment("   ", base))
            end = at + cell_len(action.keys) + 1 + cell_len(label)
            self._places.append((at, end, name))
            at = end + 3
        return Strip(segments).adjust_cell_length(self.size.width, base)

    async def on_click(self, event: Click) -> None:
        """Go to the view clicked on."""
        for start, end, name in self._places:
            if start <= event.x < end:
                await self.app.run_action(f"view('{name}')")
                return
