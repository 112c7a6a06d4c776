"""Yes, no, abstention, as full words below each other: chosen by letter, by arrows or by a click."""

from rich.segment import Segment
from textual.events import Click, Key
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.wording import pgettext
from beirat_tui.wording.states import CHOICES, sign

ORDER = ("yes", "no", "abstain")


def choice_keys() -> tuple[str, str, str]:
    """Return the letters for yes, no and abstention in the language in use."""
    return pgettext("key for yes", "y"), pgettext("key for no", "n"), pgettext("key for abstention", "a")


class Choices(Widget, can_focus=True):
    """One of three; none at the beginning."""

    COMPONENT_CLASSES = {"choices--key", "choices--chosen", "choices--chosen-idle"}  # noqa: RUF012  (Textual's)

    DEFAULT_CSS = """
    Choices { height: 3; }
    Choices > .choices--key { color: $next; text-style: bold; }
    Choices > .choices--chosen { background: $bar; color: $bar-text; text-style: bold; }
    Choices > .choices--chosen-idle { background: $bar-idle; text-style: bold; }
    """

    chosen: reactive[str | None] = reactive(None)

    class Chosen(Message):
        """Another choice is highlighted."""

    class Settled(Message):
        """Enter: the highlighted choice stands, on to the sentence."""

    def watch_chosen(self) -> None:
        """Say so."""
        self.post_message(self.Chosen())

    def on_focus(self) -> None:
        """Show the bar in full."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the bar as a trace."""
        self.refresh()

    def choose_by_key(self, key: str) -> bool:
        """Choose by a letter; False if KEY is none of the three."""
        letters = choice_keys()
        if key not in letters:
            return False
        self.chosen = ORDER[letters.index(key)]
        return True

    def on_key(self, event: Key) -> None:
        """Letters and arrows choose, Enter goes on."""
        if self.choose_by_key(event.key):
            event.stop()
        elif event.key in {"up", "down"}:
            event.stop()
            self._step(-1 if event.key == "up" else 1)
        elif event.key == "enter":
            event.stop()
            if self.chosen is not None:
                self.post_message(self.Settled())

    def _step(self, by: int) -> None:
        if self.chosen is None:
            self.chosen = ORDER[0 if by > 0 else -1]
        else:
            self.chosen = ORDER[max(0, min(len(ORDER) - 1, ORDER.index(self.chosen) + by))]

    def on_click(self, event: Click) -> None:
        """Choose the line clicked on."""
        if 0 <= event.y < len(ORDER):
            self.chosen = ORDER[event.y]

    def render_line(self, y: int) -> Strip:
        """Draw one of the three."""
        width, base = self.size.width, self.rich_style
        if y >= len(ORDER):
            return Strip.blank(width, base)
        found = sign(CHOICES, ORDER[y])
        letter = choice_keys()[y]
        if self.chosen == ORDER[y]:
            name = "choices--chosen" if self.has_focus else "choices--chosen-idle"
            return Strip(
                [Segment(fitted(f" ▸ {letter}  {found}", width), self.get_component_rich_style(name))]
            )
        key = base + self.get_component_rich_style("choices--key", partial=True)
        return Strip(
            [Segment("   ", base), Segment(letter, key), Segment(f"  {found}", base)]
        ).adjust_cell_length(width, base)
