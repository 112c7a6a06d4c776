"""What merging brought, in lines and as an answer for programs: of files, of places, of pasted texts."""

from collections.abc import Iterator, Mapping

from beirat_tui.cli.answers.base import made
from beirat_tui.cli.answers.imports import refusal_part
from beirat_tui.cli.answers.merge import DroppedPart, MergeAnswer, MergedFilePart
from beirat_tui.cli.boundary import FoundWrong
from beirat_tui.cli.output import answer, note, say
from beirat_tui.cli.place import Place
from beirat_tui.domain.text import clean_line
from beirat_tui.services.merging_views import FileReport, FileState, MergeReport
from beirat_tui.wording import _, ngettext
from beirat_tui.wording.errors import explain
from beirat_tui.wording.kinds import reason_text
from beirat_tui.wording.merging import brought_text
from beirat_tui.wording.states import ROLES, word


def tell_report(place: Place, report: MergeReport) -> None:
    """Print REPORT.

    Raises:
        FoundWrong: something was refused, or could not be read.
    """
    if place.json:
        answer(merge_answer(report))
    else:
        for line in report_lines(report):
            say(line)
        for line in report_warnings(report):
            note(line)
    if not report.clean:
        raise FoundWrong


def report_lines(report: MergeReport) -> Iterator[str]:
    """A line for every file, with what was refused below it, and the sum."""
    for each in report.files:
        yield f"{clean_line(str(each.path))}: {_what(each)}"
        if each.error is not None:
            yield f"  {explain(each.error).do}"
        for reason, number in each.refused.items():
            yield "  ✗ " + refused_line(reason, number)
    if len(report.files) > 1 or report.passed_over:
        yield _("In sum: {what}").format(what=brought_text(report))
    if report.passed_over:
        number = report.passed_over
        yield ngettext("{number} file is no board.", "{number} files are no boards.", number).format(
            number=number
        )
    for reason, number in report.without_effect.items():
        yield ngettext(
            "{number} new entry without effect: {why}", "{number} new entries without effect: {why}", number
        ).format(number=number, why=reason_text(reason))


def _what(each: FileReport) -> str:
    if each.error is not None:
        return explain(each.error).happened
    if each.state == FileState.SAME_FILE:
        return _("this is the board itself")
    return brought_text(each)


def refused_line(code: str, number: int) -> str:
    """A sentence on NUMBER entries that were refused."""
    reasons: Mapping[str, str] = {
        "unreadable": ngettext("{number} entry is damaged", "{number} entries are damaged", number),
        "signature": ngettext(
            "{number} entry has a wrong signature: altered or forged",
            "{number} entries have a wrong signature: altered or forged",
            number,
        ),
        "other-board": ngettext(
            "{number} entry belongs to another board", "{number} entries belong to another board", number
        ),
    }
    other = ngettext(
        "{number} entry was written by somebody who may not write it",
        "{number} entries were written by somebody who may not write them",
        number,
    )
    return reasons.get(code, other).format(number=number)


def report_warnings(report: MergeReport) -> Iterator[str]:
    """What somebody should do something about, line by line."""
    if report.waiting:
        yield ngettext(
            "! {number} entry builds on others that are not here. Ask the sender for the rest; then it takes "
            "effect of itself.",
            "! {number} entries build on others that are not here. Ask the sender for the rest; then they "
            "take effect of themselves.",
            report.waiting,
        ).format(number=report.waiting)
    for label in report.forked:
        yield _(
            "! A device of {label} was copied and used in two places. Both are kept; the office should enrol "
            "a new device."
        ).format(label=label)
    for each in report.dropped:
        yield _(
            "! {label} {name} is no longer enrolled as {role}: whoever enrolled them had been revoked. They "
            "need to be enrolled again, and vote again."
        ).format(label=each.label, name=each.name, role=word(ROLES, each.role))


def merge_answer(report: MergeReport) -> MergeAnswer:
    """REPORT for programs."""
    same = ("clean", "changed", "new", "known", "waiting", "requests", "payloads", "passed_over", "forked")
    return MergeAnswer(
        **{key: getattr(report, key) for key in same},
        refused=dict(report.refused),
        without_effect=dict(report.without_effect),
        dropped=tuple(made(each, DroppedPart) for each in report.dropped),
        files=tuple(file_part(each) for each in report.files),
    )


def file_part(each: FileReport) -> MergedFilePart:
    """What came of one file, for programs."""
    return MergedFilePart(
        path=str(each.path),
        state=each.state.value,
        new=each.new,
        known=each.known,
        waiting=each.waiting,
        requests=each.requests,
        payloads=each.payloads,
        refused=dict(each.refused),
        error=None if each.error is None else refusal_part(each.error),
    )
