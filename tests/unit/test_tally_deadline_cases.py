"""Deadlines, silence, late answers: at least two cases for each value, with the text it comes from."""

import datetime as dt
from typing import Any

import pytest

from beirat_tui.domain.tally import Ballot, Case, CirculationFacts, tally
from beirat_tui.presets.holidays import public_holidays
from rounds import MONDAY, board, case, name, names, rules, votes, written

EASTER = public_holidays("DE-ST", dt.date(2026, 3, 1), dt.date(2026, 5, 31))
MAUNDY = dt.date(2026, 4, 2)


def on(text: str) -> str:
    """Rules for votes in writing."""
    return f"[circulation]\n{text}"


def until(day: dt.date, closed: dt.date | None = None, **facts: Any) -> CirculationFacts:  # noqa: ANN401  (facts of several types)
    """A vote sent on Maundy Thursday 2026 with the deadline DAY."""
    return written(started=MAUNDY, deadline=day, closed=closed or day, holidays=EASTER, **facts)


def late(member: str, choice: str, days: int, minute: int | None = None) -> Ballot:
    """An answer received so many days after the start."""
    return Ballot(member, choice, received=MONDAY + dt.timedelta(days=days), minute=minute)


ALL = tuple(Ballot(name(n), "yes") for n in range(1, 19))

CASES = [
    (
        "still running",
        on("days = 14\n"),
        case(written(closed=None), ballots=votes(17)),
        "undecided",
        "circulation.deadline",
    ),
    (
        "all have answered",
        on("days = 14\n"),
        case(written(closed=None), ballots=ALL),
        "adopted",
        "majority.threshold",
    ),
    (
        "closed a day early",
        on("days = 14\n"),
        case(written(closed=MONDAY + dt.timedelta(days=13)), ballots=votes(17)),
        "undecided",
        "circulation.deadline",
    ),
    (
        "announced too short",
        on("days = 14\n"),
        case(written(10), ballots=votes(17)),
        "undecided",
        "circulation.deadline",
    ),
    (
        "announced longer",
        on("days = 7\n"),
        case(written(10), ballots=votes(17)),
        "adopted",
        "majority.threshold",
    ),
    (
        "no deadline, closed",
        on(""),
        case(written(deadline=None), ballots=votes(3)),
        "adopted",
        "majority.threshold",
    ),
    (
        "only the period of the rules",
        on("days = 14\n"),
        case(written(deadline=None), ballots=votes(3)),
        "adopted",
        "majority.threshold",
    ),
    (
        "the start is not noted",
        on("days = 14\n"),
        case(written(started=None), ballots=votes(3)),
        "undecided",
        "circulation.started",
    ),
    (
        "ten working days from Maundy Thursday end on 20 April",
        on('days = 10\ncounted_in = "working days"\n'),
        case(until(dt.date(2026, 4, 20)), ballots=votes(3)),
        "adopted",
        "majority.threshold",
    ),
    (
        "ten working days are not over on 17 April",
        on('days = 10\ncounted_in = "working days"\n'),
        case(until(dt.date(2026, 4, 17)), ballots=votes(3)),
        "undecided",
        "circulation.deadline",
    ),
    (
        "with Saturdays they end on 16 April",
        on('days = 10\ncounted_in = "working days with Saturday"\n'),
        case(until(dt.date(2026, 4, 16)), ballots=votes(3)),
        "adopted",
        "majority.threshold",
    ),
    (
        "holidays not looked up",
        on('days = 10\ncounted_in = "working days"\n'),
        case(written(), ballots=votes(3)),
        "undecided",
        "circulation.holidays",
    ),
    (
        "§ 193 BGB: Easter Saturday moves to Tuesday",
        on("days = 2\nend_moves = true\n"),
        case(until(dt.date(2026, 4, 4), dt.date(2026, 4, 6)), ballots=votes(3)),
        "undecided",
        "circulation.deadline",
    ),
    (
        "§ 193 BGB: over on Tuesday",
        on("days = 2\nend_moves = true\n"),
        case(until(dt.date(2026, 4, 4), dt.date(2026, 4, 7)), ballots=votes(3)),
        "adopted",
        "majority.threshold",
    ),
    # silence
    ("silence is nothing", on(""), case(written(), ballots=votes(1, 2)), "rejected", "majority.threshold"),
    ("silence is nothing", on(""), case(written(), ballots=votes(2, 1)), "adopted", "majority.threshold"),
    (
        "Vorarlberg § 3: silence is approval",
        on('silence = "approval"\n'),
        case(written(), ballots=votes(0, 8)),
        "adopted",
        "majority.threshold",
    ),
    (
        "Vorarlberg § 3: silence is approval",
        on('silence = "approval"\n'),
        case(written(), ballots=votes(0, 9)),
        "rejected",
        "tie.rejected",
    ),
    (
        "who objects is not silent",
        on('silence = "approval"\nstopped_by = "more than 9"\n'),
        case(written(objections=names(9, 10)), ballots=votes(0, 9)),
        "rejected",
        "majority.threshold",
    ),
    (
        "silence is abstention, abstention a no",
        '[abstention]\ncounts_as = "no"\n' + on('silence = "abstention"\n'),
        case(written(), ballots=votes(9)),
        "rejected",
        "tie.rejected",
    ),
    (
        "silence is abstention, and that is neutral",
        on('silence = "abstention"\n'),
        case(written(), ballots=votes(1)),
        "adopted",
        "majority.threshold",
    ),
    # late answers
    (
        "late answers are invalid",
        on("days = 14\n"),
        case(written(), ballots=(*votes(2, 2), late("M18", "yes", 15))),
        "rejected",
        "tie.rejected",
    ),
    (
        "in time on the last day",
        on("days = 14\n"),
        case(written(), ballots=(*votes(2, 2), late("M18", "yes", 14))),
        "adopted",
        "majority.threshold",
    ),
    (
        "after the hour",
        on("days = 14\n"),
        case(written(deadline_minute=720), ballots=(*votes(2, 2), late("M18", "yes", 14, 721))),
        "rejected",
        "tie.rejected",
    ),
    (
        "on the hour",
        on("days = 14\n"),
        case(written(deadline_minute=720), ballots=(*votes(2, 2), late("M18", "yes", 14, 720))),
        "adopted",
        "majority.threshold",
    ),
    (
        "late answers abstain, abstention a no",
        '[abstention]\ncounts_as = "no"\n' + on('days = 14\nlate = "abstention"\n'),
        case(written(), ballots=(*votes(2, 1), late("M18", "yes", 15))),
        "rejected",
        "tie.rejected",
    ),
    (
        "late answers abstain and are neutral",
        on('days = 14\nlate = "abstention"\n'),
        case(written(), ballots=(*votes(2, 1), late("M18", "no", 15))),
        "adopted",
        "majority.threshold",
    ),
    (
        "a late answer takes no part",
        on('days = 14\nlate = "abstention"\nparticipation = 3\n'),
        case(written(), ballots=(*votes(2), late("M18", "no", 15))),
        "to_a_meeting",
        "circulation.participation",
    ),
    (
        "no papers with the chair missing",
        on('participation = 2\nchair = "chair"\n'),
        case(written(), seats=board(3), ballots=votes(2, first=2)),
        "to_a_meeting",
        "circulation.chair",
    ),
]


@pytest.mark.parametrize(
    ("source", "text", "facts", "result", "reason"), CASES, ids=[f"{c[0]} → {c[3]}" for c in CASES]
)
def test_deadline(source: str, text: str, facts: Case, result: str, reason: str) -> None:
    outcome = tally(facts, rules(text))
    assert (outcome.result, outcome.reason) == (result, reason), (source, outcome.steps)


def test_a_short_deadline_is_pointed_out() -> None:
    outcome = tally(case(written(10, closed=MONDAY + dt.timedelta(days=14))), rules(on("days = 14\n")))
    short = next(step for step in outcome.steps if step.rule == "circulation.deadline-too-short")
    assert (short.facts["announced"], short.facts["last_day"]) == ("2026-03-12", "2026-03-16")
    enough = tally(case(written(14)), rules(on("days = 14\n")))
    assert "circulation.deadline-too-short" not in [step.rule for step in enough.steps]


def test_late_answers_are_counted_apart() -> None:
    text = on('days = 14\nlate = "abstention"\n')
    ballots = (*votes(2, 1), late("M18", "no", 15), late("M01", "no", 15))
    counts = tally(case(written(), ballots=ballots), rules(text)).counts
    assert (counts.yes, counts.no, counts.abstain, counts.silent, counts.late) == (2, 1, 0, 14, 1)
