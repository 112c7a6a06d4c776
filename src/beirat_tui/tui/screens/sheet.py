"""A page that is made once and then only read: a report, a list of words."""

from collections.abc import Callable

from textual.content import Content

from beirat_tui.tui.screens.overlay import Overlay
from beirat_tui.tui.widgets.sheet import Sheet


class SheetScreen(Overlay):
    """Shows what a function gives for its width."""

    def __init__(self, title: str, draw: Callable[[int], Sheet]) -> None:
        super().__init__()
        self._title = title
        self._draw = draw

    def on_mount(self) -> None:
        """Show the page."""
        super().on_mount()
        self.page.border_title = Content(self._title)
        self.page.show(self._draw)
