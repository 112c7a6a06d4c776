"""Enrols a device that asks to join: compare six words, say whose it is and what it may do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from beirat_tui.services.board_views import MemberView, RequestView
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.dialogs.root_key import RootSource, root_lines, root_source, show_root_lines
from beirat_tui.tui.widgets.form import Turn
from beirat_tui.tui.widgets.six_words import SixWords
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import ROLES, word

if TYPE_CHECKING:
    from beirat_tui.log.bodies.rights import Role

ROLE_SETS: "dict[str, tuple[Role, ...]]" = {
    "member": ("member",),
    "office": ("office",),
    "office-member": ("office", "member"),
    "chair-member": ("chair", "member"),
}
USUAL = {"office": "office", "chair": "chair-member"}
"""What a device may act as where its owner's place on the board says so; otherwise as a member."""


@dataclass(frozen=True, slots=True)
class EnrolAnswer:
    """Which device speaks for whom, in which roles; with the root key where that is needed."""

    key: str
    member: str
    name: str
    roles: "tuple[Role, ...]"
    root: RootSource | None


class EnrolDialog(FormDialog[EnrolAnswer]):
    """Asks about one request at a time."""

    def __init__(
        self, requests: tuple[RequestView, ...], members: tuple[MemberView, ...], roles: frozenset[str]
    ) -> None:
        super().__init__()
        self._requests = requests
        self._members = [member for member in members if member.active]
        self._roles = roles
        self._shown = requests[0]
        self.heading = _("Enrol a device")

    def lines(self) -> ComposeResult:
        """Lay request, words, member, roles."""
        yield Turn(
            _("Asks to join"),
            [(each.key, f"{each.name} · {fmt.moment(each.at)}") for each in self._requests],
            id="request",
        )
        yield note(
            _(
                "Have these six words read to you, best by telephone. "
                "They are the same, or it is another device:"
            ),
            "quiet",
            "gap",
        )
        yield SixWords()
        likely = self._likely(self._shown)
        yield Turn(
            _("Device of"),
            [
                ("", _("nobody chosen yet")),
                *((each.member, f"{each.label} {each.name}") for each in self._members),
            ],
            likely,
            id="member",
        )
        nobody = note(
            _("Nobody on the board is called that: choose the person, or + appoints them first."), "warn"
        )
        nobody.id = "nobody"
        yield nobody
        sets = {name: ", ".join(word(ROLES, role) for role in roles) for name, roles in ROLE_SETS.items()}
        yield Turn(_("May act as"), list(sets.items()), self._usual(likely), id="roles")
        yield Turn(
            _("The six words"),
            [("", _("not compared yet")), ("same", _("are the same on both screens"))],
            id="compared",
        )
        yield from root_lines()

    def _likely(self, request: RequestView) -> str:
        asked = set(request.name.casefold().split())
        scored = [
            (len(asked & set(f"{each.label} {each.name}".casefold().split())), not each.devices, each.member)
            for each in self._members
        ]
        best = max(scored, default=(0, False, ""))
        return best[2] if best[0] else ""

    def _usual(self, member: str) -> str:
        return next(
            (USUAL.get(each.role, "member") for each in self._members if each.member == member), "member"
        )

    @on(Turn.Turned, "#request")
    def _another_request(self) -> None:
        """Begin anew for another request: other words, most likely another person."""
        chosen = self.query_one("#request", Turn).chosen
        self._shown = next(each for each in self._requests if each.key == chosen)
        self.query_one("#member", Turn).choose(self._likely(self._shown))
        self.query_one("#compared", Turn).choose("")

    @on(Turn.Turned, "#member")
    def _another_member(self) -> None:
        """Propose what the person's place on the board asks for."""
        self.query_one("#roles", Turn).choose(self._usual(self.query_one("#member", Turn).chosen))

    def settle(self) -> Settled[EnrolAnswer]:
        """Say who is enrolled as what."""
        request = self._shown
        self.query_one(SixWords).say(request.words)
        self.query_one("#nobody").display = not self._likely(request)
        roles = ROLE_SETS[self.query_one("#roles", Turn).chosen]
        needs_root = "chair" in roles and not self._roles & {"chair", "root"}
        show_root_lines(self, wanted=needs_root)
        chosen = self.query_one("#member", Turn).chosen
        member = next((each for each in self._members if each.member == chosen), None)
        if member is None:
            return Settled(None, _("Choose whose device it is."))
        name = f"{member.label} {member.name}".strip()
        if not self.query_one("#compared", Turn).chosen:
            return Settled(None, _("Compare the six words first, then say so in the line above."))
        root = root_source(self) if needs_root else None
        if needs_root and root is None:
            return Settled(None, _("Only the root key or a chair can appoint a chair’s device."))
        text = _("The device of {asked} speaks for {name} from now on, as: {roles}.").format(
            asked=request.name, name=name, roles=", ".join(word(ROLES, role) for role in roles)
        )
        return Settled(EnrolAnswer(request.key, member.member, name, roles, root), text, _("enrol"))
