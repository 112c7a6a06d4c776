"""Asks to pick one of a few: a section, a file, a pair of versions."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from beirat_tui.tui.actions import key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys
from beirat_tui.tui.widgets.pick_list import Pick, PickList
from beirat_tui.wording import _

MOST_LINES = 16


class PickDialog(Dialog[str]):
    """Returns the id of what was picked, or None."""

    def __init__(self, title: str, picks: Sequence[Pick], done: str, cursor: int = 0) -> None:
        super().__init__()
        self._title = title
        self._picks = picks
        self._done = done
        self._cursor = cursor

    def compose(self) -> ComposeResult:
        """Lay list and keys below each other."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(self._title)
            yield PickList()
            yield DialogKeys((key_name("enter"), self._done), (key_name("escape"), _("cancel")))

    def on_mount(self) -> None:
        """Fill the list."""
        found = self.query_one(PickList)
        found.styles.height = max(1, min(MOST_LINES, len(self._picks)))
        found.fill(self._picks, self._cursor)
        found.focus()

    @on(PickList.Opened)
    def _opened(self, message: PickList.Opened) -> None:
        message.stop()
        self.dismiss(message.row.key)
