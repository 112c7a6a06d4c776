"""Dialogs of an election: opening it, voting, recording a vote by hand, and the count of the papers.

Each returns what was answered and writes nothing; only Enter on the sentence that repeats it answers.
"""

from dataclasses import dataclass
from datetime import date

from textual.app import ComposeResult

from beirat_tui.services.round_views import RoundView
from beirat_tui.tui.dialogs.count import CountAnswer
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.sheets.why import naming
from beirat_tui.tui.typed_values import read_count, read_day
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt

CIRCULATION = "circulation"


@dataclass(frozen=True, slots=True)
class ElectionQuestion:
    """What an election could be opened on.

    Attributes:
        people: id, label and name of everybody on the board.
        meetings: id and name of the meetings it could be in, the likeliest first.
        circulation: whether the rules allow a written vote.
        deadline: what is proposed for one.
    """

    people: tuple[tuple[str, str, str], ...]
    meetings: tuple[tuple[str, str], ...]
    circulation: bool
    deadline: date


@dataclass(frozen=True, slots=True)
class ElectionAnswer:
    """An election to open: in `meeting`, or in writing until `deadline`."""

    subject: str
    candidates: tuple[str, ...]
    meeting: str | None
    deadline: date | None
    papers: bool


class OpenElectionDialog(FormDialog[ElectionAnswer]):
    """Asks what is elected, who stands, and how the board votes."""

    def __init__(self, question: ElectionQuestion, today: date) -> None:
        super().__init__()
        self._question = question
        self._today = today
        self.heading = _("Open an election")

    def lines(self) -> ComposeResult:
        """Lay seat, candidates, procedure and form."""
        asked = self._question
        yield Blank(_("Seat"), "", example=_("Deputy chair"), id="subject")
        yield Blank(_("Candidates"), "", example="M03, M05", id="candidates")
        procedures = [
            (name, _("in meeting {meeting}").format(meeting=words)) for name, words in asked.meetings
        ]
        if asked.circulation:
            procedures.append((CIRCULATION, _("by circulation")))
        yield Turn(_("Procedure"), procedures or [("", _("no meeting has been called"))], id="procedure")
        yield Blank(_("Deadline"), fmt.date(asked.deadline), id="deadline")
        yield Turn(
            _("Kind of vote"),
            [("open", _("open, by name")), ("papers", _("secret, by ballot papers"))],
            id="papers",
        )

    def _named(self) -> tuple[list[tuple[str, str]], str]:
        """The candidates typed, with their names, and the first word that names nobody."""
        found: list[tuple[str, str]] = []
        for typed in self.query_one("#candidates", Blank).value.replace(";", ",").split(","):
            wanted = typed.strip().casefold()
            if not wanted:
                continue
            fitting = [
                (member, name or label)
                for member, label, name in self._question.people
                if wanted in {label.casefold(), name.casefold()}
            ] or [(m, n) for m, _label, n in self._question.people if wanted in n.casefold()]
            if len(fitting) != 1:
                return found, typed.strip()
            found.append(fitting[0])
        return list(dict.fromkeys(found)), ""

    def settle(self) -> Settled[ElectionAnswer]:
        """Say what will be opened."""
        subject = self.query_one("#subject", Blank).value.strip()
        chosen, unknown = self._named()
        procedure = self.query_one("#procedure", Turn).chosen
        if not subject:
            return Settled(None, _("Name the seat that is to be filled."))
        if unknown:
            return Settled(None, _("“{typed}” is not one person of the board.").format(typed=unknown))
        if not chosen:
            return Settled(None, _("Name the candidates by label or name, separated by commas."))
        if not procedure:
            return Settled(None, _("Call a meeting first."))
        day = None
        if procedure == CIRCULATION:
            day = read_day(self.query_one("#deadline", Blank).value, self._today)
            if day is None or day < self._today:
                return Settled(None, _("The deadline cannot be read, or is over. Write 16.03.2026."))
        answer = ElectionAnswer(
            subject,
            tuple(member for member, _name in chosen),
            None if procedure == CIRCULATION else procedure,
            day,
            self.query_one("#papers", Turn).chosen == "papers",
        )
        names = ", ".join(name for _member, name in chosen)
        text = _("I open the election “{subject}” with {names}, {kind}.").format(
            subject=subject, names=names, kind=self.query_one("#papers", Turn).word
        )
        return Settled(answer, text, _("open the election"))


class ElectionVoteDialog(FormDialog[str]):
    """Asks for one's own vote: a candidate's id, or abstain."""

    def __init__(self, found: RoundView) -> None:
        super().__init__()
        self._round = found
        self.heading = _("Your vote")

    def lines(self) -> ComposeResult:
        """Lay seat, the vote so far, and the candidates."""
        found, name = self._round, naming(self._round)
        yield note(found.title, "subject")
        if found.my_choice is not None:
            old = _("Abstention") if found.my_choice == "abstain" else name(found.my_choice)
            yield note(_("Your vote so far: {choice}").format(choice=old), "warn")
        yield Turn(_("I vote for"), candidates(found), id="choice")

    def settle(self) -> Settled[str]:
        """Repeat what will be cast."""
        choice = self.query_one("#choice", Turn)
        if not choice.chosen:
            return Settled(None, _("Choose with the arrow keys."))
        if choice.chosen == self._round.my_choice:
            return Settled(None, _("That is your vote already."))
        text = _("Election “{subject}”: I vote for {choice}.")
        if choice.chosen == "abstain":
            text = _("Election “{subject}”: I abstain.")
        said = text.format(subject=self._round.title, choice=choice.word)
        return Settled(choice.chosen, said, _("cast the vote"))


def candidates(found: RoundView) -> list[tuple[str, str]]:
    """Return what can be voted in the election FOUND, beginning with nothing."""
    name = naming(found)
    return [("", "–"), *((each, name(each)) for each in found.candidates), ("abstain", _("Abstention"))]


class ElectionHandDialog(FormDialog[tuple[str, str]]):
    """Asks for one member's vote: returns the member's id and the choice."""

    def __init__(self, found: RoundView) -> None:
        super().__init__()
        self._round = found
        self.heading = _("Record a vote by hand")

    def lines(self) -> ComposeResult:
        """Lay members and candidates."""
        yield note(self._round.title, "subject")
        members = [
            (seat.member, f"{seat.label} {seat.name}".strip())
            for seat in self._round.electorate
            if seat.entitled and not seat.recused and seat.present is not False
        ]
        yield Turn(_("Member"), [("", "–"), *members], id="member")
        yield Turn(_("Votes for"), candidates(self._round), id="choice")

    def settle(self) -> Settled[tuple[str, str]]:
        """Say what will be recorded."""
        member, choice = self.query_one("#member", Turn), self.query_one("#choice", Turn)
        if not member.chosen or not choice.chosen:
            return Settled(None, _("Choose member and candidate with the arrow keys."))
        text = _("I record: {member} votes for {choice}.")
        if choice.chosen == "abstain":
            text = _("I record: {member} abstains.")
        said = text.format(member=member.word, choice=choice.word)
        return Settled((member.chosen, choice.chosen), said, _("record the vote"))


class ElectionCountDialog(FormDialog[CountAnswer]):
    """Asks for the number of each candidate."""

    def __init__(self, found: RoundView) -> None:
        super().__init__()
        self._round = found
        self.heading = _("Count of the ballot papers")

    def lines(self) -> ComposeResult:
        """Lay a number for each candidate, then the rest."""
        found, name = self._round, naming(self._round)
        yield note(found.title, "subject")
        again = found.count is not None and found.count.state in {"one", "differs"}
        advice = _("Two entries must agree.")
        if again:
            advice = _("Second count: enter what you find, without looking at the first entry.")
        yield note(advice, "quiet")
        for place, candidate in enumerate(found.candidates):
            yield Blank(name(candidate), "", example="0", id=f"candidate-{place}")
        yield Blank(_("Abstention"), "", example="0", id="abstain")
        yield Blank(_("Invalid"), "", example="0", id="invalid")

    def settle(self) -> Settled[CountAnswer]:
        """Say what was counted."""
        fields = [f"candidate-{place}" for place in range(len(self._round.candidates))]
        numbers = [
            read_count(self.query_one(f"#{name}", Blank).value) for name in (*fields, "abstain", "invalid")
        ]
        if any(number is None for number in numbers):
            return Settled(None, _("Only numbers can be entered."))
        *votes, abstain, invalid = (number or 0 for number in numbers)
        total = sum(votes) + abstain + invalid
        if total == 0:
            return Settled(None, _("Nothing is counted yet."))
        counted = dict(zip(self._round.candidates, votes, strict=True))
        name = naming(self._round)
        parts = [f"{name(member)} {number}" for member, number in counted.items()]
        parts += [
            _("abstained {number}").format(number=abstain),
            _("invalid {number}").format(number=invalid),
        ]
        text = _("Counted: {numbers}, {total} in all.").format(numbers=", ".join(parts), total=total)
        answer = CountAnswer(abstain=abstain, invalid=invalid, candidates=counted)
        return Settled(answer, text, _("record the figures"))
