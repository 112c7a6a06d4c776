"""The frame of dialogs that are filled in line by line and end in a sentence that says what will be done.

Only Enter on that sentence answers. What is still missing or cannot be read stands in its place.
"""

from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, Static, TextArea

from beirat_tui.tui.actions import bindings, key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.tui.widgets.form import Turn
from beirat_tui.wording import _

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Settled(Generic[Answer]):
    """What the lines amount to now.

    Attributes:
        answer: what the dialog would return; None while something is missing.
        text: the sentence: what will be done, or what is missing.
        done: what Enter does, in a word or two.
    """

    answer: Answer | None
    text: str
    done: str = ""


class FormDialog(Dialog[Answer]):
    """Base: give `lines` and `settle`."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("move.pane", "move.pane-back")]

    DEFAULT_CSS = """
    FormDialog {
        Sentence { margin: 1 0 0 0; }
        .subject { text-style: bold; margin: 0 0 1 0; }
        .gap { margin: 1 0 0 0; }
        TextArea { height: 5; margin: 0; }
    }
    """

    heading: str = ""
    """Title of the box, set before the dialog is laid out."""
    from_sentence: bool = False
    """Whether to start at the sentence: what stands in the lines is mostly right already."""

    def lines(self) -> ComposeResult:
        """Lay the lines above the sentence."""
        yield from ()

    def settle(self) -> Settled[Answer]:
        """Return what the lines amount to."""
        raise NotImplementedError

    def keys(self) -> list[tuple[str, str]]:
        """Return the keys that the last line names."""
        return [
            (f"{key_name('up')}{key_name('down')}", _("line")),
            (f"{key_name('left')}{key_name('right')}", _("change")),
            (key_name("enter"), _("go on")),
            (key_name("escape"), _("cancel")),
        ]

    def compose(self) -> ComposeResult:
        """Lay lines, sentence and keys below each other."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(self.heading)
            yield from self.lines()
            yield Sentence()
            yield DialogKeys(*self.keys())

    def on_mount(self) -> None:
        """Start at the first line, or at the sentence."""
        self.say()
        if self.from_sentence:
            self.query_one(Sentence).focus()

    def say(self) -> None:
        """Say what the lines amount to."""
        settled = self.settle()
        sentence = self.query_one(Sentence)
        if settled.answer is None:
            sentence.say(settled.text)
        else:
            sentence.say(
                settled.text, _("{key}: {done}").format(key=key_name("enter"), done=settled.done or _("done"))
            )

    @on(Turn.Turned)
    @on(Input.Changed)
    @on(TextArea.Changed)
    def _changed(self) -> None:
        if self.is_mounted and self.query(Sentence):
            self.say()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    def on_key(self, event: Key) -> None:
        """Go from line to line; out of a longer text from its first and its last line."""
        if isinstance(self.focused, TextArea) and not _leaves(self.focused, event.key):
            return
        onward = {"down", "enter"} if isinstance(self.focused, Turn) else {"down"}
        if event.key == "up":
            event.stop()
            self.focus_previous()
        elif event.key in onward:
            event.stop()
            self.focus_next()

    @on(Sentence.Lacking)
    def _lacking(self) -> None:
        """Go back to the first line: what is lacking stands above the sentence, never below."""
        self.focus_next()

    @on(Sentence.Accepted)
    def _accepted(self) -> None:
        answer = self.settle().answer
        if answer is not None:
            self.dismiss(answer)


def _leaves(area: TextArea, key: str) -> bool:
    """Whether KEY goes up from the first line that AREA shows of its text, or down from the last one."""
    at = area.selection.end
    return (key == "up" and area.navigator.is_first_wrapped_line(at)) or (
        key == "down" and area.navigator.is_last_wrapped_line(at)
    )


def note(text: str, *classes: str) -> Static:
    """Return TEXT as a paragraph of a dialog."""
    return Static(text, classes=" ".join(classes), markup=False)
