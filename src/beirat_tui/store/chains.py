"""The chains of the devices in the file: their tips, and the keys whose chains have forked."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from beirat_tui.log.record import Record
from beirat_tui.store.rows import insert_rows
from beirat_tui.store.schema import entry, fork, tip

_FORKED = select(fork.c.author).where(fork.c.author == bindparam("author"))
_TIPS = select(tip.c.id).order_by(tip.c.id)
_TIPS_OF = select(tip.c.id).where(tip.c.author == bindparam("author"))
_CHAIN = select(entry.c.id).where(entry.c.author == bindparam("author")).order_by(entry.c.seq, entry.c.id)
_FOLLOWED = delete(tip).where(tip.c.id == bindparam("gone"))
_DOUBLED = (
    select(entry.c.seq)
    .where(entry.c.author == bindparam("author"), entry.c.seq.between(bindparam("first"), bindparam("last")))
    .group_by(entry.c.seq)
    .having(func.count() > 1)
    .limit(1)
)


class Chains:
    """The chains within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._forks: dict[str, bool] = {}

    def forked(self, author: str) -> bool:
        """Whether AUTHOR has two granted records with one predecessor."""
        if author not in self._forks:
            self._forks[author] = self.connection.execute(_FORKED, {"author": author}).first() is not None
        return self._forks[author]

    def tips(self) -> list[str]:
        """The ids of the last record of every chain, sorted."""
        return list(self.connection.execute(_TIPS).scalars())

    def tips_of(self, author: str) -> Sequence[str]:
        """The ids of the last records of AUTHOR's chain."""
        return self.connection.execute(_TIPS_OF, {"author": author}).scalars().all()

    def chain(self, author: str) -> Sequence[str]:
        """The ids of AUTHOR's records in the order of their numbers."""
        return self.connection.execute(_CHAIN, {"author": author}).scalars().all()

    def grow(self, new: Sequence[Record]) -> None:
        """Move the tips of the chains to the NEW records, and mark the keys that forked."""
        run = self.connection.execute
        fresh = {each.id for each in new}
        followers = Counter(each.prev for each in new if each.prev is not None)
        gone = [{"gone": name} for name in sorted(followers.keys() - fresh)]
        moved = run(_FOLLOWED, gone).rowcount if gone else 0
        insert_rows(self.connection, tip, [(r.id, r.author) for r in new if r.id not in followers])
        # Whoever only goes on from a tip, once, cannot have forked.
        suspects = new if moved < len(gone) else [r for r in new if r.prev is None or followers[r.prev] > 1]
        self._mark_forks(suspects)

    def _mark_forks(self, suspects: Iterable[Record]) -> None:
        """Mark the authors who now have two records with one number: only a fork gives these."""
        places: dict[str, list[int]] = {}
        for each in suspects:
            places.setdefault(each.author, []).append(each.seq)
        for author, numbers in places.items():
            where = {"author": author, "first": min(numbers), "last": max(numbers)}
            if not self.forked(author) and self.connection.execute(_DOUBLED, where).first() is not None:
                self.connection.execute(insert(fork).values(author=author))
                self._forks[author] = True
