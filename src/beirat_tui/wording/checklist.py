"""What the formal check found, in one sentence with the numbers."""

import datetime as dt
from fractions import Fraction

from beirat_tui.domain.checklist import Finding
from beirat_tui.domain.programme import Programme
from beirat_tui.wording.catalogue import N_, _, language
from beirat_tui.wording.format import date, euro, number, percent

_SENTENCES = {
    "to-tick": N_("To be checked by the office."),
    "erased": N_("The texts of this sketch have been erased; to be checked by the office."),
    "ticked": N_("Checked by the office: met."),
    "not-ticked": N_("Checked by the office: not met."),
    "not-stated": N_("The sketch does not say: {missing}."),
    "kind-entitled": N_("{kind} is entitled to apply."),
    "kind-not-entitled": N_("This kind of applicant is not entitled to apply: {kind}."),
    "grant-within": N_("{grant} asked for, {limit} possible ({share} of {total}, at most {cap})."),
    "grant-over-share": N_("{grant} asked for, but {share} of {total} are {limit}."),
    "grant-over-cap": N_("{grant} asked for, but at most {cap} may be granted."),
    "financing-closed": N_("The parts add up to {total}."),
    "financing-short": N_("The parts add up to {sum}, {difference} less than the total of {total}."),
    "financing-over": N_("The parts add up to {sum}, {difference} more than the total of {total}."),
    "months-within": N_("{months} months, at most {limit}."),
    "months-over": N_("{months} months, but at most {limit} are funded."),
    "months-and-dates-differ": N_("{months} months, but from {start} to {end} is longer."),
    "no-latest-end": N_("The programme sets no latest end."),
    "end-in-time": N_("Ends on {end}, at the latest on {latest}."),
    "end-late": N_("Ends on {end}, after {latest}; a notice may extend that."),
    "fields": N_("Fields of action: {number}, at least {minimum}."),
    "partners": N_("Partners named: {number}, at least {minimum}."),
    "section-written": N_("{number} characters, at least {minimum}."),
    "section-short": N_("Only {number} characters, at least {minimum} are expected."),
    "section-missing": N_("Nothing is written about it."),
    "sections-written": N_("All {of} required sections are written."),
    "sections-missing": N_("{number} of {of} required sections are written; missing: {sections}."),
}

_FACTS = {
    "applicant_kind": N_("kind of applicant"),
    "grant": N_("grant"),
    "own_share": N_("own share"),
    "total": N_("total costs"),
    "months": N_("duration"),
    "end": N_("end of the project"),
}


def finding_text(finding: Finding, programme: Programme) -> str:
    """Return the sentence for FINDING of PROGRAMME's checklist, in the language in use."""
    figures = {
        key.removesuffix("_cents"): _shown(key, value, programme) for key, value in finding.figures.items()
    }
    return _(_SENTENCES[finding.reason]).format_map(figures)


def _shown(key: str, value: int | str, programme: Programme) -> str:
    if isinstance(value, int):
        return euro(value) if key.endswith("_cents") else number(value)
    if key in {"start", "end", "latest"}:
        return date(dt.date.fromisoformat(value))
    if key == "share":
        return percent(Fraction(value), 0 if Fraction(value) * 100 % 1 == 0 else 2)
    if key == "missing":
        return ", ".join(_(_FACTS[name]) for name in value.split(", "))
    if key == "sections":
        sections = (programme.section(name) for name in value.split(", "))
        return ", ".join(section.title.text(language()) for section in sections if section)
    kind = programme.applicant_kind(value) if key == "kind" else None
    return kind.name.text(language()) if kind else value
