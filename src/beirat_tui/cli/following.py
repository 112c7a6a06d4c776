"""What follows votes that decided nothing, and elections that run, as lines below a list of sketches."""

from collections.abc import Sequence

from beirat_tui.domain.text import clean_line
from beirat_tui.services.queue_views import QueueRow
from beirat_tui.services.session import Session
from beirat_tui.wording import _
from beirat_tui.wording.derivation import next_text

_UNDECIDED = frozenset({"no_quorum", "repeat", "to_a_meeting", "lapsed", "void", "not_decided"})
_MOST = 20
"""Proposals that are looked up; more than so many would keep a list waiting."""


def next_lines(session: Session, rows: Sequence[QueueRow]) -> list[str]:
    """Return a line for each sketch whose last vote decided nothing, and one for each election that runs."""
    from beirat_tui.services import elections, next_steps  # noqa: PLC0415  (bring the tally)

    lines = []
    waiting = [row for row in rows if row.round is not None and row.reason in _UNDECIDED]
    for row in waiting[:_MOST]:
        proposed = next_steps.proposal(session, row.round or "")
        if proposed is not None and proposed.found.outcome is not None:
            step = next_text(proposed.found.outcome.derived)
            line = _("▸ {number}: {step} `beirat round next {number}`")
            lines.append(line.format(number=clean_line(row.number), step=step))
    for subject in elections.running(session):
        line = _("▸ An election runs: {subject}. `beirat election vote`")
        lines.append(line.format(subject=clean_line(subject)))
    return lines
