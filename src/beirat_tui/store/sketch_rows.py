"""The read models of sketches: the row in the queue, the fields of action, the texts for the search."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import delete, insert, select, text

from beirat_tui.domain.text import clean, clean_line, fold, fold_bare
from beirat_tui.log.bodies.board import SketchFacts
from beirat_tui.log.bodies.rounds import RoundOpened
from beirat_tui.log.closing import RoundState
from beirat_tui.log.frontier import Frontier
from beirat_tui.log.payload import read_texts
from beirat_tui.log.record import Record
from beirat_tui.log.view import View
from beirat_tui.store.ledger import FileLedger
from beirat_tui.store.rows import chunks, replace_rows
from beirat_tui.store.schema import (
    agenda_row,
    entry,
    meeting_row,
    payload,
    round_row,
    sketch_field,
    sketch_row,
    sketch_text,
)

Row = dict[str, object]
_PROVISIONAL = {RoundState.CLOSED, RoundState.PAPER, RoundState.IRREGULAR, RoundState.PENDING}
_GROUPS = {"open": 0, "scheduled": 1, "back": 2, "submitted": 2, "closed": 3, "contested": 3}
_DECIDED = 4


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
        numbers = self._numbers(ids)
        rounds, agendas = self._rounds(ids), self._agendas(ids)
        rows: list[Row] = []
        fields: list[Row] = []
        texts: list[tuple[int, Record]] = []
        summaries: dict[int, str] = {}
        for name in sorted(ids & numbers.keys()):
            submitted = self.ledger.get(name)
            if submitted is None or self.view.inert(submitted) is not None:
                continue
            versions = self.view.values(f"sketch/{name}")
            latest = versions[0] if versions else submitted
            if not isinstance(latest.body, SketchFacts):
                continue
            n = numbers[name]
            row = self._row(latest.body, rounds[name], agendas[name])
            row |= {"n": n, "sketch": name, "flagged": int(len(versions) > 1)}
            rows.append(row)
            fields += [{"n": n, "field": field} for field in dict.fromkeys(latest.body.fields)]
            texts.append((n, latest))
            summaries[n] = self._summary(name)
        self._write(ids, list(numbers.values()), rows, fields, self._all_texts(texts, summaries))

    def _numbers(self, ids: set[str]) -> dict[str, int]:
        query = select(entry.c.id, entry.c.n).where(entry.c.kind == "sketch.submitted")
        return {
            row.id: row.n
            for part in chunks(ids)
            for row in self.connection.execute(query.where(entry.c.id.in_(part)))
        }

    def _rounds(self, ids: set[str]) -> dict[str, list[_Round]]:
        found: dict[str, list[_Round]] = defaultdict(list)
        for part in chunks(ids):
            for row in self.connection.execute(select(round_row).where(round_row.c.sketch.in_(part))):
                found[row.sketch].append(_Round(row.round, row.state, row.result, row.votum))
        return found

    def _agendas(self, ids: set[str]) -> dict[str, list[tuple[str, str, int]]]:
        """Day, meeting and place for every agenda of a meeting to come on which a sketch stands."""
        query = select(agenda_row.c.sketch, agenda_row.c.meeting, agenda_row.c.place, meeting_row.c.day).join(
            meeting_row, meeting_row.c.meeting == agenda_row.c.meeting
        )
        found: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        for part in chunks(ids):
            to_come = query.where(agenda_row.c.sketch.in_(part), meeting_row.c.state.in_(("planned", "open")))
            for row in self.connection.execute(to_come):
                found[row.sketch].append((row.day, row.meeting, row.place))
        return found

    def _row(self, body: SketchFacts, rounds: list[_Round], agendas: list[tuple[str, str, int]]) -> Row:
        latest = self._latest(rounds)
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

    def _latest(self, rounds: list[_Round]) -> _Round | None:
        """The round whose opening knew most of the others; an aborted one only where there is no other."""
        standing = [each for each in rounds if each.state != RoundState.ABORTED]
        openings = {each.round: self.ledger.get(each.round) for each in standing}

        def knew(name: str) -> int:
            opening = openings[name]
            if opening is None or not isinstance(opening.body, RoundOpened) or len(openings) == 1:
                return 0
            frontier = Frontier(self.ledger, opening.body.frontier)
            return sum(1 for other in openings.values() if other is not None and other in frontier)

        return max(standing, key=lambda each: (knew(each.round), each.round), default=None)

    def _write(
        self,
        ids: set[str],
        numbers: list[int],
        rows: list[Row],
        fields: list[Row],
        found: list[tuple[int, dict[str, object]]],
    ) -> None:
        run = self.connection.execute
        replace_rows(self.connection, sketch_row, sketch_row.c.sketch, ids, rows)
        gone = [{"n_": n} for n in numbers]
        if gone:
            run(text("DELETE FROM sketch_field WHERE n = :n_"), gone)
            run(text("DELETE FROM sketch_text WHERE n = :n_"), gone)
            run(text("DELETE FROM sketch_search WHERE rowid = :n_"), gone)
        if fields:
            run(insert(sketch_field), fields)
        if found:
            run(insert(sketch_text), [{"n": n, **_shown(each)} for n, each in found])
            run(
                text("INSERT INTO sketch_search (rowid, expanded, bare) VALUES (:n, :expanded, :bare)"),
                [{"n": n, **_searched(each)} for n, each in found],
            )

    def _all_texts(
        self, latest: list[tuple[int, Record]], summaries: dict[int, str]
    ) -> list[tuple[int, dict[str, object]]]:
        """What the payloads say, with the file number and the office's summary, which are looked for too."""
        found: list[tuple[int, dict[str, object]]] = []
        for n, record in latest:
            number = record.body.number if isinstance(record.body, SketchFacts) else ""
            found.append((n, self._texts(record) | {"number": number, "summary": summaries[n]}))
        return found

    def _summary(self, sketch: str) -> str:
        values = self.view.values(f"summary/{sketch}")
        return _string(self._texts(values[0]).get("text")) if values else ""

    def _texts(self, latest: Record) -> dict[str, object]:
        query = select(payload.c.blob).where(payload.c.hash == latest.payload)
        blob = self.connection.execute(query).scalar()
        return {} if blob is None else read_texts(blob)


def _shown(texts: dict[str, object]) -> Row:
    who = "\n".join(_string(texts.get(f"applicant_{key}")) for key in ("name", "place", "region"))
    return {
        "title": clean_line(_string(texts.get("title"))),
        "applicant": clean_line(_string(texts.get("applicant_name"))),
        "applicant_words": f"{fold(who)}\n{fold_bare(who)}",
    }


def _searched(texts: dict[str, object]) -> Row:
    """All texts in one, twice: with ä as ae and with ä as a."""
    sections = texts.get("sections")
    partners = texts.get("partners")
    parts = [_string(value) for key, value in sorted(texts.items()) if key not in {"sections", "partners"}]
    parts += [_string(value) for value in sections.values()] if isinstance(sections, dict) else []
    parts += [_string(value) for value in partners] if isinstance(partners, list) else []
    whole = clean("\n".join(part for part in parts if part))
    return {"expanded": fold(whole), "bare": fold_bare(whole)}


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


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


def forget_texts(ledger: FileLedger) -> None:
    """Empty the search index; the rows come back with the sketches."""
    ledger.connection.execute(delete(sketch_text))
    ledger.connection.execute(text("DELETE FROM sketch_search"))
