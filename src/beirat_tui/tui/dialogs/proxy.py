"""Records who votes for an absent member by proxy, in one meeting."""

from dataclasses import dataclass

from textual.app import ComposeResult

from beirat_tui.services.meeting_views import MeetingView
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.widgets.form import Turn
from beirat_tui.wording import _
from beirat_tui.wording.office import NO_PROXIES, proxy_text

NOBODY = ""


@dataclass(frozen=True, slots=True)
class ProxyAnswer:
    """Whose proxy it is, and who holds it; None for nobody."""

    member: str
    holder: str | None


class ProxyDialog(FormDialog[ProxyAnswer]):
    """Asks about one member; who holds whose proxy already is shown with the member."""

    def __init__(self, found: MeetingView, *, allowed: bool) -> None:
        super().__init__()
        self._members = [each for each in found.attendance if each.entitled]
        self._holders = {each.member: each.proxy for each in self._members if each.proxy is not None}
        self._allowed = allowed
        self.heading = _("Proxies for meeting {number}").format(number=found.number)

    def lines(self) -> ComposeResult:
        """Lay the two members."""
        if not self._allowed:
            yield note(_(NO_PROXIES), "warn")
        absent = next((each.member for each in self._members if not each.present), "")
        names = [(each.member, f"{each.label} {each.name}") for each in self._members]
        yield Turn(_("Proxy of"), names, absent, id="member")
        yield Turn(
            _("Held by"), [(NOBODY, _("nobody")), *names], self._holders.get(absent, NOBODY), id="holder"
        )

    def settle(self) -> Settled[ProxyAnswer]:
        """Say who votes for whom."""
        member, holder = self.query_one("#member", Turn), self.query_one("#holder", Turn)
        if member.chosen == holder.chosen:
            return Settled(None, _("Choose another member: nobody holds their own proxy."))
        now = self._holders.get(member.chosen, NOBODY)
        if now == holder.chosen:
            text = (
                _("{name} has given nobody a proxy.")
                if not now
                else _("So it is noted: {holder} for {name}.")
            )
            return Settled(None, text.format(name=member.word, holder=holder.word))
        text = proxy_text(member.word, holder.word if holder.chosen else "")
        return Settled(ProxyAnswer(member.chosen, holder.chosen or None), text, _("note it"))
