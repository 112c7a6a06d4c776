"""A page above a view: opened by a key, scrolled, left by Escape."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from beirat_tui.tui.actions import bindings
from beirat_tui.tui.screens.base import BoardScreen
from beirat_tui.tui.widgets.page import Page


class Overlay(BoardScreen):
    """Base of help, derivation and the comparison of versions: one page, a title in its border."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("go.back", "go.back-q")]

    DEFAULT_CSS = """
    Overlay {
        #page { height: 1fr; border: round $primary; border-title-color: $primary; border-title-style: bold; }
    }
    """

    def compose_body(self) -> ComposeResult:
        """Lay the page."""
        yield Page(id="page")

    @property
    def page(self) -> Page:
        """The page."""
        return self.query_one("#page", Page)

    def on_mount(self) -> None:
        """Take the keys."""
        super().on_mount()
        self.page.focus()

    def action_back(self) -> None:
        """Leave."""
        self.dismiss()
