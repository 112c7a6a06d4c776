"""The whole sketch on one page: figures, summary, checklist, sections, files, votes, comments, versions."""

from datetime import datetime

from beirat_tui.services.reading_views import SketchView
from beirat_tui.tui.sheets import figures
from beirat_tui.tui.sheets.votes import comments, delivery_line
from beirat_tui.tui.widgets.sheet import Sheet, bar
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import CHECKS, ROUND_STATES, sign

LABEL = 16
BAR = 24


def sketch_sheet(view: SketchView, now: datetime, width: int) -> Sheet:
    """Return all of VIEW for lines of WIDTH cells; its anchors are the table of contents."""
    sheet = Sheet(width)
    _head(sheet, view)
    sheet.heading(_("Summary") if view.summary_is_office else _("Short description"))
    sheet.paragraph(view.summary or _("There is no summary."), "" if view.summary else "dim")
    _finance(sheet, view)
    _checklist(sheet, view)
    for section in view.sections:
        if section.text.strip():
            sheet.heading(section.title)
            sheet.paragraph(section.text)
    _files(sheet, view)
    _rounds(sheet, view, now)
    comments(sheet, view.comments, now)
    _versions(sheet, view)
    return sheet


def _head(sheet: Sheet, view: SketchView) -> None:
    sheet.anchors.append((0, f"{view.number} {view.title}"))
    sheet.paragraph(view.title, "strong")
    figures.spread(
        sheet,
        " · ".join(part for part in (view.applicant, view.applicant_kind) if part),
        figures.my_state(view),
    )
    sheet.blank()
    if view.place:
        sheet.pair(_("Place"), view.place, label_width=LABEL)
    sheet.pair(_("Programme"), view.programme_title, label_width=LABEL)
    sheet.pair(_("Received"), fmt.date(view.received), label_width=LABEL)
    if view.fields:
        sheet.pair(_("Topics"), ", ".join(view.fields), label_width=LABEL)
    if view.partners:
        sheet.pair(_("Partners"), ", ".join(view.partners), label_width=LABEL)
    if "siblings" in view.flags:
        sheet.paragraph(
            _("! Two versions were written at the same time; the office has to settle which holds."), "warn"
        )


def _finance(sheet: Sheet, view: SketchView) -> None:
    sheet.heading(_("Costs and financing"))
    rows = (
        (_("Grant"), view.grant_cents),
        (_("Own share"), view.own_share_cents),
        (_("Others"), view.third_party_cents),
        (_("Total"), view.total_cents),
    )
    stated = [(label, cents) for label, cents in rows if cents is not None]
    if not stated:
        sheet.paragraph(_("The sketch names no amounts."), "dim")
    size = max((len(fmt.euro(cents)) for _label, cents in stated), default=0)
    for label, cents in stated:
        last = label == _("Total")
        share = ""
        if view.total_cents and not last:
            share = fmt.percent(figures.share_of(cents, view.total_cents))
        sheet.line(
            (f"{label:<{LABEL}} ", "dim"),
            (f"{fmt.euro(cents):>{size}}", "strong" if last else ""),
            (f"  {share:>6}", "dim"),
        )
    if view.share is not None:
        sheet.line((f"{'':<{LABEL}} ", ""), *bar(view.share, min(BAR, sheet.width - LABEL - 1)))
    if view.months is not None:
        sheet.pair(_("Duration"), fmt.months(view.months), label_width=LABEL)
    if view.start is not None:
        sheet.pair(_("Start"), fmt.date(view.start), label_width=LABEL)
    if view.end is not None:
        sheet.pair(_("End"), fmt.date(view.end), label_width=LABEL)


def _checklist(sheet: Sheet, view: SketchView) -> None:
    if not view.checklist:
        return
    sheet.heading(_("Checklist"))
    for item in view.checklist:
        mark = sign(CHECKS, item.state)
        sheet.item((mark.glyph, mark.tone), f"{item.title} ({mark.word})")
        if item.detail:
            sheet.paragraph(item.detail, "dim", indent=2)


def _files(sheet: Sheet, view: SketchView) -> None:
    if not view.attachments:
        return
    sheet.heading(_("Files"))
    for file in view.attachments:
        sheet.line((file.name, ""), (f" · {fmt.size(file.size)}", "dim"))
    sheet.paragraph(_("f shows the text of a file, or opens it."), "dim")


def _rounds(sheet: Sheet, view: SketchView, now: datetime) -> None:
    for found in view.rounds:
        state = sign(ROUND_STATES, found.state)
        sheet.heading(_("Vote of {day}").format(day=fmt.date(found.opened_at.date())))
        figures.motion_line(sheet, found)
        sheet.line(figures.signed(state))
        figures.participation(sheet, found, now.date())
        delivery_line(sheet, found)
        figures.outcome_lines(sheet, found)
    if view.decision is not None:
        sheet.heading(_("The ministry’s decision"))
        figures.decision_line(sheet, view)
        if view.decision.reasons:
            sheet.paragraph(view.decision.reasons)


def _versions(sheet: Sheet, view: SketchView) -> None:
    if not view.versions:
        return
    sheet.heading(_("Versions"))
    for number, version in enumerate(view.versions, 1):
        words = _("Version {number} of {day}, {author}").format(
            number=number, day=fmt.moment(version.at), author=version.author_label
        )
        sheet.paragraph(f"{words}: {version.note}" if version.note else words)
    if len(view.versions) > 1:
        sheet.paragraph(_("d shows what changed."), "dim")
