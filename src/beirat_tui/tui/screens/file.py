"""The text of an attached file, read inside the program; a key opens the file itself outside."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from beirat_tui.tui.actions import bindings
from beirat_tui.tui.screens.overlay import Overlay
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _

if TYPE_CHECKING:
    from beirat_tui.services.session import Session


class FileScreen(Overlay):
    """The page of one file."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("file.outside")]

    def __init__(self, file: str, name: str, text: str) -> None:
        super().__init__()
        self._file = file
        self._file_name = name
        self._text = text

    def on_mount(self) -> None:
        """Show the text."""
        super().on_mount()
        self.page.border_title = Content(self._file_name)
        self.page.border_subtitle = _("text only, without layout")
        self.page.show(self._draw)

    def _draw(self, width: int) -> Sheet:
        return Sheet(width).paragraph(self._text or _("There is no text in this file."))

    def action_outside(self) -> None:
        """Open the file with this computer's own program."""
        file = self._file

        def job(session: "Session") -> str:
            from beirat_tui.services import reading  # noqa: PLC0415  (in the thread)
            from beirat_tui.tui.opening import open_outside  # noqa: PLC0415  (the same)

            name, _media_type, content = reading.attachment(session, file)
            return open_outside(name, content)

        self.read(
            "file", job, lambda path: self.notify(_("Opened a copy: {path}").format(path=path), markup=False)
        )
