"""What waits for a record that is not here: to be looked at again on the day it arrives.

A cut accepts a tip that nobody has sent yet, a closing or an opening was made with knowledge that has not
arrived: the certificate, the round or the sketch is noted with the ids of what it lacks.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select

from beirat_tui.log.bodies.rights import CertCut
from beirat_tui.log.record import Record
from beirat_tui.store.ledger import FileLedger
from beirat_tui.store.rows import among, keyed, replace_rows
from beirat_tui.store.schema import awaited

_ANY = select(awaited.c.id).limit(1)
_OBJECTS = select(awaited.c.object).where(among(awaited.c.id))
_ARRIVED = delete(awaited).where(among(awaited.c.id))


def arrivals(ledger: FileLedger, fresh: Iterable[str]) -> list[Record]:
    """The certificates, rounds and sketches that waited for one of the records FRESH; they do no longer."""
    run = ledger.connection.execute
    if run(_ANY).first() is None:
        return []
    keys = keyed(fresh)
    objects = set(run(_OBJECTS, keys).scalars())
    if objects:
        run(_ARRIVED, keys)
    return [each for _, each in ledger.numbered(objects)]


def await_tips(ledger: FileLedger, new: Iterable[Record]) -> None:
    """Note the certificates of the cuts among NEW with the tips that are not here."""
    cuts = [each.body for each in new if isinstance(each.body, CertCut)]
    if not cuts:
        return
    certs = {cut.cert for cut in cuts}
    ledger.load_slots(f"cut/{cert}" for cert in certs)
    tips = {
        cert: {
            tip
            for cut in ledger.slot(f"cut/{cert}")
            if isinstance(cut.body, CertCut)
            for tip in cut.body.accepts
        }
        for cert in certs
    }
    await_records(ledger, tips)


def await_records(ledger: FileLedger, wanted: Mapping[str, Iterable[str]]) -> None:
    """Note for each object (its id) what it wants and is not here; replaces earlier notes."""
    ledger.load(name for names in wanted.values() for name in names)
    rows: list[dict[str, object]] = [
        {"id": name, "object": object_}
        for object_, names in wanted.items()
        for name in sorted(set(names))
        if ledger.get(name) is None
    ]
    replace_rows(ledger.connection, awaited, awaited.c.object, wanted, rows)
