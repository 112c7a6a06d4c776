"""All keys by area, as they are set now, those of this screen first."""

from beirat_tui.tui.actions import AREAS, Action, Area, actions, key_name
from beirat_tui.tui.screens.overlay import Overlay
from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _
from beirat_tui.wording.states import DELIVERIES, MY_VOTES, STAGES, sign

KEYS = 20


class HelpScreen(Overlay):
    """The help page."""

    def __init__(self, working: frozenset[str], keymap: dict[str, str]) -> None:
        super().__init__()
        self._working = working
        self._keymap = keymap

    def on_mount(self) -> None:
        """Show the keys."""
        super().on_mount()
        self.page.border_title = _("Help: all keys")
        self.page.show(self._draw)

    def _draw(self, width: int) -> Sheet:
        sheet = Sheet(width)
        sheet.paragraph(
            _("Keys marked ● work on the screen you came from. Ctrl+P searches every command by name.")
        )
        for area in Area:
            found = [action for action in actions().values() if action.area is area]
            if found:
                sheet.heading(_(AREAS[area]))
                for action in found:
                    self._add(sheet, action)
        sheet.heading(_("Signs"))
        for table in (MY_VOTES, STAGES, DELIVERIES):
            for state in table:
                mark = sign(table, state)
                sheet.item((f"  {mark.glyph}", mark.tone), mark.word)
        return sheet

    def _add(self, sheet: Sheet, action: Action) -> None:
        keys = self._keymap.get(action.id, action.keys).split(",")
        names = " ".join(key_name(key.strip()) for key in keys)
        mark = "●" if action.id in self._working else " "
        sheet.item((f"{mark} {fitted(names, KEYS)}", "next"), _(action.tip))
