"""A new place to exchange with: a shared folder, or the address of a server."""

from pathlib import Path

from textual.app import ComposeResult

from beirat_tui.domain.errors import BeiratError
from beirat_tui.paths import is_folder
from beirat_tui.sync.places import Kind, canonical, kind_of
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.widgets.form import Blank
from beirat_tui.tui.widgets.paths import PathSuggester, expanded
from beirat_tui.wording import _
from beirat_tui.wording.errors import explain

_NO_FILES = "/"
"""No file's name ends so: folders alone are proposed."""


class AddPlaceDialog(FormDialog[str]):
    """Returns the address."""

    def __init__(self, begin: str) -> None:
        super().__init__()
        self._begin = begin
        self.heading = _("A place to exchange with")

    def lines(self) -> ComposeResult:
        """Lay the line."""
        yield note(
            _(
                "A folder that you share with the others: Nextcloud, Syncthing, Dropbox, a network drive, a "
                "stick. This device writes one file there and reads all others, whatever their names."
            ),
            "quiet",
        )
        yield Blank(_("Folder or address"), self._begin, suggester=PathSuggester(_NO_FILES), id="address")
        yield note(
            _("A server: https://… for a Nextcloud folder, postgresql+psycopg://… for a database."), "quiet"
        )

    def settle(self) -> Settled[str]:
        """Say what becomes of it."""
        text = self.query_one("#address", Blank).value.strip()
        if not text or _is_home(text):
            return Settled(None, _("Which folder do you share with the others?"))
        try:
            kind = kind_of(text)
            named = str(expanded(text)) if kind is Kind.FOLDER and "://" not in text else text
            address = canonical(named)
        except BeiratError as error:
            told = explain(error)
            return Settled(None, f"{told.happened} {told.do}")
        if kind is Kind.FOLDER and not is_folder(Path(address)):
            return Settled(None, _("There is no folder of that name."))
        said = _("This board is exchanged with {place} from now on, by itself.").format(place=address)
        return Settled(address, said, _("add it"))


def _is_home(text: str) -> bool:
    """Whether TEXT is what the line begins with: nobody shares all that they have."""
    return "://" not in text and expanded(text) == Path.home()
