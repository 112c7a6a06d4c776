"""Everybody on the roster: label, name, role, and whether a device of theirs is enrolled."""

from collections.abc import Sequence

from beirat_tui.services.board_views import MemberView
from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.spans import Line, Span
from beirat_tui.tui.widgets.window_list import WindowList
from beirat_tui.wording import _, ngettext
from beirat_tui.wording.states import ROLES, word

LABEL = 5
ROLE = 20
DEVICES = 14
WITH_ROLE = 58


def devices_span(member: MemberView) -> Span:
    """Return how many devices may speak for MEMBER."""
    held = {device.key for device in member.devices if device.ended is None}
    if not member.active:
        return _("ended"), "dim"
    if member.flagged:
        return _("≠ contradiction"), "warn"
    if not held:
        return _("○ no device"), "dim"
    text = ngettext("● {number} device", "● {number} devices", len(held))
    return text.format(number=len(held)), ""


class MemberList(WindowList[MemberView]):
    """The roster."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, header=False)

    def fill(self, members: Sequence[MemberView], cursor: int) -> None:
        """Show MEMBERS."""
        self.show(len(members), 0, members, cursor)

    def key_of(self, row: MemberView) -> str:
        """Return the member's id."""
        return row.member

    def line_of(self, row: MemberView, width: int) -> Line:
        """Return the columns of ROW."""
        text, tone = devices_span(row)
        role = ROLE if width >= WITH_ROLE else 0
        rest = max(1, width - LABEL - DEVICES - role - 1 - bool(role))
        spans: list[Span] = [
            (fitted(row.label, LABEL), "dim"),
            (fitted(row.name, rest) + " ", "" if row.active else "dim"),
        ]
        if role:
            spans.append((fitted(word(ROLES, row.role), role) + " ", "dim"))
        spans.append((fitted(text, DEVICES), tone))
        return tuple(spans)
