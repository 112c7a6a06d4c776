"""The password of a server with which the board is exchanged."""

from textual.app import ComposeResult

from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.widgets.form import Blank
from beirat_tui.wording import _


class PasswordDialog(FormDialog[tuple[str, str]]):
    """Returns name and password; the name is empty where the address has it."""

    def __init__(self, place: str, *, asks_name: bool) -> None:
        super().__init__()
        self._place = place
        self._asks_name = asks_name
        self.heading = _("Password of a server")

    def lines(self) -> ComposeResult:
        """Lay name and password."""
        yield note(self._place, "subject")
        if self._asks_name:
            yield Blank(_("Name to log in with"), id="name")
        yield Blank(_("Password"), secret=True, id="password")
        yield note(
            _(
                "It is kept in this computer’s keyring and nowhere else. For Nextcloud make an app password: "
                "Settings, Security."
            ),
            "quiet",
            "gap",
        )

    def settle(self) -> Settled[tuple[str, str]]:
        """Say what becomes of it."""
        names = self.query("#name")
        name = names.first(Blank).value.strip() if names else ""
        password = self.query_one("#password", Blank).value
        if names and not name:
            return Settled(None, _("With which name do you log in there?"))
        if not password:
            return Settled(None, _("The password is missing."))
        return Settled((name, password), _("I log in there with this password."), _("log in"))
