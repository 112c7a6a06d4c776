"""One election: who stands, how far it is, one's own vote, and once closed how the result came about."""

from datetime import date

from beirat_tui.services.round_views import OutcomeView, RoundState, RoundView
from beirat_tui.tui.actions import key_name
from beirat_tui.tui.sheets import figures
from beirat_tui.tui.sheets.closing import missing_text
from beirat_tui.tui.sheets.why import count_lines, naming, why_sheet
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _
from beirat_tui.wording.derivation import sentence
from beirat_tui.wording.states import ROUND_STATES, SECRECY, sign, word


def election_sheet(found: RoundView, today: date, width: int, *, office: bool) -> Sheet:
    """Return the election FOUND for lines of WIDTH cells; OFFICE adds who has not voted yet."""
    if found.state is not RoundState.OPEN:
        return why_sheet(found, today, width)
    sheet, name = Sheet(width), naming(found)
    sheet.paragraph(found.title, "strong")
    sheet.line(
        figures.signed(sign(ROUND_STATES, found.state)),
        (f" · {word(SECRECY, found.secrecy)} · {figures.where(found)}", "dim"),
    )
    figures.participation(sheet, found, today)
    count_lines(sheet, found)
    sheet.heading(_("Candidates"), anchor=False)
    for candidate in found.candidates:
        mine = found.my_choice == candidate
        sheet.item(("●", "good") if mine else ("·", "dim"), name(candidate))
    if found.my_choice == "abstain":
        sheet.item(("●", "good"), _("Abstention"))
    _own(sheet, found)
    if office and found.secrecy == "open":
        left = [seat.label for seat in found.electorate if seat.awaited]
        if left:
            sheet.blank().item(("○", "next"), _("Still to vote: {labels}").format(labels=", ".join(left)))
    return sheet


def _own(sheet: Sheet, found: RoundView) -> None:
    """Say what one's own vote is, or how it is given."""
    sheet.blank()
    if found.secrecy == "secret":
        sheet.paragraph(_("The vote is secret, by ballot papers in the room: nobody votes here."), "dim")
    elif found.my_choice is not None:
        sheet.paragraph(
            _("● marks your vote. {key} changes it while the election runs.").format(key=key_name("v")), "dim"
        )
    elif found.my_vote == "missing":
        sheet.item(("○", "next"), _("Your vote is missing: {key}.").format(key=key_name("v")), "next")


def closing_election_sheet(found: RoundView, outcome: OutcomeView, width: int) -> Sheet:
    """Return what closing FOUND now would give, for lines of WIDTH cells."""
    sheet, name = Sheet(width), naming(found)
    missing = missing_text(outcome, found)
    if found.hidden:
        return sheet.paragraph(_("Single votes are hidden: the result is shown once the vote is closed."))
    if missing:
        sheet.item(("?", "warn"), missing, "warn")
    for step in outcome.steps:
        if step.verdict != "missing":
            sheet.item(("·", "dim"), sentence(step, name))
    return sheet
