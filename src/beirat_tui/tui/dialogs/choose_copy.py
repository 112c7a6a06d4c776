"""Chooses other copies of the board to take in: those beside the file, or a file or folder named."""

from collections.abc import Sequence
from pathlib import Path

from textual.app import ComposeResult

from beirat_tui.paths import is_file, is_folder
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.widgets.form import Blank, Turn
from beirat_tui.tui.widgets.paths import PathSuggester, expanded
from beirat_tui.wording import _, ngettext

SUFFIX = ".beirat"


class ChooseCopyDialog(FormDialog[list[Path]]):
    """Returns files and folders."""

    def __init__(self, board: Path, beside: Sequence[Path]) -> None:
        super().__init__()
        self._board = board
        self._beside = list(beside)
        self.heading = _("Take in another copy")

    def lines(self) -> ComposeResult:
        """Lay the lines."""
        yield note(
            _(
                "What the other copy holds and this one lacks is added; nothing is overwritten, and the "
                "other file stays as it is. Every entry is checked. Twice does no harm."
            ),
            "quiet",
        )
        if self._beside:
            text = ngettext(
                "{number} copy that lies beside the board file",
                "{number} copies that lie beside the board file",
                len(self._beside),
            )
            beside = text.format(number=len(self._beside))
            yield Turn(_("Take in"), [("beside", beside), ("path", _("a file or folder"))], id="source")
        yield Blank(_("File or folder"), f"{self._board.parent}/", suggester=PathSuggester(SUFFIX), id="path")

    def settle(self) -> Settled[list[Path]]:
        """Say what is taken in."""
        beside = any(source.chosen == "beside" for source in self.query(Turn))
        blank = self.query_one("#path", Blank)
        blank.display = not beside
        if beside:
            names = ", ".join(path.name for path in self._beside)
            return Settled(self._beside, _("I take in {names}.").format(names=names), _("take it in"))
        text = blank.value.strip()
        path = expanded(text)
        if text and is_folder(path):
            said = _("I take in every copy of this board in {path}.").format(path=path)
            return Settled([path], said, _("take it in"))
        if text and is_file(path):
            return Settled([path], _("I take in {names}.").format(names=path.name), _("take it in"))
        return Settled(None, _("There is no file or folder of that name."))
