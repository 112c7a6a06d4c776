"""The queue's filter: opened by a key, applied while typing, kept above the list while it holds."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.reactive import reactive

from beirat_tui.tui.screens.base import BoardScreen

if TYPE_CHECKING:
    from beirat_tui.services.session import Session
    from beirat_tui.tui.screens.queue_window import Window
    from beirat_tui.tui.widgets.filter_line import FilterLine


class Filtering(BoardScreen):
    """The half of the queue screen that filters; the filter line is made when it is first asked for."""

    filter_text: reactive[str] = reactive("", init=False, bindings=True)

    def show_window(self, window: "Window") -> None:
        """Show what was read."""
        raise NotImplementedError

    def to_list(self) -> None:
        """Give the keys to the list."""
        raise NotImplementedError

    def _filter_line(self) -> "FilterLine | None":
        from beirat_tui.tui.widgets.filter_line import FilterLine  # noqa: PLC0415  (on demand)

        return next(iter(self.query(FilterLine)), None)

    async def action_filter(self) -> None:
        """Type a filter."""
        from beirat_tui.tui.widgets.filter_line import FilterLine  # noqa: PLC0415  (on demand)

        line = self._filter_line()
        if line is None:
            line = FilterLine()
            await self.mount(line, before="#body")
        line.open()

    def action_clear(self) -> None:
        """Show all sketches again."""
        line = self._filter_line()
        if line is not None:
            line.action_leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to clear a filter only where there is one."""
        if action == "clear":
            return bool(self.filter_text)
        return super().check_action(action, parameters)

    def on_typing_line_changed(self, message: "FilterLine.Changed") -> None:
        """Show what the new filter finds; a wrong one changes nothing and is explained in the line."""
        text = message.text
        line = self._filter_line()
        if line is None:
            return

        def job(session: "Session") -> "Window":
            from beirat_tui.tui.screens.queue_window import read_window  # noqa: PLC0415  (in the thread)

            return read_window(session, text, None, 0)

        def then(window: "Window") -> None:
            line.accept()
            self.filter_text = window.query
            self.show_window(replace(window, cursor=0 if window.query else window.cursor))

        self.try_read("window", job, then, line.explain)

    def on_filter_line_completion_wanted(self, message: "FilterLine.CompletionWanted") -> None:
        """Find what the word being typed may become."""
        text, cursor = message.text, message.cursor
        line = self._filter_line()
        if line is None:
            return

        def job(session: "Session") -> list[str]:
            from beirat_tui.services import queue  # noqa: PLC0415  (in the thread)

            return queue.completions(session, text, cursor)

        self.read("completions", job, lambda words: line.offer(text, words))

    def on_typing_line_closed(self) -> None:
        """Back to the list."""
        self.to_list()
