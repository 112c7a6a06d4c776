"""Shows how far a long piece of work is; Escape stops it."""

from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from beirat_tui.tui.actions import bindings, key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys
from beirat_tui.tui.dialogs.form import note
from beirat_tui.tui.jobs import Progress
from beirat_tui.wording import _
from beirat_tui.wording.format import number

LOOK = 0.1
"""Seconds between two looks at how far the work is."""


class Bar(Widget):
    """How much is done, as a bar; a moving block where nobody knows how much there is."""

    COMPONENT_CLASSES = {"bar--done", "bar--left"}  # noqa: RUF012  (Textual's)

    DEFAULT_CSS = """
    Bar { height: 1; margin: 1 0; }
    Bar > .bar--done { color: $primary; }
    Bar > .bar--left { color: $line; }
    """

    done: reactive[int] = reactive(0)
    total: reactive[int] = reactive(0)

    def render_line(self, y: int) -> Strip:
        """Draw the bar."""
        del y
        width, base = self.size.width, self.rich_style
        full = min(width, self.done * width // self.total) if self.total else 0
        done = base + self.get_component_rich_style("bar--done", partial=True)
        left = base + self.get_component_rich_style("bar--left", partial=True)
        return Strip([Segment("█" * full, done), Segment("░" * (width - full), left)])


class ProgressDialog(Dialog[None]):
    """Closes itself when the work has ended."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog.leave")]

    def __init__(self, title: str, text: str, progress: Progress) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._progress = progress

    def compose(self) -> ComposeResult:
        """Lay sentence, bar and keys below each other."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(self._title)
            if self._text:
                yield note(self._text, "quiet")
            yield Bar()
            figures = note("")
            figures.id = "figures"
            yield figures
            yield DialogKeys((key_name("escape"), _("stop")))

    def on_mount(self) -> None:
        """Begin to look."""
        self._looking = self.set_interval(LOOK, self._look)

    def finish(self) -> None:
        """Close, whether or not something stands above this dialog."""
        self._looking.stop()
        if self.is_current:
            self.dismiss(None)

    def _look(self) -> None:
        progress = self._progress
        if progress.ended:
            self.finish()
            return
        bar = self.query_one(Bar)
        bar.done, bar.total = progress.done, progress.total
        if progress.total:
            text = _("{done} of {total}").format(done=number(progress.done), total=number(progress.total))
            self.query_one("#figures").update(text)  # type: ignore[attr-defined]  # it is a Static

    def action_leave(self) -> None:
        """Stop the work."""
        self._progress.cancelled = True
        self.finish()
