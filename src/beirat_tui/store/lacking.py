"""What somebody who has certain tips does not have yet."""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import select

from beirat_tui.log.frontier import Frontier
from beirat_tui.log.record import Record
from beirat_tui.store.reading import Reading
from beirat_tui.store.rows import among, keyed
from beirat_tui.store.schema import entry

_CHAINS: Final = select(entry.c.id, entry.c.author, entry.c.seq).order_by(entry.c.n)


def lacking(reading: Reading, tips: Iterable[str]) -> set[str]:
    """The ids of the records that are neither at TIPS nor below; tips that are not here tell nothing."""
    known = [record for tip in tips if (record := reading.ledger.get(tip)) is not None]
    frontier = Frontier(reading.ledger, [each.id for each in known])
    highest: dict[str, int] = {}
    for each in known:
        highest[each.author] = max(highest.get(each.author, 0), each.seq)
    # The numbers of a chain that went on in two ways do not tell which way a record is on.
    forked = {author for author in highest if reading.ledger.forked(author)}
    found = set()
    for name, author, seq in reading.connection.execute(_CHAINS):
        if seq > highest.get(author, 0):
            found.add(name)
        elif author in forked:
            record = reading.ledger.get(name)
            if record is not None and record not in frontier:
                found.add(name)
    return found


def ids_of(reading: Reading, authors: Iterable[str]) -> set[str]:
    """The ids of the records that the keys AUTHORS have signed."""
    query = select(entry.c.id).where(among(entry.c.author))
    return set(reading.connection.execute(query, keyed(authors)).scalars())


def newest(reading: Reading, author: str, kinds: Sequence[str]) -> Record | None:
    """The last record of any of KINDS that the key AUTHOR has signed."""
    query = select(entry.c.id).where(entry.c.author == author, entry.c.kind.in_(kinds))
    name = reading.connection.execute(query.order_by(entry.c.seq.desc(), entry.c.id).limit(1)).scalar()
    return None if name is None else reading.ledger.get(name)
