"""The line-API base of list and page: turns styled spans into strips with the theme's colours."""

from rich.segment import Segment
from textual.events import Resize
from textual.geometry import Region, Size
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

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._fitted: Size | None = None

    def lay_out(self, room: Size) -> None:
        """Arrange what is shown for ROOM, which is `shown_size` and not empty."""
        raise NotImplementedError

    def fit(self, *, anew: bool = False) -> None:
        """Lay out for the room at hand, unless that is done already; ANEW in any case.

        Without room (hidden, not yet on the screen) it is done once there is some.
        """
        room = self.shown_size
        if not room.width:
            self._fitted = None
        elif anew or room != self._fitted:
            self._fitted = room
            self.lay_out(room)

    def on_resize(self, event: Resize) -> None:
        """Lay out for the new room."""
        del event
        self.fit()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines in CROP.

        Textual sends no `Resize` to a view that comes out of hiding when somebody asked for a place on the
        screen between the change of style and the layout; so the room is looked at here, too.
        """
        self.fit()
        return super().render_lines(crop)

    @property
    def allow_vertical_scroll(self) -> bool:
        """Whether there is more than fits.

        Textual asks whether the scrollbar is drawn, which is one layout later than the lines: a key that was
        pressed before would be lost.
        """
        return not self._check_disabled() and bool(self.max_scroll_y or self.scroll_y)

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:  # noqa: FBT001  (Textual's signature)
        """Put the scrollbar where the view has been scrolled to without it."""
        if shown:
            self.vertical_scrollbar.position = self.scroll_y

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
