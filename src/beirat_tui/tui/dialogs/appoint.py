"""Gives a person a place on the board."""

from datetime import date
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult

from beirat_tui.services.roster_file import Entry
from beirat_tui.tui.dialogs.form import FormDialog, Settled
from beirat_tui.tui.typed_values import read_day
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import ROLES, word

if TYPE_CHECKING:
    from beirat_tui.log.bodies.board import SeatRole

SEATS = ("member", "chair", "deputy_chair", "adviser", "office")
VOTELESS = frozenset({"adviser", "office"})


class AppointDialog(FormDialog[Entry]):
    """Asks for name, role, vote and term."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._role = ""
        self.heading = _("A new member")

    def lines(self) -> ComposeResult:
        """Lay the lines."""
        yield Blank(_("Name"), id="name")
        yield Blank(_("Short name"), example=_("the next free one"), id="label")
        yield Turn(_("Role"), [(name, word(ROLES, name)) for name in SEATS], id="role")
        yield Turn(_("Vote"), [("yes", _("has a vote")), ("", _("without a vote"))], id="vote")
        yield Blank(_("Organisation"), id="organisation")
        yield Blank(_("E-mail"), id="email")
        yield Blank(_("Bench"), example=_("if the rules know benches"), id="bench")
        yield Blank(_("Member since"), fmt.date(self._today), id="since")
        yield Blank(_("Until"), example=_("not limited"), id="until")

    def settle(self) -> Settled[Entry]:
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
        entry = Entry(
            name=name,
            label=self._text("label"),
            role=cast("SeatRole", role),
            entitled=entitled,
            organisation=self._text("organisation"),
            email=self._text("email"),
            bench=self._text("bench") or None,
            since=days["since"],
            until=days["until"],
        )
        vote = _("with a vote") if entitled else _("without a vote")
        text = _("{name} sits on the board as: {role}, {vote}. Votes that are open do not change.").format(
            name=name, role=word(ROLES, role), vote=vote
        )
        return Settled(entry, text, _("appoint"))

    def _text(self, name: str) -> str:
        return self.query_one(f"#{name}", Blank).value.strip()
