"""How far a long piece of work is, and a key that stops it; closes by itself when the work has ended."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static

from beirat_tui.tui.actions import key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys
from beirat_tui.tui.jobs import Progress
from beirat_tui.wording import _
from beirat_tui.wording.format import number

LOOK = 0.1
"""Seconds between two looks at the progress."""

BAR = 60


class ProgressDialog(Dialog[None]):
    """Watches a `Progress`."""

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, label: str, progress: Progress) -> None:
        super().__init__()
        self._label = label
        self._progress = progress

    def compose(self) -> ComposeResult:
        """Lay bar, figures and keys below each other."""
        with Vertical(classes="box") as box:
            box.border_title = self._label.replace("[", r"\[")
            yield Static("", id="bar", markup=False)
            yield Static("", id="figures", classes="quiet", markup=False)
            yield DialogKeys((key_name("escape"), _("stop")))

    def on_mount(self) -> None:
        """Look at once, and then again and again."""
        self._look()
        self.set_interval(LOOK, self._look)

    def _look(self) -> None:
        progress = self._progress
        if progress.ended:
            self.dismiss(None)
            return
        done, total = progress.done, progress.total
        full = min(BAR, done * BAR // total) if total else 0
        self.query_one("#bar", Static).update("█" * full + "░" * (BAR - full))
        if progress.cancelled:
            text = _("Stopping …")
        elif total:
            text = _("{done} of {total}").format(done=number(done), total=number(total))
        else:
            text = number(done)
        self.query_one("#figures", Static).update(text)

    def action_leave(self) -> None:
        """Stop the work at its next step; what it has finished stays."""
        self._progress.cancelled = True
        self._look()
