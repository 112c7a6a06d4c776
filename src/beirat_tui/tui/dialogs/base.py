"""The frame of every dialog: a titled box in the middle, its own keys below, Escape leaves it unanswered."""

from typing import ClassVar, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from beirat_tui.tui.actions import bindings

Answer = TypeVar("Answer")
GAP = 3
"""Blanks between two keys."""


class Typed(Message):
    """Text is being typed in a dialog that shall survive; ``key`` says what it is for. The app keeps it."""

    def __init__(self, key: str, text: str) -> None:
        super().__init__()
        self.key = key
        self.text = text


class Dialog(ModalScreen[Answer]):
    """Base of the dialogs; the box is the one child with the class ``box``."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
        & .box {
            width: 76; max-width: 100%; height: auto; max-height: 100%;
            border: round $primary; border-title-color: $primary; border-title-style: bold;
            background: $surface; padding: 1 2 0 2; scrollbar-size-vertical: 1;
        }
        & .box Static { height: auto; }
        & .quiet { color: $quiet; }
        & .warn { color: $warn; }
        & TextArea { height: 6; margin: 0 0 1 0; border: round $line; padding: 0 1; }
        & TextArea:focus { border: round $primary; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog.leave")]

    def action_leave(self) -> None:
        """Close without an answer."""
        self.dismiss(None)


class DialogKeys(Widget):
    """The keys of a dialog, in its last lines; none is cut, however narrow the dialog."""

    COMPONENT_CLASSES = {"dialog-keys--key"}  # noqa: RUF012  (Textual's class variable)

    DEFAULT_CSS = """
    DialogKeys { height: auto; color: $quiet; margin: 1 0 0 0; }
    DialogKeys > .dialog-keys--key { color: $next; text-style: bold; }
    """

    def __init__(self, *hints: tuple[str, str]) -> None:
        super().__init__()
        self._hints = hints

    def say(self, *hints: tuple[str, str]) -> None:
        """Show other keys: pairs of key and word."""
        self._hints = hints
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the keys take."""
        del container, viewport
        return len(self._lines(width))

    def _lines(self, width: int) -> list[list[tuple[str, str]]]:
        lines: list[list[tuple[str, str]]] = [[]]
        used = 0
        for key, label in self._hints:
            needed = cell_len(key) + 1 + cell_len(label)
            if lines[-1] and used + needed > width:
                lines.append([])
                used = 0
            lines[-1].append((key, label))
            used += needed + GAP
        return lines

    def render_line(self, y: int) -> Strip:
        """Draw one line of the keys."""
        base = self.rich_style
        key_style = base + self.get_component_rich_style("dialog-keys--key", partial=True)
        segments = []
        lines = self._lines(self.size.width)
        for key, label in lines[y] if y < len(lines) else ():
            segments += [Segment(key, key_style), Segment(f" {label}{' ' * GAP}", base)]
        return Strip(segments).adjust_cell_length(self.size.width, base)
