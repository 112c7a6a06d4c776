"""What closing a vote would give: who has not voted yet, what is missing, the outcome with its derivation.

Where the round hides single votes the outcome is withheld as well until the vote is closed: whoever could
look first and close later would know more than the others.
"""

from dataclasses import replace
from datetime import date

from beirat_tui.services.round_views import OutcomeView, RoundView
from beirat_tui.tui.sheets import figures
from beirat_tui.tui.sheets.why import why_sheet
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _, ngettext
from beirat_tui.wording.attention import ROUND_WARNINGS, attention
from beirat_tui.wording.derivation import sentence


def missing_text(outcome: OutcomeView, found: RoundView) -> str:
    """Return what has to be recorded before the vote can be closed; empty if nothing."""
    if outcome.result != "undecided":
        return ""
    names = {seat.member: seat.name or seat.label for seat in found.electorate}
    steps = [step for step in outcome.steps if step.verdict == "missing"]
    if not steps:
        return _("Something is still missing.")
    return " ".join(sentence(step, lambda member: names.get(member, member)) for step in steps)


def closing_sheet(found: RoundView, outcome: OutcomeView, today: date, width: int) -> Sheet:
    """Return the page before closing FOUND, which would give OUTCOME, for lines of WIDTH cells."""
    sheet = Sheet(width)
    left = [seat.label for seat in found.electorate if seat.awaited and found.secrecy == "open"]
    if left:
        text = ngettext(
            "{number} member who could vote has not: {labels}.",
            "{number} members who could vote have not: {labels}.",
            len(left),
        )
        sheet.item(("!", "warn"), text.format(number=len(left), labels=", ".join(left)), "warn")
    for line in warning_lines(found):
        sheet.item(("!", "warn"), line, "warn")
    missing = missing_text(outcome, found)
    if missing:
        sheet.item(("?", "warn"), missing, "warn")
    if found.hidden:
        sheet.blank()
        sheet.paragraph(f"{found.number} {found.title}", "strong")
        figures.motion_line(sheet, found)
        figures.participation(sheet, found, today)
        sheet.blank()
        sheet.paragraph(
            _("Single votes are hidden in this vote: the outcome is shown once it is closed."), "dim"
        )
        return sheet
    sheet.blank()
    return sheet.join(derivation_sheet(found, outcome, today, width))


def derivation_sheet(found: RoundView, outcome: OutcomeView, today: date, width: int) -> Sheet:
    """Return how the round FOUND would come to OUTCOME for lines of WIDTH cells."""
    return why_sheet(replace(found, outcome=outcome), today, width)


def warning_lines(found: RoundView) -> list[str]:
    """Return what deserves attention in the round FOUND, in sentences."""
    return attention(ROUND_WARNINGS, found.warnings)
