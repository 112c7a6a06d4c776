"""The ledger kept in the file: the same questions as in memory, answered by queries.

It lives as long as one transaction. Records written in that transaction are held in memory until `flush`.
What it has read it remembers: single records, whole slots, and whole ranges of slots (`preload`).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, insert, or_, select

from beirat_tui.domain.errors import InputError, StoreError
from beirat_tui.log import record as records
from beirat_tui.log.record import Record
from beirat_tui.store.rows import chunks
from beirat_tui.store.schema import entry, fork, record, tip

_AFTER_ANY_SLOT = "\x7f"


class FileLedger:
    """The granted records in one transaction on the board file.

    Attributes:
        connection: the transaction.
        written: what this transaction has written and nobody has settled yet, with row numbers.
        board: the id of the founding record; None in an empty file.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._known: dict[str, Record | None] = {}
        self._slots: dict[str, list[Record]] = {}
        self._fresh: dict[str, Record] = {}
        self._fresh_slots: dict[str, list[Record]] = defaultdict(list)
        self._forks: dict[str, bool] = {}
        self._whole: dict[int, set[str]] = defaultdict(set)
        self._names: list[str] | None = None
        self._last: int | None = None
        self.written: list[tuple[int, Record]] = []
        founding = connection.execute(select(record.c.id).where(record.c.n == 1)).scalar()
        self.board: str | None = founding

    def get(self, record_id: str) -> Record | None:
        """The granted record with this id."""
        if record_id in self._fresh:
            return self._fresh[record_id]
        if record_id not in self._known:
            row = self.connection.execute(
                select(record.c.raw, record.c.signature).where(record.c.id == record_id)
            ).first()
            self._known[record_id] = None if row is None else read_stored(record_id, row.raw, row.signature)
        return self._known[record_id]

    def load(self, ids: Iterable[str]) -> None:
        """Read the records with these IDS at once, and remember which are not here."""
        wanted = {name for name in ids if name not in self._known and name not in self._fresh}
        query = select(record.c.id, record.c.raw, record.c.signature)
        for part in chunks(wanted):
            self._known.update(dict.fromkeys(part))
            for row in self.connection.execute(query.where(record.c.id.in_(part))):
                self._known[row.id] = read_stored(row.id, row.raw, row.signature)

    def slot(self, slot: str) -> Sequence[Record]:
        """The granted records of one slot, in the order of arrival."""
        if slot not in self._slots:
            self._slots[slot] = []
            if not self._covered(slot):
                self._read(entry.c.slot == slot)
        fresh = self._fresh_slots.get(slot)
        return self._slots[slot] + fresh if fresh else self._slots[slot]

    def load_slots(self, slots: Iterable[str]) -> None:
        """Read these SLOTS at once."""
        wanted = {slot for slot in slots if slot not in self._slots and not self._covered(slot)}
        for part in chunks(wanted):
            self._slots.update({slot: [] for slot in part})
            self._read(entry.c.slot.in_(part))

    def preload(self, *prefixes: str) -> None:
        """Read all slots whose names begin with one of PREFIXES at once."""
        wanted = [prefix for prefix in prefixes if not self._covered(prefix)]
        if not wanted:
            return
        for slot in [slot for slot in self._slots if slot.startswith(tuple(wanted))]:
            del self._slots[slot]
        self._read(or_(*map(_under, wanted)))
        for prefix in wanted:
            self._whole[len(prefix)].add(prefix)
        self._names = None

    def _read(self, which: ColumnElement[bool]) -> None:
        query = select(entry.c.slot, record.c.id, record.c.raw, record.c.signature).join(
            entry, entry.c.n == record.c.n
        )
        for row in self.connection.execute(query.where(which).order_by(entry.c.n)):
            found = self._known.get(row.id) or read_stored(row.id, row.raw, row.signature)
            self._known[row.id] = found
            self._slots.setdefault(row.slot, []).append(found)

    def _covered(self, slot: str) -> bool:
        """Whether SLOT lies in a range that was read whole."""
        return any(slot[:length] in prefixes for length, prefixes in self._whole.items())

    def slots_under(self, prefix: str) -> Iterator[str]:
        """The slots whose name begins with PREFIX, sorted."""
        fresh = (slot for slot in self._fresh_slots if slot.startswith(prefix))
        if not self._covered(prefix):
            stored = self.connection.execute(select(entry.c.slot).distinct().where(_under(prefix))).scalars()
            yield from sorted({*stored, *fresh})
            return
        if self._names is None:
            self._names = sorted(slot for slot, found in self._slots.items() if found)
        first = bisect_left(self._names, prefix)
        last = bisect_left(self._names, prefix + _AFTER_ANY_SLOT)
        yield from sorted({*self._names[first:last], *fresh})

    def forked(self, author: str) -> bool:
        """Whether AUTHOR has two granted records with one predecessor."""
        if author not in self._forks:
            found = self.connection.execute(select(fork.c.author).where(fork.c.author == author)).first()
            self._forks[author] = found is not None
        return self._forks[author]

    def tips(self) -> list[str]:
        """The ids of the last record of every chain (several where a key forked), sorted."""
        self.flush()
        return list(self.connection.execute(select(tip.c.id).order_by(tip.c.id)).scalars())

    def tips_of(self, author: str) -> list[Record]:
        """The last records of AUTHOR's chain, the longest first."""
        self.flush()
        found = self.connection.execute(select(tip.c.id).where(tip.c.author == author)).scalars()
        tips = [known for known in map(self.get, found.all()) if known is not None]
        return sorted(tips, key=lambda known: (-known.seq, known.id))

    def chain(self, author: str) -> list[Record]:
        """AUTHOR's records in the order of their numbers."""
        self.flush()
        query = select(entry.c.id).where(entry.c.author == author).order_by(entry.c.seq, entry.c.id)
        ids = self.connection.execute(query).scalars().all()
        self.load(ids)
        return [known for known in map(self.get, ids) if known is not None]

    def holding(self, payloads: Iterable[str]) -> list[Record]:
        """The records that name one of PAYLOADS (hashes); usually one each."""
        self.flush()
        query = select(entry.c.id)
        ids = [
            name
            for part in chunks(payloads)
            for name in self.connection.execute(query.where(entry.c.payload.in_(part))).scalars()
        ]
        return [each for _, each in self.numbered(ids)]

    def numbered(self, ids: Iterable[str]) -> list[tuple[int, Record]]:
        """The records of these IDS that are in the file, with their row numbers, in order."""
        ids = set(ids)
        self.load(ids)
        query = select(record.c.n, record.c.id)
        rows = [
            (row.n, found)
            for part in chunks(ids)
            for row in self.connection.execute(query.where(record.c.id.in_(part)))
            if (found := self.get(row.id)) is not None
        ]
        return sorted(rows, key=lambda row: row[0])

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
        numbered = list(enumerate(self._fresh.values(), self._next()))
        self._last = numbered[-1][0]
        self.connection.execute(
            insert(record),
            [{"n": n, "id": r.id, "raw": r.raw, "signature": r.signature} for n, r in numbered],
        )
        for fresh in self._fresh.values():
            self._known[fresh.id] = fresh
            if fresh.slot in self._slots or self._covered(fresh.slot):
                self._slots.setdefault(fresh.slot, []).append(fresh)
        self._names = None
        self._fresh.clear()
        self._fresh_slots.clear()
        self.written += numbered
        self._write_entries(numbered)

    def _next(self) -> int:
        if self._last is None:
            self._last = self.connection.execute(select(func.max(record.c.n))).scalar() or 0
        return self._last + 1

    def forget(self) -> None:
        """Let go of everything that was read: nothing changes but the memory used."""
        self.flush()
        self._known.clear()
        self._slots.clear()
        self._whole.clear()
        self._names = None

    def restore(self, numbered: list[tuple[int, Record]]) -> None:
        """Write the places in the chains of records that are in the file already."""
        for _, each in numbered:
            self._known[each.id] = each
            self._slots.setdefault(each.slot, []).append(each)
        self._whole[0].add("")
        self._names = None
        self._write_entries(numbered)

    def _write_entries(self, numbered: list[tuple[int, Record]]) -> None:
        if numbered:
            self.connection.execute(insert(entry), [_entry(n, r) for n, r in numbered])
            self._write_tips([r for _, r in numbered])

    def _write_tips(self, new: list[Record]) -> None:
        """Move the tips of the chains, and mark the keys that forked."""
        run = self.connection.execute
        fresh = {r.id for r in new}
        followed = {r.prev for r in new if r.prev is not None}
        gone = sorted(followed - fresh)
        if gone:
            run(tip.delete().where(tip.c.id == bindparam("gone")), [{"gone": each} for each in gone])
        ends = [{"id": r.id, "author": r.author} for r in new if r.id not in followed]
        if ends:
            run(insert(tip), ends)
        places: dict[str, list[int]] = defaultdict(list)
        for r in new:
            places[r.author].append(r.seq)
        for author, seqs in places.items():
            if not self.forked(author) and self._doubled(author, min(seqs), max(seqs)):
                run(insert(fork).values(author=author))
                self._forks[author] = True

    def _doubled(self, author: str, first: int, last: int) -> bool:
        """Whether AUTHOR has two records with one number between FIRST and LAST: then the chain forked."""
        doubled = (
            select(entry.c.seq)
            .where(entry.c.author == author, entry.c.seq.between(first, last))
            .group_by(entry.c.seq)
            .having(func.count() > 1)
            .limit(1)
        )
        return self.connection.execute(doubled).first() is not None


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


def _under(prefix: str) -> ColumnElement[bool]:
    return and_(entry.c.slot >= prefix, entry.c.slot < prefix + _AFTER_ANY_SLOT)


def _entry(n: int, r: Record) -> dict[str, int | str | None]:
    return {
        "n": n,
        "id": r.id,
        "kind": r.kind,
        "slot": r.slot,
        "author": r.author,
        "seq": r.seq,
        "prev": r.prev,
        "by": r.by,
        "at": r.at,
        "payload": r.payload,
    }
