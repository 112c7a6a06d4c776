"""`beirat export`: sketches and outcomes for other programs."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from beirat_tui.cli.answers.base import written
from beirat_tui.cli.answers.export import ExportOutcomesAnswer, ExportSketchesAnswer, outcome_row_part
from beirat_tui.cli.answers.sketches import show_answer
from beirat_tui.cli.arguments import sketch_argument
from beirat_tui.cli.choosing import find_sketch
from beirat_tui.cli.framework import Group, argument, command, option
from beirat_tui.cli.new_file import write_new
from beirat_tui.cli.place import Place
from beirat_tui.cli.root_key import FILE
from beirat_tui.cli.table import COMMANDS
from beirat_tui.services import export as service
from beirat_tui.services import outcomes as outcome_service
from beirat_tui.services import queue, reading, roster
from beirat_tui.wording import N_

Function = TypeVar("Function", bound=Callable[..., Any])

export = Group("export", help=COMMANDS["export"].about)
_to_option = option("--to", type=FILE, metavar=N_("FILE"), help=N_("write into this new file"))


def _csv_options(function: Function) -> Function:
    wide = option(
        "--semicolon", is_flag=True, help=N_("separate columns by semicolons, as German Excel does")
    )
    table = option("--csv", "as_csv", is_flag=True, help=N_("a table as CSV instead of JSON"))
    return table(wide(function))


@command(
    "sketches",
    N_("Export the sketches, as JSON with all their texts or as a table."),
    examples=["beirat export sketches --to sketches.json", "beirat export sketches status:open --csv"],
    group=export,
)
@argument("terms", N_("what to look for; everything together must hold"), nargs=-1, metavar=N_("FILTER"))
@_csv_options
@_to_option
def sketches(place: Place, *, terms: tuple[str, ...], as_csv: bool, semicolon: bool, to: Path | None) -> None:
    """Export sketches."""
    query = " ".join(terms)
    with place.session() as session:
        rows = queue.window(session, query, 0, queue.counts(session, query).shown)
        if as_csv:
            text = service.csv_text(service.sketches_table(rows), ";" if semicolon else ",")
        else:
            found = tuple(show_answer(reading.read(session, row.sketch)) for row in rows)
            answer = ExportSketchesAnswer(board=session.id, title=session.title, sketches=found)
            text = written(answer) + "\n"
    write_new(text, to)


@command(
    "outcomes",
    N_("Export the outcomes with the ministry's decisions, as JSON or as a table."),
    examples=["beirat export outcomes", "beirat export outcomes --csv --semicolon --to outcomes.csv"],
    group=export,
)
@_csv_options
@_to_option
def outcomes(place: Place, *, as_csv: bool, semicolon: bool, to: Path | None) -> None:
    """Export outcomes."""
    with place.session() as session:
        rows = outcome_service.outcomes(session)
        names = {each.member: f"{each.label} {each.name}".strip() for each in roster.roster(session)}
        board, title = session.id, session.title
    if as_csv:
        text = service.csv_text(service.outcomes_table(rows), ";" if semicolon else ",")
    else:
        found = tuple(outcome_row_part(row, lambda member: names.get(member, member)) for row in rows)
        text = written(ExportOutcomesAnswer(board=board, title=title, outcomes=found)) + "\n"
    write_new(text, to)


@command(
    "sketch",
    N_("Export one sketch as a file that `beirat import` reads."),
    examples=["beirat export sketch 2026-07 --to salzlandkreis.json"],
    group=export,
)
@sketch_argument
@_to_option
def sketch(place: Place, *, sketch: str, to: Path | None) -> None:
    """Export a sketch."""
    with place.session() as session:
        text = service.sketch_json(session, find_sketch(session, sketch).sketch).decode()
    write_new(text if text.endswith("\n") else text + "\n", to)
