"""What a set of granted records says: which have effect, and what stands in each slot.

Rules 5 to 11 and 14 of the architecture. Everything is decided by named references, never by arrival or
clocks. Evaluation goes from senior to junior (root, chair, office, member), so it ends and has one result.
A view may be limited to what a frontier covers: then it says what somebody knew who knew just that.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from beirat_tui.log.bodies.rights import CertCut, CertIssued
from beirat_tui.log.bodies.rounds import RoundConfirmed
from beirat_tui.log.frontier import Frontier, covers
from beirat_tui.log.granting import replaceable, standing
from beirat_tui.log.kinds import RANK
from beirat_tui.log.ledger import Ledger
from beirat_tui.log.record import Record


@dataclass(frozen=True, slots=True)
class Inert:
    """Why a granted record has no effect.

    Attributes:
        reason: ``cut`` (written beyond what a cut accepts), ``certificate`` (its certificate has no effect),
            ``rank`` (a cut of an equal or senior).
        cause: the id of the cut or certificate.
    """

    reason: str
    cause: str


class View:
    """Effects and heads of the records in LEDGER, or of those that FRONTIER covers."""

    def __init__(self, ledger: Ledger, frontier: Frontier | None = None) -> None:
        self.ledger = ledger
        self.frontier = frontier
        self._certs: dict[str, Inert | None] = {}

    def knows(self, record: Record) -> bool:
        """Whether RECORD lies within the frontier."""
        return self.frontier is None or record in self.frontier

    def inert(self, record: Record) -> Inert | None:
        """Why RECORD (granted) has no effect; None when it has (rules 6 and 14)."""
        reason = self._inert(record)
        if reason is not None and self._vouched(record):
            return None
        return reason

    def _inert(self, record: Record, *, retirements: bool = True) -> Inert | None:
        if record.by is None:
            return None
        certificate = self._certificate(record.by)
        if certificate is not None:
            return Inert("certificate", record.by)
        if isinstance(record.body, CertCut):
            if not self._downward(record, record.body):
                return Inert("rank", record.body.cert)
            retirements = retirements and record.by != record.body.cert
        for cut in self.ledger.slot(f"cut/{record.by}"):
            if cut.id != record.id and self._reaches(cut, record, retirements=retirements):
                return Inert("cut", cut.id)
        return None

    def _reaches(self, cut: Record, record: Record, *, retirements: bool) -> bool:
        body = cut.body
        if not isinstance(body, CertCut) or not self.knows(cut):
            return False
        retirement = cut.by == body.cert
        if retirement and not retirements:
            return False
        if any(covers(self.ledger, tip, record) for tip in body.accepts):
            return False
        if retirement:
            # The certificate itself is in force here; only a senior cut can still undo its retirement.
            return not any(
                self._reaches(senior, cut, retirements=False)
                for senior in self.ledger.slot(f"cut/{body.cert}")
                if senior.by != body.cert
            )
        return self._downward(cut, body) and self._inert(cut) is None

    def _downward(self, cut: Record, body: CertCut) -> bool:
        """Rule 5: cuts go strictly downward; a device may retire its own certificate."""
        if cut.by == body.cert:
            return True
        target = self.ledger.get(body.cert)
        return (
            target is not None
            and isinstance(target.body, CertIssued)
            and self._rank(cut) < RANK[target.body.role]
        )

    def _rank(self, record: Record) -> int:
        certificate = self.ledger.get(record.by or "")
        acting = None if certificate is None else standing(certificate, record.author)
        return len(RANK) if acting is None else RANK[acting.role]

    def _certificate(self, cert: str) -> Inert | None:
        """Whether a certificate is in force; walks up to the root without recursion, then down."""
        path: list[Record] = []
        current: str | None = cert
        while current is not None and current not in self._certs:
            record = self.ledger.get(current)
            if record is None or not self.knows(record):
                self._certs[current] = Inert("unknown", current)
                break
            path.append(record)
            current = record.by
        for record in reversed(path):
            self._certs[record.id] = self._inert(record)
        return self._certs[cert]

    def _vouched(self, record: Record) -> bool:
        """Rule 14: an effective confirmation vouches for its closing and that round's opening."""
        if record.kind == "round.closed":
            round_id = getattr(record.body, "round", "")
        elif record.kind == "round.opened":
            round_id = record.id
        else:
            return False
        for confirm in self.ledger.slot(f"confirm/{round_id}"):
            body = confirm.body
            if (
                isinstance(body, RoundConfirmed)
                and self.knows(confirm)
                and record.id in {round_id, body.closing}
                and self._inert(confirm) is None
            ):
                return True
        return False

    def effective(self, slot: str) -> list[Record]:
        """The records of SLOT that have effect, in a fixed order (chain position, then id)."""
        found = [r for r in self.ledger.slot(slot) if self.knows(r) and self.inert(r) is None]
        found.sort(key=lambda record: (record.seq, record.id))
        return found

    def heads(self, slot: str) -> list[Record]:
        """The effective records of SLOT that nothing replaces (rules 9 to 11)."""
        effective = self.effective(slot)
        if len(effective) < 2 and not any(record.replaces for record in effective):  # noqa: PLR2004  (a pair)
            return effective
        members = {r.id: r for r in self.ledger.slot(slot) if self.knows(r)}
        replaced: set[str] = set()
        for record in effective:
            replaced |= _reached(record, members)
        return [record for record in effective if record.id not in replaced]

    def values(self, slot: str) -> list[Record]:
        """The heads of SLOT, one for each different meaning (equal body and payload are one value)."""
        seen: dict[tuple[bytes, str | None], Record] = {}
        for head in self.heads(slot):
            seen.setdefault((meaning(head), head.payload), head)
        return list(seen.values())

    def value(self, slot: str) -> Record | None:
        """The one value of SLOT; None where it is empty or has siblings."""
        values = self.values(slot)
        return values[0] if len(values) == 1 else None

    def slots_under(self, prefix: str) -> Iterator[str]:
        """The slots below PREFIX in which something is known."""
        return (
            slot
            for slot in self.ledger.slots_under(prefix)
            if any(self.knows(record) for record in self.ledger.slot(slot))
        )

    def each(self, prefix: str) -> Iterator[list[Record]]:
        """The values of every slot below PREFIX, sorted by slot; empty slots left out."""
        for slot in self.slots_under(prefix):
            values = self.values(slot)
            if values:
                yield values

    def erased(self, record: Record) -> bool:
        """Whether office and chair have both ordered RECORD's payload to be erased."""
        orders = self.effective(f"erase/{record.id}")
        return {RANK["office"], RANK["chair"]} <= {self._rank(order) for order in orders}


def meaning(record: Record) -> bytes:
    """The body's canonical bytes as they stand in the record."""
    start = record.raw.index(b'"body":') + len(b'"body":')
    return record.raw[start : record.raw.rindex(b',"by":')]


def _reached(record: Record, members: dict[str, Record]) -> set[str]:
    """What RECORD replaces: everything reachable through `replaces` over granted records of its slot."""
    reached: set[str] = set()
    if not replaceable(record.kind):
        return reached
    queue: list[Sequence[str] | Iterable[str]] = [record.replaces]
    while queue:
        for name in queue.pop():
            if name in members and name not in reached and name != record.id:
                reached.add(name)
                queue.append(members[name].replaces)
    return reached
