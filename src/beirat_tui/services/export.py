"""Sketches and outcomes for other programs: tables for spreadsheets, sketches as files for the import.

The tables' columns have names that do not depend on the language; amounts are euros with a point, days are
written 2026-03-16. What a vote hides until it is closed is in none of them.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from beirat_tui.documents.json_sketch import write_sketch_json
from beirat_tui.domain.money import euros
from beirat_tui.services.outcome_views import OutcomeRow
from beirat_tui.services.queue_views import QueueRow
from beirat_tui.services.session import Session
from beirat_tui.services.sketches import current, sketch_of

Cell = str | int | float | None
_COMMANDS = ("=", "+", "-", "@", "\t")
"""A cell that begins so would be computed by a spreadsheet instead of shown."""


@dataclass(frozen=True, slots=True)
class Table:
    """Column names and rows; a cell that is None is empty."""

    columns: tuple[str, ...]
    rows: tuple[Sequence[Cell], ...]


def sketches_table(rows: Iterable[QueueRow]) -> Table:
    """The queue as a table."""
    columns = (
        *("number", "title", "applicant", "grant_eur", "received", "stage", "reason", "procedure"),
        *("deadline", "meeting_date"),
    )
    return Table(
        columns,
        tuple(
            (
                row.number,
                row.title,
                row.applicant,
                _euros(row.grant_cents),
                row.received.isoformat(),
                row.stage.value,
                row.reason,
                row.procedure,
                None if row.deadline is None else row.deadline.isoformat(),
                None if row.meeting_date is None else row.meeting_date.isoformat(),
            )
            for row in rows
        ),
    )


def outcomes_table(rows: Iterable[OutcomeRow]) -> Table:
    """The outcomes as a table, with the ministry's decisions beside them."""
    columns = (
        *("number", "title", "applicant", "applicant_kind", "fields", "grant_eur", "motion", "procedure"),
        *("closed_at", "state", "result", "votum", "final", "yes", "no", "abstain", "not_voted"),
        *("decision", "decision_eur", "decision_date", "decision_differs"),
    )
    return Table(columns, tuple((*_about(row), *_outcome(row), *_decision(row)) for row in rows))


def _about(row: OutcomeRow) -> Sequence[Cell]:
    fields = ", ".join(row.fields)
    about = (row.number, row.title, row.applicant, row.applicant_kind, fields, _euros(row.grant_cents))
    closed = None if row.closed_at is None else row.closed_at.strftime("%Y-%m-%d %H:%M")
    return (*about, row.motion, row.procedure, closed, row.state.value)


def _outcome(row: OutcomeRow) -> Sequence[Cell]:
    found = row.outcome
    if found is None:
        return (None,) * 7
    return (
        found.result,
        found.votum,
        _word(found.final),
        found.yes,
        found.no,
        found.abstain,
        found.not_voted,
    )


def _decision(row: OutcomeRow) -> Sequence[Cell]:
    found = row.decision
    if found is None:
        return (None,) * 4
    return found.granted, _euros(found.amount_cents), found.date.isoformat(), _word(found.differs)


def _word(flag: bool) -> str:  # noqa: FBT001  (a cell)
    return "true" if flag else "false"


def _euros(cents: int | None) -> int | float | None:
    return None if cents is None else euros(cents)


def csv_text(table: Table, delimiter: str = ",") -> str:
    """TABLE as CSV with a first line of column names.

    Texts that a spreadsheet would take for a formula get an apostrophe before them.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_shown(cell) for cell in row] for row in table.rows)
    return file.getvalue()


def _shown(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_COMMANDS) else cell


def sketch_json(session: Session, sketch: str) -> bytes:
    """The current version of SKETCH as a file that the import reads.

    Raises:
        InputError: ``sketch.unknown``.
    """
    with session.reading() as reading:
        return write_sketch_json(sketch_of(reading, current(reading, sketch).version))
