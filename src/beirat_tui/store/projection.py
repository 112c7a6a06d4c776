"""The read models: one row an object, computed from heads whenever something of it may have changed.

One function an object computes its row from nothing but the records, so that keeping the models up to date
and making them anew (`rebuild`) are the same code.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import select

from beirat_tui.log.bodies.board import AgendaSet, MeetingFacts, ProxyGiven
from beirat_tui.log.bodies.rights import EraseOrdered
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import meeting_facts
from beirat_tui.log.view import View
from beirat_tui.store.erasure import project_erasures
from beirat_tui.store.ledger import FileLedger
from beirat_tui.store.round_rows import project_rounds
from beirat_tui.store.rows import among, keyed, replace_rows
from beirat_tui.store.schema import agenda_row, meeting_row
from beirat_tui.store.sketch_rows import SketchProjector
from beirat_tui.store.sketch_texts import purge_search

_AT_ONCE: Final = 500
"""Rounds, or sketches, whose records are held in memory together."""
_ON_AGENDA = select(agenda_row.c.sketch).where(among(agenda_row.c.meeting))


class Projector:
    """Brings the read models up to date within one transaction.

    Each object is computed once, at the end, however many records speak of it; and so many at a time that
    what they are made of fits into memory.
    """

    def __init__(self, ledger: FileLedger) -> None:
        self.ledger = ledger
        self._objects: dict[str, set[str]] = defaultdict(set)

    def note(self, changed: Iterable[Record]) -> None:
        """Note the objects that the CHANGED records speak of."""
        for family, names in _objects(changed).items():
            self._objects[family] |= names

    def project(self) -> None:
        """Recompute the rows of every object that was noted."""
        objects, self._objects = self._objects, defaultdict(set)
        if not any(objects.values()):
            return
        self.ledger.load(name for family in ("meeting", "erase") for name in objects[family])
        sketches = objects["sketch"] | self._project_meetings(objects["meeting"])
        self.ledger.load_slots(f"erase/{name}" for name in objects["erase"])
        targets = (self.ledger.get(name) for name in objects["erase"])
        hashes = {each.payload for each in targets if each is not None and each.payload is not None}
        for piece in self._pieces(objects["round"]):
            rounds = project_rounds(View(self.ledger), piece)
            sketches |= rounds.sketches
            hashes |= rounds.hashes
        bereft = project_erasures(View(self.ledger), hashes)
        sketches |= _objects(bereft)["sketch"]
        for piece in self._pieces(sketches):
            SketchProjector(View(self.ledger)).project(piece)
        if bereft:
            purge_search(self.ledger.connection)

    def _pieces(self, names: Iterable[str]) -> Iterator[set[str]]:
        """NAMES, so many at a time that what their rows are made of fits into memory."""
        ordered = sorted(names)
        for start in range(0, len(ordered), _AT_ONCE):
            if start:
                self.ledger.forget()
            yield set(ordered[start : start + _AT_ONCE])

    def _project_meetings(self, meetings: set[str]) -> set[str]:
        """Recompute the rows of MEETINGS; returns the sketches that are now to be treated another time."""
        if not meetings:
            return set()
        view = View(self.ledger)
        self.ledger.load_slots(f"{family}/{name}" for family in ("meeting", "agenda") for name in meetings)
        rows: list[dict[str, object]] = []
        places: list[dict[str, object]] = []
        for meeting in sorted(meetings):
            called = self.ledger.get(meeting)
            facts = meeting_facts(view, meeting)
            if called is None or facts is None or view.inert(called) is not None:
                continue
            rows.append(
                {"meeting": meeting, "day": facts.day.isoformat(), "time": facts.time, "state": _state(facts)}
            )
            agendas = view.values(f"agenda/{meeting}")
            body = agendas[0].body if agendas else None
            sketches = dict.fromkeys(body.sketches) if isinstance(body, AgendaSet) else {}
            places += [
                {"meeting": meeting, "place": place, "sketch": sketch}
                for place, sketch in enumerate(sketches, 1)
            ]
        connection = self.ledger.connection
        moved = replace_rows(connection, agenda_row, agenda_row.c.meeting, meetings, places)
        changed = replace_rows(connection, meeting_row, meeting_row.c.meeting, meetings, rows)
        on_agenda = set(connection.execute(_ON_AGENDA, keyed(changed.values("meeting"))).scalars())
        return on_agenda | moved.values("sketch")


def _state(facts: MeetingFacts) -> str:
    if facts.cancelled:
        return "cancelled"
    if facts.closed is not None:
        return "closed"
    return "planned" if facts.opened is None else "open"


def _objects(changed: Iterable[Record]) -> dict[str, set[str]]:
    """The ids of the sketches, meetings, rounds and erased records that CHANGED speaks of, by family."""
    found: dict[str, set[str]] = defaultdict(set)
    own = {"sketch.submitted": "sketch", "meeting.called": "meeting", "round.opened": "round"}
    for record in changed:
        if record.kind in own:
            found[own[record.kind]].add(record.id)
        body = record.body
        if isinstance(body, EraseOrdered):
            found["erase"].add(body.record)
        for family in ("sketch", "meeting", "round"):
            name = getattr(body, family, None)
            if name is not None and not isinstance(body, ProxyGiven):
                found[family].add(name)
    return found
