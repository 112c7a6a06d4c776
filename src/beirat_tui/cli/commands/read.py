"""`beirat read`: one sketch as plain text, for reading aloud or on from here."""

from beirat_tui.cli.answers.sketches import show_answer
from beirat_tui.cli.choosing import find_sketch
from beirat_tui.cli.framework import argument, command
from beirat_tui.cli.output import answer, say
from beirat_tui.cli.place import Place
from beirat_tui.cli.sketch_text import (
    say_checklist,
    say_comments,
    say_figures,
    say_rounds,
    say_sections,
    say_summary,
)
from beirat_tui.cli.table import COMMANDS
from beirat_tui.services import queue, reading
from beirat_tui.services.session import Session
from beirat_tui.wording import N_, _


@command(
    "read",
    COMMANDS["read"].about,
    more=[N_("Without a sketch: the first one that lacks your vote. `beirat vote` is as plain.")],
    examples=["beirat read", "beirat read 2026-07"],
    answer="show-v1",
)
@argument(
    "sketch",
    N_("number of the sketch, or part of its title; otherwise the first that lacks your vote"),
    required=False,
    metavar=N_("SKETCH"),
)
def read(place: Place, *, sketch: str | None) -> None:
    """Read a sketch."""
    with place.session() as session:
        chosen = _next(session) if sketch is None else find_sketch(session, sketch).sketch
        view = None if chosen is None else reading.read(session, chosen)
    if view is None:
        say(_("No sketch lacks your vote."))
        return
    if place.json:
        answer(show_answer(view))
        return
    say_figures(view)
    say_summary(view)
    say_checklist(view)
    say_sections(view)
    say_rounds(view)
    say_comments(view)


def _next(session: Session) -> str | None:
    """The first sketch that lacks the person's vote."""
    position = queue.next_missing(session, "", -1)
    return None if position is None else queue.window(session, "", position, 1)[0].sketch
