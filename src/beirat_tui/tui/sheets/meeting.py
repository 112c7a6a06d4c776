"""The panes of the meeting: the item on the table with its live quorum, and who is in the room."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from beirat_tui.domain.tally.forecast import Forecast
from beirat_tui.services.meeting_views import Attendance, MeetingState, MeetingView
from beirat_tui.services.reading_views import SketchView
from beirat_tui.services.round_views import DraftView, RoundState, RoundView
from beirat_tui.tui.actions import key_name
from beirat_tui.tui.sheets import figures
from beirat_tui.tui.sheets.closing import warning_lines
from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.tui.widgets.spans import Line, Span
from beirat_tui.wording import _, ngettext
from beirat_tui.wording import format as fmt
from beirat_tui.wording.office import ATTENDANCE
from beirat_tui.wording.states import CHOICES, MEETING_STATES, sign
from beirat_tui.wording.whatif import forecast_text

LABEL = 4
CLOCK = 5
TIMES = 13
WITH_WORDS = 40


@dataclass(frozen=True, slots=True)
class Item:
    """The item under the cursor.

    Attributes:
        forecast: whether it can be decided, while no vote is running.
        draft: one's own draft vote, if there is one.
        outlook: what can still become of the running vote, for the office.
    """

    sketch: SketchView
    forecast: Forecast | None
    draft: DraftView | None
    outlook: tuple[str, ...] = ()


def meeting_line(found: MeetingView) -> Line:
    """Return number, day, place, state and how many are here, in one line."""
    state = sign(MEETING_STATES, found.state)
    spans: list[Span] = [
        (_("Meeting {number}").format(number=found.number), "strong"),
        (" · ", "dim"),
        (state.word if state.glyph == "·" else str(state), state.tone),
    ]
    if found.state is MeetingState.OPEN and found.opened is not None:
        spans.append((_(" since {time}").format(time=fmt.clock(found.opened)), state.tone))
    if found.state is MeetingState.CLOSED and found.opened is not None and found.closed is not None:
        spans.append(
            (_(" ({start} to {end})").format(start=found.opened, end=fmt.clock(found.closed)), "dim")
        )
    if found.second_of is not None:
        spans.append((_(" · second invitation"), "warn"))
    if found.flagged:
        spans.append((_(" · ≠ entries contradict each other"), "warn"))
    words = _(" · {day}, {time} · {place}").format(
        day=fmt.date(found.day), time=fmt.clock(found.time), place=found.place
    )
    return (*spans, (words, "dim"))


def present_text(found: MeetingView) -> str:
    """Return how many of those who vote are in the room, or have said that they cannot come."""
    voting = [member for member in found.attendance if member.entitled]
    here = sum(member.present for member in voting)
    if found.state is MeetingState.PLANNED and not here:
        away = sum(member.excused for member in voting)
        if not away:
            return ngettext("{number} may vote", "{number} may vote", len(voting)).format(number=len(voting))
        return ngettext("{number} excused", "{number} excused", away).format(number=away)
    return _("{here} of {all} here").format(here=here, all=len(voting))


def item_sheet(item: Item, today: date, width: int, *, office: bool) -> Sheet:
    """Return the item on the table for lines of WIDTH cells; OFFICE adds who has not voted yet."""
    view, sheet = item.sketch, Sheet(width)
    sheet.paragraph(view.title, "strong")
    who = " · ".join(part for part in (view.applicant, view.applicant_kind) if part)
    figures.spread(sheet, who, figures.my_state(view))
    figures.money(sheet, view)
    sheet.blank()
    _vote(sheet, item, today, office=office)
    figures.decision_line(sheet, view)
    sheet.heading(_("Summary") if view.summary_is_office else _("Short description"), anchor=False)
    if view.summary:
        sheet.paragraph(view.summary)
    else:
        sheet.paragraph(_("The sketch has no summary. Enter shows its text."), "dim")
    return sheet


def _vote(sheet: Sheet, item: Item, today: date, *, office: bool) -> None:
    found, view = item.sketch.round, item.sketch
    if found is None:
        sheet.paragraph(_("No vote has been opened on this sketch yet."), "dim")
    else:
        figures.motion_line(sheet, found)
        figures.participation(sheet, found, today)
        _recused(sheet, found)
        figures.outcome_lines(sheet, found)
        for line in warning_lines(found):
            sheet.item(("!", "warn"), line, "warn")
        if office and found.state is RoundState.OPEN and found.secrecy == "open":
            _lacking(sheet, found)
        for line in item.outlook:
            sheet.item(("·", "dim"), line, "dim")
    running = found is not None and found.state is RoundState.OPEN
    if item.forecast is not None and not running and view.row.stage in {"submitted", "scheduled", "back"}:
        mark: Span = ("✓", "good") if item.forecast.enough else ("!", "warn")
        sheet.item(mark, forecast_text(item.forecast), "" if item.forecast.enough else "warn")
    if item.draft is not None:
        choice = sign(CHOICES, item.draft.choice).word
        if item.draft.castable:
            text = _("Your draft vote: {choice}. {key} casts it.").format(choice=choice, key=key_name("V"))
            sheet.item(("◌", "next"), text, "next")
        else:
            text = _("Your draft vote: {choice}. You can cast it when the vote is open and you are here.")
            sheet.item(("◌", "next"), text.format(choice=choice))


def _recused(sheet: Sheet, found: RoundView) -> None:
    recused = [f"{seat.label} {seat.name}".strip() for seat in found.electorate if seat.recused]
    if recused:
        sheet.item(("⚑", "warn"), _("Recused: {names}").format(names=", ".join(recused)), "warn")


def _lacking(sheet: Sheet, found: RoundView) -> None:
    left = [seat for seat in found.electorate if seat.awaited]
    if left:
        labels = ", ".join(seat.label for seat in left)
        sheet.item(("○", "next"), _("Still to vote: {labels}").format(labels=labels))
    else:
        sheet.item(("✓", "good"), _("All who are here have voted."))


def attendance_sheet(found: MeetingView, running: RoundView | None, width: int) -> Sheet:
    """Return who is in the room, since when, and who is recused in the vote RUNNING."""
    sheet = Sheet(width)
    recused = {seat.member for seat in running.electorate if seat.recused} if running is not None else set()
    voting = [member for member in found.attendance if member.entitled]
    others = [member for member in found.attendance if not member.entitled]
    labels = {member.member: member.label for member in found.attendance}
    for member in voting:
        sheet.line(*_member(member, recused, labels, width))
    if others:
        sheet.heading(_("Without a vote"), anchor=False)
        for member in others:
            sheet.line(*_member(member, recused, labels, width))
    return sheet


def _member(member: Attendance, recused: set[str], labels: Mapping[str, str], width: int) -> Line:
    if member.flagged:
        state = "flagged"
    elif member.member in recused:
        state = "recused"
    elif member.present:
        state = "present"
    elif member.spans:
        state = "left"
    else:
        state = "excused" if member.excused else "absent"
    mark = sign(ATTENDANCE, state)
    start, end = member.spans[-1] if member.spans else ("", None)
    brief = width < WITH_WORDS
    words = {
        "present": start if brief else _("since {time}").format(time=start),
        "left": end or "" if brief else _("{start} to {end}").format(start=start, end=end or ""),
    }.get(state, "" if brief else mark.short or mark.word)
    if member.proxy is not None and not member.present:
        words = f"→ {labels.get(member.proxy, '')}"
    size = CLOCK if brief else TIMES
    tone = "" if state == "present" else mark.tone
    return (
        (f"{mark.glyph} ", mark.tone),
        (fitted(member.label, LABEL) + " ", "dim"),
        (fitted(member.name, max(1, width - size - LABEL - 4)) + " ", tone),
        (fitted(words, size), "dim" if state == "present" else mark.tone),
    )
