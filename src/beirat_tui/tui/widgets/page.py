"""A scrolling page of lines that are already wrapped: the reading view, the pane, help, derivations.

Drawn line by line, so a sketch of three hundred pages opens like one of two. What stands on it is given as a
function from a width to a `Sheet`, called again when the width changes.
"""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from beirat_tui.tui.actions import bindings
from beirat_tui.tui.widgets.painted import Painted
from beirat_tui.tui.widgets.sheet import Sheet

WIDEST = 80
"""Cells of text in a line, on wide screens too: longer lines lose the eye."""


class Page(Painted, can_focus=True, inherit_bindings=False):
    """A page of text that scrolls with the list's keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("move.down", "move.up", "move.page-down", "move.page-up", "move.first", "move.last")
    ]

    DEFAULT_CSS = """
    Page { padding: 0 0 0 1; scrollbar-gutter: stable; }
    """

    class Scrolled(Message):
        """Another line is at the top."""

        def __init__(self, page: "Page", top: int) -> None:
            super().__init__()
            self.page = page
            self.top = top

        @property
        def control(self) -> "Page":
            """The page, for handlers that name one."""
            return self.page

    class Drawn(Message):
        """The lines were laid out anew, for other text or another width."""

        def __init__(self, page: "Page") -> None:
            super().__init__()
            self.page = page

        @property
        def control(self) -> "Page":
            """The page, for handlers that name one."""
            return self.page

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._draw: Callable[[int], Sheet] | None = None
        self._drawn_for = -1
        self.sheet = Sheet(WIDEST)

    def show(self, draw: Callable[[int], Sheet] | None, *, keep_place: bool = False) -> None:
        """Show what DRAW gives for the width at hand; KEEP_PLACE stays at the line it was scrolled to."""
        self._draw = draw
        self._drawn_for = -1
        self.fit(anew=True)
        if not keep_place:
            self.scroll_to(y=0, animate=False)
        self.refresh()

    @property
    def text_width(self) -> int:
        """Cells that a line of text may take."""
        return max(10, min(WIDEST, self.shown_size.width - 1))

    def lay_out(self, room: Size) -> None:
        """Wrap anew when the width changed."""
        if self._drawn_for != self.text_width:
            self._drawn_for = self.text_width
            self.sheet = self._draw(self.text_width) if self._draw else Sheet(self.text_width)
            self.post_message(self.Drawn(self))
        self.virtual_size = Size(room.width, len(self.sheet.lines))

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view."""
        width = self.shown_size.width
        index = self.scroll_offset.y + y
        lines = self.sheet.lines
        if index >= len(lines):
            return Strip.blank(width, self.rich_style)
        return self.strip(lines[index], width)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Say which line is at the top, for a table of contents."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value):
            self.post_message(self.Scrolled(self, round(new_value)))

    def turn(self) -> None:
        """Scroll one screen down; from the end back to the start."""
        if self.scroll_offset.y >= self.max_scroll_y:
            self.action_first()
        else:
            self.action_page_down()

    def go_to(self, line: int) -> None:
        """Put LINE at the top."""
        self.scroll_to(y=line, animate=False)

    def action_cursor_down(self) -> None:
        """One line down."""
        self.scroll_relative(y=1, animate=False)

    def action_cursor_up(self) -> None:
        """One line up."""
        self.scroll_relative(y=-1, animate=False)

    def action_page_down(self) -> None:
        """One screen down, keeping one line."""
        self.scroll_relative(y=max(1, self.shown_size.height - 1), animate=False)

    def action_page_up(self) -> None:
        """One screen up, keeping one line."""
        self.scroll_relative(y=-max(1, self.shown_size.height - 1), animate=False)

    def action_first(self) -> None:
        """To the first line."""
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        """To the last line."""
        self.scroll_to(y=self.max_scroll_y, animate=False)
