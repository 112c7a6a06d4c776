"""`beirat merge`: what other copies of the board hold besides, taken in."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from beirat_tui.cli.answers.base import made
from beirat_tui.cli.answers.imports import refusal_part
from beirat_tui.cli.answers.merge import DroppedPart, MergeAnswer, MergedFilePart
from beirat_tui.cli.boundary import FoundWrong
from beirat_tui.cli.framework import argument, command
from beirat_tui.cli.output import answer, note, say
from beirat_tui.cli.place import Place
from beirat_tui.cli.root_key import FILE
from beirat_tui.cli.table import COMMANDS
from beirat_tui.services import merging
from beirat_tui.services.merging_views import FileReport, FileState, MergeReport
from beirat_tui.wording import N_, _, ngettext
from beirat_tui.wording.errors import explain
from beirat_tui.wording.states import ROLES, word


@command(
    "merge",
    COMMANDS["merge"].about,
    more=[
        N_(
            "Any number of files and folders, in any order: the result is the same. The files themselves "
            "are never changed. Every entry is checked; what is not right is refused and counted, and then "
            "the command ends with 1, as it does when a file cannot be read. What was good has been taken "
            "nevertheless."
        )
    ],
    examples=["beirat merge mail/board.beirat stick/board.beirat", "beirat merge ~/Nextcloud/Beirat"],
    answer="merge-v1",
)
@argument(
    "files", N_("board files, or folders with such"), nargs=-1, required=True, type=FILE, metavar=N_("FILE")
)
def merge(place: Place, *, files: tuple[Path, ...]) -> None:
    """Merge other copies."""
    with place.session() as session:
        if sys.stderr.isatty():
            with click.progressbar(length=1, label=_("Taking in"), file=sys.stderr) as bar:

                def progress(done: int, total: int) -> None:
                    bar.length = max(1, total)
                    bar.update(done - bar.pos)

                report = merging.merge(session, files, progress)
        else:
            report = merging.merge(session, files)
    if place.json:
        answer(_answer(report))
    else:
        for line in _lines(report):
            say(line)
        for line in _warnings(report):
            note(line)
    if not report.clean:
        raise FoundWrong


def _lines(report: MergeReport) -> Iterator[str]:
    """A line for every file, with what was refused below it, and the sum."""
    for each in report.files:
        yield f"{each.path}: {_what(each)}"
        for reason, number in each.refused.items():
            yield "  ✗ " + _reason(reason).format(number=number)
    if len(report.files) > 1 or report.passed_over:
        yield _("In sum: {what}").format(what=_figures(report))
    if report.passed_over:
        number = report.passed_over
        yield ngettext("{number} file is no board.", "{number} files are no boards.", number).format(
            number=number
        )


def _what(each: FileReport) -> str:
    if each.error is not None:
        return explain(each.error).happened
    if each.state == FileState.SAME_FILE:
        return _("this is the board itself")
    return _figures(each)


def _figures(found: FileReport | MergeReport) -> str:
    """What came in, in a few words."""
    new, asking, files, waiting = found.new, found.requests, found.payloads, found.waiting
    parts = [
        (new, ngettext("{number} new entry", "{number} new entries", new)),
        (asking, ngettext("{number} request to join", "{number} requests to join", asking)),
        (
            0 if new else files,
            ngettext("{number} new text or file", "{number} new texts or files", files),
        ),
        (waiting, ngettext("{number} entry waits for others", "{number} entries wait for others", waiting)),
    ]
    told = [text.format(number=number) for number, text in parts if number]
    return ", ".join(told) or _("nothing new")


def _reason(code: str) -> str:
    """A sentence on refused entries, with their ``{number}``."""
    reasons: Mapping[str, str] = {
        "unreadable": _("{number} entries are damaged"),
        "signature": _("{number} entries have a wrong signature: altered or forged"),
        "other-board": _("{number} entries belong to another board"),
    }
    return reasons.get(code, _("{number} entries were written by somebody who may not write them"))


def _warnings(report: MergeReport) -> Iterator[str]:
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


def _answer(report: MergeReport) -> MergeAnswer:
    same = ("clean", "changed", "new", "known", "waiting", "requests", "payloads", "passed_over", "forked")
    return MergeAnswer(
        **{key: getattr(report, key) for key in same},
        refused=dict(report.refused),
        without_effect=dict(report.without_effect),
        dropped=tuple(made(each, DroppedPart) for each in report.dropped),
        files=tuple(_part(each) for each in report.files),
    )


def _part(each: FileReport) -> MergedFilePart:
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
