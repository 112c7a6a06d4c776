"""The parts of a sketch that pane and reading view share: money, checklist, participation, decision."""

from datetime import date
from fractions import Fraction

from rich.cells import cell_len

from beirat_tui.services.reading_views import SketchView
from beirat_tui.services.round_views import RoundState, RoundView
from beirat_tui.tui.widgets.sheet import Sheet, bar
from beirat_tui.tui.widgets.spans import Span
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.derivation import next_text
from beirat_tui.wording.states import (
    CHECKS,
    DECISIONS,
    MOTIONS,
    MY_VOTES,
    PROCEDURES,
    ROUND_STATES,
    VOTA,
    Sign,
    queue_sign,
    sign,
    word,
)

BAR = 20


def signed(state: Sign, *, brief: bool = False) -> Span:
    """Return STATE as a span in its tone."""
    return (state.brief if brief else str(state), state.tone)


def spread(sheet: Sheet, left: str, right: Span) -> None:
    """Add LEFT and RIGHT at the two ends of a line, below each other where one line is too short."""
    gap = sheet.width - cell_len(left) - cell_len(right[0])
    if gap >= 2:  # noqa: PLR2004  (two blanks at least)
        sheet.line((left, ""), (" " * gap, ""), right)
    else:
        sheet.paragraph(left)
        sheet.line(right)


def share_of(part: int, whole: int) -> Fraction:
    """Return PART of WHOLE, exact."""
    return Fraction(part, whole)


def money(sheet: Sheet, view: SketchView) -> None:
    """Add the grant with its bar, own share and what third parties give."""
    if view.grant_cents is None:
        sheet.line((_("The sketch names no grant."), "warn"))
    else:
        spans: list[Span] = [(_("Grant"), "dim"), (f" {fmt.euro(view.grant_cents)}  ", "strong")]
        if view.share is not None and view.total_cents is not None:
            words = _("{share} of {total}").format(
                share=fmt.percent(view.share), total=fmt.euro(view.total_cents)
            )
            used = sum(cell_len(text) for text, _style in spans) + cell_len(words) + 2
            room = min(BAR, sheet.width - used)
            if room >= 8:  # noqa: PLR2004  (a shorter bar says nothing)
                spans += [*bar(view.share, room), ("  ", "")]
            spans.append((words, ""))
        sheet.line(*spans)
    pairs: list[tuple[str, str]] = []
    if view.own_share_cents is not None:
        pairs.append((_("Own share"), fmt.euro(view.own_share_cents)))
    if view.third_party_cents:
        pairs.append((_("Others"), fmt.euro(view.third_party_cents)))
    duration = _duration(view)
    if duration:
        pairs.append((_("Duration"), duration))
    gap = "   "
    together = sum(cell_len(label) + 1 + cell_len(value) for label, value in pairs) + len(gap) * (
        len(pairs) - 1
    )
    if together <= sheet.width:
        line: list[Span] = []
        for label, value in pairs:
            line += [(gap if line else "", ""), (label, "dim"), (f" {value}", "")]
        sheet.line(*line)
    else:
        for label, value in pairs:
            sheet.line((label, "dim"), (f" {value}", ""))


def _duration(view: SketchView) -> str:
    if view.months is not None and view.end is not None:
        return _("{months} until {day}").format(months=fmt.months(view.months), day=fmt.date(view.end))
    if view.months is not None:
        return fmt.months(view.months)
    return _("until {day}").format(day=fmt.date(view.end)) if view.end else ""


def checklist_line(sheet: Sheet, view: SketchView) -> None:
    """Add how many items of the checklist are met, and name the first that is not."""
    if not view.checklist:
        return
    spans: list[Span] = [(_("Checklist"), "dim")]
    for state in ("met", "failed", "warning", "open"):
        count = sum(item.state == state for item in view.checklist)
        if count:
            mark = sign(CHECKS, state)
            spans.append((f" {mark.glyph} {count} ", mark.tone))
    trouble = [item for item in view.checklist if item.state in {"failed", "warning"}]
    if trouble:
        more = f" +{len(trouble) - 1}" if len(trouble) > 1 else ""
        look = _("to check: {item}").format(item=trouble[0].title)
        spans.append((f"· {look}{more}", ""))
    sheet.line(*spans)


def participation(sheet: Sheet, found: RoundView, today: date) -> None:
    """Add who has voted and who is present, two figures; then what is voted on and until when."""
    quorum = found.quorum
    parts: list[Span] = [
        (_("Votes given {voted} of {entitled}").format(voted=found.voted, entitled=found.entitled), "")
    ]
    if found.present is not None:
        parts.append((_("present {present}").format(present=found.present), ""))
    if quorum.needed is not None and quorum.met is not None:
        if quorum.met:
            text = _("✓ quorum ({needed} needed)").format(needed=quorum.needed)
            parts.append((text, "good"))
        else:
            text = _("! no quorum ({counted} of {needed} needed)").format(
                counted=quorum.counted or 0, needed=quorum.needed
            )
            parts.append((text, "warn"))
    sheet.parts(*parts)
    if found.state is RoundState.OPEN and found.deadline is not None:
        sheet.line(
            (_("Deadline"), "dim"),
            (f" {fmt.date(found.deadline)} ({fmt.until(found.deadline, today)})", "next"),
        )


def where(found: RoundView) -> str:
    """Return in which meeting FOUND is voted on, or that it is by circulation."""
    if found.meeting_title:
        return _("meeting {title}").format(title=found.meeting_title)
    return word(PROCEDURES, found.procedure)


def motion_line(sheet: Sheet, found: RoundView) -> None:
    """Add what the board is asked and how."""
    again = _(" · ballot {number}").format(number=found.ballot) if found.ballot > 1 else ""
    sheet.line(
        (_("Motion"), "dim"),
        (f" {word(MOTIONS, found.motion)}", "strong"),
        (f" · {where(found)}{again}", "dim"),
    )


def outcome_lines(sheet: Sheet, found: RoundView) -> None:
    """Add the outcome, if there is one, with every figure, zero ones too."""
    outcome = found.outcome
    if outcome is None:
        return
    sheet.line(
        (_("Outcome"), "dim"), (" ", ""), signed(sign(VOTA, outcome.votum)),
        (" · ", "dim"), signed(sign(ROUND_STATES, found.state), brief=True),
    )  # fmt: skip
    sheet.parts(
        (_("Yes {number}").format(number=outcome.yes), ""),
        (_("No {number}").format(number=outcome.no), ""),
        (_("Abstention {number}").format(number=outcome.abstain), ""),
        (_("not voted {number}").format(number=outcome.not_voted), ""),
    )
    following = next_text(outcome.derived)
    if following:
        sheet.item(("▸", "next"), following, "next")


def decision_line(sheet: Sheet, view: SketchView) -> None:
    """Add the ministry's decision, and say where it differs from the board's."""
    decision = view.decision
    if decision is None:
        return
    spans: list[Span] = [(_("Ministry"), "dim"), (" ", ""), signed(sign(DECISIONS, decision.granted))]
    if decision.amount_cents is not None:
        spans.append((f" {fmt.euro(decision.amount_cents)}", ""))
    spans.append((f" · {fmt.date(decision.date)}", "dim"))
    sheet.line(*spans)
    if decision.differs:
        sheet.line((_("! differs from the board's outcome"), "warn"))


def my_state(view: SketchView) -> Span:
    """Return the reader's own vote, or how far the sketch is where nothing is asked of them."""
    row = view.row
    if row.stage == "open" and row.my_vote not in {"none", "not_entitled"}:
        return signed(sign(MY_VOTES, row.my_vote))
    return signed(queue_sign(row.stage, row.my_vote, row.reason))
