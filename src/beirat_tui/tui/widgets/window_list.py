"""A list that draws only the lines on the screen and holds only the rows around them.

The screen supplies rows: the list posts `RowsWanted` for the pages it lacks and shows placeholders until
`supply` brings them, so a hundred thousand rows open like ten. The cursor is kept by the row's id.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual.binding import BindingType
from textual.events import Click, MouseEvent
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from beirat_tui.tui.actions import bindings
from beirat_tui.tui.widgets.painted import Painted
from beirat_tui.tui.widgets.spans import Line

PAGE = 128
"""Rows that are asked for at once."""

KEPT = 12
"""Pages that are kept; the one longest unseen goes first."""

LIST_KEYS = ("move.down", "move.up", "move.page-down", "move.page-up", "move.first", "move.last")
"""Ids of what every list does; what Enter does, each says itself."""
Row = TypeVar("Row")


class WindowList(Painted, Generic[Row], can_focus=True, inherit_bindings=False):
    """A list over a window of rows; `key_of` names a row, `line_of` draws it."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(*LIST_KEYS, "read.open")]

    cursor: reactive[int] = reactive(0, repaint=False)
    total: reactive[int] = reactive(0, repaint=False)

    class RowsWanted(Message):
        """The rows from ``first`` on, ``count`` of them, are on the screen and not here yet."""

        def __init__(self, sender: "WindowList[Any]", first: int, count: int) -> None:
            super().__init__()
            self.list = sender
            self.first = first
            self.count = count

        @property
        def control(self) -> "WindowList[Any]":
            """The list, for handlers that name one."""
            return self.list

    class Pointed(Message):
        """The cursor stands on another row; ``row`` is None while that row is not here yet."""

        def __init__(self, sender: "WindowList[Any]", row: Any) -> None:  # noqa: ANN401  (the list's own kind of row)
            super().__init__()
            self.list = sender
            self.row = row

        @property
        def control(self) -> "WindowList[Any]":
            """The list, for handlers that name one."""
            return self.list

    class Opened(Message):
        """The row under the cursor was chosen."""

        def __init__(self, sender: "WindowList[Any]", row: Any) -> None:  # noqa: ANN401  (the same)
            super().__init__()
            self.list = sender
            self.row = row

        @property
        def control(self) -> "WindowList[Any]":
            """The list, for handlers that name one."""
            return self.list

    def __init__(self, *, id: str | None = None, header: bool = True) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._asked: set[int] = set()
        self._header = header
        self._pointed: str | None = None

    # --- what a kind of list decides -------------------------------------------------------------------

    def key_of(self, row: Row) -> str:
        """Return the id of ROW."""
        raise NotImplementedError

    def line_of(self, row: Row, width: int) -> Line:
        """Return ROW in WIDTH cells."""
        raise NotImplementedError

    def header_of(self, width: int) -> Line:  # noqa: ARG002  (for those that have a header)
        """Return the names of the columns in WIDTH cells."""
        return ()

    # --- data down -------------------------------------------------------------------------------------

    def show(self, total: int, first: int, rows: Sequence[Row], cursor: int) -> None:
        """Show TOTAL rows anew, of which ROWS from FIRST on are here, with the cursor on CURSOR."""
        self._pages.clear()
        self._asked.clear()
        self.keep(first, rows)
        self.total = total
        cursor = max(0, min(cursor, total - 1))
        if cursor == self.cursor:
            self._tell()
        self.cursor = cursor
        self.fit(anew=True)
        self.refresh()

    def supply(self, first: int, rows: Sequence[Row]) -> None:
        """Take the ROWS from FIRST on that were asked for."""
        self.keep(first, rows)
        self._tell()
        self.refresh()

    def keep(self, first: int, rows: Sequence[Row]) -> None:
        """Keep ROWS from FIRST on, and drop the pages longest unseen."""
        # Only whole pages are kept, so that what surrounds a jump is asked for like anything else.
        start = -first % PAGE
        while start < len(rows):
            page = rows[start : start + PAGE]
            number = (first + start) // PAGE
            if len(page) == PAGE or first + start + len(page) >= self.total or start + PAGE > len(rows):
                self._pages[number] = page
                self._pages.move_to_end(number)
            self._asked.discard(number)
            start += PAGE
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)

    def row_at(self, index: int) -> Row | None:
        """Return the row at INDEX, or None where it is not here (yet)."""
        page = self._pages.get(index // PAGE)
        offset = index % PAGE
        return page[offset] if page is not None and offset < len(page) else None

    @property
    def current(self) -> Row | None:
        """The row under the cursor, if it is here."""
        return self.row_at(self.cursor)

    # --- drawing ---------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view."""
        width = self.shown_size.width
        if self._header:
            if y == 0:
                return self.strip(((" ", ""), *self.header_of(width - 1)), width)
            y -= 1
        index = self.scroll_offset.y + y
        if index >= self.total:
            return Strip.blank(width, self.rich_style)
        row = self.row_at(index)
        if row is None:
            self._ask(index // PAGE)
            return self.strip(((" …", "dim"),), width, self._bar(index))
        mark = "▸" if index == self.cursor else " "
        return self.strip(((mark, ""), *self.line_of(row, width - 1)), width, self._bar(index))

    def _bar(self, index: int) -> str:
        if index != self.cursor:
            return ""
        return "bar" if self.has_focus else "bar-idle"

    def _ask(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self.post_message(self.RowsWanted(self, page * PAGE, PAGE))

    def lay_out(self, room: Size) -> None:
        """Keep the scroll range and the cursor in sight."""
        self.virtual_size = Size(room.width, self.total + self._header)
        self._follow()

    def on_focus(self) -> None:
        """Show the bar in full."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the bar as a trace."""
        self.refresh()

    # --- the cursor ------------------------------------------------------------------------------------

    def watch_cursor(self, before: int, after: int) -> None:
        """Keep the cursor in sight and say where it stands; only the two lines concerned are drawn anew."""
        self._follow()
        for index in (before, after):
            self.refresh(Region(0, index - self.scroll_offset.y + self._header, self.shown_size.width, 1))
        self._tell()

    def _tell(self) -> None:
        row = self.current
        key = self.key_of(row) if row is not None else None
        if row is None and self.total:
            self._ask(self.cursor // PAGE)
        if key != self._pointed or row is None:
            self._pointed = key
            self.post_message(self.Pointed(self, row))

    def _follow(self) -> None:
        height = max(1, self.shown_size.height - self._header)
        top = self.scroll_offset.y
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)

    def _move(self, to: int) -> None:
        self.cursor = max(0, min(to, self.total - 1))

    def action_cursor_down(self) -> None:
        """One row down."""
        self._move(self.cursor + 1)

    def action_cursor_up(self) -> None:
        """One row up."""
        self._move(self.cursor - 1)

    def action_page_down(self) -> None:
        """One screen down."""
        self._move(self.cursor + max(1, self.shown_size.height - self._header - 1))

    def action_page_up(self) -> None:
        """One screen up."""
        self._move(self.cursor - max(1, self.shown_size.height - self._header - 1))

    def action_first(self) -> None:
        """To the first row."""
        self._move(0)

    def action_last(self) -> None:
        """To the last row."""
        self._move(self.total - 1)

    def action_open(self) -> None:
        """Choose the row under the cursor."""
        row = self.current
        if row is not None:
            self.post_message(self.Opened(self, row))

    def on_click(self, event: Click) -> None:
        """Move to the row clicked on; a second click opens it."""
        index = self._index_under(event)
        if index is None:
            return
        self._move(index)
        if event.chain > 1:
            self.action_open()

    def _index_under(self, event: MouseEvent) -> int | None:
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        index = self.scroll_offset.y + offset.y - self._header
        return index if offset.y >= self._header and 0 <= index < self.total else None
