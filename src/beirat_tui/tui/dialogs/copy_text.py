"""Hands over as text: to whom, then the text itself, in the clipboard and to be seen."""

from dataclasses import dataclass
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.widgets import TextArea

from beirat_tui.paths import is_folder, is_there
from beirat_tui.services import text_exchange
from beirat_tui.services.text_views import Copied, What, Wish
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.tui.widgets.paths import PathSuggester, expanded
from beirat_tui.wording import _
from beirat_tui.wording import texts as words

MANY = 12
"""Parts from which on a file is the better way."""


class CopyDialog(FormDialog[Wish]):
    """Asks what the text is to hold."""

    def __init__(self, usual: What, members: list[tuple[str, str]]) -> None:
        super().__init__()
        self._usual = usual
        self._members = members
        self.heading = _("Hand over as text")

    def lines(self) -> ComposeResult:
        """Lay the choices."""
        yield note(
            _(
                "The text goes by mail, chat or on paper. Whoever gets it pastes it into the program; every "
                "entry in it is signed."
            ),
            "quiet",
        )
        if self._usual == What.REQUEST:
            yield Turn(_("For"), [(What.REQUEST.value, _("the office: my request to join"))], id="what")
            return
        from_office = self._usual == What.NEWEST
        newest = (
            _("everybody: only my newest entries") if from_office else _("the office: only my newest entries")
        )
        ways = [
            (What.OFFICE.value, _("the office: what it lacks")),
            (What.NEWEST.value, newest),
            (What.MEMBER.value, _("one member: what that one lacks")),
            (What.ALL.value, _("everybody: everything")),
            (What.INVITATION.value, _("somebody new: an invitation")),
        ]
        ways = [(name, text) for name, text in ways if name != What.MEMBER.value or self._members]
        yield Turn(_("For"), ways, self._usual.value, id="what")
        if self._members:
            yield Turn(_("Member"), self._members, id="whom")

    def settle(self) -> Settled[Wish]:
        """Say what the text will hold."""
        what = What(self.query_one("#what", Turn).chosen)
        whom = self.query("#whom").first(Turn) if self._members and self._usual != What.REQUEST else None
        if whom is not None:
            whom.display = what == What.MEMBER
        said = {
            What.REQUEST: _("The text holds my request to join."),
            What.OFFICE: _("The text holds what the office is not known to have."),
            What.NEWEST: _("The text holds what I have not handed over yet, and nothing else."),
            What.ALL: _("The text holds everything; with many votes it is long."),
            What.INVITATION: _("The text holds what somebody needs to ask to join."),
        }
        if what == What.MEMBER and whom is not None:
            text = _("The text holds what {name} is not known to have.").format(name=whom.word)
            return Settled(Wish(what, whom.chosen), text, _("make the text"))
        return Settled(Wish(what), said[what], _("make the text"))


@dataclass(frozen=True, slots=True)
class Ready:
    """What became of the text: a file it goes into, and whether it was sent."""

    path: Path | None
    sent: bool


class ReadyDialog(FormDialog[Ready]):
    """Shows the text, which lies in the clipboard."""

    DEFAULT_CSS = """
    ReadyDialog { TextArea { height: 6; margin: 0; } &.-low TextArea { height: 5; } }
    """

    def __init__(self, copied: Copied, folder: Path) -> None:
        super().__init__()
        self._copied = copied
        self._folder = folder
        self._messages = text_exchange.messages(copied)
        self._taken = ""
        self.heading = _("The text is ready")

    def lines(self) -> ComposeResult:
        """Lay text, file and what became of it."""
        copied = self._copied
        if copied.what != What.INVITATION:
            yield note(_("In the text: {what}.").format(what=text_exchange.contents(copied)))
        yield note(
            _(
                "It lies in the clipboard: paste it into a mail or a chat. If nothing comes, mark it here "
                "with the mouse, or write it into a file."
            ),
            "quiet",
        )
        if len(copied.parts) > MANY:
            yield note(words.long(), "warn")
        elif not copied.known:
            yield note(_("What the other side has is not known: all it may lack is in the text."), "quiet")
        if copied.left_out:
            yield note(words.left_out(copied.left_out), "warn")
        yield TextArea("\n".join(self._messages), read_only=True, show_line_numbers=False)
        total = len(self._messages)
        if total > 1:
            parts = [("", _("all {total} parts, for a mail").format(total=total))]
            one = _("part {number} of {total}, for a chat")
            parts += [(str(each), one.format(number=each, total=total)) for each in range(1, total + 1)]
            yield Turn(_("In the clipboard"), parts, id="part")
        yield Blank(
            _("Into a file"),
            "",
            example=_("none; .html gives QR codes to print"),
            suggester=PathSuggester(),
            id="path",
        )
        if copied.through is not None:
            yield Turn(
                _("The text"),
                [("", _("was not sent yet")), ("sent", _("was sent, or is in somebody’s hands"))],
                id="sent",
            )

    def on_mount(self) -> None:
        """Put the text into the clipboard."""
        super().on_mount()
        self._take()
        (self.query("#sent") or self.query(Sentence)).first().focus()

    @on(Turn.Turned, "#part")
    def _take(self) -> None:
        chosen = self.query_one("#part", Turn).chosen if self.query("#part") else ""
        text = self._messages[int(chosen) - 1] if chosen else "\n".join(self._messages)
        if text != self._taken:
            self._taken = text
            self.app.copy_to_clipboard(text)
            self.query_one(TextArea).load_text(text)

    def settle(self) -> Settled[Ready]:
        """Say what is noted and written."""
        text = self.query_one("#path", Blank).value.strip()
        path = expanded(text) if text else None
        if path is not None and (is_there(path) or not is_folder(path.parent)):
            return Settled(None, _("There is such a file already, or no such folder."))
        sent = bool(self.query("#sent")) and self.query_one("#sent", Turn).chosen == "sent"
        told = [] if path is None else [_("I write the text into {path}.").format(path=path)]
        if sent:
            told.append(_("My entries in it count as handed over."))
        elif self._copied.through is not None:
            told.append(_("My entries do not count as handed over before I say that the text was sent."))
        return Settled(Ready(path, sent), " ".join(told) or _("That is all."), _("done"))
