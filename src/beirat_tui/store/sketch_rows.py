"""The read models of sketches: the row in the queue, and the fields of action."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select

from beirat_tui.domain.text import clean_line
from beirat_tui.log.bodies.board import SketchFacts
from beirat_tui.log.bodies.rounds import RoundOpened
from beirat_tui.log.closing import RoundState
from beirat_tui.log.frontier import Frontier
from beirat_tui.log.view import View
from beirat_tui.store.awaited import await_records
from beirat_tui.store.ledger import FileLedger
from beirat_tui.store.rows import among, keyed, replace_rows
from beirat_tui.store.schema import (
    agenda_row,
    meeting_row,
    round_row,
    sketch_field,
    sketch_row,
)
from beirat_tui.store.sketch_texts import SketchTexts, write_texts

Row = dict[str, object]
_PROVISIONAL = {RoundState.CLOSED, RoundState.PAPER, RoundState.IRREGULAR, RoundState.PENDING}
_GROUPS = {"open": 0, "scheduled": 1, "back": 2, "submitted": 2, "closed": 3, "contested": 3}
_DECIDED = 4


_ROUNDS = select(
    round_row.c.sketch, round_row.c.round, round_row.c.state, round_row.c.result, round_row.c.votum
).where(among(round_row.c.sketch))
_AGENDAS = (
    select(agenda_row.c.sketch, agenda_row.c.meeting, agenda_row.c.place, meeting_row.c.day)
    .join(meeting_row, meeting_row.c.meeting == agenda_row.c.meeting)
    .where(among(agenda_row.c.sketch), meeting_row.c.state.in_(("planned", "open")))
)


class _Round(NamedTuple):
    """A round's row as the queue needs it."""

    round: str
    state: str
    result: str | None
    votum: str | None


class SketchProjector:
    """Recomputes the rows of sketches within one transaction."""

    def __init__(self, view: View) -> None:
        if not isinstance(view.ledger, FileLedger):
            raise TypeError(type(view.ledger).__name__)
        self.view = view
        self.ledger = view.ledger
        self.connection = view.ledger.connection

    def project(self, sketches: Iterable[str]) -> None:
        """Recompute the rows of SKETCHES."""
        ids = set(sketches)
        if not ids:
            return
        numbers = {each.id: n for n, each in self.ledger.numbered(ids) if each.kind == "sketch.submitted"}
        self.ledger.load_slots(f"{family}/{name}" for family in ("sketch", "summary") for name in ids)
        rounds, agendas = self._rounds(ids), self._agendas(ids)
        self.ledger.load(each.round for found in rounds.values() for each in found)
        rows: list[Row] = []
        fields: list[Row] = []
        texts: list[SketchTexts] = []
        waits: dict[str, list[str]] = {name: [] for name in ids}
        for name in sorted(ids & numbers.keys()):
            submitted = self.ledger.get(name)
            if submitted is None or self.view.inert(submitted) is not None:
                continue
            versions = self.view.values(f"sketch/{name}")
            latest = versions[0] if versions else submitted
            if not isinstance(latest.body, SketchFacts):
                continue
            n = numbers[name]
            openings = self._openings(rounds[name])
            waits[name] = [tip for opening in openings.values() for tip in opening.frontier]
            row = self._row(latest.body, _latest(self.ledger, rounds[name], openings), agendas[name])
            row |= {"n": n, "sketch": name, "flagged": int(len(versions) > 1)}
            rows.append(row)
            fields += [{"n": n, "field": field} for field in dict.fromkeys(latest.body.fields)]
            summaries = self.view.values(f"summary/{name}")
            summary = summaries[0].payload if summaries else None
            texts.append(SketchTexts(n, latest.body.number, latest.payload, summary))
        replace_rows(self.connection, sketch_row, sketch_row.c.sketch, ids, rows)
        replace_rows(self.connection, sketch_field, sketch_field.c.n, numbers.values(), fields)
        await_records(self.ledger, waits)
        write_texts(self.connection, set(numbers.values()), texts)

    def _openings(self, rounds: list[_Round]) -> dict[str, RoundOpened]:
        """What the rounds pinned, where several compete for being the latest."""
        standing = [each.round for each in rounds if each.state != RoundState.ABORTED]
        if len(standing) < 2:  # noqa: PLR2004  (two compete)
            return {}
        found = ((name, self.ledger.get(name)) for name in standing)
        return {
            name: record.body
            for name, record in found
            if record is not None and isinstance(record.body, RoundOpened)
        }

    def _rounds(self, ids: set[str]) -> dict[str, list[_Round]]:
        found: dict[str, list[_Round]] = defaultdict(list)
        for row in self.connection.execute(_ROUNDS, keyed(ids)):
            found[row.sketch].append(_Round(row.round, row.state, row.result, row.votum))
        return found

    def _agendas(self, ids: set[str]) -> dict[str, list[tuple[str, str, int]]]:
        """Day, meeting and place for every agenda of a meeting to come on which a sketch stands."""
        found: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for row in self.connection.execute(_AGENDAS, keyed(ids)):
            found[row.sketch].append((row.day, row.meeting, row.place))
        return found

    def _row(self, body: SketchFacts, latest: _Round | None, agendas: list[tuple[str, str, int]]) -> Row:
        stage, reason = _stage(latest, scheduled=bool(agendas))
        opening = None if latest is None else self.ledger.get(latest.round)
        opened = opening.body if opening is not None and isinstance(opening.body, RoundOpened) else None
        current = opened if opened is not None and stage in {"open", "closed", "contested"} else None
        day, meeting, place = min(agendas, default=(None, None, 0))
        deadline = None if current is None or current.deadline is None else current.deadline.isoformat()
        received = body.received.isoformat()
        when = deadline or day or "9999"
        number = clean_line(body.number)
        group = str(_GROUPS.get(stage, _DECIDED))
        return {
            "number": number,
            "received": received,
            "programme": body.programme,
            "applicant_kind": body.applicant_kind,
            "grant_cents": body.grant_cents,
            "stage": stage,
            "reason": reason,
            "round": None if latest is None else latest.round,
            "procedure": None if current is None else current.procedure,
            "deadline": deadline,
            "meeting": (None if current is None else current.meeting) or meeting,
            "meeting_day": day,
            "sort_key": "|".join((group, when, f"{place:05}", received, number)),
        }


def _latest(ledger: FileLedger, rounds: list[_Round], openings: dict[str, RoundOpened]) -> _Round | None:
    """The round whose opening knew most of the others; an aborted one only where there is no other."""
    others = [record for name in openings if (record := ledger.get(name)) is not None]

    def knew(name: str) -> int:
        if name not in openings:
            return 0
        frontier = Frontier(ledger, openings[name].frontier)
        return sum(1 for other in others if other in frontier)

    standing = [each for each in rounds if each.state != RoundState.ABORTED]
    return max(standing, key=lambda each: (knew(each.round), each.round), default=None)


def _stage(latest: _Round | None, *, scheduled: bool) -> tuple[str, str | None]:
    """Where a sketch stands, and the code that explains it."""
    waiting = "scheduled" if scheduled else "submitted"
    if latest is None:
        return waiting, None
    if latest.state == RoundState.OPEN:
        return "open", None
    if latest.state == RoundState.CONTESTED:
        return "contested", None
    if latest.state in _PROVISIONAL:
        return "closed", latest.votum or latest.state
    if latest.votum in {None, "not_decided", "back_to_board"}:
        return ("scheduled" if scheduled else "back"), latest.result
    return str(latest.votum), None
