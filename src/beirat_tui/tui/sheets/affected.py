"""The votes that facts noted after them would change, as a page."""

from collections.abc import Sequence

from beirat_tui.services.round_views import RoundView
from beirat_tui.tui.sheets.why import naming
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _
from beirat_tui.wording.derivation import result_text


def affected_sheet(found: Sequence[RoundView], width: int) -> Sheet:
    """Return the votes FOUND, with what was established and what is known now, for lines of WIDTH cells."""
    sheet = Sheet(width)
    if not found:
        return sheet.paragraph(_("No closed vote is affected by facts noted after it."))
    differing = [view for view in found if view.corrected is not None and view.corrected.differs]
    if differing:
        sheet.paragraph(
            _("With what is known now these votes would have ended otherwise. Let the board vote again."),
            "warn",
        )
    else:
        sheet.paragraph(_("Figures change, no result does."), "good")
    for view in sorted(found, key=lambda each: each not in differing):
        if view.corrected is None or view.outcome is None:
            continue
        name = naming(view)
        sheet.heading(f"{view.number} {view.title}", anchor=False)
        sheet.item(
            ("·", "dim"),
            _("established: {result}").format(result=result_text(view.outcome.derived, name)),
        )
        mark = ("≠", "warn") if view.corrected.differs else ("=", "dim")
        now = result_text(view.corrected.outcome, name)
        sheet.item(mark, _("with what is known now: {result}").format(result=now), mark[1])
    return sheet
