"""What needs settling: entries written without knowledge of each other, where nobody but a person can choose.

Copies merge without asking anybody; this lists what they leave open. One's own contradicting ballots come
first, then what else the person at the screen may settle.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

import msgspec

from beirat_tui.domain.text import clean, clean_line
from beirat_tui.log.bodies.board import MeetingFacts, OfSketch
from beirat_tui.log.bodies.rights import CertIssued, Role
from beirat_tui.log.bodies.rounds import BallotCast, RoundOpened
from beirat_tui.log.record import Record
from beirat_tui.log.rounds import meeting_facts
from beirat_tui.services import sides
from beirat_tui.services.clocks import local_time
from beirat_tui.services.conflict_views import Conflict, Side
from beirat_tui.services.people import Place, author, label_of, label_of_key, places
from beirat_tui.services.session import Session
from beirat_tui.store.board_file import Reading
from beirat_tui.store.contradictions import rounds_in, shared_slots
from beirat_tui.store.holdings import forked_keys
from beirat_tui.store.queue import titles


class _Family(NamedTuple):
    code: str
    settled_by: tuple[Role, ...]


_STAFF: Final[tuple[Role, ...]] = ("office", "chair")
_FAMILIES: Final[Mapping[str, _Family]] = {
    "member": _Family("roster", ("office", "chair", "root")),
    "deputy": _Family("deputies", ("office", "chair", "root")),
    "proxy": _Family("proxies", ("office", "chair", "root")),
    "rules": _Family("rules", ("office",)),
    "programme": _Family("programme", ("office",)),
    "sketch": _Family("versions", ("office",)),
    "summary": _Family("summaries", ("office",)),
    "check": _Family("ticks", ("office",)),
    "meeting": _Family("meeting", _STAFF),
    "agenda": _Family("agenda", _STAFF),
    "attendance": _Family("attendance", _STAFF),
    "count": _Family("counts", ("office",)),
    "decision": _Family("decisions", ("office",)),
    "condition": _Family("conditions", ("office",)),
    "centre": _Family("centre", ("office",)),
    "minutes": _Family("minutes", ("office",)),
    "dissent": _Family("dissents", ("member",)),
}
"""Families of slots in which siblings are for somebody to settle; elsewhere the rules decide."""
_BALLOTS: Final = {
    "own": _Family("own-ballots", ("member",)),
    "deputy": _Family("deputy-ballots", ("member",)),
    "hand": _Family("hand-ballots", ("office",)),
}


def conflicts(session: Session) -> list[Conflict]:
    """What needs settling on this board, as this copy knows it."""
    with session.reading() as reading:
        found = list(_Search(session, reading).everything())
    return sorted(
        found,
        key=lambda each: (not each.mine, each.code != "own-ballots", each.code, each.about, each.slot),
    )


def own_ballots(session: Session) -> list[Conflict]:
    """The votes of the person at the screen that contradict each other."""
    member = session.person.member
    if member is None or "member" not in session.person.roles:
        return []
    with session.reading() as reading:
        mine = [slot for slot in shared_slots(reading) if slot.endswith(f"/{member}/own")]
        return [] if not mine else list(_Search(session, reading).in_slots(mine))


class _Search:
    """Looks through one file for one person."""

    def __init__(self, session: Session, reading: Reading) -> None:
        self._person = session.person
        self._reading = reading
        self._roster: dict[str, Place] = places(reading)
        self._open = set(rounds_in(reading, "open"))

    def everything(self) -> Iterator[Conflict]:
        yield from self.in_slots(shared_slots(self._reading))
        for round_id in rounds_in(self._reading, "contested"):
            yield self._contested(round_id)
        for key in sorted(forked_keys(self._reading)):
            yield from self._forked(key)

    def in_slots(self, slots: Iterable[str]) -> Iterator[Conflict]:
        """What needs settling in SLOTS."""
        for slot in slots:
            conflict = self._in_slot(slot)
            if conflict is not None:
                yield conflict

    def _in_slot(self, slot: str) -> Conflict | None:
        family, *rest = slot.split("/")
        kind = _BALLOTS.get(rest[-1]) if family == "ballot" else _FAMILIES.get(family)
        if kind is None or (family == "ballot" and rest[0] not in self._open):
            return None
        values = self._reading.view.values(slot)
        if len(values) < 2 or _agree(values):  # noqa: PLR2004  (a pair)
            return None
        conflict = self._placed(Conflict(kind.code, slot, "", kind.settled_by, mine=False), values[0])
        conflict = replace(conflict, mine=self._mine(conflict))
        return replace(conflict, sides=tuple(self._side(each, mine=conflict.mine) for each in values))

    def _placed(self, conflict: Conflict, record: Record) -> Conflict:
        """CONFLICT with what it is about, as RECORD's body says."""
        body = record.body
        round_id = getattr(body, "round", None)
        sketch = body.sketch if isinstance(body, OfSketch) else getattr(body, "sketch", None)
        opening = self._reading.ledger.get(round_id or "")
        if opening is not None and isinstance(opening.body, RoundOpened):
            sketch = opening.body.sketch
        member = getattr(body, "voter", None) or getattr(body, "member", None)
        meeting = getattr(body, "meeting", None)
        return replace(
            conflict,
            about=self._about(sketch, meeting, member, conflict.slot),
            sketch=sketch,
            round=round_id,
            meeting=meeting,
            member=member,
        )

    def _about(self, sketch: str | None, meeting: str | None, member: str | None, slot: str) -> str:
        if sketch is not None:
            number, _ = titles(self._reading.connection, [sketch]).get(sketch, ("", ""))
            return number
        facts: MeetingFacts | None = meeting_facts(self._reading.view, meeting)
        if facts is not None:
            return clean_line(facts.number)
        if member is not None:
            return label_of(self._reading.view, member)
        return clean_line(slot.partition("/")[2])

    def _mine(self, conflict: Conflict) -> bool:
        roles = self._person.roles
        if "member" in conflict.settled_by:
            return "member" in roles and conflict.member == self._person.member
        return bool(roles & set(conflict.settled_by))

    def _side(self, record: Record, *, mine: bool) -> Side:
        """One side; what somebody else has voted is not told here."""
        label, name = author(self._reading, record, self._roster)
        told = mine or not isinstance(record.body, BallotCast)
        body = msgspec.to_builtins(record.body) if told else {}
        cleaned = {key: clean(each) if isinstance(each, str) else each for key, each in body.items()}
        words = sides.told(self._reading, record) if told else {}
        return Side(record.id, label, name, local_time(record.at), cleaned, words)

    def _contested(self, round_id: str) -> Conflict:
        """Several closings, or confirmations of several: the chair picks one."""
        closings = self._reading.view.effective(f"close/{round_id}")
        conflict = Conflict("closings", f"close/{round_id}", "", ("chair",), "chair" in self._person.roles)
        conflict = self._placed(conflict, closings[0])
        return replace(conflict, sides=tuple(self._side(each, mine=conflict.mine) for each in closings))

    def _forked(self, key: str) -> Iterator[Conflict]:
        """A key that was used in two places, until all its certificates have ended."""
        view = self._reading.view
        bodies = {each.id: each.body for each in view.effective("cert/*")}
        issued = {
            name: body for name, body in bodies.items() if isinstance(body, CertIssued) and body.key == key
        }
        if issued and all(view.effective(f"cut/{name}") for name in issued):
            return
        member = next((body.member for body in issued.values()), None)
        roles: tuple[Role, ...] = _STAFF if issued else ("root",)
        mine = bool(self._person.roles & set(roles))
        yield Conflict("fork", key, label_of_key(view, key), roles, mine, member=member)


def _agree(values: list[Record]) -> bool:
    """Whether ballots say the same and differ in their remarks only."""
    choices = {each.body.choice if isinstance(each.body, BallotCast) else each.id for each in values}
    return len(choices) == 1
