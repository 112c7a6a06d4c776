"""Who is in the room: one key a member, all of them in sight; Enter writes what changed at one time."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase
from typing import ClassVar

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.events import Click, Key, Resize
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from beirat_tui.services.meeting_views import Attendance, MeetingState
from beirat_tui.tui.actions import bindings, key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys
from beirat_tui.tui.dialogs.form import note
from beirat_tui.tui.typed_values import read_time
from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.tui.widgets.form import Blank
from beirat_tui.wording import _, ngettext
from beirat_tui.wording import format as fmt

LETTERS = ascii_lowercase + ascii_uppercase
COLUMN = 34
PRESENT, ABSENT, EXCUSED = "present", "absent", "excused"


@dataclass(frozen=True, slots=True)
class AttendanceAnswer:
    """At `at` (``HH:MM``) these members are ``present``, ``absent`` or ``excused``; the others stay."""

    at: str
    changes: Mapping[str, str]


def state_of(member: Attendance) -> str:
    """Return what is noted of MEMBER."""
    if member.present:
        return PRESENT
    return EXCUSED if member.excused else ABSENT


class Room(Widget, can_focus=True):
    """The members in columns, each behind the letter that turns their state."""

    COMPONENT_CLASSES = {"room--key", "room--here", "room--away", "room--changed"}  # noqa: RUF012  (Textual's)

    DEFAULT_CSS = """
    Room { height: auto; margin: 1 0; }
    Room > .room--key { color: $next; text-style: bold; }
    Room > .room--here { color: $good; }
    Room > .room--away { color: $quiet; }
    Room > .room--changed { background: $bar-idle; text-style: bold; }
    """

    class Changed(Message):
        """Somebody's state was turned."""

    def __init__(self, members: tuple[Attendance, ...], turn: tuple[str, ...]) -> None:
        super().__init__()
        self._members = members[: len(LETTERS)]
        self._turn = turn
        self.states = {member.member: state_of(member) for member in self._members}

    @property
    def changes(self) -> dict[str, str]:
        """The states that differ from what is noted."""
        return {
            member.member: self.states[member.member]
            for member in self._members
            if self.states[member.member] != state_of(member)
        }

    @property
    def columns(self) -> int:
        """How many columns fit."""
        return max(1, min(3, self.size.width // COLUMN))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:  # noqa: ARG002
        """As many lines as the longest column has."""
        columns = max(1, min(3, width // COLUMN))
        return -(-len(self._members) // columns)

    def on_resize(self, event: Resize) -> None:
        """Lay out anew."""
        del event
        self.refresh(layout=True)

    def turn(self, place: int) -> None:
        """Turn the state of the member at PLACE."""
        if not 0 <= place < len(self._members):
            return
        member = self._members[place].member
        now = self.states[member]
        known = self._turn.index(now) if now in self._turn else -1
        self.states[member] = self._turn[(known + 1) % len(self._turn)]
        self.refresh()
        self.post_message(self.Changed())

    def on_key(self, event: Key) -> None:
        """A letter turns its member."""
        if event.character is not None and event.character in LETTERS:
            event.stop()
            self.turn(LETTERS.index(event.character))

    def on_click(self, event: Click) -> None:
        """A click does as the letter."""
        lines, columns = self.size.height, self.columns
        column = min(columns - 1, event.x // max(1, self.size.width // columns))
        self.turn(column * lines + event.y)

    def render_line(self, y: int) -> Strip:
        """Draw one line of all columns."""
        width, base, columns = self.size.width, self.rich_style, self.columns
        each = width // columns
        lines = -(-len(self._members) // columns)
        segments: list[Segment] = []
        for column in range(columns):
            place = column * lines + y
            if y < lines and place < len(self._members):
                segments += self._cell(place, each)
        return Strip(segments).adjust_cell_length(width, base)

    def _cell(self, place: int, width: int) -> list[Segment]:
        member, base = self._members[place], self.rich_style
        state = self.states[member.member]
        glyph, tone = {PRESENT: ("●", "here"), EXCUSED: ("–", "away")}.get(state, ("○", "away"))
        changed = "room--changed" if state != state_of(member) else f"room--{tone}"
        style = base + self.get_component_rich_style(changed, partial=True)
        key = base + self.get_component_rich_style("room--key", partial=True)
        words = f"{glyph} {member.label} {member.name}"
        return [
            Segment(f"{LETTERS[place]} ", key),
            Segment(fitted(words, width - 4), style),
            Segment("  ", base),
        ]


class AttendanceDialog(Dialog[AttendanceAnswer]):
    """Asks who came and who went."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("move.pane", "move.pane-back")]

    DEFAULT_CSS = """
    AttendanceDialog { .box { width: 112; } }
    """

    def __init__(
        self, members: tuple[Attendance, ...], state: MeetingState, now: str, *, today: bool
    ) -> None:
        super().__init__()
        self._members = tuple(sorted(members, key=lambda member: not member.entitled))
        self._turn: tuple[str, ...] = (ABSENT, PRESENT)
        if state is MeetingState.PLANNED:
            self._turn = (ABSENT, PRESENT, EXCUSED) if today else (ABSENT, EXCUSED)
        self._now = now

    def compose(self) -> ComposeResult:
        """Lay the room, the time and the sentence below each other."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = _("Attendance")
            yield note(self._advice(), "quiet")
            yield Room(self._members, self._turn)
            if PRESENT in self._turn:
                yield Blank(_("Time"), self._now, id="time")
            yield Sentence()
            yield DialogKeys(
                (_("letter"), _("come, go")),
                (key_name("tab"), _("time")),
                (key_name("enter"), _("note it")),
                (key_name("escape"), _("cancel")),
            )

    def _advice(self) -> str:
        signs = _("● here   ○ not here   – excused")
        coming = PRESENT in self._turn
        asked = _("Who comes, who goes?") if coming else _("Who has said that they cannot come?")
        return f"{asked}   {signs}"

    def on_mount(self) -> None:
        """Start at the room."""
        self.query_one(Room).focus()
        self._say()

    def _entered(self) -> str | None:
        found = self.query("#time")
        return read_time(found.first(Blank).value) if found else self._now

    def _say(self) -> None:
        room, sentence = self.query_one(Room), self.query_one(Sentence)
        changes, at = room.changes, self._entered()
        if at is None:
            sentence.say(_("This is not a time. Write 14:05."))
            return
        if not changes:
            sentence.say(self._figures(room))
            return
        parts = []
        for state, one, many in (
            (PRESENT, _("{number} comes"), _("{number} come")),
            (ABSENT, _("{number} goes"), _("{number} go")),
            (EXCUSED, _("{number} is excused"), _("{number} are excused")),
        ):
            count = sum(value == state for value in changes.values())
            if count:
                parts.append((one if count == 1 else many).format(number=count))
        text = _("{time}: {changes}. {figures}").format(
            time=fmt.clock(at), changes=", ".join(parts), figures=self._figures(room)
        )
        sentence.say(text, _("{key}: {done}").format(key=key_name("enter"), done=_("note it")))

    def _figures(self, room: Room) -> str:
        voting = [member for member in self._members if member.entitled]
        here = sum(room.states.get(member.member) == PRESENT for member in voting)
        if PRESENT not in self._turn:
            away = sum(room.states.get(member.member) == EXCUSED for member in voting)
            text = ngettext("{number} voting member excused.", "{number} voting members excused.", away)
            return text.format(number=away)
        return _("{here} of {all} voting members are here then.").format(here=here, all=len(voting))

    @on(Room.Changed)
    @on(Input.Changed)
    def _changed(self) -> None:
        if self.is_mounted:
            self._say()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._answer()

    def on_key(self, event: Key) -> None:
        """Let Enter note it from the room too."""
        if event.key == "enter" and isinstance(self.focused, Room):
            event.stop()
            self._answer()

    @on(Sentence.Accepted)
    def _accepted(self) -> None:
        self._answer()

    def _answer(self) -> None:
        changes, at = self.query_one(Room).changes, self._entered()
        if changes and at is not None:
            self.dismiss(AttendanceAnswer(at, changes))
