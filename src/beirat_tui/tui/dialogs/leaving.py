"""Before leaving: what only this device has, although there are places to hand it over to."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll

from beirat_tui.services.delivery import Undelivered
from beirat_tui.tui.actions import bindings, key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys
from beirat_tui.tui.dialogs.form import note
from beirat_tui.wording import _
from beirat_tui.wording.delivery import not_handed_over


class LeavingDialog(Dialog[str]):
    """Returns ``sync`` or ``quit``; None to stay."""

    DEFAULT_CSS = """
    LeavingDialog .gap { margin: 1 0 0 0; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("leaving.sync", "leaving.quit")]

    def __init__(self, left: Undelivered, problem: str) -> None:
        super().__init__()
        self._left = left
        self._problem = problem

    def compose(self) -> ComposeResult:
        """Lay what is left, why, and the keys."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = _("Leave the program?")
            yield note(not_handed_over(self._left.votes, self._left.entries))
            if self._problem:
                yield note(self._problem, "warn", "gap")
            yield note(
                _("It is saved on this device, and is handed over the next time you exchange."),
                "quiet",
                "gap",
            )
            yield DialogKeys(
                ("s", _("exchange now")),
                ("q", _("leave nevertheless")),
                (key_name("escape"), _("stay")),
            )

    def action_sync(self) -> None:
        """Exchange, and stay."""
        self.dismiss("sync")

    def action_quit(self) -> None:
        """Leave."""
        self.dismiss("quit")
