"""Copies of the board: where this one lies, what merging brought, which devices were heard of when."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from beirat_tui.services.board_views import BoardView, DeviceView
from beirat_tui.services.conflict_views import Conflict
from beirat_tui.services.merging_views import FileReport, FileState, MergeReport
from beirat_tui.tui.actions import key_name
from beirat_tui.tui.widgets.cells import fitted
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.tui.widgets.spans import Span
from beirat_tui.wording import _, ngettext
from beirat_tui.wording import format as fmt
from beirat_tui.wording.conflicts import conflict_text
from beirat_tui.wording.errors import explain
from beirat_tui.wording.merging import refusal_text, state_name
from beirat_tui.wording.states import ROLES, word

LABEL = 5
MARKS: dict[str, Span] = {
    FileState.MERGED: ("✓", "good"),
    FileState.NOTHING_NEW: ("=", "dim"),
    FileState.SAME_FILE: ("=", "dim"),
    FileState.OTHER_BOARD: ("✗", "warn"),
    FileState.UNREADABLE: ("✗", "warn"),
}


def copies_sheet(path: Path, beside: Sequence[Path], last: MergeReport | None, width: int) -> Sheet:
    """Return where the board lies and what to do with other copies, for lines of WIDTH cells."""
    sheet = Sheet(width)
    sheet.pair(_("This copy"), str(path), label_width=12)
    sheet.blank()
    if beside:
        text = ngettext(
            "{number} other copy lies beside it: {names}.",
            "{number} other copies lie beside it: {names}.",
            len(beside),
        )
        names = ", ".join(each.name for each in beside)
        sheet.item(("!", "next"), text.format(number=len(beside), names=names), "next")
    sheet.item(
        (key_name("f"), "next"),
        _("takes in other copies of this board: one file, or a folder with many, in any order."),
    )
    sheet.paragraph(
        _(
            "To hand over your votes, give this file to the office: by mail, on a stick, in a shared folder. "
            "To get those of others, take in their copies here."
        ),
        "dim",
    )
    if last is not None:
        sheet.heading(_("Taken in last"), anchor=False)
        sheet.paragraph(figures(last))
    return sheet


def figures(found: FileReport | MergeReport) -> str:
    """Return what came in, in a few words."""
    parts = [
        (found.new, ngettext("{number} new entry", "{number} new entries", found.new)),
        (found.requests, ngettext("{number} request to join", "{number} requests to join", found.requests)),
        (
            found.payloads,
            ngettext("{number} new text or file", "{number} new texts or files", found.payloads),
        ),
        (found.known, ngettext("{number} known already", "{number} known already", found.known)),
        (
            found.waiting,
            ngettext("{number} entry waits for others", "{number} entries wait for others", found.waiting),
        ),
    ]
    told = [text.format(number=fmt.number(number)) for number, text in parts if number]
    return ", ".join(told) or _("nothing new")


def merge_sheet(report: MergeReport, width: int) -> Sheet:
    """Return what merging brought, file by file and in sum, for lines of WIDTH cells."""
    sheet = Sheet(width)
    if report.changed:
        sheet.item(("✓", "good"), _("In sum: {what}").format(what=figures(report)), "strong")
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
        sheet.item(MARKS[each.state], f"{each.path}: {_what(each)}")
        for reason, number in each.refused.items():
            sheet.item(("  ✗", "warn"), refusal_text(reason, number), "warn")
    if report.passed_over:
        text = ngettext("{number} file is no board.", "{number} files are no boards.", report.passed_over)
        sheet.item(("·", "dim"), text.format(number=report.passed_over), "dim")
    return sheet


def _what(each: FileReport) -> str:
    if each.error is not None:
        return explain(each.error).happened
    if each.state in {FileState.SAME_FILE, FileState.NOTHING_NEW}:
        return state_name(each.state)
    return figures(each)


def devices_sheet(view: BoardView, now: datetime, width: int) -> Sheet:
    """Return when each device was last heard of, the longest silent first, for lines of WIDTH cells."""
    sheet = Sheet(width)
    rows = []
    for member in view.members:
        held: dict[str, DeviceView] = {}
        for device in member.devices:
            if device.ended is None:
                held.setdefault(device.key, device)
        rows += [(member.label, member.name, device) for device in held.values()]
    if not rows:
        return sheet.paragraph(_("No device is enrolled yet."), "dim")
    rows.sort(key=lambda row: (row[2].heard is not None, row[2].heard, row[0]))
    for label, name, device in rows:
        if device.heard is None:
            ago, tone = _("never"), "warn"
        else:
            ago, tone = fmt.ago(device.heard, now), "dim"
        fork = "≠ " if device.forked else ""
        room = max(1, width - LABEL - len(ago) - 2)
        sheet.line((fitted(label, LABEL), "dim"), (fitted(fork + name, room) + "  ", ""), (ago, tone))
    sheet.blank()
    sheet.paragraph(_("By each device’s own clock: its newest entry that has reached this copy."), "dim")
    return sheet


def conflict_sheet(found: Conflict, width: int) -> Sheet:
    """Return one thing to settle, with its sides, for lines of WIDTH cells."""
    sheet, text = Sheet(width), conflict_text(found.code, found.about)
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
        choice = side.body.get("choice")
        if isinstance(choice, str):
            from beirat_tui.wording.states import CHOICES, sign  # noqa: PLC0415  (votes only)

            sheet.paragraph(str(sign(CHOICES, choice)), indent=2)
    return sheet
