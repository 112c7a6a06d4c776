"""The same votes under other rules of procedure, differences marked, and what the result hangs on."""

from beirat_tui.domain.tally.outcome import Outcome
from beirat_tui.services.outlook import OtherRules
from beirat_tui.services.round_views import RoundView
from beirat_tui.tui.widgets.sheet import Sheet
from beirat_tui.wording import _
from beirat_tui.wording.derivation import counts_text, result_text
from beirat_tui.wording.rule_findings import finding_line
from beirat_tui.wording.states import REASONS, VOTA, Sign, sign
from beirat_tui.wording.whatif import hinge_text


def what_if_sheet(found: RoundView, other: OtherRules, folder: str, width: int) -> Sheet:
    """Return what other rules make of the votes in FOUND for lines of WIDTH cells; drafts lie in FOLDER."""
    names = {seat.member: seat.name or seat.label for seat in found.electorate}

    def name(member: str) -> str:
        return names.get(member, member)

    sheet = Sheet(width)
    sheet.paragraph(f"{found.number} {found.title}", "strong")
    sheet.paragraph(counts_text(other.outcome.counts))
    sheet.heading(_("Under the rules of this vote"))
    own = _sign(other, other.outcome)
    sheet.item((own.glyph, own.tone), f"{other.own.name}: {own.word}")
    sheet.paragraph(result_text(other.outcome, name), "dim", indent=2)
    sheet.heading(_("Under other rules"))
    sheet.paragraph(
        _("The same votes, counted again. ≠ marks another result. Nothing of this is recorded."), "dim"
    )
    for each in sorted(other.others, key=lambda one: (not one.differs, one.name)):
        mark = ("≠", "warn") if each.differs else ("=", "dim")
        votum = _sign(other, each.outcome)
        draft = _("Draft: ") if each.name in other.drafts else ""
        sheet.item(mark, f"{draft}{each.name}: {votum}", "warn" if each.differs else "")
        sheet.paragraph(result_text(each.outcome, name), "dim", indent=2)
    for file, finding in other.unusable:
        sheet.item(
            ("!", "warn"),
            _("The draft {file} cannot be used: {what}").format(file=file, what=finding_line(finding)),
            "warn",
        )
    if not other.drafts:
        sheet.paragraph(
            _(
                "Drafts of your own are tried here too: `beirat rules keep FILE` keeps one, in {folder}."
            ).format(folder=folder),
            "dim",
        )
    sheet.heading(_("What the result hangs on"))
    if not other.hinges:
        sheet.paragraph(_("No single rule and no recusal: changing any one of them gives the same result."))
    for hinge in other.hinges:
        sheet.item(("·", "next"), hinge_text(hinge, other.own, name))
    return sheet


def _sign(other: OtherRules, outcome: Outcome) -> Sign:
    """What OUTCOME means for the sketch; an election means who is elected, or nothing yet."""
    if outcome.result == "elected":
        return sign(REASONS, "elected")
    return sign(VOTA, other.votum_of(outcome))
