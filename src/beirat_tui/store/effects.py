"""Which records have effect, and which stand in their slots, written down for those that may have changed.

What may change because something arrived: the newcomer itself; what stands under a certificate that a new cut
names, or under one whose cut accepts the newcomer as a tip; what such a certificate issued or cut, and so on
down; and the closings and openings for which one of all these vouches.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import bindparam, delete, select, update

from beirat_tui.log.bodies.rights import CertCut
from beirat_tui.log.bodies.rounds import RoundConfirmed
from beirat_tui.log.granting import replaceable
from beirat_tui.log.kinds import KINDS
from beirat_tui.log.record import Record
from beirat_tui.log.view import View
from beirat_tui.store.awaited import arrivals, await_tips
from beirat_tui.store.ledger import FileLedger, Numbered
from beirat_tui.store.rows import among, insert_rows, keyed, replace_rows
from beirat_tui.store.schema import entry, head

Effect = tuple[str | None, str | None]
"""Reason and cause of having none; None and None where a record has effect."""
_UNDER = select(entry.c.id).where(among(entry.c.by))
_EFFECTS = select(entry.c.n, entry.c.reason, entry.c.cause).where(among(entry.c.n))
_SET_EFFECT = (
    update(entry)
    .where(entry.c.n == bindparam("n_"))
    .values(reason=bindparam("reason_"), cause=bindparam("cause_"))
)
_NO_HEAD = delete(head).where(head.c.slot == bindparam("slot_"), head.c.n == bindparam("n_"))


def settle(ledger: FileLedger) -> list[Record]:
    """Write down the effects and heads that follow from what LEDGER has written since it was last settled.

    Returns:
        The new records, those whose effect changed, and those that waited for one of the new ones.
    """
    ledger.flush()
    new, ledger.written = ledger.written, []
    if not new:
        return []
    fresh = {each.id for _, each in new}
    woken = arrivals(ledger, fresh)
    certs = [each.id for each in woken if each.kind == "cert.issued"]
    others = _reconsidered(ledger, [each for _, each in new], certs)
    view = View(ledger)
    changed = write_effects(ledger, view, new, [row for row in others if row[1].id not in fresh])
    return list({each.id: each for each in (*changed, *woken)}.values())


def _reconsidered(ledger: FileLedger, new: list[Record], certs: Iterable[str]) -> list[Numbered]:
    """The records whose effect may change because of NEW, and because tips of CERTS arrived."""
    cut = [each.body.cert for each in new if isinstance(each.body, CertCut)]
    under = _written_under(ledger, _downward(ledger, [*cut, *certs]))
    vouched: set[str] = set()
    for each in [*(older for _, older in under), *new]:
        if isinstance(each.body, RoundConfirmed):
            vouched |= {each.body.round, each.body.closing}
    return list(dict([*under, *ledger.numbered(vouched)]).items())


def _downward(ledger: FileLedger, certs: list[str]) -> set[str]:
    """CERTS and the certificates issued or cut under them, followed down."""
    affected: set[str] = set()
    queue = list(certs)
    while queue:
        cert = queue.pop()
        if cert in affected:
            continue
        affected.add(cert)
        for _, dependent in _written_under(ledger, [cert], ("cert.issued", "cert.cut")):
            body = dependent.body
            queue.append(body.cert if isinstance(body, CertCut) else dependent.id)
    return affected


def _written_under(ledger: FileLedger, certs: Iterable[str], kinds: Sequence[str] = ()) -> list[Numbered]:
    certs = list(certs)
    if not certs:
        return []
    query = _UNDER.where(entry.c.kind.in_(kinds)) if kinds else _UNDER
    return ledger.numbered(ledger.connection.execute(query, keyed(certs)).scalars())


def write_effects(
    ledger: FileLedger, view: View, new: Sequence[Numbered], older: Sequence[Numbered] = ()
) -> list[Record]:
    """Write the effects of NEW and OLDER records as VIEW sees them, and the heads of their slots.

    Returns:
        The new ones and those of the older ones that have gained or lost their effect.
    """
    await_tips(ledger, [each for _, each in new])
    stored = _stored_effects(ledger, [n for n, _ in older])
    ledger.load_slots({f"cut/{each.by}" for _, each in (*new, *older)})
    rows: list[dict[str, object]] = []
    changed: list[Numbered] = []
    inert: set[int] = set()
    for n, each in (*new, *older):
        now, before = _effect(view, each), stored.get(n, (None, None))
        if now[0] is not None:
            inert.add(n)
        if now != before:
            rows.append({"n_": n, "reason_": now[0], "cause_": now[1]})
        if n not in stored or (now[0] is None) != (before[0] is None):
            changed.append((n, each))
    if rows:
        ledger.connection.execute(_SET_EFFECT, rows)
    _write_heads(ledger, view, changed, inert)
    return [each for _, each in changed]


def _effect(view: View, each: Record) -> Effect:
    inert = view.inert(each)
    return (None, None) if inert is None else (inert.reason, inert.cause)


def _stored_effects(ledger: FileLedger, numbers: list[int]) -> dict[int, Effect]:
    if not numbers:
        return {}
    rows = ledger.connection.execute(_EFFECTS, keyed(numbers))
    return {row.n: (row.reason, row.cause) for row in rows}


def _write_heads(ledger: FileLedger, view: View, changed: list[Numbered], inert: set[int]) -> None:
    """Write the heads of the slots in which CHANGED stand."""
    alone = [(n, each.slot) for n, each in changed if _stands_alone(each)]
    run = ledger.connection.execute
    lost = [{"slot_": slot, "n_": n} for n, slot in alone if n in inert]
    if lost:
        run(_NO_HEAD, lost)
    insert_rows(ledger.connection, head, [(slot, n) for n, slot in alone if n not in inert])
    slots = {each.slot for _, each in changed if not _stands_alone(each)}
    if not slots:
        return
    ledger.load_slots(slots)
    heads = {each.id: slot for slot in slots for each in view.heads(slot)}
    rows = [{"slot": heads[each.id], "n": n} for n, each in ledger.numbered(heads)]
    replace_rows(ledger.connection, head, head.c.slot, slots, rows)


def _stands_alone(each: Record) -> bool:
    """Whether nothing in the slot of EACH replaces anything: then every effective record there is a head.

    A record of an unknown kind may link two others through its `replaces`, so its slot is looked at as a
    whole; not so a slot in which objects are made, where nothing replaces anything.
    """
    return each.slot.endswith("/*") or (each.kind in KINDS and not replaceable(each.kind))
