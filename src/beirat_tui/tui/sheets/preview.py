"""The pane beside the queue: what a member needs before voting, the summary and the figures, on one page."""

from datetime import date

from beirat_tui.services.reading_views import SketchView
from beirat_tui.tui.sheets import figures
from beirat_tui.tui.sheets.votes import delivery_line
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _


def preview_sheet(view: SketchView, today: date, width: int) -> Sheet:
    """Return the preview of VIEW for lines of WIDTH cells."""
    sheet = Sheet(width)
    who = " · ".join(part for part in (view.applicant, view.applicant_kind) if part)
    figures.spread(sheet, who, figures.my_state(view))
    figures.money(sheet, view)
    figures.checklist_line(sheet, view)
    if view.round is not None:
        sheet.blank()
        figures.motion_line(sheet, view.round)
        figures.participation(sheet, view.round, today)
        delivery_line(sheet, view.round)
        figures.outcome_lines(sheet, view.round)
    figures.decision_line(sheet, view)
    sheet.heading(
        _("Summary") if view.summary_is_office else _("Short description"),
        anchor=False,
    )
    if view.summary:
        sheet.paragraph(view.summary)
    else:
        sheet.paragraph(_("The sketch has no summary. Enter shows its text."), "dim")
    if view.fields:
        sheet.blank().pair(_("Topics"), ", ".join(view.fields), label_width=12)
    if view.partners:
        sheet.pair(_("Partners"), ", ".join(view.partners), label_width=12)
    return sheet
