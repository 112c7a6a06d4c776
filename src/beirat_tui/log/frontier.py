"""Frontiers: what somebody knew, as the tips of all chains they had (architecture, rule 12)."""

from collections import defaultdict
from collections.abc import Iterable

from beirat_tui.log.ledger import Ledger
from beirat_tui.log.record import Record


def covers(ledger: Ledger, tip: Record, record: Record) -> bool:
    """Whether RECORD is TIP or one before it in the same chain."""
    end = tip
    if end.author != record.author or end.seq < record.seq:
        return False
    if not ledger.forked(record.author):
        return True
    while end.seq > record.seq and end.prev is not None and (before := ledger.get(end.prev)) is not None:
        end = before
    return end.id == record.id


class Frontier:
    """The records at or below a set of tips.

    Attributes:
        missing: the tips that are not in the ledger.
    """

    def __init__(self, ledger: Ledger, tips: Iterable[str]) -> None:
        self._ledger = ledger
        self._tips: dict[str, list[Record]] = defaultdict(list)
        self.missing: list[str] = []
        for tip in tips:
            record = ledger.get(tip)
            if record is None:
                self.missing.append(tip)
            else:
                self._tips[record.author].append(record)

    def __contains__(self, record: Record) -> bool:
        return any(covers(self._ledger, tip, record) for tip in self._tips.get(record.author, ()))
