"""`verify`: everything computed again from the raw bytes, trusting no read model.

Ids, signatures, canonical form, chains, grants, payload hashes, then every round: what its opening pinned,
what its closings counted, what came of it. At last the read models are compared with what was computed.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from beirat_tui.domain.errors import InputError
from beirat_tui.log import payload as payloads
from beirat_tui.log import record as records
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Record
from beirat_tui.log.signatures import BATCH, SignatureChecks
from beirat_tui.log.view import Inert, View
from beirat_tui.services.people import label_of_key
from beirat_tui.services.round_audit import RoundAudit
from beirat_tui.services.session import Session
from beirat_tui.services.verification_views import Problem, VerifyReport, Weight
from beirat_tui.store import audit
from beirat_tui.store.audit import StoredRecord
from beirat_tui.store.board_file import Reading

Progress = Callable[[int, int], None]
"""Told how much is done and of how much; it may raise to stop."""
_ORDER: Final = (Weight.WRONG, Weight.FLAG, Weight.WAITS)


def verify(session: Session, progress: Progress | None = None) -> VerifyReport:
    """Compute the whole board again from its raw bytes.

    Args:
        session: any, also one without a key.
        progress: told how far it is.

    Raises:
        StoreError: the file cannot be read.
    """
    with session.reading() as reading, _collector_paused():
        return _Verification(reading, progress or (lambda _done, _total: None)).report()


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Records hold no cycles: looking for some among a hundred thousand takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Verification:
    """One run over one file.

    Attributes:
        ledger: the records found good, whatever order they stand in.
    """

    def __init__(self, reading: Reading, progress: Progress) -> None:
        self.reading = reading
        self.ledger = MemoryLedger()
        self._progress = progress
        self._problems: list[Problem] = []
        self._records = 0
        self._total = audit.count_records(reading)

    def report(self) -> VerifyReport:
        """Do everything."""
        if found := audit.structure(self.reading):
            self._found("file.structure", detail=found)
        self._read_records()
        named = {each.payload for each in self.ledger}
        checked = self._check_payloads(named)
        view = _View(self.ledger)
        self._check_forks(view)
        rounds = RoundAudit(view, self.reading)
        openings = view.effective("round/*")
        for done, opening in enumerate(openings, 1):
            self._problems += rounds.examine(opening)
            self._progress(self._records + done, self._total + len(openings))
        self._compare(view)
        self._problems += rounds.compare()
        if waiting := audit.count_waiting(self.reading):
            self._found("records.waiting", Weight.WAITS, number=waiting)
        self._problems.sort(key=lambda problem: _ORDER.index(problem.weight))
        return VerifyReport(self._records, len(openings), rounds.closings, checked, tuple(self._problems))

    def _found(
        self, code: str, weight: Weight = Weight.WRONG, record: str | None = None, **params: str | int
    ) -> None:
        self._problems.append(Problem(code, weight, params, record))

    # --- records ---------------------------------------------------------------------------------------

    def _read_records(self) -> None:
        with SignatureChecks() as checks:
            for batch, forged in checks.each(self._batches(), self._total):
                for each in batch:
                    if each.id not in forged:
                        self.ledger.add(each)
                        continue
                    self._found("record.signature", record=each.id, kind=each.kind, author=each.author[:12])
                self._progress(self._records, self._total)
        for refused, reason in self.ledger.refused.items():
            self._found("record.refused", record=refused, reason=reason)
        for each in self.ledger.waiting():
            self._found("record.incomplete", record=each.id, kind=each.kind)

    def _batches(self) -> Iterator[list[Record]]:
        for batch in audit.stored_records(self.reading, BATCH):
            self._records += len(batch)
            yield [each for row in batch if (each := self._read(row)) is not None]

    def _read(self, row: StoredRecord) -> Record | None:
        name = row.id if isinstance(row.id, str) else "?"
        if not isinstance(row.raw, bytes) or not isinstance(row.signature, bytes):
            self._found("record.unreadable", record=name, detail="canonical.type")
            return None
        try:
            found = records.read(row.raw, row.signature, check_signature=False)
        except InputError as error:
            self._found("record.unreadable", record=name, detail=error.code)
            return None
        if found.id != name:
            self._found("record.id", record=name, kind=found.kind)
        return found

    def _check_forks(self, view: View) -> None:
        first = {each.author: each for each in reversed(list(self.ledger))}
        for key, each in sorted(first.items()):
            if self.ledger.forked(key):
                who = label_of_key(view, key)
                self._found("chain.forked", Weight.FLAG, each.id, who=who, author=key[:12])

    # --- payloads --------------------------------------------------------------------------------------

    def _check_payloads(self, named: set[str | None]) -> int:
        number = 0
        for hash_, blob in audit.stored_payloads(self.reading):
            number += 1
            if not isinstance(blob, bytes) or payloads.digest(blob) != hash_:
                self._found("payload.altered", payload=str(hash_)[:12])
            elif hash_ not in named:
                self._found("payload.unnamed", Weight.FLAG, payload=str(hash_)[:12])
        for hash_ in audit.erased_but_here(self.reading):
            self._found("payload.not-erased", payload=hash_[:12])
        return number

    # --- read models -----------------------------------------------------------------------------------

    def _compare(self, view: View) -> None:
        """The read models of records and slots against what was computed."""
        claimed = audit.claims(self.reading)
        entries = set(map(_entry, self.ledger, map(view.inert, self.ledger)))
        heads = set(_heads(view))
        forks = {each.author for each in self.ledger if self.ledger.forked(each.author)}
        differing = {
            "entry": len(entries ^ claimed.entries),
            "head": len(heads ^ claimed.heads),
            "tip": len(set(self.ledger.tips()) ^ claimed.tips),
            "fork": len(forks ^ claimed.forks),
        }
        for table, number in differing.items():
            if number:
                self._found("model.differs", table=table, number=number)


class _View(View):
    """A view of everything, which remembers what has effect: it is asked for every record more than once."""

    def __init__(self, ledger: MemoryLedger) -> None:
        super().__init__(ledger)
        self._found: dict[str, Inert | None] = {}

    def inert(self, record: Record) -> Inert | None:
        if record.id not in self._found:
            self._found[record.id] = super().inert(record)
        return self._found[record.id]


def _entry(each: Record, inert: Inert | None) -> tuple[object, ...]:
    """A record as the table of entries should have it."""
    reason, cause = (None, None) if inert is None else (inert.reason, inert.cause)
    return (
        *(each.id, each.kind, each.slot, each.author, each.seq),
        *(each.prev, each.by, each.at, each.payload, reason, cause),
    )


def _heads(view: View) -> Iterator[tuple[str, str]]:
    for slot in view.ledger.slots_under(""):
        for each in view.heads(slot):
            yield slot, each.id
