"""The password of a server with which the board is exchanged."""

from textual.app import ComposeResult

from beirat_tui.domain.errors import BeiratError
from beirat_tui.tui.actions import key_name
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.widgets.form import Blank
from beirat_tui.wording import _
from beirat_tui.wording.errors import explain


class PasswordDialog(FormDialog[tuple[str, str]]):
    """Returns name and password; the name is empty where the address has it.

    Args:
        problem: what the server answered.
        name: the name used so far, to be typed over; None where the address has it.
    """

    def __init__(self, problem: BeiratError, name: str | None) -> None:
        super().__init__()
        self._problem = problem
        self._name_so_far = name
        self.heading = _("Password of a server")

    def lines(self) -> ComposeResult:
        """Lay what the server said, name and password."""
        yield note(explain(self._problem).happened, "subject")
        if self._name_so_far is not None:
            yield Blank(_("Name to log in with"), self._name_so_far, id="name")
        yield Blank(_("Password"), secret=True, id="password")
        yield note(
            _(
                "It is kept in this computer’s keyring and nowhere else. For Nextcloud make an app password: "
                "Settings, Security."
            ),
            "quiet",
            "gap",
        )

    def on_mount(self) -> None:
        """Start at what is missing."""
        super().on_mount()
        if self._name_so_far:
            self.query_one("#password", Blank).field.focus()

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

    def keys(self) -> list[tuple[str, str]]:
        """Return the keys there are: nothing is turned here."""
        return [
            (f"{key_name('up')}{key_name('down')}", _("line")),
            (key_name("enter"), _("go on")),
            (key_name("escape"), _("cancel")),
        ]
