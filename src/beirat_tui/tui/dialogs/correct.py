"""Corrects a fact after a vote: when a member was in the room, or a conflict of interest found later."""

from collections.abc import Mapping
from dataclasses import dataclass

from textual.app import ComposeResult

from beirat_tui.services.round_views import RoundView
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.typed_values import read_time
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.wording import _

Spans = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class CorrectQuestion:
    """What can be corrected: the vote, and when each member was there as noted (empty for a written vote)."""

    found: RoundView
    noted: Mapping[str, Spans]


@dataclass(frozen=True, slots=True)
class CorrectAnswer:
    """A member with the times they were there, or (`spans` None) with a conflict of interest."""

    member: str
    spans: Spans | None
    reason: str


class CorrectDialog(FormDialog[CorrectAnswer]):
    """Asks which fact was wrong."""

    def __init__(self, question: CorrectQuestion) -> None:
        super().__init__()
        self._question = question
        self._shown = ""
        self.heading = _("Correct a fact: {number}").format(number=question.found.number)

    def lines(self) -> ComposeResult:
        """Lay the kind of fact, the member, and what is true."""
        found = self._question.found
        yield note(
            _(
                "What was noted before stays in the log. The outcome is counted again beside the one that "
                "was established, which stays until the board votes again."
            ),
            "quiet",
        )
        kinds = [("bias", _("a conflict of interest, found later"))]
        if found.meeting is not None:
            kinds.insert(0, ("presence", _("who was in the room, and when")))
        kind = Turn(_("What was wrong"), kinds, id="kind")
        kind.add_class("gap")
        yield kind
        members = [
            (seat.member, f"{seat.label} {seat.name}".strip()) for seat in found.electorate if seat.entitled
        ]
        yield Turn(_("Member"), [("", "–"), *members], id="member")
        yield Blank(_("Was there"), "", example=_("10:00-10:30, 11:00-  (empty: not at all)"), id="times")
        yield Blank(_("Reason"), "", id="reason")

    def settle(self) -> Settled[CorrectAnswer]:
        """Say what will be noted."""
        kind, member = self.query_one("#kind", Turn).chosen, self.query_one("#member", Turn)
        times = self.query_one("#times", Blank)
        times.display = kind == "presence"
        self.query_one("#reason", Blank).display = kind == "bias"
        if not member.chosen:
            return Settled(None, _("Choose the member with the arrow keys."))
        if kind == "bias":
            seat = next(each for each in self._question.found.electorate if each.member == member.chosen)
            if seat.recused:
                return Settled(None, _("This member is recused already."))
            reason = self.query_one("#reason", Blank).value.strip()
            text = _("I note a conflict of interest of {member}, found after the vote.")
            answer = CorrectAnswer(member.chosen, None, reason)
            return Settled(answer, text.format(member=member.word), _("note it"))
        if self._shown != member.chosen:
            # The times noted so far are the start of what is corrected.
            self._shown = member.chosen
            times.value = _typed(self._question.noted.get(member.chosen, ()))
        spans = read_spans(times.value)
        if spans is None:
            return Settled(None, _("The times cannot be read. Write 10:00-10:30, 11:00- and so on."))
        if spans == self._question.noted.get(member.chosen, ()):
            return Settled(None, _("So it is noted already."))
        if not spans:
            text = _("I note: {member} was not in the meeting at all.").format(member=member.word)
        else:
            text = _("I note: {member} was there {times}.").format(member=member.word, times=_typed(spans))
        return Settled(CorrectAnswer(member.chosen, spans, ""), text, _("correct the attendance"))


def _typed(spans: Spans) -> str:
    return ", ".join(f"{start}-{end or ''}" for start, end in spans)


def read_spans(text: str) -> Spans | None:
    """Return the times that TEXT means, such as ``10:00-10:30, 11:00-``; None where it means none."""
    spans: list[tuple[str, str | None]] = []
    for part in filter(None, (each.strip() for each in text.replace("–", "-").split(","))):
        start, separator, end = part.partition("-")
        first, last = read_time(start), read_time(end) if end.strip() else None
        if first is None or not separator or (end.strip() and last is None):
            return None
        spans.append((first, last))
    return tuple(spans)
