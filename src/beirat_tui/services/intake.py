"""Taking in sketches and working on them: the office's share of a sketch's way to the board."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import msgspec

from beirat_tui.documents.difference import difference
from beirat_tui.documents.sketches import read_sketch
from beirat_tui.documents.understood import Understood
from beirat_tui.domain.errors import BeiratError, InputError, Refused
from beirat_tui.domain.programme import Programme
from beirat_tui.domain.sketch import Sketch, from_record, to_record
from beirat_tui.domain.text import clean, clean_line
from beirat_tui.log.bodies.board import (
    AttachmentAdded,
    CheckTicked,
    DecisionRecorded,
    SketchRevised,
    SketchSubmitted,
    SummaryWritten,
)
from beirat_tui.log.payload import content
from beirat_tui.log.record import Record
from beirat_tui.services.intake_views import ImportReport
from beirat_tui.services.programmes import programmes
from beirat_tui.services.session import Pen, Session, said
from beirat_tui.store.board_file import Reading
from beirat_tui.store.numbering import next_number, number_of_titled, sketch_numbered

LABEL = 64


def import_files(
    session: Session,
    paths: Sequence[Path],
    *,
    received: dt.date,
    number: str | None = None,
    programme: str | None = None,
) -> list[ImportReport]:
    """Take in sketches from files; each gets a report, and one that cannot be used does not stop the others.

    A file with the number of a sketch on the board is a new version of it, or nothing new at all; so is one
    without a number that has its title and its applicant.

    Args:
        session: the office.
        paths: docx or JSON files.
        received: the day of receipt, for files that do not say it.
        number: the board's number for a single file; else the file's own, else that of the sketch with
            its title and applicant, else the next free one.
        programme: id of the programme to read by; else the file's own, else the one adopted first.

    Raises:
        RightsError: only the office takes sketches in.
        Refused: ``intake.no-programme``: the board has adopted none, or not this one.
        InputError: ``intake.one-number``: a number was given for several files.
    """
    if number is not None and len(paths) != 1:
        raise InputError("intake.one-number", number=clean_line(number, LABEL), files=len(paths))
    with session.writing("office") as pen:
        known = programmes(pen.writing)
        first = [known[programme]] if programme in known else []
        usable = [*first, *(each for each in known.values() if each not in first)]
        if not usable or (programme is not None and not first):
            raise Refused("intake.no-programme", programme=clean_line(programme or "", LABEL))
    return [_import(session, path, usable, received, number) for path in paths]


def _import(
    session: Session, path: Path, usable: Sequence[Programme], received: dt.date, number: str | None
) -> ImportReport:
    name = clean_line(path.name, 120)
    try:
        understood = read_sketch(path, usable)
        with session.writing("office") as pen:
            sketch = _placed(pen.writing, understood.sketch, received, number)
            return _record(pen, understood, sketch)
    except InputError as error:
        return ImportReport(name, "refused", error=error)


def _placed(reading: Reading, sketch: Sketch, received: dt.date, number: str | None) -> Sketch:
    """SKETCH with its number and day of receipt."""
    day = sketch.received or received
    chosen = clean_line(number or sketch.number, LABEL)
    if not chosen:
        title, applicant = clean_line(sketch.title), clean_line(sketch.applicant.name)
        chosen = number_of_titled(reading, title, applicant) or next_number(reading, day.year)
    return replace(sketch, number=chosen, received=day)


def _record(pen: Pen, understood: Understood, sketch: Sketch) -> ImportReport:
    """Write SKETCH as a new one, or as a version of the one that bears its number."""
    existing = sketch_numbered(pen.writing, sketch.number)
    old = None if existing is None else latest_version(pen.writing, existing)
    if existing is None or old is None:
        body, texts = to_record(sketch)
        record = pen.write("sketch.submitted", msgspec.convert(body, SketchSubmitted), texts=texts)
        _attach(pen, record.id, understood)
        return ImportReport(understood.name, "new", record.id, sketch.number, understood)
    before = sketch_of(pen.writing, old)
    sketch = replace(sketch, received=before.received)
    changes = difference(before, sketch)
    if not changes and not before.erased:
        return ImportReport(understood.name, "unchanged", existing, sketch.number, understood)
    body, texts = to_record(sketch)
    pen.write("sketch.revised", msgspec.convert({**body, "sketch": existing}, SketchRevised), texts=texts)
    _attach(pen, existing, understood)
    return ImportReport(understood.name, "revised", existing, sketch.number, understood, changes)


def latest_version(reading: Reading, sketch: str) -> Record | None:
    """The record of the sketch's current version; of versions that contradict each other the first."""
    versions = reading.view.values(f"sketch/{sketch}")
    return versions[0] if versions else reading.ledger.get(sketch)


def sketch_of(reading: Reading, version: Record) -> Sketch:
    """The sketch as a version's record and payload say it."""
    blob = reading.blob(version.payload)
    return from_record(version.data(), None if blob is None else reading.texts(version))


def _attach(pen: Pen, sketch: str, understood: Understood) -> None:
    """Keep the original file; the same bytes are kept once."""
    digest = hashlib.sha256(understood.original).digest()
    for kept in pen.view.effective(f"attachment/{sketch}/*"):
        if isinstance(kept.body, AttachmentAdded):
            blob = pen.writing.blob(kept.payload)
            if blob is not None and hashlib.sha256(content(blob)).digest() == digest:
                return
    body = AttachmentAdded(
        sketch=sketch,
        name=clean_line(understood.name, LABEL) or "-",
        media_type=understood.media_type[:LABEL],
        size=len(understood.original),
    )
    pen.write("attachment.added", body, content=understood.original)


def write_summary(session: Session, sketch: str, text: str) -> None:
    """Write the half page that members read first.

    Raises:
        RightsError: only the office writes summaries.
        InputError: ``summary.empty``.
    """
    cleaned = clean(text).strip()
    if not cleaned:
        raise InputError("summary.empty")
    with session.writing("office") as pen:
        pen.write("summary.written", SummaryWritten(sketch), texts={"text": cleaned})


def tick(session: Session, sketch: str, item: str, *, met: bool, note: str = "") -> None:
    """Answer one item of the checklist that the program cannot compute.

    Raises:
        RightsError: only the office ticks.
    """
    with session.writing("office") as pen:
        pen.write("check.ticked", CheckTicked(sketch=sketch, item=item, met=met), texts=said(note=note))


def record_decision(
    session: Session,
    sketch: str,
    *,
    granted: Literal["yes", "no", "partly"],
    amount_cents: int | None,
    day: dt.date,
    reasons: str = "",
) -> None:
    """Record the ministry's decision on SKETCH; it may differ from the board's Votum.

    Raises:
        RightsError: only the office records it.
        InputError: ``decision.amount``: a refusal names no amount, a grant may.
    """
    if granted == "no" and amount_cents:
        raise InputError("decision.amount")
    with session.writing("office") as pen:
        body = DecisionRecorded(sketch=sketch, granted=granted, amount_cents=amount_cents, day=day)
        pen.write("decision.recorded", body, texts=said(reasons=reasons))


def refused(reports: Sequence[ImportReport]) -> list[BeiratError]:
    """Why files were refused."""
    return [report.error for report in reports if report.error is not None]
