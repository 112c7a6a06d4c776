"""The log as lines: time, author, what, and whether it has effect."""

from beirat_tui.services.history_views import LogEntry
from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.spans import Line
from beirat_tui.tui.widgets.window_list import WindowList
from beirat_tui.wording import _
from beirat_tui.wording.format import moment
from beirat_tui.wording.kinds import effect_name, kind_name
from beirat_tui.wording.office import EFFECTS
from beirat_tui.wording.states import sign

MOMENT = 19
AUTHOR = 24
LABEL = 5
WHAT = 28
EFFECT = 14
ID = 13
WITH_NAME = 90
WITH_ID = 120
BRIEF = 90


class LogList(WindowList[LogEntry]):
    """Every entry, the last to arrive first."""

    def key_of(self, row: LogEntry) -> str:
        """Return the entry's id."""
        return row.id

    def line_of(self, row: LogEntry, width: int) -> Line:
        """Return the columns of ROW."""
        found = sign(EFFECTS, row.effect)
        words = found.brief if width < BRIEF else f"{found.glyph} {effect_name(row.effect, row.reason)}"
        author = f"{row.author_label} {row.author_name}".strip() if width >= WITH_NAME else row.author_label
        return self._columns(width, moment(row.at), author, kind_name(row.kind), (words, found.tone), row.id)

    def header_of(self, width: int) -> Line:
        """Return the columns' names."""
        author = _("Author") if width >= WITH_NAME else _("Who")
        spans = self._columns(width, _("Time"), author, _("What"), (_("Effect"), ""), _("Entry"))
        return tuple((text, "dim") for text, _style in spans)

    def _columns(
        self, width: int, when: str, author: str, what: str, effect: tuple[str, str], name: str
    ) -> Line:
        who = AUTHOR if width >= WITH_NAME else LABEL + 1
        with_id = width >= WITH_ID
        rest = width - MOMENT - who - ID * with_id
        kind = min(WHAT, max(10, rest - EFFECT)) if width < BRIEF else WHAT
        spans = [
            (fitted(when, MOMENT), "dim"),
            (fitted(author, who - 1) + " ", ""),
            (fitted(what, kind - 1) + " ", "strong"),
            (fitted(effect[0], max(1, rest - kind)), effect[1]),
        ]
        if with_id:
            spans.append((fitted(name[:12], ID), "dim"))
        return tuple(spans)
