"""The ledger kept in the file: the same questions as in memory, answered by queries.

It lives as long as one transaction. Records written in that transaction are held in memory until `flush`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, bindparam, func, insert, select

from beirat_tui.log import record as records
from beirat_tui.log.record import Record
from beirat_tui.store.schema import entry, fork, record, tip

_AFTER_ANY_SLOT = "\x7f"


class FileLedger:
    """The granted records in one transaction on the board file.

    Attributes:
        written: what this transaction has written, with row numbers.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._known: dict[str, Record | None] = {}
        self._slots: dict[str, list[Record]] = {}
        self._fresh: dict[str, Record] = {}
        self._fresh_slots: dict[str, list[Record]] = defaultdict(list)
        self._forks: dict[str, bool] = {}
        self._whole: list[str] = []
        self.written: list[tuple[int, Record]] = []
        founding = connection.execute(select(entry.c.id).where(entry.c.n == 1)).scalar()
        self.board: str | None = founding

    def get(self, record_id: str) -> Record | None:
        """The granted record with this id."""
        if record_id in self._fresh:
            return self._fresh[record_id]
        if record_id not in self._known:
            row = self.connection.execute(
                select(record.c.raw, record.c.signature)
                .join(entry, entry.c.n == record.c.n)
                .where(record.c.id == record_id)
            ).first()
            self._known[record_id] = None if row is None else _read(row.raw, row.signature)
        return self._known[record_id]

    def slot(self, slot: str) -> Sequence[Record]:
        """The granted records of one slot, in the order of arrival."""
        if slot not in self._slots and slot.startswith(tuple(self._whole)):
            self._slots[slot] = []
        if slot not in self._slots:
            rows = self.connection.execute(
                select(record.c.raw, record.c.signature)
                .join(entry, entry.c.n == record.c.n)
                .where(entry.c.slot == slot)
                .order_by(entry.c.n)
            )
            self._slots[slot] = [_read(row.raw, row.signature) for row in rows]
        return self._slots[slot] + self._fresh_slots.get(slot, [])

    def preload(self, prefix: str) -> None:
        """Read all slots below PREFIX at once, for work that will look at most of them."""
        rows = self.connection.execute(
            select(entry.c.slot, record.c.raw, record.c.signature)
            .join(entry, entry.c.n == record.c.n)
            .where(entry.c.slot >= prefix, entry.c.slot < prefix + _AFTER_ANY_SLOT)
            .order_by(entry.c.n)
        )
        found: dict[str, list[Record]] = defaultdict(list)
        for row in rows:
            found[row.slot].append(_read(row.raw, row.signature))
        self._slots.update(found)
        self._whole.append(prefix)

    def slots_under(self, prefix: str) -> Iterator[str]:
        """The slots whose name begins with PREFIX, sorted."""
        stored = self.connection.execute(
            select(entry.c.slot)
            .distinct()
            .where(entry.c.slot >= prefix, entry.c.slot < prefix + _AFTER_ANY_SLOT)
        ).scalars()
        fresh = (slot for slot in self._fresh_slots if slot.startswith(prefix))
        yield from sorted({*stored, *fresh})

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
        tips = [known for known in map(self.get, found) if known is not None]
        return sorted(tips, key=lambda known: (-known.seq, known.id))

    def chain(self, author: str) -> list[Record]:
        """AUTHOR's records in the order of their numbers."""
        self.flush()
        query = select(entry.c.id).where(entry.c.author == author).order_by(entry.c.seq, entry.c.id)
        ids = self.connection.execute(query).scalars().all()
        return [known for known in map(self.get, ids) if known is not None]

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
        last = self.connection.execute(select(func.max(record.c.n))).scalar() or 0
        numbered = list(enumerate(self._fresh.values(), last + 1))
        self.connection.execute(
            insert(record),
            [{"n": n, "id": r.id, "raw": r.raw, "signature": r.signature} for n, r in numbered],
        )
        for fresh in self._fresh.values():
            self._known[fresh.id] = fresh
            if fresh.slot in self._slots:
                self._slots[fresh.slot].append(fresh)
        self._fresh.clear()
        self._fresh_slots.clear()
        self.written += numbered
        self._write_entries(numbered)

    def restore(self, numbered: list[tuple[int, Record]]) -> None:
        """Write the places in the chains of records that are in the file already."""
        for _, each in numbered:
            self._known[each.id] = each
            self._slots.setdefault(each.slot, []).append(each)
            if each.board is None:
                self.board = each.id
        self._whole.append("")
        self._write_entries(numbered)

    def _write_entries(self, numbered: list[tuple[int, Record]]) -> None:
        if numbered:
            self.connection.execute(insert(entry), [_entry(n, r) for n, r in numbered])
            self._write_tips([r for _, r in numbered])

    def _write_tips(self, new: list[Record]) -> None:
        """Move the tips of the chains, and mark the keys that forked."""
        run = self.connection.execute
        followed = {r.prev for r in new if r.prev is not None}
        if followed:
            run(tip.delete().where(tip.c.id == bindparam("gone")), [{"gone": each} for each in followed])
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


def _read(raw: bytes, signature: bytes) -> Record:
    return records.read(raw, signature, check_signature=False)


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
