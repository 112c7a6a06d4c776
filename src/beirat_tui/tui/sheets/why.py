"""The derivation of an outcome as a page: the figures first, then rule by rule what decided."""

from collections.abc import Mapping, Sequence
from datetime import date

from beirat_tui.domain.tally.outcome import Outcome, Step
from beirat_tui.services.round_minutes import earlier_text, lot_lines
from beirat_tui.services.round_views import RoundView
from beirat_tui.tui.sheets import figures
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.tui.widgets.spans import Span
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.derivation import Naming, next_text, result_text, sentence
from beirat_tui.wording.states import COUNT_STATES, ROUND_STATES, VOTA, sign, word

MARKS: Mapping[str, Span] = {
    "met": ("✓", "good"),
    "failed": ("✗", "bad"),
    "note": ("·", "dim"),
    "warning": ("!", "warn"),
    "missing": ("?", "warn"),
}


def why_sheet(found: RoundView, today: date, width: int, so_far: Sequence[Step] = ()) -> Sheet:
    """Return why the round FOUND came out as it did, or how it stands, for lines of WIDTH cells.

    SO_FAR are the steps of a running vote that the person may see.
    """
    sheet = Sheet(width)
    sheet.paragraph(f"{found.number} {found.title}", "strong")
    name = naming(found)
    if found.candidates:
        names = ", ".join(map(name, found.candidates))
        sheet.paragraph(_("Candidates: {names}.").format(names=names))
    else:
        figures.motion_line(sheet, found)
    sheet.line(figures.signed(sign(ROUND_STATES, found.state)))
    figures.participation(sheet, found, today)
    count_lines(sheet, found)
    for each in found.earlier:
        sheet.item(("·", "dim"), earlier_text(each, name))
    outcome = found.outcome
    if outcome is None:
        sheet.blank().paragraph(
            _("The vote is running. How the outcome comes about is shown here when it is closed."), "dim"
        )
        if so_far:
            sheet.heading(_("What holds so far"))
            sheet.paragraph(_("As if the vote were closed now. Nothing of it is final."), "dim")
            _steps(sheet, so_far, name)
        return sheet
    sheet.heading(_("Outcome"))
    if not found.candidates:
        sheet.line(figures.signed(sign(VOTA, outcome.votum)))
    sheet.paragraph(result_text(outcome.derived, name))
    _figures(sheet, found, outcome.derived)
    _corrected(sheet, found, name)
    sheet.heading(_("Step by step"))
    _steps(sheet, outcome.derived.steps, name)
    lot = lot_lines(found)
    if lot:
        sheet.heading(_("The lot"))
        for line in lot:
            sheet.paragraph(line.strip(), indent=2 if line.startswith(" ") else 0)
    following = next_text(outcome.derived)
    if following:
        sheet.heading(_("What follows"))
        sheet.paragraph(following)
    if outcome.note:
        sheet.heading(_("Note of the office"))
        sheet.paragraph(outcome.note)
    return sheet


def naming(found: RoundView) -> Naming:
    """Return what the members of FOUND are called, by their ids."""
    names = {seat.member: seat.name or seat.label for seat in found.electorate}
    return lambda member: names.get(member, member)


def _figures(sheet: Sheet, found: RoundView, outcome: Outcome) -> None:
    """Add the votes; in an election those for candidates stand in the steps."""
    counts = outcome.counts
    rows = [
        (_("Yes"), counts.yes),
        (_("No"), counts.no),
        (_("Abstention"), counts.abstain),
        (_("Invalid"), counts.invalid),
        (_("Not voted"), counts.silent),
    ]
    for label, number in rows[2:] if found.candidates else rows:
        sheet.line((f"  {label:<17}", "dim"), (f"{number:>4}", ""))


def _steps(sheet: Sheet, steps: Sequence[Step], name: Naming) -> None:
    for step in steps:
        sheet.item(MARKS.get(step.verdict, ("·", "dim")), sentence(step, name))
        if step.cite:
            sheet.paragraph(step.cite, "dim", indent=2)


def _corrected(sheet: Sheet, found: RoundView, name: Naming) -> None:
    """Add what facts noted after the closing make of the votes."""
    if found.corrected is None:
        return
    sheet.heading(_("With what was noted after the vote"))
    mark: Span = ("≠", "warn") if found.corrected.differs else ("=", "dim")
    sheet.item(mark, result_text(found.corrected.outcome, name), "warn" if found.corrected.differs else "")
    sheet.paragraph(
        _("What was established stays until the board votes again.")
        if found.corrected.differs
        else _("The figures are others, the result is the same."),
        "dim",
    )
    known = set() if found.outcome is None else {(step.rule, str(step.facts)) for step in found.outcome.steps}
    changed = [step for step in found.corrected.outcome.steps if (step.rule, str(step.facts)) not in known]
    _steps(sheet, changed, name)


def count_lines(sheet: Sheet, found: RoundView) -> None:
    """Add how far the count of a vote by papers is, and by whom it was entered."""
    if found.count is None:
        return
    tone = "good" if found.count.state == "agreed" else "warn"
    sheet.item(("●" if tone == "good" else "○", tone), word(COUNT_STATES, found.count.state), tone)
    name = naming(found)
    for each in found.count.entries:
        if not each.shown:
            text = _("entered, not shown before the second count")
        elif found.candidates:
            votes = dict(each.candidates)
            parts = [f"{name(member)} {votes.get(member, 0)}" for member in found.candidates]
            parts += [_("abstained {number}").format(number=each.abstain)]
            parts += [_("invalid {number}").format(number=each.invalid)]
            text = ", ".join(parts)
        else:
            text = _("{yes} yes, {no} no, {abstain} abstained, {invalid} invalid").format(
                yes=each.yes, no=each.no, abstain=each.abstain, invalid=each.invalid
            )
        when = fmt.clock(each.at.strftime("%H:%M"))
        sheet.paragraph(f"{each.label}, {when}: {text}", "dim", indent=2)
