"""What the room sees on the projector: the item, the motion, how many have voted; after closing the outcome.

Before a vote is closed nothing is shown of how anybody voted, not even in sums.
"""

from rich.cells import cell_len

from beirat_tui.services.meeting_views import AgendaItem, MeetingView
from beirat_tui.services.round_views import OutcomeView, RoundState, RoundView
from beirat_tui.tui.widgets.big_digits import big
from beirat_tui.tui.widgets.cells import shortened, wrapped
from beirat_tui.tui.widgets.spans import Line
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.states import MOTIONS, ROUND_STATES, VOTA, sign, word

WIDEST_TITLE = 90
HIGH = 34
"""From this many lines on the digits are doubled."""
GAP = 8


def poster(
    meeting: MeetingView | None, item: AgendaItem | None, found: RoundView | None, width: int, height: int
) -> list[Line]:
    """Return the lines of the poster, centred in WIDTH cells and HEIGHT lines."""
    lines: list[Line] = []
    if meeting is not None:
        head = _("Meeting {number} · {day}").format(number=meeting.number, day=fmt.date(meeting.day))
        lines += [_centred(head, width, "dim"), ()]
    if item is None:
        lines.append(_centred(_("The next item is about to be called."), width, "strong"))
        return _in_the_middle(lines, height)
    lines.append(
        _centred(
            _("Item {position} · {number}").format(position=item.position, number=item.row.number),
            width,
            "head",
        )
    )
    for piece in wrapped(shortened(item.row.title, 3 * WIDEST_TITLE), min(WIDEST_TITLE, width - 4)):
        lines.append(_centred(piece, width, "strong"))
    lines += [_centred(item.row.applicant, width, "dim"), ()]
    roomy = height >= HIGH
    if found is None:
        lines.append(_centred(_("No vote has been opened yet."), width, "dim"))
        return _in_the_middle(lines, height)
    lines.append(_centred(_("Motion: {motion}").format(motion=word(MOTIONS, found.motion)), width, "strong"))
    lines += [()] * (2 if roomy else 1)
    if found.outcome is None:
        lines += _running(found, width, roomy=roomy)
    else:
        lines += _decided(found, found.outcome, width, roomy=roomy)
    return _in_the_middle(lines, height)


def _running(found: RoundView, width: int, *, roomy: bool) -> list[Line]:
    lines: list[Line] = []
    if found.state is not RoundState.OPEN:
        mark = sign(ROUND_STATES, found.state)
        return [_centred(str(mark), width, mark.tone)]
    if found.secrecy == "secret":
        lines.append(_centred(_("Secret vote"), width, "next"))
    else:
        recused = sum(seat.recused for seat in found.electorate)
        asked = found.present if found.present is not None else found.entitled - recused
        lines += _digits([(f"{found.voted}/{max(asked, found.voted)}", "next")], width, roomy=roomy)
        lines += [(), _centred(_("votes given"), width, "strong")]
        if recused:
            lines.append(_centred(_("⚑ {number} recused").format(number=recused), width, "warn"))
    quorum = found.quorum
    if found.present is not None:
        here = _("{present} here").format(present=found.present)
        if quorum.needed is not None and quorum.met is not None:
            met = (
                _("✓ the board can decide, {needed} needed")
                if quorum.met
                else _("! no quorum, {needed} needed")
            )
            text, tone = f"{here} · {met.format(needed=quorum.needed)}", "good" if quorum.met else "warn"
        else:
            text, tone = here, ""
        lines += [(), _centred(text, width, tone)]
    elif found.deadline is not None:
        lines += [(), _centred(_("until {day}").format(day=fmt.date(found.deadline)), width, "")]
    return lines


def _decided(found: RoundView, outcome: OutcomeView, width: int, *, roomy: bool) -> list[Line]:
    mark, state = sign(VOTA, outcome.votum), sign(ROUND_STATES, found.state)
    figures = [
        (str(outcome.yes), _("Yes"), "good"),
        (str(outcome.no), _("No"), "bad"),
        (str(outcome.abstain), _("Abstention"), ""),
        (str(outcome.not_voted), _("Not voted"), "dim"),
    ]
    lines = [_centred(f"{mark.glyph}  {mark.word.upper()}", width, mark.tone), ()]
    lines += _columns(figures, width, roomy=roomy)
    lines += [(), _centred(str(state), width, state.tone)]
    return lines


def _columns(figures: list[tuple[str, str, str]], width: int, *, roomy: bool) -> list[Line]:
    # Each figure stands above its word; all columns are as wide as the widest.
    scale = 2 if roomy and width >= 4 * 34 else 1
    drawn = [big(number, scale) for number, _label, _tone in figures]
    each = max(max(cell_len(line) for line in block) for block in drawn)
    each = max(each, *(cell_len(label) for _number, label, _tone in figures)) + 2
    gap = max(1, min(GAP, (width - each * len(figures)) // max(1, len(figures) - 1)))
    margin = max(0, (width - each * len(figures) - gap * (len(figures) - 1)) // 2)
    lines: list[Line] = []
    for row in range(len(drawn[0])):
        spans: list[tuple[str, str]] = [(" " * margin, "")]
        for block, (_number, _label, tone) in zip(drawn, figures, strict=True):
            spans += [(block[row].center(each), tone), (" " * gap, "")]
        lines.append(tuple(spans))
    words: list[tuple[str, str]] = [(" " * margin, "")]
    for _number, label, tone in figures:
        words += [(label.center(each), tone or "strong"), (" " * gap, "")]
    return [*lines, (), tuple(words)]


def _digits(parts: list[tuple[str, str]], width: int, *, roomy: bool) -> list[Line]:
    lines: list[Line] = []
    for text, tone in parts:
        scale = 2 if roomy and width >= 2 * 6 * len(text) else 1
        lines += [_centred(line, width, tone) for line in big(text, scale)]
    return lines


def _centred(text: str, width: int, tone: str) -> Line:
    text = shortened(text, width)
    return ((" " * max(0, (width - cell_len(text)) // 2), ""), (text, tone))


def _in_the_middle(lines: list[Line], height: int) -> list[Line]:
    return [()] * max(0, (height - len(lines)) // 2) + lines
