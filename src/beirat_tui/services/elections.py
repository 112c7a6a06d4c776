"""Elections: opening one for a seat of the board, and finding those there are (§ 92 VwVfG).

Everything after the opening is the same as for any vote: ballots by name or a count of papers, closing,
confirmation. A tie that only the lot can settle is closed with what was said in the room.
"""

import datetime as dt
from collections.abc import Sequence

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.text import clean_line, fold
from beirat_tui.services.people import places
from beirat_tui.services.round_view import view_round
from beirat_tui.services.round_views import RoundView
from beirat_tui.services.rounds import Procedure, concluded, opening_of, pin
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import Reading
from beirat_tui.store.rounds import election_ids, running_elections

LONGEST_SUBJECT = 120
_FEWEST, _MOST = 1, 40


def open_election(
    session: Session,
    subject: str,
    candidates: Sequence[str],
    *,
    meeting: str | None = None,
    deadline: dt.date | None = None,
    begun: dt.date | None = None,
    papers: bool = False,
    hidden: bool = False,
) -> str:
    """Open the election of one of CANDIDATES (member ids) to the seat SUBJECT; returns the round's id.

    With PAPERS the vote is secret, by ballot papers, and only numbers are recorded. An election of the same
    subject that ended without a result is carried on: the next ballot.

    Raises:
        RightsError: only office and chair may open an election.
        InputError: ``election.no-subject``, ``election.candidates`` (none, too many, or not on the board).
        Refused: as `rounds.open_round`.
    """
    named = clean_line(subject, LONGEST_SUBJECT)
    if not named:
        raise InputError("election.no-subject")
    chosen = list(dict.fromkeys(candidates))
    with session.writing("office", "chair") as pen:
        known = {name for name, place in places(pen.writing).items() if place.active}
        if not _FEWEST <= len(chosen) <= _MOST or set(chosen) - known:
            raise InputError("election.candidates", least=_FEWEST, most=_MOST)
        held = Procedure(meeting, deadline, begun, secret=papers, hidden=hidden)
        before = concluded(pen.writing, _about(pen.writing, named))
        body = pin(pen, held, before, motion="recommend", candidates=chosen)
        return pen.write("round.opened", body, texts={"subject": named}).id


def _about(reading: Reading, subject: str) -> list[str]:
    """The ids of the elections of SUBJECT, however it is written in capitals and umlauts."""
    return [name for name, known in _subjects(reading) if fold(known) == fold(subject)]


def _subjects(reading: Reading) -> list[tuple[str, str]]:
    """The elections with what they are about, in the order of their arrival here."""
    found = []
    for name in election_ids(reading):
        opening = reading.ledger.get(name)
        subject = None if opening is None else reading.texts(opening).get("subject")
        found.append((name, clean_line(subject) if isinstance(subject, str) else ""))
    return found


def elections(session: Session) -> list[RoundView]:
    """All elections, the newest first."""
    with session.board.reading() as reading:
        names = election_ids(reading)
        return [view_round(reading, session, opening_of(reading, name)) for name in reversed(names)]


def running(session: Session) -> list[str]:
    """What the elections that are open are about."""
    with session.board.reading() as reading:
        open_ = set(running_elections(reading))
        return [subject for name, subject in _subjects(reading) if name in open_] if open_ else []


def find(session: Session, text: str) -> list[tuple[str, str]]:
    """Round and subject of the latest election of each subject that TEXT names or is part of."""
    wanted = fold(clean_line(text))
    with session.board.reading() as reading:
        latest = {fold(subject): (name, subject) for name, subject in _subjects(reading)}
    if wanted in latest:
        return [latest[wanted]]
    return [found for folded, found in latest.items() if wanted and wanted in folded]
