"""The set of granted records, and the few questions that effects, slots and rounds ask of it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from beirat_tui.log.granting import Granted, Verdict, Waiting, judge
from beirat_tui.log.record import Record


class Ledger(Protocol):
    """What can be asked of a set of granted records, wherever it is kept."""

    @property
    def board(self) -> str | None:
        """The id of the founding record."""

    def get(self, record_id: str) -> Record | None:
        """The granted record with this id."""

    def slot(self, slot: str) -> Sequence[Record]:
        """The granted records of one slot, in any order."""

    def slots_under(self, prefix: str) -> Iterable[str]:
        """The slots whose name begins with PREFIX, sorted."""

    def preload(self, *prefixes: str) -> None:
        """A hint that most slots whose names begin with one of PREFIXES will be asked for."""

    def forked(self, author: str) -> bool:
        """Whether AUTHOR has two granted records with one predecessor."""

    def tips(self) -> list[str]:
        """The ids of the last record of every chain (several where a key forked), sorted."""


class MemoryLedger:
    """A ledger in memory: what `verify` and the laws are computed from.

    Records may be added in any order; what lacks something waits inside and moves in when it arrives.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._records: dict[str, Record] = {}
        self._slots: dict[str, list[Record]] = defaultdict(list)
        self._names: list[str] = []
        self._successors: dict[tuple[str, str | None], int] = defaultdict(int)
        self._forked: set[str] = set()
        self._waiting: dict[str, dict[str, Record]] = defaultdict(dict)
        self._sorted = True
        self.board: str | None = None
        self.refused: dict[str, str] = {}
        for record in records:
            self.add(record)

    def add(self, record: Record) -> Verdict:
        """Take RECORD in, and with it whatever was waiting for it; returns the verdict on RECORD itself."""
        empty = self.board is None
        first = self._place(record)
        arrived = [record.id] if isinstance(first, Granted) else []
        if arrived and empty:
            # What is of another board could not be told apart before.
            arrived = list(self._waiting)
        while arrived:
            waiting = self._waiting.pop(arrived.pop(), {}).values()
            arrived.extend(record.id for record in waiting if isinstance(self._place(record), Granted))
        return first

    def _place(self, record: Record) -> Verdict:
        if record.id in self._records:
            return Granted()
        verdict = judge(record, self.get, self.board)
        if isinstance(verdict, Granted):
            self._insert(record)
        elif isinstance(verdict, Waiting):
            self._waiting[verdict.missing][record.id] = record
        else:
            self.refused[record.id] = verdict.reason
        return verdict

    def _insert(self, record: Record) -> None:
        if record.board is None:
            self.board = record.id
        self._records[record.id] = record
        if record.slot not in self._slots:
            self._names.append(record.slot)
            self._sorted = False
        self._slots[record.slot].append(record)
        place = (record.author, record.prev)
        self._successors[place] += 1
        if self._successors[place] > 1:
            self._forked.add(record.author)

    def waiting(self) -> list[Record]:
        """The records that lack something."""
        return [record for group in self._waiting.values() for record in group.values()]

    def get(self, record_id: str) -> Record | None:
        """The granted record with this id."""
        return self._records.get(record_id)

    def slot(self, slot: str) -> Sequence[Record]:
        """The granted records of one slot, in the order of arrival."""
        return self._slots.get(slot, ())

    def slots_under(self, prefix: str) -> Iterator[str]:
        """The slots whose name begins with PREFIX, sorted."""
        if not self._sorted:
            self._names.sort()
            self._sorted = True
        for index in range(bisect_left(self._names, prefix), len(self._names)):
            if not self._names[index].startswith(prefix):
                return
            yield self._names[index]

    def preload(self, *prefixes: str) -> None:
        """Everything is at hand already."""

    def forked(self, author: str) -> bool:
        """Whether AUTHOR has two granted records with one predecessor."""
        return author in self._forked

    def tips(self) -> list[str]:
        """The ids of the last record of every chain (several where a key forked), sorted."""
        return sorted(
            record.id
            for record in self._records.values()
            if (record.author, record.id) not in self._successors
        )

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records.values())

    def __len__(self) -> int:
        return len(self._records)
