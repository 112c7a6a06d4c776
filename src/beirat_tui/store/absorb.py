"""Taking records into the file: judge, insert, and bring effects, heads and read models up to date.

One record or a hundred thousand, in one transaction. The result is the same as computing everything from
nothing (`rebuild`), whatever the order of arrival: a law that the tests check.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import bindparam, delete, func, insert, select, update

from beirat_tui.log import record as records
from beirat_tui.log.bodies.rights import CertCut
from beirat_tui.log.bodies.rounds import RoundConfirmed
from beirat_tui.log.granting import Granted, Refused, Verdict, Waiting, judge, replaceable
from beirat_tui.log.record import Record
from beirat_tui.log.view import View
from beirat_tui.store.ledger import FileLedger
from beirat_tui.store.schema import entry, head, waiting

WAITING_LIMIT: Final = 100_000
"""Records that may wait for what they lack; beyond that they are not kept (the sender still has them)."""


class Absorber:
    """Takes records into the file within one transaction.

    Attributes:
        granted: the records that moved in, in order (also those that had been waiting).
    """

    def __init__(self, ledger: FileLedger) -> None:
        self.ledger = ledger
        self.granted: list[Record] = []

    def take(self, new: Record) -> Verdict:
        """Judge NEW and take it in, or let it wait; moves in what waited for it."""
        verdict = judge(new, self.ledger.get, self.ledger.board)
        if isinstance(verdict, Waiting):
            self._wait(new, verdict.missing)
        elif isinstance(verdict, Granted) and self.ledger.get(new.id) is None:
            self._move_in(new)
        return verdict

    def _move_in(self, new: Record) -> None:
        arrived = [new]
        while arrived:
            moving = arrived.pop()
            self.ledger.insert(moving)
            self.granted.append(moving)
            arrived.extend(self._unblocked(moving.id))

    def _unblocked(self, arrived: str) -> Iterator[Record]:
        """The waiting records that can move in now that ARRIVED is there."""
        run = self.ledger.connection.execute
        for row in run(select(waiting).where(waiting.c.missing == arrived)).all():
            candidate = records.read(row.raw, row.signature, check_signature=False)
            verdict = judge(candidate, self.ledger.get, self.ledger.board)
            if isinstance(verdict, Waiting):
                run(update(waiting).where(waiting.c.id == row.id).values(missing=verdict.missing))
                continue
            run(delete(waiting).where(waiting.c.id == row.id))
            if not isinstance(verdict, Refused):
                yield candidate

    def _wait(self, new: Record, missing: str) -> None:
        run = self.ledger.connection.execute
        here = run(select(waiting.c.id).where(waiting.c.id == new.id)).first()
        count = run(select(func.count()).select_from(waiting)).scalar() or 0
        if here is None and count < WAITING_LIMIT:
            run(insert(waiting).values(id=new.id, raw=new.raw, signature=new.signature, missing=missing))

    def settle(self) -> list[Record]:
        """Write what moved in with its effects and heads; returns it with whatever else may have changed."""
        self.ledger.flush()
        new = self.ledger.written
        if not new:
            return []
        others = self._reconsidered([each for _, each in new])
        refresh(self.ledger, View(self.ledger), [*new, *others])
        return [each for _, each in [*new, *others]]

    def _affected(self, new: list[Record]) -> set[str]:
        """The certificates under which effects may change because of NEW, found by following them down."""
        ledger = self.ledger
        queue: list[str] = []
        for each in new:
            if isinstance(each.body, CertCut):
                queue.append(each.body.cert)
            elif each.by is not None and ledger.slot(f"cut/{each.by}"):
                queue.append(each.by)
        affected: set[str] = set()
        while queue:
            cert = queue.pop()
            if cert in affected:
                continue
            affected.add(cert)
            for _, dependent in self._written_under([cert], ("cert.issued", "cert.cut")):
                body = dependent.body
                queue.append(body.cert if isinstance(body, CertCut) else dependent.id)
        return affected

    def _written_under(self, certs: Iterable[str], kinds: tuple[str, ...] = ()) -> list[tuple[int, Record]]:
        query = select(entry.c.n, entry.c.id).where(entry.c.by.in_(sorted(certs))).order_by(entry.c.n)
        if kinds:
            query = query.where(entry.c.kind.in_(kinds))
        found = [(row.n, self.ledger.get(row.id)) for row in self.ledger.connection.execute(query)]
        return [(n, each) for n, each in found if each is not None]

    def _reconsidered(self, new: list[Record]) -> list[tuple[int, Record]]:
        """The older records whose effect may change because of NEW, with their row numbers."""
        certs = self._affected(new)
        under = self._written_under(certs) if certs else []
        vouched: set[str] = set()
        for each in [*(older for _, older in under), *new]:
            if isinstance(each.body, RoundConfirmed):
                vouched |= {each.body.round, each.body.closing}
        query = select(entry.c.n, entry.c.id).where(entry.c.id.in_(sorted(vouched)))
        rows = self.ledger.connection.execute(query).all()
        found = [*under, *((row.n, older) for row in rows if (older := self.ledger.get(row.id)) is not None)]
        fresh = {each.id for each in new}
        return list({n: (n, each) for n, each in found if each.id not in fresh}.values())


def refresh(ledger: FileLedger, view: View, records_: list[tuple[int, Record]]) -> None:
    """Write the effects of the numbered RECORDS_ and the heads of their slots as VIEW sees them."""
    effects = [_effect(view, n, each) for n, each in records_]
    _write_effects(ledger, effects)
    inert = {row["n_"] for row in effects if row["reason_"] is not None}
    single = [(n, each.slot) for n, each in records_ if not replaceable(each.kind)]
    _write_single_heads(ledger, single, inert)
    for slot in sorted({each.slot for _, each in records_ if replaceable(each.kind)}):
        _write_heads(ledger, view, slot)


def _write_effects(ledger: FileLedger, rows: list[dict[str, int | str | None]]) -> None:
    statement = (
        update(entry)
        .where(entry.c.n == bindparam("n_"))
        .values(reason=bindparam("reason_"), cause=bindparam("cause_"))
    )
    changed = [row for row in rows if row["reason_"] is not None]
    restored = [row for row in rows if row["reason_"] is None]
    if changed:
        ledger.connection.execute(statement, changed)
    if restored:
        ledger.connection.execute(statement.where(entry.c.reason.is_not(None)), restored)


def _write_single_heads(
    ledger: FileLedger, placed: list[tuple[int, str]], inert: set[int | str | None]
) -> None:
    """Heads of slots in which nothing replaces anything: every effective record is one."""
    if not placed:
        return
    run = ledger.connection.execute
    run(
        delete(head).where(head.c.slot == bindparam("slot_"), head.c.n == bindparam("n_")),
        [{"slot_": slot, "n_": n} for n, slot in placed],
    )
    effective = [{"slot": slot, "n": n} for n, slot in placed if n not in inert]
    if effective:
        run(insert(head), effective)


def _write_heads(ledger: FileLedger, view: View, slot: str) -> None:
    run = ledger.connection.execute
    run(delete(head).where(head.c.slot == slot))
    ids = [each.id for each in view.heads(slot)]
    if ids:
        numbers = run(select(entry.c.n).where(entry.c.id.in_(ids))).scalars().all()
        run(insert(head), [{"slot": slot, "n": n} for n in numbers])


def _effect(view: View, n: int, each: Record) -> dict[str, int | str | None]:
    inert = view.inert(each)
    return {
        "n_": n,
        "reason_": None if inert is None else inert.reason,
        "cause_": None if inert is None else inert.cause,
    }
