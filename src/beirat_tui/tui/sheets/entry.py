"""One entry of the log in full: who, when, what, its effect, its bytes, hash and signature."""

import json

from beirat_tui.services.history_views import LogDetail
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.kinds import effect_name, kind_name
from beirat_tui.wording.office import EFFECTS
from beirat_tui.wording.states import sign

LABEL = 29


def entry_sheet(detail: LogDetail, width: int) -> Sheet:
    """Return DETAIL for lines of WIDTH cells."""
    sheet, entry = Sheet(width), detail.entry
    sheet.paragraph(kind_name(entry.kind), "strong")
    effect = sign(EFFECTS, entry.effect)
    sheet.item((effect.glyph, effect.tone), effect_name(entry.effect, entry.reason), effect.tone)
    if detail.signature_ok:
        sheet.item(("✓", "good"), _("The signature is right: these bytes come from this key."), "good")
    else:
        sheet.item(("✗", "bad"), _("The signature is wrong: these bytes do not come from this key."), "bad")
    sheet.blank()
    _pair(sheet, _("Author"), f"{entry.author_label} {entry.author_name}".strip())
    _pair(sheet, _("Time"), _("{moment}, by the author’s clock").format(moment=fmt.moment(entry.at)))
    _pair(sheet, _("Kind"), entry.kind)
    _pair(sheet, _("Place"), entry.slot)
    _pair(sheet, _("Number in the author's chain"), fmt.number(detail.seq))
    sheet.heading(_("What it says"))
    _block(sheet, json.dumps(dict(detail.body), ensure_ascii=False, indent=2, sort_keys=True))
    if detail.payload is not None:
        sheet.heading(_("Texts and files"))
        _pair(sheet, _("Its state"), _payload(detail))
        _pair(sheet, _("Hash"), detail.payload)
        if detail.texts:
            _block(sheet, json.dumps(dict(detail.texts), ensure_ascii=False, indent=2, sort_keys=True))
    sheet.heading(_("Hash and signature"))
    _pair(sheet, _("Entry"), entry.id)
    _pair(sheet, _("Before it"), detail.prev or "–")
    _pair(sheet, _("Certificate"), detail.by or "–")
    _pair(sheet, _("Key"), detail.author)
    _pair(sheet, _("Signature"), detail.signature)
    for label, names in ((_("Replaces"), detail.replaces), (_("Replaced by"), detail.replaced_by)):
        for name in names:
            _pair(sheet, label, name)
    if detail.cause is not None:
        _pair(sheet, _("Cause"), detail.cause)
    sheet.heading(_("Signed bytes"))
    sheet.paragraph(fmt.size(len(detail.raw)), "dim")
    _block(sheet, detail.raw.decode("utf-8", errors="replace"))
    return sheet


def _payload(detail: LogDetail) -> str:
    states = {
        "here": _("here, {size}").format(size=fmt.size(detail.payload_size)),
        "erased": _("erased"),
        "missing": _("not here yet"),
    }
    return states.get(detail.payload_state, detail.payload_state)


def _pair(sheet: Sheet, label: str, value: str) -> None:
    sheet.pair(label, value, label_width=LABEL)


def _block(sheet: Sheet, text: str) -> None:
    # Bytes and JSON are broken where the line ends: blanks at the beginning of a line mean something.
    from beirat_tui.domain.text import clean  # noqa: PLC0415  (bytes are shown nowhere else)

    for line in clean(text).split("\n"):
        for start in range(0, max(1, len(line)), sheet.width):
            sheet.lines.append(((line[start : start + sheet.width], ""),))
