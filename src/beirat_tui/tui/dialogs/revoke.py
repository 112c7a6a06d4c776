"""Ends what one device may do; what it has signed so far stays."""

from dataclasses import dataclass

from textual.app import ComposeResult

from beirat_tui.services.board_views import DeviceView, MemberView
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.dialogs.root_key import RootSource, root_lines, root_source, show_root_lines
from beirat_tui.tui.widgets.form import Turn
from beirat_tui.wording import _
from beirat_tui.wording.states import ROLES, word

RANK = ("root", "chair", "office", "member")


@dataclass(frozen=True, slots=True)
class RevokeAnswer:
    """Which certificate ends, and why."""

    cert: str
    lost: bool
    root: RootSource | None


class RevokeDialog(FormDialog[RevokeAnswer]):
    """Asks which device and why."""

    def __init__(self, member: MemberView, roles: frozenset[str], own: str | None) -> None:
        super().__init__()
        self._member = member
        self._devices: dict[str, DeviceView] = {
            device.cert: device for device in member.devices if device.ended is None
        }
        self._roles = roles
        self._own = own
        self.heading = _("Revoke a device")

    def lines(self) -> ComposeResult:
        """Lay device and reason."""
        yield note(f"{self._member.label} {self._member.name}", "subject")
        yield Turn(
            _("Device"),
            [
                (cert, f"{word(ROLES, device.role)} · {' '.join(device.words[:3])} …")
                for cert, device in self._devices.items()
            ],
            id="device",
        )
        yield Turn(
            _("Because"),
            [("", _("it is no longer used")), ("lost", _("it is lost or stolen"))],
            id="reason",
        )
        yield note(
            _("Votes it has signed so far stay. What it signs from now on has no effect anywhere."),
            "quiet",
            "gap",
        )
        yield from root_lines()

    def settle(self) -> Settled[RevokeAnswer]:
        """Say what ends."""
        device = self._devices[self.query_one("#device", Turn).chosen]
        seniors = set(RANK[: RANK.index(device.role)]) if device.role in RANK else set()
        needs_root = not self._roles & seniors and device.key != self._own
        show_root_lines(self, wanted=needs_root)
        root = root_source(self) if needs_root else None
        role = word(ROLES, device.role)
        if needs_root and root is None:
            return Settled(
                None, _("{role}: only somebody more senior, or the root key, can end this.").format(role=role)
            )
        text = _("The device of {name} no longer acts as: {role}.").format(
            name=f"{self._member.label} {self._member.name}".strip(), role=role
        )
        lost = self.query_one("#reason", Turn).chosen == "lost"
        return Settled(RevokeAnswer(device.cert, lost, root), text, _("revoke"))
