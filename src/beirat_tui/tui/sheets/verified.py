"""What checking everything found, in words."""

from beirat_tui.services.verification_views import VerifyReport, Weight
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.tui.widgets.spans import Span
from beirat_tui.wording import _
from beirat_tui.wording.problems import problem_text, verified_text

MARKS: dict[str, Span] = {
    Weight.WRONG: ("✗", "bad"),
    Weight.FLAG: ("!", "warn"),
    Weight.WAITS: ("…", "dim"),
}


def verified_sheet(report: VerifyReport, width: int) -> Sheet:
    """Return REPORT for lines of WIDTH cells."""
    sheet = Sheet(width)
    if not report.sound:
        sheet.item(("✗", "bad"), _("Something is wrong: see the lines marked ✗."), "bad")
    elif report.problems:
        sheet.item(("✓", "good"), _("Nothing is wrong. Some things deserve a look."), "good")
    else:
        sheet.item(("✓", "good"), _("Everything is in order."), "good")
    sheet.blank()
    sheet.paragraph(
        verified_text(
            records=report.records,
            rounds=report.rounds,
            closings=report.closings,
            payloads=report.payloads,
        )
    )
    sheet.paragraph(
        _(
            "Every entry’s bytes, signature and place, every effect and every closed outcome was computed "
            "again from the raw entries; the lists in the file were not trusted."
        ),
        "dim",
    )
    if report.problems:
        sheet.blank()
    for problem in report.problems:
        sheet.item(MARKS[problem.weight], problem_text(problem.code, problem.params, problem.record))
    return sheet
