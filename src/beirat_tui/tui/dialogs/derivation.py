"""The frame of dialogs that show how an outcome comes about and then ask one thing about it."""

from collections.abc import Callable
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input

from beirat_tui.tui.actions import bindings, key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.tui.widgets.form import Turn
from beirat_tui.tui.widgets.page import Page
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _

Answer = TypeVar("Answer")


class DerivationDialog(Dialog[Answer]):
    """A page, lines to fill in below it, and a sentence: give `sheet`, `lines`, `say` and `accepted`."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("move.pane", "move.pane-back")]

    DEFAULT_CSS = """
    DerivationDialog {
        .box { width: 88; height: 100%; max-height: 44; }
        Page { height: 1fr; padding: 0; }
        #lines { height: auto; margin: 1 0 0 0; }
        Sentence { margin: 0; }
        DialogKeys { margin: 0; }
    }
    """

    heading: str = ""

    def sheet(self) -> Callable[[int], Sheet]:
        """Return what draws the page."""
        raise NotImplementedError

    def lines(self) -> ComposeResult:
        """Lay what is asked."""
        yield from ()

    def say(self) -> None:
        """Say in the sentence what Enter does."""
        raise NotImplementedError

    def accepted(self) -> None:
        """Answer."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay page, lines, sentence and keys below each other."""
        with Vertical(classes="box") as box:
            box.border_title = Content(self.heading)
            yield Page()
            with Vertical(id="lines"):
                yield from self.lines()
            yield Sentence()
            yield DialogKeys(
                (key_name("enter"), _("do it")),
                (f"{key_name('up')}{key_name('down')}", _("scroll")),
                (key_name("tab"), _("next line")),
                (key_name("escape"), _("cancel")),
            )

    def on_mount(self) -> None:
        """Show the page; start at the sentence."""
        self.query_one(Page).show(self.sheet())
        self.say()
        self.query_one(Sentence).focus()

    def on_key(self, event: Key) -> None:
        """Scroll the page from the sentence too."""
        if not isinstance(self.focused, Sentence):
            return
        page = self.query_one(Page)
        steps = {
            "up": page.action_cursor_up,
            "down": page.action_cursor_down,
            "pageup": page.action_page_up,
            "pagedown": page.action_page_down,
            "home": page.action_first,
            "end": page.action_last,
        }
        if event.key in steps:
            event.stop()
            steps[event.key]()

    @on(Turn.Turned)
    @on(Input.Changed)
    def _changed(self) -> None:
        if self.is_mounted and self.query(Sentence):
            self.say()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(Sentence).focus()

    @on(Sentence.Accepted)
    def _accepted(self) -> None:
        self.accepted()
