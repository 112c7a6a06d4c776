"""Erasing payloads: what office and chair have both ordered, as long as no open round needs it.

Several records may name one payload, so it is judged by all of them. An erasure that loses its effect (an
order was cut, a round was opened on what was to go) leaves nothing to bring back here, but the payload may be
taken again from where it still is.
"""

from collections.abc import Iterable

from sqlalchemy import delete, exists, insert, select

from beirat_tui.log.record import Record
from beirat_tui.log.view import View
from beirat_tui.store.ledger import FileLedger
from beirat_tui.store.schema import erased, payload, pinned


def project_erasures(view: View, hashes: Iterable[str]) -> list[Record]:
    """Erase those of the payloads HASHES that are to go, and take lapsed erasures back.

    Returns:
        The records that have lost their payload now.
    """
    ledger = view.ledger
    if not isinstance(ledger, FileLedger):
        raise TypeError(type(ledger).__name__)
    run = ledger.connection.execute
    bereft: list[Record] = []
    for hash_ in sorted(hashes):
        holders = ledger.holding([hash_])
        was = run(select(exists().where(erased.c.hash == hash_))).scalar()
        now = any(view.erased(each) for each in holders) and not _needed(ledger, hash_)
        if now and not was:
            run(insert(erased).values(hash=hash_))
        elif was and not now:
            run(delete(erased).where(erased.c.hash == hash_))
        if now and run(delete(payload).where(payload.c.hash == hash_)).rowcount:
            bereft += holders
    return bereft


def _needed(ledger: FileLedger, hash_: str) -> bool:
    return bool(ledger.connection.execute(select(exists().where(pinned.c.hash == hash_))).scalar())
