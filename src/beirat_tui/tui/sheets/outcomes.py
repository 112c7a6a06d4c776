"""Outcomes in figures: what was recommended and granted, by topic and by kind of applicant, and when."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction

from rich.cells import cell_len

from beirat_tui.services.outcome_views import OutcomeRow
from beirat_tui.services.round_views import RoundView
from beirat_tui.tui.sheets import figures
from beirat_tui.tui.sheets.closing import warning_lines
from beirat_tui.tui.sheets.why import why_sheet
from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.outcome_list import certainty, votum_sign
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _, ngettext
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import DECISIONS, VOTA, sign

FAVOURABLE = frozenset({"positive", "positive_with_conditions"})
LABEL = 26
LEAST_BAR = 8
EIGHTHS = " ▏▎▍▌▋▊▉"


def outcome_sheet(row: OutcomeRow, found: RoundView, today: date, width: int) -> Sheet:
    """Return one outcome with the ministry's decision and the derivation for lines of WIDTH cells."""
    sheet = Sheet(width)
    sheet.paragraph(f"{row.number} {row.title}", "strong")
    votum, state = votum_sign(row), certainty(row)
    figures.spread(
        sheet,
        " · ".join(part for part in (row.applicant, row.applicant_kind) if part),
        (str(votum), votum.tone),
    )
    if row.grant_cents is not None:
        sheet.line(
            (_("Grant"), "dim"),
            (f" {fmt.euro(row.grant_cents)}", "strong"),
            (" · ", "dim"),
            (str(state), state.tone),
        )
    if row.sketch:
        _decision(sheet, row)
    for line in warning_lines(found):
        sheet.item(("!", "warn"), line, "warn")
    sheet.blank()
    body = why_sheet(found, today, width)
    # The derivation's own first line repeats number and title, which stand above already.
    title = Sheet(width).paragraph(f"{found.number} {found.title}", "strong")
    body.lines = body.lines[len(title.lines) :]
    return sheet.join(body)


def _decision(sheet: Sheet, row: OutcomeRow) -> None:
    decision = row.decision
    if decision is None:
        sheet.line((_("Ministry"), "dim"), (_(" has not decided yet, or nobody has recorded it."), "dim"))
        return
    found = sign(DECISIONS, decision.granted)
    spans = [(_("Ministry"), "dim"), (" ", ""), (str(found), found.tone)]
    if decision.amount_cents is not None:
        spans.append((f" {fmt.euro(decision.amount_cents)}", "strong"))
    spans.append((f" · {fmt.date(decision.date)}", "dim"))
    sheet.line(*spans)
    if decision.differs:
        sheet.item(("≠", "warn"), _("The ministry decided otherwise than the board recommended."), "warn")
    if decision.reasons:
        sheet.paragraph(decision.reasons, indent=2)


def latest(rows: Iterable[OutcomeRow]) -> list[OutcomeRow]:
    """Return the newest outcome of each sketch; ROWS come newest first."""
    found: dict[str, OutcomeRow] = {}
    for row in rows:
        if row.sketch:
            found.setdefault(row.sketch, row)
    return list(found.values())


def figures_sheet(rows: Sequence[OutcomeRow], width: int) -> Sheet:
    """Return the figures over all outcomes ROWS for lines of WIDTH cells."""
    sheet = Sheet(width)
    last = latest(rows)
    decided = [row for row in last if row.outcome is not None]
    if not decided:
        return sheet.paragraph(_("There is no outcome yet to draw figures from."), "dim")
    _overview(sheet, decided)
    good = [row for row in decided if row.outcome is not None and row.outcome.votum in FAVOURABLE]
    _bars(sheet, _("Recommended grants by topic"), good, lambda row: row.fields or (_("no topic named"),))
    sheet.paragraph(_("A sketch with several topics counts in each of them."), "dim")
    _bars(
        sheet,
        _("Recommended grants by applicant"),
        good,
        lambda row: (row.applicant_kind or _("not stated"),),
    )
    _over_time(sheet, decided)
    return sheet


def _overview(sheet: Sheet, decided: Sequence[OutcomeRow]) -> None:
    sheet.heading(_("Outcomes"), anchor=False)
    counts: dict[str, int] = {}
    for row in decided:
        if row.outcome is not None:
            counts[row.outcome.votum] = counts.get(row.outcome.votum, 0) + 1
    most = max(counts.values())
    for votum in VOTA:
        number = counts.get(votum, 0)
        found = sign(VOTA, votum)
        _bar(sheet, str(found), Fraction(number, most), str(number), found.tone or "line")
    asked = sum(row.grant_cents or 0 for row in decided)
    recommended = sum(
        row.grant_cents or 0 for row in decided if row.outcome and row.outcome.votum in FAVOURABLE
    )
    granted = [row.decision for row in decided if row.decision is not None]
    sheet.heading(_("Grants"), anchor=False)
    sums = [(_("asked for"), asked, "line"), (_("recommended"), recommended, "good")]
    amounts = [each.amount_cents for each in granted if each.amount_cents is not None]
    sums.append((_("granted by the ministry"), sum(amounts), "next"))
    for label, cents, tone in sums:
        _bar(sheet, label, Fraction(cents, asked) if asked else Fraction(0), fmt.euro(cents), tone)
    differing = sum(each.differs for each in granted)
    text = ngettext(
        "The ministry has decided on {number} sketch, in {differing} otherwise than recommended.",
        "The ministry has decided on {number} sketches, in {differing} otherwise than recommended.",
        len(granted),
    )
    sheet.paragraph(text.format(number=len(granted), differing=differing), "warn" if differing else "dim")


def _bars(
    sheet: Sheet, title: str, rows: Sequence[OutcomeRow], keys: Callable[[OutcomeRow], Iterable[str]]
) -> None:
    sums: dict[str, tuple[int, int]] = {}
    for row in rows:
        for key in keys(row):
            cents, number = sums.get(key, (0, 0))
            sums[key] = (cents + (row.grant_cents or 0), number + 1)
    sheet.heading(title, anchor=False)
    if not sums:
        sheet.paragraph(_("Nothing has been recommended yet."), "dim")
        return
    most = max(cents for cents, _number in sums.values()) or 1
    for key, (cents, number) in sorted(sums.items(), key=lambda each: (-each[1][0], each[0])):
        _bar(sheet, key, Fraction(cents, most), f"{fmt.euro(cents)} ({number})", "good")


def _over_time(sheet: Sheet, decided: Sequence[OutcomeRow]) -> None:
    months: dict[tuple[int, int], int] = {}
    for row in decided:
        if row.closed_at is not None:
            key = (row.closed_at.year, row.closed_at.month)
            months[key] = months.get(key, 0) + 1
    if not months:
        return
    sheet.heading(_("Votes over time"), anchor=False)
    most = max(months.values())
    for (year, month), number in sorted(months.items())[-24:]:
        _bar(sheet, f"{year}-{month:02d}", Fraction(number, most), str(number), "next")


def _bar(sheet: Sheet, label: str, share: Fraction, value: str, tone: str) -> None:
    label_width = min(LABEL, max(10, sheet.width * 2 // 5))
    if cell_len(label) > label_width:
        sheet.paragraph(label)
        label, label_width = "", 1
    room = max(LEAST_BAR, sheet.width - label_width - len(value) - 3)
    eighths = min(room * 8, max(0, round(share * room * 8)))
    if share > 0:
        eighths = max(1, eighths)
    full, part = divmod(eighths, 8)
    drawn = "█" * full + (EIGHTHS[part] if part else "")
    sheet.lines.append(
        (
            (fitted(label, label_width) + " ", ""),
            (drawn, tone),
            (" " * (1 if drawn else 0), ""),
            (value, "strong"),
        )
    )
