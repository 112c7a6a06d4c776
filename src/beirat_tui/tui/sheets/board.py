"""The board: one member with term, deputies and devices; the rules of procedure in plain words."""

from datetime import datetime

from beirat_tui.domain.errors import BeiratError
from beirat_tui.domain.rules.read import read_rules
from beirat_tui.services.board_views import BoardView, DeviceView, MemberView
from beirat_tui.services.outlook import Elsewhere
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.tui.widgets.spans import Span
from beirat_tui.wording import _, ngettext
from beirat_tui.wording import format as fmt
from beirat_tui.wording.errors import explain
from beirat_tui.wording.office import DEVICE_ENDS
from beirat_tui.wording.rules_prose import describe
from beirat_tui.wording.states import ROLES, VOTA, sign, word

LABEL = 16


def member_sheet(member: MemberView, now: datetime, width: int) -> Sheet:
    """Return one member for lines of WIDTH cells."""
    sheet = Sheet(width)
    sheet.paragraph(f"{member.label} {member.name}", "strong")
    vote = _("without a vote")
    if member.entitled and member.votes:
        vote = _("has a vote") if member.votes == 1 else _("has {votes} votes").format(votes=member.votes)
    sheet.line((word(ROLES, member.role), ""), (f" · {vote}", "dim"))
    if not member.active:
        sheet.paragraph(
            _("No longer on the board: votes opened from now on do not count this person."), "warn"
        )
    if member.flagged:
        sheet.item(
            ("≠", "warn"),
            _(
                "Two entries about this person contradict each other. "
                "Until that is settled the narrower holds."
            ),
            "warn",
        )
    sheet.blank()
    if member.organisation:
        sheet.pair(_("Organisation"), member.organisation, label_width=LABEL)
    if member.bench:
        sheet.pair(_("Bench"), member.bench, label_width=LABEL)
    sheet.pair(_("Term"), _term(member), label_width=LABEL)
    sheet.pair(_("Deputies"), ", ".join(member.deputies) or _("none named"), label_width=LABEL)
    _devices(sheet, member, now)
    return sheet


def _term(member: MemberView) -> str:
    if member.since is not None and member.until is not None:
        return _("{start} to {end}").format(start=fmt.date(member.since), end=fmt.date(member.until))
    if member.since is not None:
        return _("since {start}").format(start=fmt.date(member.since))
    if member.until is not None:
        return _("until {day}").format(day=fmt.date(member.until))
    return _("not limited")


def _devices(sheet: Sheet, member: MemberView, now: datetime) -> None:
    sheet.heading(_("Devices"), anchor=False)
    if not member.devices:
        sheet.paragraph(_("No device is enrolled for this person; votes are recorded by hand."), "dim")
    keys = list(dict.fromkeys(device.key for device in member.devices))
    for key in keys:
        roles = [device for device in member.devices if device.key == key]
        sheet.item(*_device(roles, now))
        sheet.paragraph(" ".join(roles[0].words), "dim", indent=2)
        for device in roles:
            if device.ended is not None:
                end = sign(DEVICE_ENDS, device.ended)
                text = _("{role}: {end}").format(role=word(ROLES, device.role), end=end.word)
                sheet.paragraph(text, "warn", indent=2)
        if any(device.forked for device in roles):
            sheet.paragraph(
                _("≠ This key is in use twice, in a copied folder. Enrol a new device, revoke this one."),
                "warn",
                indent=2,
            )


def _device(roles: list[DeviceView], now: datetime) -> tuple[Span, str]:
    held = [device for device in roles if device.ended is None]
    names = ", ".join(word(ROLES, device.role) for device in (held or roles))
    first = roles[0]
    if first.heard is None:
        heard = _("never heard of")
    else:
        heard = _("last heard of {ago}").format(ago=fmt.ago(first.heard, now))
    entries = ngettext("{number} entry", "{number} entries", first.records).format(
        number=fmt.number(first.records)
    )
    return ("●", "good") if held else ("○", "dim"), f"{names} · {heard} · {entries}"


def rules_sheet(view: BoardView, width: int) -> Sheet:
    """Return the rules of procedure in sentences, and the programmes, for lines of WIDTH cells."""
    sheet = Sheet(width)
    if not view.rules_text:
        sheet.paragraph(_("No rules of procedure are in force: without them no vote can be opened."), "warn")
        sheet.paragraph(_("The office adopts them: beirat adopt rules."), "dim")
        return sheet
    try:
        rules = read_rules(view.rules_text)
    except BeiratError as error:
        sheet.paragraph(view.rules_name, "strong")
        return sheet.paragraph(explain(error).happened, "warn")
    sheet.paragraph(rules.name, "strong")
    if rules.source:
        sheet.paragraph(rules.source, "dim")
    for paragraph in describe(rules):
        sheet.heading(paragraph.title, anchor=False)
        for sentence in paragraph.sentences:
            sheet.item(("·", "dim"), sentence)
        if paragraph.cite:
            sheet.paragraph(paragraph.cite, "dim", indent=2)
    if view.programmes:
        sheet.heading(_("Programmes"), anchor=False)
        for title in view.programmes:
            sheet.item(("·", "dim"), title)
    return sheet


def elsewhere_sheet(found: tuple[Elsewhere, ...], width: int) -> Sheet:
    """Return what other rule sets would have made of all closed votes for lines of WIDTH cells."""
    sheet = Sheet(width)
    rounds = found[0].rounds if found else 0
    if not rounds:
        return sheet.paragraph(_("No vote has been closed yet: there is nothing to count again."), "dim")
    text = ngettext(
        "{number} closed vote, counted again under each rule set that comes with the program and each draft "
        "of yours. Nothing of this is recorded.",
        "{number} closed votes, counted again under each rule set that comes with the program and each draft "
        "of yours. Nothing of this is recorded.",
        rounds,
    )
    sheet.paragraph(text.format(number=rounds), "dim")
    for each in sorted(found, key=lambda one: (-len(one.differing), one.name)):
        sheet.blank()
        if not each.differing:
            sheet.item(("=", "dim"), _("{rules}: the same outcomes").format(rules=each.name))
            continue
        differ = ngettext("{number} outcome differs", "{number} outcomes differ", len(each.differing))
        title = f"{each.name}: {differ.format(number=len(each.differing))}"
        sheet.item(("≠", "warn"), title, "strong")
        for number, here, there in each.differing:
            words = _("{number}: {there} instead of {here}").format(
                number=number, there=sign(VOTA, there), here=sign(VOTA, here)
            )
            sheet.paragraph(words, indent=2)
    return sheet
