"""The six views behind the keys 1 to 6: where each stands, imported when it is first gone to."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

VIEWS: dict[str, str] = {
    "queue": "beirat_tui.tui.screens.queue:QueueScreen",
    "meeting": "beirat_tui.tui.screens.meeting:MeetingScreen",
    "outcomes": "beirat_tui.tui.screens.outcomes:OutcomesScreen",
    "board": "beirat_tui.tui.screens.board:MembersScreen",
    "sync": "beirat_tui.tui.screens.sync:SyncScreen",
    "log": "beirat_tui.tui.screens.log:LogScreen",
}
"""View → module and class. The order is the order of the keys."""
FIRST_VIEW = "queue"
"""Where the program begins."""


def make_view(name: str) -> "Callable[[], Screen[Any]]":
    """Return a function that imports and makes the view NAME."""

    def make() -> "Screen[Any]":
        module, _, kind = VIEWS[name].partition(":")
        screen: Screen[Any] = getattr(import_module(module), kind)()
        return screen

    return make
