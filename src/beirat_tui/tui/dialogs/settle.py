"""Settles one contradiction: both sides in words, and a sentence that says which holds from now on."""

from textual.app import ComposeResult

from beirat_tui.services.conflict_views import Conflict, Side
from beirat_tui.tui.dialogs.form import FormDialog, Settled, note
from beirat_tui.tui.widgets.form import Turn
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.conflicts import conflict_text
from beirat_tui.wording.sides import told_lines


class SettleDialog(FormDialog[Side]):
    """Returns the side that holds."""

    DEFAULT_CSS = """
    SettleDialog { .side { margin: 1 0 0 0; } .what { margin: 0 0 0 2; } }
    """

    def __init__(self, found: Conflict) -> None:
        super().__init__()
        self._found = found
        self._sides = {side.record: side for side in found.sides}
        self.heading = _("To settle")

    def lines(self) -> ComposeResult:
        """Lay the sides and the choice."""
        text = conflict_text(self._found.code, self._found.about, mine=self._found.mine)
        yield note(text.what, "subject")
        for number, side in enumerate(self._found.sides, 1):
            yield note(f"{number}  {author(side)} · {fmt.moment(side.at)}", "side")
            others = [each.told for each in self._found.sides if each is not side]
            told = [f"{label}: {value}" for label, value in told_lines(side.told, others)]
            yield note("\n".join(told), "what")
        yield note(
            _("What holds is entered once more and takes the place of both. Both stay in the log."),
            "quiet",
            "gap",
        )
        yield Turn(
            _("It holds"),
            [
                (side.record, f"{number}  {author(side)} · {fmt.moment(side.at)}")
                for number, side in enumerate(self._found.sides, 1)
            ],
            id="side",
        )

    def settle(self) -> Settled[Side]:
        """Say which side holds."""
        side = self._sides[self.query_one("#side", Turn).chosen]
        text = _("From now on what {author} entered on {day} holds.")
        said = text.format(author=author(side), day=fmt.moment(side.at))
        return Settled(side, said, _("settle it"))


def author(side: Side) -> str:
    """Return who wrote SIDE."""
    return f"{side.author_label} {side.author_name}".strip()
