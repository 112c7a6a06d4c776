"""`beirat import`: sketches from files, with an account of what was understood of each."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from beirat_tui.cli.answers.base import made
from beirat_tui.cli.answers.imports import ChangePart, FilePart, ImportAnswer, NotePart, refusal_part
from beirat_tui.cli.boundary import FoundWrong
from beirat_tui.cli.framework import argument, command, option
from beirat_tui.cli.output import answer, say
from beirat_tui.cli.place import Place
from beirat_tui.cli.root_key import FILE
from beirat_tui.cli.table import COMMANDS
from beirat_tui.cli.words import DAY
from beirat_tui.documents.understood import Note, Understood
from beirat_tui.domain.programme import Programme
from beirat_tui.services import intake
from beirat_tui.services.intake_views import ImportReport
from beirat_tui.services.programmes import programmes
from beirat_tui.services.session import Session
from beirat_tui.wording import N_, _
from beirat_tui.wording.errors import explain
from beirat_tui.wording.intake import fact_name, note_text

Programmes = dict[str, Programme]


@command(
    "import",
    COMMANDS["import"].about,
    more=[
        N_(
            "For each file it says what was understood, what is missing and what was left out; the file "
            "itself is kept with the sketch. A file with the number of a sketch that is here already, or "
            "without a number but with its title and applicant, is a new version of it. A file that cannot "
            "be used does not stop the others; then the command ends with 1."
        )
    ],
    examples=[
        "beirat import sketches/*.json",
        "beirat import zeitz.docx --number 2026-09 --received 2026-03-02",
    ],
    answer="import-v1",
)
@argument("files", N_("JSON or docx files"), nargs=-1, required=True, type=FILE, metavar=N_("FILE"))
@option(
    "--received",
    type=DAY,
    metavar=N_("DAY"),
    help=N_("day of receipt, where the file names none; otherwise today"),
)
@option("--number", metavar=N_("NUMBER"), help=N_("number of the sketch, for a single file"))
@option("--programme", metavar=N_("NAME"), help=N_("read by this programme, where the file names none"))
def import_files(
    place: Place,
    *,
    files: tuple[Path, ...],
    received: dt.date | None,
    number: str | None,
    programme: str | None,
) -> None:
    """Take in sketches."""
    today = dt.datetime.now().astimezone().date()
    with place.session() as session:
        reports = intake.import_files(
            session, files, received=received or today, number=number, programme=programme
        )
        known = _programmes(session)
    if place.json:
        answer(ImportAnswer(files=tuple(_part(report, known) for report in reports)))
    else:
        for report in reports:
            for line in _lines(report, known):
                say(line)
    if intake.refused(reports):
        raise FoundWrong


def _programmes(session: Session) -> Programmes:
    with session.reading() as reading:
        return programmes(reading)


def _programme(understood: Understood, known: Programmes) -> Programme:
    return known.get(understood.sketch.programme) or next(iter(known.values()))


def _lines(report: ImportReport, known: Programmes) -> Iterator[str]:
    """The account of one file."""
    if report.error is not None:
        text = explain(report.error)
        yield _("{file}: not taken in").format(file=report.name)
        yield f"  {text.happened}"
        yield f"  {text.do}"
        return
    results = {
        "new": _("{file}: new sketch {number}"),
        "revised": _("{file}: new version of {number}"),
        "unchanged": _("{file}: nothing new about {number}"),
    }
    yield results[report.result].format(file=report.name, number=report.number)
    understood = report.understood
    if understood is None:
        return
    programme = _programme(understood, known)
    changed = tuple(each.key for each in report.changes)
    for title, keys in (
        (_("Changed"), changed),
        (_("Understood"), understood.understood),
        (_("Missing"), understood.missing),
    ):
        if keys:
            yield f"  {title}: " + ", ".join(fact_name(key, programme) for key in keys)
    for note in (*understood.ignored, *understood.altered):
        yield "  " + note_text(note.code, note.what, note.value, programme)


def _part(report: ImportReport, known: Programmes) -> FilePart:
    read = report.understood
    programme = None if read is None else _programme(read, known)

    def notes(found: tuple[Note, ...]) -> tuple[NotePart, ...]:
        if programme is None:
            return ()
        return tuple(
            NotePart(
                code=note.code,
                what=note.what,
                value=note.value,
                sentence=note_text(note.code, note.what, note.value, programme),
            )
            for note in found
        )

    return FilePart(
        name=report.name,
        result=report.result,
        sketch=report.sketch,
        number=report.number,
        understood=() if read is None else read.understood,
        missing=() if read is None else read.missing,
        ignored=() if read is None else notes(read.ignored),
        altered=() if read is None else notes(read.altered),
        changes=tuple(made(change, ChangePart) for change in report.changes),
        refusal=None if report.error is None else refusal_part(report.error),
    )
