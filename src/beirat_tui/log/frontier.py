"""Frontiers: what somebody knew, as the tips of all chains they had (architecture, rule 12)."""

from collections import defaultdict
from collections.abc import Iterable

from beirat_tui.log.ledger import Ledger
from beirat_tui.log.record import Record


class Frontier:
    """The records at or below a set of tips.

    Attributes:
        missing: the tips that are not in the ledger.
    """

    def __init__(self, ledger: Ledger, tips: Iterable[str]) -> None:
        self._ledger = ledger
        self._tips: dict[str, list[Record]] = defaultdict(list)
        self._branches: dict[str, set[str]] = {}
        self.missing: list[str] = []
        for tip in tips:
            record = ledger.get(tip)
            if record is None:
                self.missing.append(tip)
            else:
                self._tips[record.author].append(record)

    def __contains__(self, record: Record) -> bool:
        tips = self._tips.get(record.author, ())
        if not any(tip.seq >= record.seq for tip in tips):
            return False
        if not self._ledger.forked(record.author):
            return True
        if record.author not in self._branches:
            self._branches[record.author] = self._walk(tips)
        return record.id in self._branches[record.author]

    def _walk(self, tips: Iterable[Record]) -> set[str]:
        """The ids at or below TIPS, in the chain of a key that forked; each is visited once."""
        covered: set[str] = set()
        for tip in tips:
            current: Record | None = tip
            while current is not None and current.id not in covered:
                covered.add(current.id)
                current = self._ledger.get(current.prev or "")
        return covered
