"""Places and copies: how the exchange stands, what merging brought, which devices were heard of when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from beirat_tui.domain.errors import BeiratError
from beirat_tui.domain.text import clean_line
from beirat_tui.services.conflict_views import Conflict
from beirat_tui.services.delivery import DeviceState, Undelivered
from beirat_tui.services.exchanging import PlaceReport
from beirat_tui.services.merging_views import FileReport, FileState, MergeReport
from beirat_tui.services.places import Place, local
from beirat_tui.tui.actions import key_name
from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.tui.widgets.spans import Span
from beirat_tui.wording import _, ngettext
from beirat_tui.wording import format as fmt
from beirat_tui.wording.conflicts import conflict_text
from beirat_tui.wording.delivery import amount, not_handed_over
from beirat_tui.wording.errors import explain
from beirat_tui.wording.merging import brought_text, refusal_text, state_name
from beirat_tui.wording.places import advice, wants_password
from beirat_tui.wording.sides import told_lines
from beirat_tui.wording.states import ROLES, word

LABEL = 5
MARKS: dict[str, Span] = {
    FileState.MERGED: ("✓", "good"),
    FileState.NOTHING_NEW: ("=", "dim"),
    FileState.SAME_FILE: ("=", "dim"),
    FileState.OTHER_BOARD: ("✗", "warn"),
    FileState.UNREADABLE: ("✗", "warn"),
}


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What the screen knows of the exchange besides the board itself.

    Attributes:
        path: the board file.
        beside: other copies in its folder.
        last: what the copies taken in last brought.
        place: the place under the cursor; None where none is set up.
        lacking: what of this device does not lie there yet.
        left: what of this device has been given to nobody.
        office: whether this is the office's own device.
    """

    path: Path
    beside: Sequence[Path]
    last: MergeReport | None
    place: Place | None
    lacking: Undelivered
    left: Undelivered
    office: bool = False


def copies_sheet(state: Exchanged, now: datetime, width: int) -> Sheet:
    """Return how the place under the cursor stands, and what to do with other copies, for WIDTH cells."""
    sheet = Sheet(width)
    if state.place is not None:
        _place(sheet, state.place, state.lacking, now)
    if state.left:
        sheet.blank()
        sheet.item(("!", "next"), not_handed_over(state.left.votes, state.left.entries), "next")
    if state.place is None:
        sheet.blank()
        sheet.item(
            (key_name("+"), "next"),
            _("adds a folder that you share with the others. From then on votes come and go by themselves."),
        )
    sheet.blank()
    sheet.pair(_("This copy"), str(state.path), label_width=12)
    if state.beside:
        text = ngettext(
            "{number} other copy lies beside it: {names}.",
            "{number} other copies lie beside it: {names}.",
            len(state.beside),
        )
        names = ", ".join(each.name for each in state.beside)
        sheet.blank()
        sheet.item(("!", "next"), text.format(number=len(state.beside), names=names), "next")
    sheet.blank()
    sheet.item(
        (key_name("f"), "next"),
        _("takes in other copies of this board: one file, or a folder with many, in any order."),
    )
    if state.place is None:
        if state.office:
            way = _(
                "Without a shared folder: give this file to the members, by mail or on a stick, and take in "
                "their copies here."
            )
        else:
            way = _(
                "Without a shared folder: give this file to the office, by mail or on a stick, and take in "
                "their copies here."
            )
        sheet.paragraph(way, "dim")
    if state.last is not None:
        sheet.heading(_("Taken in last"), anchor=False)
        sheet.paragraph(brought_text(state.last))
    return sheet


def _place(sheet: Sheet, place: Place, lacking: Undelivered, now: datetime) -> None:
    sheet.paragraph(place.title, "strong")
    if place.paused:
        sheet.item((key_name("u"), "next"), _("takes it up again: it is paused."))
    elif place.problem is not None:
        _problem(sheet, place.problem)
    state = _("never") if place.at is None else fmt.ago(local(place.at), now)
    sheet.pair(_("Exchanged"), state, label_width=12)
    if place.new:
        text = ngettext(
            "{number} entry, the last time any came", "{number} entries, the last time any came", place.new
        )
        sheet.pair(_("Came in"), text.format(number=fmt.number(place.new)), label_width=12)
    if lacking:
        sheet.pair(_("Not there"), amount(lacking.votes, lacking.entries), "next", label_width=12)
    elif place.at is not None:
        sheet.pair(_("Not there"), _("nothing: all of yours is handed over"), label_width=12)


def _problem(sheet: Sheet, problem: BeiratError) -> None:
    told = explain(problem)
    sheet.item(("!", "warn"), told.happened, "warn")
    sheet.paragraph(told.unchanged, "dim", indent=2)
    if wants_password(problem):
        sheet.item((key_name("enter"), "next"), _("asks for the password."), "next")
    else:
        sheet.paragraph(told.do, indent=2)
    sheet.blank()


def place_sheet(report: PlaceReport, width: int) -> Sheet:
    """Return what the last exchange with a place brought, file by file, for lines of WIDTH cells."""
    sheet = Sheet(width)
    if report.problem is not None:
        told = explain(report.problem)
        sheet.item(("✗", "warn"), told.happened, "warn")
        sheet.paragraph(advice(report.problem), indent=2)
    if report.handed:
        text = ngettext("{number} entry handed over", "{number} entries handed over", report.handed)
        sheet.item(("✓", "good"), text.format(number=fmt.number(report.handed)))
    if report.problem is not None and not (report.taken.files or report.taken.changed):
        return sheet  # It was not read: whether there is anything new nobody knows.
    return sheet.join(merge_sheet(report.taken, width))


def merge_sheet(report: MergeReport, width: int) -> Sheet:
    """Return what merging brought, file by file and in sum, for lines of WIDTH cells."""
    sheet = Sheet(width)
    if report.changed:
        sheet.item(("✓", "good"), _("In sum: {what}").format(what=brought_text(report)), "strong")
    else:
        sheet.item(("=", "dim"), _("Nothing new: this copy had everything already."), "strong")
    for label in report.forked:
        text = _("A device of {label} was copied and is used in two places. Both are kept.")
        sheet.item(("≠", "warn"), text.format(label=label), "warn")
    for dropped in report.dropped:
        text = _(
            "{name} is no longer enrolled as {role}: whoever enrolled them had been revoked. They need to be "
            "enrolled again, and vote again."
        )
        who = f"{dropped.label} {dropped.name}".strip()
        sheet.item(("!", "warn"), text.format(name=who, role=word(ROLES, dropped.role)), "warn")
    if report.without_effect:
        number = sum(report.without_effect.values())
        text = ngettext(
            "{number} new entry has no effect; the log says why.",
            "{number} new entries have no effect; the log says why.",
            number,
        )
        sheet.item(("·", "dim"), text.format(number=number))
    sheet.heading(_("Copies"), anchor=False)
    for each in report.files:
        sheet.item(MARKS[each.state], f"{clean_line(str(each.path))}: {_what(each)}")
        if each.error is not None:
            sheet.paragraph(explain(each.error).do, "dim", indent=2)
        for reason, number in each.refused.items():
            sheet.item(("  ✗", "warn"), refusal_text(reason, number), "warn")
    if report.passed_over:
        text = ngettext("{number} file is no board.", "{number} files are no boards.", report.passed_over)
        sheet.item(("·", "dim"), text.format(number=report.passed_over), "dim")
    return sheet


def _what(each: FileReport) -> str:
    if each.error is not None:
        return explain(each.error).happened
    if each.state is FileState.SAME_FILE:
        return state_name(each.state)
    return brought_text(each)


def devices_sheet(devices: Sequence[DeviceState], now: datetime, width: int) -> Sheet:
    """Return when each device was last heard of, the longest silent first, for lines of WIDTH cells."""
    sheet = Sheet(width)
    if not devices:
        return sheet.paragraph(_("No device is enrolled yet."), "dim")
    for each in devices:
        if each.own:
            ago, tone = _("this device"), "dim"
        elif each.at is None:
            ago, tone = _("never"), "warn"
        else:
            ago, tone = fmt.ago(each.at, now), "dim"
        fork = "≠ " if each.forked else ""
        room = max(1, width - LABEL - len(ago) - 2)
        sheet.line(
            (fitted(each.label, LABEL), "dim"), (fitted(fork + each.name, room) + "  ", ""), (ago, tone)
        )
        if each.missing:
            text = ngettext(
                "{number} entry has not arrived here yet",
                "{number} entries have not arrived here yet",
                each.missing,
            )
            sheet.item((" " * LABEL + "!", "warn"), text.format(number=fmt.number(each.missing)), "warn")
    sheet.blank()
    sheet.paragraph(
        _("By each device’s own clock: its newest entry or report that has reached this copy."), "dim"
    )
    return sheet


def conflict_sheet(found: Conflict, width: int) -> Sheet:
    """Return one thing to settle, with its sides, for lines of WIDTH cells."""
    sheet, text = Sheet(width), conflict_text(found.code, found.about, mine=found.mine)
    sheet.item(("≠", "warn"), text.what, "strong")
    sheet.blank()
    if found.mine:
        sheet.item(("▸", "next"), text.do, "next")
    else:
        roles = ", ".join(word(ROLES, role) for role in found.settled_by)
        sheet.item(("▸", "dim"), text.do)
        sheet.paragraph(_("Settled by: {roles}").format(roles=roles), "dim", indent=2)
    for side in found.sides:
        sheet.blank()
        who = f"{side.author_label} {side.author_name}".strip()
        sheet.line((who, "strong"), (f" · {fmt.moment(side.at)}", "dim"))
        others = [each.told for each in found.sides if each is not side]
        for label, value in told_lines(side.told, others):
            sheet.paragraph(f"{label}: {value}", indent=2)
    return sheet
