"""`beirat list`, `show`, `import`, `summary`, `decision`: sketches on their way through the board."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from beirat_tui.cli.answers.base import made
from beirat_tui.cli.answers.sketches import ListAnswer, SketchPart, show_answer
from beirat_tui.cli.arguments import file_option, sketch_argument, text_argument
from beirat_tui.cli.asking import long_text
from beirat_tui.cli.choosing import find_sketch
from beirat_tui.cli.following import next_lines
from beirat_tui.cli.framework import argument, command, option
from beirat_tui.cli.output import Cell, Column, answer, note, say, table, told
from beirat_tui.cli.place import Place
from beirat_tui.cli.sketch_text import say_checklist, say_figures, say_rounds, say_summary
from beirat_tui.cli.table import COMMANDS
from beirat_tui.cli.words import DAY, EURO, GRANTED
from beirat_tui.services import intake, queue, reading
from beirat_tui.services.queue_views import QueueRow
from beirat_tui.services.session import Session
from beirat_tui.wording import N_, _
from beirat_tui.wording.format import amount, date
from beirat_tui.wording.states import MY_VOTES, REASONS, STAGES, Sign, sign

_PAGE = 1_000


@command(
    "list",
    COMMANDS["list"].about,
    more=[
        N_(
            "The filter is that of the screens: words, status:open, vote:missing, topic:…, applicant:…, "
            "amount:>150000, received:2026-03; a leading - negates (write -- before it)."
        )
    ],
    examples=["beirat list", "beirat list vote:missing", "beirat list --limit 10 -- -status:positive WLAN"],
    answer="list-v1",
)
@argument("terms", N_("what to look for; everything together must hold"), nargs=-1, metavar=N_("FILTER"))
@option("--limit", type=int, metavar=N_("NUMBER"), help=N_("at most so many; otherwise all"))
@option(
    "--from",
    "first",
    type=int,
    default=1,
    metavar=N_("NUMBER"),
    help=N_("begin with this one, counted from 1"),
)
def list_sketches(place: Place, *, terms: tuple[str, ...], limit: int | None, first: int) -> None:
    """List the queue."""
    query = " ".join(terms)
    start = max(0, first - 1)
    with place.session() as session:
        counts = queue.counts(session, query)
        end = counts.shown if limit is None else min(counts.shown, start + max(0, limit))
        rows = list(_rows(session, query, start, end))
        following = [] if place.json else next_lines(session, rows)
    if place.json:
        answer(
            ListAnswer(
                filter=query,
                total=counts.total,
                shown=counts.shown,
                open=counts.open,
                missing=counts.missing,
                first=start + 1,
                sketches=tuple(made(row, SketchPart) for row in rows),
            )
        )
        return
    if rows:
        _say_rows(rows)
        for line in following:
            say(line)
    elif counts.total:
        say(_("No sketch fits. {total} are there.").format(total=counts.total))
    else:
        say(_("There is no sketch yet. The office takes them in with `beirat import FILE`."))


def _rows(session: Session, query: str, start: int, end: int) -> Iterator[QueueRow]:
    for place in range(start, end, _PAGE):
        yield from queue.window(session, query, place, min(_PAGE, end - place))


def _say_rows(rows: list[QueueRow]) -> None:
    columns = [
        Column(_("No.")),
        Column(_("Sketch"), flexible=True),
        Column(_("Applicant"), flexible=True),
        Column("€", right=True),
        Column(_("State")),
        Column(_("Your vote")),
        Column(_("Until")),
    ]
    table(columns, [_line(row) for row in rows])


def _line(row: QueueRow) -> tuple[Cell, ...]:
    until = row.deadline or row.meeting_date
    return (
        row.number,
        row.title,
        row.applicant,
        "–" if row.grant_cents is None else amount(row.grant_cents),
        _brief(_state(row)),
        _brief(sign(MY_VOTES, row.my_vote)),
        "" if until is None else date(until),
    )


def _state(row: QueueRow) -> Sign:
    """How far the sketch is; for one that is back why it was not decided."""
    reason = row.reason or ""
    undecided = row.stage == "back" or (row.stage == "closed" and reason == "not_decided")
    return sign(REASONS, reason) if undecided and reason in REASONS else sign(STAGES, row.stage)


def _brief(state: Sign) -> Sign:
    return Sign(state.glyph, state.short or state.word, state.tone)


@command(
    "show",
    COMMANDS["show"].about,
    more=[N_("`beirat read` adds the sketch's whole text and the comments.")],
    examples=["beirat show 2026-07", "beirat show Salzlandkreis --json"],
    answer="show-v1",
)
@sketch_argument
def show(place: Place, *, sketch: str) -> None:
    """Show a sketch."""
    with place.session() as session:
        view = reading.read(session, find_sketch(session, sketch).sketch)
    if place.json:
        answer(show_answer(view))
        return
    say_figures(view)
    say_summary(view)
    say_checklist(view)
    say_rounds(view)


@command(
    "summary",
    COMMANDS["summary"].about,
    examples=["beirat summary 2026-07 --file summary.txt"],
    answer="done-v1",
)
@sketch_argument
@text_argument
@file_option
def summary(place: Place, *, sketch: str, text: str | None, file: Path | None) -> None:
    """Write a summary."""
    said = long_text(text, file)
    with place.session() as session:
        found = find_sketch(session, sketch)
        intake.write_summary(session, found.sketch, said)
    told(place, _("The summary of {number} has been written.").format(number=found.number))


@command(
    "decision",
    COMMANDS["decision"].about,
    examples=["beirat decision 2026-07 granted --amount 180000 --day 2026-05-02"],
    answer="done-v1",
)
@sketch_argument
@argument("granted", N_("what the ministry decided"), type=GRANTED)
@option("--amount", type=EURO, metavar=N_("EURO"), help=N_("the amount granted"))
@option("--day", type=DAY, required=True, metavar=N_("DAY"), help=N_("the day of the decision"))
@option("--reasons", default="", metavar=N_("TEXT"), help=N_("the reasons given"))
def decision(
    place: Place,
    *,
    sketch: str,
    granted: Literal["yes", "no", "partly"],
    amount: int | None,
    day: dt.date,
    reasons: str,
) -> None:
    """Record the ministry's decision."""
    with place.session() as session:
        found = find_sketch(session, sketch)
        intake.record_decision(
            session, found.sketch, granted=granted, amount_cents=amount, day=day, reasons=reasons
        )
        view = reading.preview(session, found.sketch)
    if view.decision is not None and view.decision.differs:
        note(_("The ministry decided otherwise than the board recommended."))
    told(place, _("The decision on {number} has been recorded.").format(number=found.number))
