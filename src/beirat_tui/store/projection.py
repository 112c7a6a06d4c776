"""The read models: one row an object, computed from heads whenever something of it may have changed.

One function an object computes its row from nothing but the records, so that keeping the models up to date
and making them anew (`rebuild`) are the same code.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

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

_ON_AGENDA = select(agenda_row.c.sketch).where(among(agenda_row.c.meeting))


class Projector:
    """Brings the read models up to date within one transaction."""

    def __init__(self, ledger: FileLedger) -> None:
        self.ledger = ledger
        self.view = View(ledger)

    def project(self, changed: Sequence[Record]) -> None:
        """Recompute the rows of every object that the CHANGED records speak of."""
        if not changed:
            return
        objects = _objects(changed)
        self._load(objects)
        rescheduled = self._project_meetings(objects["meeting"])
        rounds = project_rounds(self.view, objects["round"])
        sketches = objects["sketch"] | rescheduled | rounds.sketches
        targets = (self.ledger.get(name) for name in objects["erase"])
        hashes = {each.payload for each in targets if each is not None and each.payload is not None}
        bereft = project_erasures(self.view, hashes | rounds.hashes)
        sketches |= _objects(bereft)["sketch"]
        SketchProjector(self.view).project(sketches)
        if bereft:
            purge_search(self.ledger.connection)

    def _load(self, objects: dict[str, set[str]]) -> None:
        """Read at once what the rows of OBJECTS are made of."""
        self.ledger.load(name for names in objects.values() for name in names)
        self.ledger.load_slots(
            f"{family}/{name}"
            for family, names in objects.items()
            for name in names
            if family in {"meeting", "erase"}
        )
        self.ledger.load_slots(f"agenda/{name}" for name in objects["meeting"])

    def _project_meetings(self, meetings: set[str]) -> set[str]:
        """Recompute the rows of MEETINGS; returns the sketches that are now to be treated another time."""
        if not meetings:
            return set()
        rows: list[dict[str, object]] = []
        places: list[dict[str, object]] = []
        for meeting in sorted(meetings):
            called = self.ledger.get(meeting)
            facts = meeting_facts(self.view, meeting)
            if called is None or facts is None or self.view.inert(called) is not None:
                continue
            rows.append(
                {"meeting": meeting, "day": facts.day.isoformat(), "time": facts.time, "state": _state(facts)}
            )
            agendas = self.view.values(f"agenda/{meeting}")
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
