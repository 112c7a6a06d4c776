"""The vote: choice, remark, and the sentence that repeats both; only Enter on that sentence casts.

Returns the answer and casts nothing itself. Where no ballot is possible yet it asks for a draft vote
(Vormerkung) instead and says what becomes of it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.widgets import Static, TextArea

from beirat_tui.tui.actions import bindings, key_name
from beirat_tui.tui.dialogs.base import Dialog, DialogKeys, Typed
from beirat_tui.tui.sheets import figures
from beirat_tui.tui.widgets.cells import shortened
from beirat_tui.tui.widgets.choices import Choices, choice_keys
from beirat_tui.tui.widgets.confirm import Sentence
from beirat_tui.wording import _
from beirat_tui.wording.format import date, euro
from beirat_tui.wording.states import CHOICES, MOTIONS, sign, word

if TYPE_CHECKING:
    from textual.timer import Timer

    from beirat_tui.services.reading_views import SketchView
    from beirat_tui.services.round_views import DraftView

QUIET_TIME = 0.3
"""Seconds without a key press after which a half-typed remark is kept."""

LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class VoteQuestion:
    """What is voted on and what was voted before.

    Attributes:
        round: id of the running round; None for a draft vote.
        motion: code of the motion; empty where there is no round yet.
        where: meeting or kind of procedure, in words; in writing with the last day.
        old: the choice that a new one replaces.
        conflict: two own ballots contradict each other.
        typed: remark that was half-typed before, or the old one.
        between: which two ballots contradict each other, in words.
        member: the member for whom a deputy votes; empty for one's own vote.
        stands_for: what that member is called.
    """

    sketch: str
    number: str
    title: str
    grant: str
    round: str | None
    motion: str
    where: str
    old: str | None
    conflict: bool
    typed: str
    between: str = ""
    member: str = ""
    stands_for: str = ""

    @property
    def key(self) -> str:
        """Under which a half-typed remark is kept."""
        return f"vote/{self.sketch}/{self.member}" if self.member else f"vote/{self.sketch}"

    @classmethod
    def of(
        cls, view: "SketchView", *, ballot: bool, drafted: "DraftView | None", typed: str
    ) -> "VoteQuestion":
        """Return the question about VIEW: a BALLOT, else a draft; DRAFTED is the draft there is."""
        found = view.round
        running = found if found is not None and found.state == "open" else None
        old = running.my_choice if running is not None and ballot else None
        remark = (running.my_remark or "") if running is not None and ballot else ""
        if old is None and drafted is not None:
            remark = drafted.remark
        where = ""
        if running is not None:
            where = figures.where(running)
            if running.deadline is not None:
                where = f"{where} {_('until {day}').format(day=date(running.deadline))}"
        return cls(
            sketch=view.sketch,
            number=view.number,
            title=shortened(view.title, LONGEST_TITLE),
            grant=_("Grant {amount}").format(amount=euro(view.grant_cents))
            if view.grant_cents is not None
            else "",
            round=running.id if running is not None and ballot else None,
            motion=running.motion if running is not None else "",
            where=where,
            old=old or (drafted.choice if drafted is not None else None),
            conflict=running is not None and running.my_vote == "conflict",
            typed=typed or remark,
        )


@dataclass(frozen=True, slots=True)
class VoteAnswer:
    """What was chosen: ``yes``, ``no`` or ``abstain``, and the remark."""

    choice: str
    remark: str


class VoteDialog(Dialog[VoteAnswer]):
    """Asks for one vote."""

    DEFAULT_CSS = """
    VoteDialog {
        #subject { text-style: bold; }
        #about { color: $quiet; }
        #before { color: $warn; }
        Choices { margin: 1 0; }
        TextArea { height: 4; margin: 0; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("move.pane", "move.pane-back")]

    def __init__(self, question: VoteQuestion) -> None:
        super().__init__()
        self._question = question
        self._timer: Timer | None = None

    @property
    def _draft(self) -> bool:
        return self._question.round is None

    def compose(self) -> ComposeResult:
        """Lay subject, choices, remark, sentence and keys below each other."""
        asked = self._question
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = self._title()
            yield Static(f"{asked.number} {asked.title}", id="subject", markup=False)
            motion = _("Motion: {motion}").format(motion=word(MOTIONS, asked.motion)) if asked.motion else ""
            about = " · ".join(part for part in (motion, asked.where, asked.grant) if part)
            yield Static(about, id="about", markup=False)
            before = self._before()
            if before:
                yield Static(before, id="before", markup=False)
            yield Choices()
            yield Static(self._advice(), classes="quiet", markup=False)
            yield TextArea(asked.typed, soft_wrap=True, show_line_numbers=False)
            yield Sentence()
            yield DialogKeys(*self._keys())

    def on_mount(self) -> None:
        """Start at the choice."""
        self.query_one(Choices).focus()
        self._say()

    def _title(self) -> Content:
        if self._question.stands_for:
            return Content(_("Vote for {name}").format(name=self._question.stands_for))
        return Content(_("Draft vote") if self._draft else _("Vote"))

    def _before(self) -> str:
        asked = self._question
        if asked.conflict:
            text = _("Two votes of yours contradict each other. Neither counts until you vote again.")
            return f"{text} {asked.between}".strip()
        if asked.old is None:
            return ""
        old = sign(CHOICES, asked.old).word
        if asked.stands_for:
            return _("Your vote for {name} so far: {choice}. The new one takes its place.").format(
                name=asked.stands_for, choice=old
            )
        if self._draft:
            return _("Your draft so far: {choice}. The new one takes its place.").format(choice=old)
        return _("Your vote so far: {choice}. The new one takes its place.").format(choice=old)

    def _advice(self) -> str:
        if self._draft:
            return _(
                "Only you can see a draft vote. It counts for nothing until you cast it yourself: when the "
                "vote is running and you may vote, press V and Enter. Remark:"
            )
        return _("Remark, if you like; whoever has the board file can read it:")

    def _keys(self) -> list[tuple[str, str]]:
        if isinstance(self.focused, TextArea):
            return [
                (key_name("tab"), _("to the sentence")),
                (key_name("enter"), _("on the sentence: done")),
                (key_name("escape"), _("cancel")),
            ]
        return [
            ("/".join(choice_keys()), _("choose")),
            (key_name("enter"), _("go on")),
            (key_name("tab"), _("remark")),
            (key_name("escape"), _("cancel")),
        ]

    def _say(self) -> None:
        asked, chosen = self._question, self.query_one(Choices).chosen
        sentence = self.query_one(Sentence)
        if chosen is None:
            sentence.say(_("Nothing chosen yet: {keys}.").format(keys=", ".join(choice_keys())))
            return
        choice = sign(CHOICES, chosen).word.upper()
        subject = f"{asked.number} {asked.title}"
        motion = word(MOTIONS, asked.motion) if asked.motion else ""
        enter = key_name("enter")
        if self._draft:
            text = _("My draft vote on {subject}: {choice}.").format(subject=subject, choice=choice)
            sentence.say(text, _("{key}: keep this draft").format(key=enter))
        else:
            text = _("I vote {choice} on {subject}, motion “{motion}”.").format(
                choice=choice, subject=subject, motion=motion
            )
            if asked.stands_for:
                text = _("For {name} I vote {choice} on {subject}, motion “{motion}”.").format(
                    name=asked.stands_for, choice=choice, subject=subject, motion=motion
                )
            sentence.say(text, _("{key}: cast this vote").format(key=enter))

    @on(Choices.Chosen)
    def _chosen(self) -> None:
        self._say()

    @on(Choices.Settled)
    def _settled(self) -> None:
        self.query_one(Sentence).focus()

    def on_key(self, event: Key) -> None:
        """Let the letters choose on the sentence too; there, up goes back to the choice."""
        if not isinstance(self.focused, Sentence):
            return
        if self.query_one(Choices).choose_by_key(event.key):
            event.stop()
        elif event.key == "up":
            self.query_one(Choices).focus()
            event.stop()

    def on_descendant_focus(self) -> None:
        """Name the keys that work where the cursor is now."""
        self.query_one(DialogKeys).say(*self._keys())

    @on(TextArea.Changed)
    def _typed(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(QUIET_TIME, self._keep)

    def _keep(self) -> None:
        text = self.query_one(TextArea).text
        if text != self._question.typed:
            self.post_message(Typed(self._question.key, text))

    def action_leave(self) -> None:
        """Close without a vote; the remark is kept."""
        self._keep()
        self.dismiss(None)

    @on(Sentence.Accepted)
    def _accepted(self) -> None:
        chosen = self.query_one(Choices).chosen
        if chosen is not None:
            if self._timer is not None:
                self._timer.stop()
            self.dismiss(VoteAnswer(chosen, self.query_one(TextArea).text.strip()))
