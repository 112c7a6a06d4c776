"""What belongs to a round besides electorate and outcome: the ballots before it, and the count of papers."""

from beirat_tui.domain.text import clean, clean_line
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.rounds import CountEntered, RoundOpened
from beirat_tui.log.closing import RoundState, conclude, moment
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import CountState, RoundFacts
from beirat_tui.services.clocks import local_time
from beirat_tui.services.people import author
from beirat_tui.services.round_views import CountEntry, CountView, EarlierView
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import Reading
from beirat_tui.wording.catalogue import _

_MOST = 99
"""Ballots on one motion, the most that an opening can number."""


def subject_of(reading: Reading, opening: Record) -> tuple[str, str]:
    """The word for an election and the office that it fills, in place of a sketch's number and title."""
    subject = reading.texts(opening).get("subject")
    return _("Poll"), clean_line(subject) if isinstance(subject, str) else _("a seat of the board")


def conditions_of(reading: Reading, opening: Record) -> str:
    """The conditions moved in the round; "" if none."""
    conditions = reading.texts(opening).get("conditions")
    return clean(conditions) if isinstance(conditions, str) else ""


def earlier_rounds(reading: Reading, body: RoundOpened) -> tuple[EarlierView, ...]:
    """The rounds before one with BODY on the same motion, the oldest first."""
    found: list[EarlierView] = []
    rules_of = rules_in(reading.ledger)
    results = list(body.earlier)
    name = body.previous
    while name is not None and results and len(found) < _MOST:
        opening = reading.ledger.get(name)
        if opening is None or not isinstance(opening.body, RoundOpened):
            break
        settled = conclude(reading.view, opening, rules_of).settled
        found.append(
            EarlierView(
                name,
                opening.body.number,
                None if settled is None else moment(settled.body).date(),
                None if settled is None else settled.outcome,
                results.pop(),
            )
        )
        name = opening.body.previous
    return tuple(reversed(found))


def count_view(reading: Reading, session: Session, facts: RoundFacts, state: RoundState) -> CountView | None:
    """How far the count is; None where ballots are named.

    Numbers of a count that waits for the second one stay with whoever entered them: who counts after them
    shall not know what to find.
    """
    counting = facts.counting
    if counting.state == CountState.NONE and facts.opening.secrecy == "open":
        return None
    shown = state != RoundState.OPEN or (
        "office" in session.person.roles and counting.state != CountState.ONE and not facts.opening.hidden
    )
    return CountView(
        counting.state.value, tuple(_entry(reading, each, shown=shown) for each in counting.entries)
    )


def _entry(reading: Reading, record: Record, *, shown: bool) -> CountEntry:
    numbers = record.body.numbers if isinstance(record.body, CountEntered) and shown else []
    candidates: dict[str, int] = {}
    for each in numbers:
        for name, votes in each.candidates.items():
            candidates[name] = candidates.get(name, 0) + votes
    return CountEntry(
        label=author(reading, record)[0],
        at=local_time(record.at),
        yes=sum(each.yes for each in numbers),
        no=sum(each.no for each in numbers),
        abstain=sum(each.abstain for each in numbers),
        invalid=sum(each.invalid for each in numbers),
        candidates=tuple(sorted(candidates.items())),
        shown=shown,
    )
