"""The first line of every screen: the board and its counts on the left, person and exchange on the right.

Where the screen is high enough a second line names the views and says which one is open.
"""

from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.events import Click
from textual.strip import Strip
from textual.widget import Widget

from beirat_tui.tui.actions import actions
from beirat_tui.tui.views import VIEWS
from beirat_tui.tui.widgets.cells import shortened
from beirat_tui.tui.widgets.looks import look
from beirat_tui.wording import _, ngettext

LEAST_NAME = 8
SHORT_NAME = 16
"""Cells of the board's name that stay before the state of the exchange goes."""
GAP = 2


class Heading(NamedTuple):
    """What the title line says: a named tuple, because that is made in a fraction of a data class's time.

    Attributes:
        board: the board's title; empty until the file is open.
        running: sketches being voted on; None until counted.
        missing: of these, how many lack the reader's vote; None for those without a vote.
        person: who sits here, in full.
        label: who sits here, in one short name.
        exchange: how the board's copies stand to each other.
        busy: work is under way that takes more than a moment.
        clock: this computer's clock looks wrong.
    """

    board: str = ""
    running: int | None = None
    missing: int | None = None
    person: str = ""
    label: str = ""
    exchange: str = ""
    busy: bool = False
    clock: bool = False

    def counted(self, running: int, missing: int | None) -> "Heading":
        """Return the heading with new counts."""
        return self._replace(running=running, missing=missing)

    def working(self, busy: bool) -> "Heading":  # noqa: FBT001  (the one thing it says)
        """Return the heading that says whether work is under way."""
        return self._replace(busy=busy)


class TitleLine(Widget):
    """Draws the app's `Heading` in one line; what has no room goes, the board's name last."""

    DEFAULT_CSS = "TitleLine { height: 1; background: $panel; text-style: bold; }"

    def __init__(self) -> None:
        super().__init__()
        self._places: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Draw anew whenever the app's heading changes."""
        self.watch(self.app, "heading", self._changed, init=False)

    def _changed(self) -> None:
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the heading, or the views below it."""
        return self._views() if y else self._heading()

    def _views(self) -> Strip:
        base = look(self, "view")
        here = look(self, "view-here")
        segments, at = [Segment(" ", base)], 1
        self._places = []
        for name in VIEWS:
            action = actions()[f"view.{name}"]
            text = f"{action.keys} {_(action.label)}"
            segments += [Segment(text, here if name == self.app.current_mode else base), Segment("   ", base)]
            self._places.append((at, at + cell_len(text), name))
            at += cell_len(text) + 3
        return Strip(segments).adjust_cell_length(self.size.width, base)

    async def on_click(self, event: Click) -> None:
        """Go to the view clicked on."""
        for start, end, name in self._places:
            if event.y and start <= event.x < end:
                await self.app.run_action(f"view('{name}')")
                return

    def _heading(self) -> Strip:
        heading: Heading = self.app.heading  # type: ignore[attr-defined]  # the app is always ours
        base, room = self.rich_style, self.size.width - 2
        left, after = heading.board or _("Opening the board …"), self._counts(heading)
        marks = (_("! clock") if heading.clock else "", _("… working") if heading.busy else "")
        # The person's name goes first, then much of the board's, then the state of the exchange; counts and
        # label stay.
        for parts, least in (
            ((heading.exchange, heading.person), cell_len(left)),
            ((heading.exchange, heading.label), min(SHORT_NAME, cell_len(left))),
            ((heading.label,), 0),
        ):
            end = "  ".join(part for part in (*parts, *marks) if part)
            if least + cell_len(after) + cell_len(end) + GAP <= room:
                break
        name = shortened(left, max(LEAST_NAME, room - cell_len(after) - cell_len(end) - GAP))
        gap = max(1, room - cell_len(name) - cell_len(after) - cell_len(end))
        return Strip([Segment(f" {name}{after}{' ' * gap}{end} ", base)]).adjust_cell_length(
            self.size.width, base
        )

    @staticmethod
    def _counts(heading: Heading) -> str:
        parts = []
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
        return "".join(f" · {part}" for part in parts)
