"""What taking in files gave: what was understood of each, what is missing, left out or changed."""

from collections.abc import Mapping, Sequence

from beirat_tui.domain.programme import Programme
from beirat_tui.services.intake_views import ImportReport
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.tui.widgets.spans import Span
from beirat_tui.wording import _
from beirat_tui.wording.errors import explain
from beirat_tui.wording.intake import fact_name, note_text

RESULTS: Mapping[str, Span] = {
    "new": ("✓", "good"),
    "revised": ("✓", "good"),
    "unchanged": ("·", "dim"),
    "refused": ("✗", "bad"),
}


def intake_sheet(reports: Sequence[ImportReport], programmes: Mapping[str, Programme], width: int) -> Sheet:
    """Return the REPORTS for lines of WIDTH cells; PROGRAMMES name what the files say."""
    sheet = Sheet(width)
    for report in reports:
        sheet.blank()
        sheet.item(RESULTS[report.result], f"{report.name}: {_result(report)}", "strong")
        if report.error is not None:
            text = explain(report.error)
            sheet.paragraph(text.happened, "warn", indent=2)
            sheet.paragraph(text.do, indent=2)
        understood = report.understood
        if understood is None:
            continue
        programme = programmes.get(understood.sketch.programme) or next(iter(programmes.values()), None)
        if programme is None:
            continue
        _facts(sheet, _("understood"), understood.understood, programme, "")
        _facts(sheet, _("missing"), understood.missing, programme, "warn")
        for note in (*understood.altered, *understood.ignored):
            sheet.item(("  !", "warn"), note_text(note.code, note.what, note.value, programme))
        if report.changes:
            _facts(sheet, _("changed"), [change.key for change in report.changes], programme, "")
    return sheet


def _facts(sheet: Sheet, label: str, keys: Sequence[str], programme: Programme, tone: str) -> None:
    if keys:
        names = ", ".join(dict.fromkeys(fact_name(key, programme) for key in keys))
        sheet.pair(f"  {label}", names, tone, label_width=14)


def _result(report: ImportReport) -> str:
    if report.result == "new":
        return _("taken in as {number}").format(number=report.number)
    if report.result == "revised":
        return _("new version of {number}").format(number=report.number)
    if report.result == "unchanged":
        return _("nothing new about {number}").format(number=report.number)
    return _("not taken in")
