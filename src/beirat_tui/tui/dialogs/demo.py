"""Asks whose place to take in the demo."""

from pathlib import Path

from textual.app import ComposeResult

from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.widgets.form import Turn
from beirat_tui.wording import _


class DemoDialog(FormDialog[str]):
    """Returns ``member``, ``office`` or ``chair``."""

    from_sentence = True

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.heading = _("Try the demo")

    def lines(self) -> ComposeResult:
        """Lay the choice."""
        yield note(
            _("Invented members and sketches, votes running and closed. Nothing of it is real."),
            "quiet",
        )
        yield note(_("Its files lie in {folder} and nowhere else.").format(folder=self._folder), "quiet")
        yield Turn(
            _("You are"),
            [
                ("member", _("a member who has to vote")),
                ("office", _("the office, in the middle of a meeting")),
                ("chair", _("the chair, who confirms outcomes")),
            ],
            id="person",
        )

    def settle(self) -> Settled[str]:
        """Say what is prepared."""
        turn = self.query_one("#person", Turn)
        return Settled(
            turn.chosen, _("I try the demo as: {person}.").format(person=turn.word), _("prepare it")
        )
