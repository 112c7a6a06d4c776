"""The one way errors reach a user: what happened, what stayed unchanged, what to do."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from beirat_tui.domain.errors import BeiratError
from beirat_tui.tui.actions import bindings, key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys
from beirat_tui.wording import _
from beirat_tui.wording.errors import explain


class ErrorDialog(Dialog[None]):
    """Three sentences about one error."""

    DEFAULT_CSS = """
    ErrorDialog {
        .box { border: round $warn; border-title-color: $warn; }
        #happened { text-style: bold; margin: 0 0 1 0; }
        #unchanged { margin: 0 0 1 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog.close")]

    def __init__(self, error: BeiratError) -> None:
        super().__init__()
        self._text = explain(error)

    def compose(self) -> ComposeResult:
        """Lay the sentences below each other."""
        with VerticalScroll(classes="box") as box:
            box.border_title = _("That did not work")
            yield Static(self._text.happened, id="happened", markup=False)
            yield Static(self._text.unchanged, id="unchanged", markup=False)
            yield Static(self._text.do, id="do", markup=False)
            yield DialogKeys((key_name("escape"), _("close")))
