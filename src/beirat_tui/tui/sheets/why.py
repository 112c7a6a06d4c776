"""The derivation of an outcome as a page: the figures first, then rule by rule what decided."""

from collections.abc import Mapping
from datetime import date

from beirat_tui.services.round_views import RoundView
from beirat_tui.tui.sheets import figures
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.tui.widgets.spans import Span
from beirat_tui.wording import _
from beirat_tui.wording.derivation import next_text, result_text, sentence
from beirat_tui.wording.states import ROUND_STATES, VOTA, sign

MARKS: Mapping[str, Span] = {
    "met": ("✓", "good"),
    "failed": ("✗", "bad"),
    "note": ("·", "dim"),
    "warning": ("!", "warn"),
    "missing": ("?", "warn"),
}


def why_sheet(found: RoundView, today: date, width: int) -> Sheet:
    """Return why the round FOUND came out as it did, or how it stands, for lines of WIDTH cells."""
    sheet = Sheet(width)
    sheet.paragraph(f"{found.number} {found.title}", "strong")
    figures.motion_line(sheet, found)
    sheet.line(figures.signed(sign(ROUND_STATES, found.state)))
    figures.participation(sheet, found, today)
    outcome = found.outcome
    if outcome is None:
        sheet.blank().paragraph(
            _("The vote is running. How the outcome comes about is shown here when it is closed."), "dim"
        )
        return sheet
    sheet.heading(_("Outcome"))
    sheet.line(figures.signed(sign(VOTA, outcome.votum)))
    names = {seat.member: seat.name or seat.label for seat in found.electorate}

    def name(member: str) -> str:
        return names.get(member, member)

    sheet.paragraph(result_text(outcome.derived, name))
    counts = outcome.derived.counts
    rows = [
        (_("Yes"), counts.yes),
        (_("No"), counts.no),
        (_("Abstention"), counts.abstain),
        (_("Invalid"), counts.invalid),
        (_("Not voted"), counts.silent),
    ]
    for label, number in rows:
        sheet.line((f"  {label:<17}", "dim"), (f"{number:>4}", ""))
    sheet.heading(_("Step by step"))
    for step in outcome.steps:
        sheet.item(MARKS.get(step.verdict, ("·", "dim")), sentence(step, name))
        if step.cite:
            sheet.paragraph(step.cite, "dim", indent=2)
    following = next_text(outcome.derived)
    if following:
        sheet.heading(_("What follows"))
        sheet.paragraph(following)
    if outcome.note:
        sheet.heading(_("Note of the office"))
        sheet.paragraph(outcome.note)
    return sheet
