"""Watches the board file for changes, by this program or by another one, without costing the screen anything.

One sleeping thread asks for the file's revision twice a second; only when it differs is the app told.
"""

from collections.abc import Callable
from threading import Event, Thread

INTERVAL = 0.5
"""Seconds between two looks."""


class Watch(Thread):
    """Calls `changed` from its own thread whenever `revision` gives another number than before."""

    def __init__(
        self, revision: Callable[[], int], changed: Callable[[], object], interval: float = INTERVAL
    ) -> None:
        super().__init__(name="board-watch", daemon=True)
        self._revision = revision
        self._changed = changed
        self._interval = interval
        self._ended = Event()
        self._woken = Event()

    def run(self) -> None:
        """Look until `end`."""
        known = self._revision()
        while not self._ended.is_set():
            self._woken.wait(self._interval)
            self._woken.clear()
            current = self._revision()
            if current != known:
                known = current
                self._changed()

    def look(self) -> None:
        """Look now: something was written, or came in."""
        self._woken.set()

    def end(self) -> None:
        """Stop looking; returns at once."""
        self._ended.set()
        self._woken.set()
