"""The first line of every screen: the board and its counts on the left, person and exchange on the right."""

from dataclasses import dataclass, replace

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from beirat_tui.tui.widgets.cells import shortened
from beirat_tui.wording import _, ngettext


@dataclass(frozen=True, slots=True)
class Heading:
    """What the title line says.

    Attributes:
        board: the board's title; empty until the file is open.
        running: sketches being voted on; None until counted.
        missing: of these, how many lack the reader's vote; None for those without a vote.
        person: who sits here, as short as it fits.
        exchange: how the board's copies stand to each other.
        busy: work is under way that takes more than a moment.
    """

    board: str = ""
    running: int | None = None
    missing: int | None = None
    person: str = ""
    exchange: str = ""
    busy: bool = False

    def counted(self, running: int, missing: int | None) -> "Heading":
        """Return the heading with new counts."""
        return replace(self, running=running, missing=missing)

    def working(self, busy: bool) -> "Heading":  # noqa: FBT001  (the one thing it says)
        """Return the heading that says whether work is under way."""
        return replace(self, busy=busy)


class TitleLine(Widget):
    """Draws the app's `Heading` in one line; what has no room goes, the board's name last."""

    DEFAULT_CSS = """
    TitleLine { height: 1; dock: top; background: $panel; color: $foreground; text-style: bold; }
    """

    def on_mount(self) -> None:
        """Draw anew whenever the app's heading changes."""
        self.watch(self.app, "heading", self._changed, init=False)

    def _changed(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        del y
        heading: Heading = self.app.heading  # type: ignore[attr-defined]  # the app is always ours
        width = self.size.width
        right = self._right(heading)
        left = self._left(heading)
        room = width - 2
        while right and cell_len(" · ".join(left)) + 3 + cell_len("  ".join(right)) > room:
            if len(right) > 1:
                right.pop(0)
            elif len(left) > 1:
                break
            else:
                right.clear()
        end = "  ".join(right)
        counts = [part for part in left[1:] if part]
        after = "".join(f" · {part}" for part in counts)
        name = shortened(left[0], max(8, room - cell_len(after) - cell_len(end) - (2 if end else 0)))
        gap = max(0, room - cell_len(name) - cell_len(after) - cell_len(end))
        base = self.rich_style
        return Strip([Segment(f" {name}{after}{' ' * gap}{end} ", base)]).adjust_cell_length(width, base)

    @staticmethod
    def _left(heading: Heading) -> list[str]:
        parts = [heading.board or _("Opening the board …")]
        if heading.running is not None:
            parts.append(
                ngettext("{number} open", "{number} open", heading.running).format(number=heading.running)
            )
        if heading.missing:
            parts.append(
                ngettext("{number} without your vote", "{number} without your vote", heading.missing).format(
                    number=heading.missing
                )
            )
        elif heading.missing == 0 and heading.running:
            parts.append(_("you have voted on all"))
        return parts

    @staticmethod
    def _right(heading: Heading) -> list[str]:
        parts = [heading.exchange, heading.person]
        if heading.busy:
            parts.append(_("… working"))
        return [part for part in parts if part]
