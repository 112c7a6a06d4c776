"""The ledger kept in the file: the same questions as in memory, answered by queries.

It lives as long as one transaction. Records written in that transaction are held in memory until `flush`.
What it has read it remembers: single records, whole slots, and whole ranges of slots (`preload`).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select

from beirat_tui.domain.errors import InputError, StoreError
from beirat_tui.log import record as records
from beirat_tui.log.record import Record
from beirat_tui.store.chains import Chains
from beirat_tui.store.rows import among, insert_rows, keyed
from beirat_tui.store.schema import entry, record

Numbered = tuple[int, Record]
"""A record and its row number."""
_AFTER_ANY_SLOT = "\x7f"
_RECORD = select(record.c.n, record.c.id, record.c.raw, record.c.signature)
_PLACED = _RECORD.add_columns(entry.c.slot).join(entry, entry.c.n == record.c.n).order_by(entry.c.n)
_FOUNDING = select(record.c.id).where(record.c.n == 1)
_LAST = select(func.max(record.c.n))
_BY_ID = _RECORD.where(record.c.id == bindparam("id"))
_BY_IDS = _RECORD.where(among(record.c.id))
_BY_SLOT = _PLACED.where(entry.c.slot == bindparam("slot"))
_BY_SLOTS = _PLACED.where(among(entry.c.slot))
_NAMES = (
    select(entry.c.slot).distinct().where(entry.c.slot >= bindparam("first"), entry.c.slot < bindparam("end"))
)
_prefix = func.json_each(bindparam("keys")).table_valued("value", name="keys")
_within = entry.alias("within")
_UNDER_PREFIXES = _PLACED.where(
    entry.c.n.in_(
        select(_within.c.n).join(
            _prefix,
            and_(_within.c.slot >= _prefix.c.value, _within.c.slot < _prefix.c.value.concat(_AFTER_ANY_SLOT)),
        )
    )
)
_BY_PAYLOADS = select(entry.c.id).where(among(entry.c.payload))


class FileLedger:
    """The granted records in one transaction on the board file.

    Attributes:
        connection: the transaction.
        written: what this transaction has written and nobody has settled yet, with row numbers.
        board: the id of the founding record; None in an empty file.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._chains = Chains(connection)
        self._known: dict[str, Record | None] = {}
        self._numbers: dict[str, int] = {}
        self._slots: dict[str, list[Record]] = {}
        self._fresh: dict[str, Record] = {}
        self._fresh_slots: dict[str, list[Record]] = defaultdict(list)
        self._whole: dict[int, set[str]] = defaultdict(set)
        self._names: list[str] | None = None
        self._last: int | None = None
        self._restored = False
        self.written: list[Numbered] = []
        founding = connection.execute(_FOUNDING).scalar()
        self.board: str | None = founding

    # --- asking -----------------------------------------------------------------------------------------

    def get(self, record_id: str) -> Record | None:
        """The granted record with this id."""
        if record_id in self._fresh:
            return self._fresh[record_id]
        if record_id not in self._known:
            row = self.connection.execute(_BY_ID, {"id": record_id}).first()
            self._known[record_id] = None if row is None else self._remember(row)
        return self._known[record_id]

    def load(self, ids: Iterable[str]) -> None:
        """Read the records with these IDS at once, and remember which are not here."""
        wanted = {name for name in ids if name not in self._known and name not in self._fresh}
        if wanted:
            self._known.update(dict.fromkeys(wanted))
            for row in self.connection.execute(_BY_IDS, keyed(wanted)):
                self._remember(row)

    def lack(self, ids: Iterable[str]) -> None:
        """Remember that no record with one of IDS was here when this transaction began."""
        for name in ids:
            if name not in self._fresh:
                self._known.setdefault(name, None)

    def slot(self, slot: str) -> Sequence[Record]:
        """The granted records of one slot, in the order of arrival."""
        if slot not in self._slots:
            self._slots[slot] = []
            if not self._covered(slot):
                self._place(self.connection.execute(_BY_SLOT, {"slot": slot}))
        fresh = self._fresh_slots.get(slot)
        return self._slots[slot] + fresh if fresh else self._slots[slot]

    def load_slots(self, slots: Iterable[str]) -> None:
        """Read these SLOTS at once."""
        wanted = {slot for slot in slots if slot not in self._slots and not self._covered(slot)}
        if wanted:
            self._slots.update({slot: [] for slot in wanted})
            self._place(self.connection.execute(_BY_SLOTS, keyed(wanted)))

    def preload(self, *prefixes: str) -> None:
        """Read all slots below PREFIXES at once; none of these may begin with another."""
        wanted = [prefix for prefix in prefixes if not self._covered(prefix)]
        if not wanted:
            return
        for slot in [slot for slot in self._slots if slot.startswith(tuple(wanted))]:
            del self._slots[slot]
        self._place(self.connection.execute(_UNDER_PREFIXES, keyed(wanted)))
        for prefix in wanted:
            self._whole[len(prefix)].add(prefix)
        self._names = None

    def slots_under(self, prefix: str) -> Iterator[str]:
        """The slots whose name begins with PREFIX, sorted."""
        fresh = (slot for slot in self._fresh_slots if slot.startswith(prefix))
        if not self._covered(prefix):
            stored = self.connection.execute(
                _NAMES, {"first": prefix, "end": prefix + _AFTER_ANY_SLOT}
            ).scalars()
            yield from sorted({*stored, *fresh})
            return
        if self._names is None:
            self._names = sorted(slot for slot, found in self._slots.items() if found)
        first = bisect_left(self._names, prefix)
        last = bisect_left(self._names, prefix + _AFTER_ANY_SLOT)
        yield from sorted({*self._names[first:last], *fresh})

    def forked(self, author: str) -> bool:
        """Whether AUTHOR has two granted records with one predecessor."""
        return self._chains.forked(author)

    def tips(self) -> list[str]:
        """The ids of the last record of every chain (several where a key forked), sorted."""
        self.flush()
        return self._chains.tips()

    def tips_of(self, author: str) -> list[Record]:
        """The last records of AUTHOR's chain, the longest first."""
        self.flush()
        return sorted(self._found(self._chains.tips_of(author)), key=lambda known: (-known.seq, known.id))

    def chain(self, author: str) -> list[Record]:
        """AUTHOR's records in the order of their numbers."""
        self.flush()
        return self._found(self._chains.chain(author))

    def holding(self, payloads: Iterable[str]) -> list[Record]:
        """The records that name one of PAYLOADS (hashes), in the order of arrival; usually one each."""
        self.flush()
        ids = self.connection.execute(_BY_PAYLOADS, keyed(payloads)).scalars().all()
        return [each for _, each in self.numbered(ids)]

    def numbered(self, ids: Iterable[str]) -> list[Numbered]:
        """The records of these IDS that are in the file, with their row numbers, in order."""
        ids = set(ids)
        self.load(ids)
        return sorted(
            (self._numbers[name], each) for name in ids if (each := self._known.get(name)) is not None
        )

    def payloads_of(self, ids: Iterable[str]) -> set[str]:
        """The hashes of the payloads that the records of these IDS name."""
        ids = list(ids)
        self.load(ids)
        return {
            each.payload for name in ids if (each := self.get(name)) is not None and each.payload is not None
        }

    def _found(self, ids: Sequence[str]) -> list[Record]:
        self.load(ids)
        return [known for known in map(self.get, ids) if known is not None]

    def _covered(self, slot: str) -> bool:
        """Whether SLOT lies in a range that was read whole."""
        for length, prefixes in self._whole.items():  # noqa: SIM110  (asked very often)
            if slot[:length] in prefixes:
                return True
        return False

    def _place(self, rows: Iterable[Any]) -> None:
        for row in rows:
            self._slots.setdefault(row.slot, []).append(self._known.get(row.id) or self._remember(row))

    def _remember(self, row: Any) -> Record:  # noqa: ANN401  (a row of `_RECORD`)
        found = self._known[row.id] = read_stored(row.id, row.raw, row.signature)
        self._numbers[row.id] = row.n
        return found

    def forget(self) -> None:
        """Let go of everything that was read: nothing changes but the memory used.

        What was restored stays: somebody holds all of it anyway.
        """
        self.flush()
        if self._restored:
            return
        self._known.clear()
        self._numbers.clear()
        self._slots.clear()
        self._whole.clear()
        self._names = None

    # --- writing ----------------------------------------------------------------------------------------

    def insert(self, new: Record) -> None:
        """Hold the granted record NEW; it counts at once and is written by `flush`."""
        if new.board is None:
            self.board = new.id
        self._fresh[new.id] = new
        self._fresh_slots[new.slot].append(new)

    def flush(self) -> None:
        """Write the held records with their places in the chains."""
        if not self._fresh:
            return
        if self._last is None:
            self._last = self.connection.execute(_LAST).scalar() or 0
        numbered = list(enumerate(self._fresh.values(), self._last + 1))
        self._last = numbered[-1][0]
        insert_rows(self.connection, record, [(n, r.id, r.raw, r.signature) for n, r in numbered])
        for n, fresh in numbered:
            self._known[fresh.id], self._numbers[fresh.id] = fresh, n
            if fresh.slot in self._slots or self._covered(fresh.slot):
                self._slots.setdefault(fresh.slot, []).append(fresh)
        self._names = None
        self._fresh.clear()
        self._fresh_slots.clear()
        self.written += numbered
        self._write_entries(numbered)

    def restore(self, numbered: list[Numbered]) -> None:
        """Write the places in the chains of records that are in the file already."""
        for n, each in numbered:
            self._known[each.id], self._numbers[each.id] = each, n
            self._slots.setdefault(each.slot, []).append(each)
        self._whole[0].add("")
        self._names = None
        self._restored = True
        self._write_entries(numbered)

    def _write_entries(self, numbered: list[Numbered]) -> None:
        if numbered:
            insert_rows(self.connection, entry, [_entry(n, r) for n, r in numbered])
            self._chains.grow([r for _, r in numbered])


def read_stored(record_id: str, raw: bytes, signature: bytes) -> Record:
    """The record in a row of the file.

    Raises:
        StoreError: ``store.damaged-record``: the bytes are not those that the id was made from.
    """
    try:
        found = records.read(raw, signature, check_signature=False)
    except InputError:
        raise StoreError("store.damaged-record", record=record_id) from None
    if found.id != record_id:
        raise StoreError("store.damaged-record", record=record_id)
    return found


def _entry(n: int, r: Record) -> tuple[int | str | None, ...]:
    """The columns of `entry` that do not change; reason and cause follow later."""
    return n, r.id, r.kind, r.slot, r.author, r.seq, r.prev, r.by, r.at, r.payload
