"""The third pane: who has voted, who is present, how it stands or came out, and what members commented."""

from datetime import date, datetime

from beirat_tui.services.reading_views import CommentView, SketchView
from beirat_tui.services.round_views import RoundState, RoundView, SeatView
from beirat_tui.tui.sheets import figures
from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.tui.widgets.spans import Span
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import CHOICES, DELIVERIES, SECRECY, sign, word


def votes_sheet(view: SketchView, today: date, now: datetime, width: int) -> Sheet:
    """Return the votes of VIEW's latest round and its comments for lines of WIDTH cells."""
    sheet = Sheet(width)
    if view.round is None:
        sheet.paragraph(_("No vote has been opened on this sketch yet."), "dim")
    else:
        round_votes(sheet, view.round, today)
    comments(sheet, view.comments, now)
    return sheet


def round_votes(sheet: Sheet, found: RoundView, today: date) -> None:
    """Add motion, participation, outcome and the members one by one."""
    figures.motion_line(sheet, found)
    sheet.line((word(SECRECY, found.secrecy), "dim"))
    figures.participation(sheet, found, today)
    figures.outcome_lines(sheet, found)
    delivery_line(sheet, found)
    if found.hidden and found.state is RoundState.OPEN:
        sheet.paragraph(_("Single votes are shown when the vote is closed."), "dim")
    sheet.blank()
    for seat in found.electorate:
        if seat.entitled:
            sheet.line(*_seat(seat, sheet.width))


def delivery_line(sheet: Sheet, found: RoundView) -> None:
    """Add how far one's own vote, or recusal, has travelled."""
    if found.my_delivery is not None:
        what = _("Your recusal") if found.my_vote == "recused" else _("Your vote")
        sheet.line((what, "dim"), (" ", ""), figures.signed(sign(DELIVERIES, found.my_delivery)))


def _seat(seat: SeatView, width: int) -> tuple[Span, ...]:
    state: Span
    if seat.recused:
        state = (_("⚑ recused"), "warn")
    elif seat.choice is not None:
        state = figures.signed(sign(CHOICES, seat.choice))
    elif seat.voted:
        state = (_("● voted"), "")
    elif seat.present is False:
        state = (_("· absent"), "dim")
    else:
        state = (_("○ not yet"), "dim")
    source = {"deputy": _(" (deputy)"), "hand": _(" (by hand)")}.get(seat.source or "", "")
    room = max(8, width - 5 - 24)
    return (
        (fitted(seat.label, 5), "dim"),
        (fitted(seat.name, room) + " ", ""),
        (state[0] + source, state[1]),
    )


def comments(sheet: Sheet, found: tuple[CommentView, ...], now: datetime) -> None:
    """Add the comments, oldest first."""
    if not found:
        return
    sheet.heading(_("Comments"))
    for comment in found:
        who = f"{comment.author_label} {comment.author_name}".strip()
        sheet.blank().line((who, "strong"), (f" · {fmt.ago(comment.at, now)}", "dim"))
        sheet.paragraph(comment.text)
