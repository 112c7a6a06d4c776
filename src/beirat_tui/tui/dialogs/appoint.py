"""Gives a person a place on the board, or changes what is entered about somebody."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult

from beirat_tui.services.board_views import MemberView
from beirat_tui.services.roster_file import Entry
from beirat_tui.tui.dialogs.form import FormDialog, Settled
from beirat_tui.tui.typed_values import read_count, read_day
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import ROLES, word

if TYPE_CHECKING:
    from beirat_tui.log.bodies.board import SeatRole

SEATS = ("member", "chair", "deputy_chair", "adviser", "office")
VOTELESS = frozenset({"adviser", "office"})


@dataclass(frozen=True, slots=True)
class AppointAnswer:
    """What is entered, and the ids of the deputies in order; None leaves them as they are."""

    entry: Entry
    deputies: tuple[str, ...] | None


class AppointDialog(FormDialog[AppointAnswer]):
    """Asks for name, role, vote, term and deputies."""

    def __init__(
        self, today: date, members: tuple[MemberView, ...], changed: MemberView | None = None
    ) -> None:
        super().__init__()
        self._today = today
        self._members = {each.label.casefold(): each for each in members if each.active}
        self._changed_member = changed
        self._role = changed.role if changed is not None else SEATS[0]
        self.heading = _("Change an entry") if changed is not None else _("A new member")

    def lines(self) -> ComposeResult:
        """Lay the lines."""
        old = self._changed_member
        yield Blank(_("Name"), old.name if old else "", id="name")
        yield Blank(_("Short name"), old.label if old else "", example=_("given by the program"), id="label")
        yield Turn(_("Role"), [(name, word(ROLES, name)) for name in SEATS], self._role, id="role")
        voting = "yes" if old is None or old.entitled else ""
        yield Turn(_("Vote"), [("yes", _("has a vote")), ("", _("without a vote"))], voting, id="vote")
        yield Blank(_("Votes"), str(old.votes or 1) if old else "1", id="votes")
        yield Blank(_("Organisation"), old.organisation if old else "", id="organisation")
        yield Blank(
            _("Bench"), old.bench or "" if old else "", example=_("if the rules know benches"), id="bench"
        )
        since = old.since if old else self._today
        yield Blank(_("Member since"), fmt.date(since) if since else "", id="since")
        until = old.until if old else None
        yield Blank(_("Member until"), fmt.date(until) if until else "", example=_("not limited"), id="until")
        if old is not None:
            yield Blank(_("Deputies"), ", ".join(old.deputies), example=_("A01, A02"), id="deputies")

    def settle(self) -> Settled[AppointAnswer]:
        """Say who gets which place."""
        role = self.query_one("#role", Turn).chosen
        if role != self._role:
            self._role = role
            self.query_one("#vote", Turn).choose("" if role in VOTELESS else "yes")
        name = self._text("name")
        if not name:
            return Settled(None, _("The name is still missing."))
        days = {key: read_day(self._text(key), self._today) for key in ("since", "until")}
        for key, day in days.items():
            if self._text(key) and day is None:
                return Settled(None, _("This is not a day. Write 24.03.2026 or 24.3."))
        entitled = self.query_one("#vote", Turn).chosen == "yes"
        self.query_one("#votes").display = entitled
        votes = read_count(self._text("votes")) if entitled else 0
        if votes is None or (entitled and votes == 0):
            return Settled(None, _("Only numbers can be entered."))
        deputies, unknown = self._deputies()
        if unknown:
            return Settled(None, _("Nobody on the board is called {label}.").format(label=unknown))
        entry = Entry(
            name=name,
            label=self._text("label"),
            role=cast("SeatRole", role),
            entitled=entitled,
            votes=votes,
            organisation=self._text("organisation"),
            bench=self._text("bench") or None,
            since=days["since"],
            until=days["until"],
        )
        return Settled(AppointAnswer(entry, deputies), self._sentence(entry), self._done())

    def _done(self) -> str:
        return _("appoint") if self._changed_member is None else _("change it")

    def _sentence(self, entry: Entry) -> str:
        vote = _("with a vote") if entry.entitled else _("without a vote")
        text = _("{name} sits on the board as: {role}, {vote}. Votes that are open do not change.")
        return text.format(name=entry.name, role=word(ROLES, entry.role), vote=vote)

    def _deputies(self) -> tuple[tuple[str, ...] | None, str]:
        """Return the ids of the deputies named, and the first label that nobody has."""
        if self._changed_member is None:
            return None, ""
        labels = self._text("deputies").replace(",", " ").split()
        if labels == list(self._changed_member.deputies):
            return None, ""
        for label in labels:
            if label.casefold() not in self._members:
                return None, label
        return tuple(self._members[label.casefold()].member for label in labels), ""

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Blank).value.strip()
