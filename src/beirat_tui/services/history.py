"""The log: every record with author, time, kind and effect, and one of them in full."""

import string
from array import array
from collections.abc import Mapping
from typing import Any, Final

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.text import clean, clean_line, fold
from beirat_tui.log import keys
from beirat_tui.log import payload as payloads
from beirat_tui.log.granting import standing
from beirat_tui.log.record import PREFIX, Record
from beirat_tui.services.clocks import local_time
from beirat_tui.services.history_views import LogDetail, LogEntry
from beirat_tui.services.kept import keep
from beirat_tui.services.people import Place, places
from beirat_tui.services.session import Session
from beirat_tui.store import history as stored
from beirat_tui.store.board_file import Reading
from beirat_tui.store.history import Search
from beirat_tui.wording.catalogue import _ as translated
from beirat_tui.wording.kinds import EFFECTS, NAMES, REASONS

ENOUGH: Final = 8
"""Digits of an id that are enough to look it up."""
_ID_DIGITS: Final = 64


def count(session: Session, query: str = "") -> int:
    """How many entries there are, or how many QUERY finds."""
    if query.split():
        return len(_found(session, query))
    with session.reading() as reading:
        return stored.count(reading.connection)


def entries(session: Session, query: str, first: int, count: int) -> list[LogEntry]:
    """COUNT entries from place FIRST on (from 0), the last to arrive first.

    Args:
        session: any.
        query: words that must all be found in the kind (its code or its name), the slot, the author's label
            or name, the effect, or at the beginning of the id; empty for all.
        first: place of the first, from 0.
        count: how many.
    """
    numbers = _found(session, query)[first : first + count] if query.split() else None
    with session.reading() as reading:
        if numbers is None:
            rows = stored.newest(reading.connection, first, count)
        else:
            rows = stored.rows(reading.connection, numbers)
        authors = _Authors(reading)
        return [_entry(each, authors) for each in rows]


def entry(session: Session, typed: str) -> LogDetail:
    """The entry whose id is TYPED, or begins with it (eight digits or more).

    Raises:
        InputError: ``history.unknown``, ``history.several``.
    """
    digits = typed.strip().lower()
    with session.reading() as reading:
        record = reading.ledger.get(_id(reading, digits))
        row = stored.row(reading.connection, "" if record is None else record.id)
        if record is None or row is None:
            raise InputError("history.unknown", entry=clean_line(typed, 70))
        return _detail(reading, record, _entry(row, _Authors(reading)), row["cause"])


def _id(reading: Reading, digits: str) -> str:
    if len(digits) == _ID_DIGITS or len(digits) < ENOUGH or set(digits) - set(string.hexdigits):
        return digits
    ids = stored.beginning_with(reading.connection, digits, 2)
    if len(ids) > 1:
        raise InputError("history.several", entry=digits)
    return ids[0] if ids else digits


def _found(session: Session, query: str) -> "array[int]":
    words = tuple(dict.fromkeys(query.split()))

    def read(reading: Reading) -> "array[int]":
        authors = _Authors(reading)
        return stored.found(reading.connection, [_search(word, authors) for word in words])

    return keep(session, ("history", words, translated(NAMES["ballot.cast"])), read)


def _search(word: str, authors: "_Authors") -> Search:
    wanted = fold(clean_line(word))

    def named(names: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(key for key, name in names.items() if wanted in fold(translated(name)))

    reasons = named(REASONS)
    effects = {*named(EFFECTS), *(("inert",) if set(reasons) - {"unknown"} else ())}
    return Search(
        clean_line(word).lower(),
        named(NAMES),
        authors.certificates(wanted),
        tuple(sorted(effects - {"effective"})),
    )


class _Authors:
    """Who stands behind certificates."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._roster: dict[str, Place] = places(reading)
        self._known: dict[str, tuple[str, str]] = {}

    def of(self, certificate: str) -> tuple[str, str]:
        """Label and name of the person with CERTIFICATE; the root keys have the label ``root``."""
        if certificate not in self._known:
            record = self._reading.ledger.get(certificate)
            acting = None if record is None else standing(record, getattr(record.body, "key", record.author))
            member = None if acting is None else acting.member
            place = self._roster.get(member or "")
            bare = ("root" if member is None else member, "")
            self._known[certificate] = bare if place is None else (place.label, place.name)
        return self._known[certificate]

    def certificates(self, wanted: str) -> tuple[str, ...]:
        """The certificates of the persons whose label or name has WANTED (folded) in it."""
        known = stored.certificates(self._reading.connection)
        self._reading.ledger.load(known)
        return tuple(each for each in known if any(wanted in fold(text) for text in self.of(each)))


def _entry(row: Mapping[str, Any], authors: _Authors) -> LogEntry:
    label, name = authors.of(row["by"] or row["id"])
    return LogEntry(
        id=row["id"],
        at=local_time(row["at"]),
        author_label=label,
        author_name=name,
        kind=row["kind"],
        slot=row["slot"],
        effect=_effect(row),
        reason=row["reason"],
    )


def _effect(row: Mapping[str, Any]) -> str:
    if row["reason"] is None:
        return "effective" if row["in_force"] else "replaced"
    return "unknown" if row["reason"] == "unknown" else "inert"


def _detail(reading: Reading, record: Record, line: LogEntry, cause: str | None) -> LogDetail:
    blob = reading.blob(record.payload)
    state = "none" if record.payload is None else "here" if blob is not None else "missing"
    if state == "missing" and record.payload in reading.erased_payloads():
        state = "erased"
    return LogDetail(
        entry=line,
        raw=record.raw,
        signature=record.signature.hex(),
        signature_ok=keys.valid(record.author, PREFIX + record.raw, record.signature),
        author=record.author,
        by=record.by,
        seq=record.seq,
        prev=record.prev,
        replaces=record.replaces,
        replaced_by=tuple(each.id for each in reading.ledger.slot(record.slot) if record.id in each.replaces),
        cause=cause,
        body=_clean(record.data()),
        payload=record.payload,
        payload_state=state,
        payload_size=0 if blob is None else len(payloads.content(blob)),
        texts=_clean(reading.texts(record)),
    )


def _clean(value: Any) -> Any:  # noqa: ANN401  (JSON of any shape, which comes back in the same shape)
    """VALUE with every text made harmless."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean_line(key): _clean(each) for key, each in value.items()}
    return [_clean(each) for each in value] if isinstance(value, list) else value
