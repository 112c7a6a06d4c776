"""What a set of granted records says: which have effect, and what stands in each slot.

Rules 5 to 11 and 14 of the architecture. Everything is decided by named references, never by arrival or
clocks. Evaluation goes from senior to junior (root, chair, office, member), so it ends and has one result.
A view may be limited to what a frontier covers: then it says what somebody knew who knew just that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from beirat_tui.log.bodies.rights import CertCut, CertIssued
from beirat_tui.log.bodies.rounds import RoundClosed, RoundConfirmed, RoundOpened
from beirat_tui.log.frontier import Frontier
from beirat_tui.log.granting import replaceable, standing
from beirat_tui.log.kinds import RANK
from beirat_tui.log.ledger import Ledger
from beirat_tui.log.record import Record, body_bytes


@dataclass(frozen=True, slots=True)
class Inert:
    """Why a granted record has no effect.

    Attributes:
        reason: ``cut`` (written beyond what a cut accepts), ``certificate`` (its certificate has no effect),
            ``rank`` (a cut of an equal or senior), ``unknown`` (of a kind or version this program does not
            know).
        cause: the id of the cut (of several the first by id), of the certificate, of the certificate that it
            may not cut, or of the record itself.
    """

    reason: str
    cause: str


class View:
    """Effects and heads of the records in LEDGER, or of those that FRONTIER covers.

    It remembers what it derived about certificates and cuts: make a new one when the ledger has grown.
    """

    def __init__(self, ledger: Ledger, frontier: Frontier | None = None) -> None:
        self.ledger = ledger
        self.frontier = frontier
        self._certificates: dict[str, bool] = {}
        self._cuts: dict[str, list[tuple[str, Frontier]]] = {}
        self._retirements: dict[str, list[tuple[str, Frontier]]] = {}

    def knows(self, record: Record) -> bool:
        """Whether RECORD lies within the frontier."""
        return self.frontier is None or record in self.frontier

    def inert(self, record: Record) -> Inert | None:
        """Why RECORD (granted) has no effect; None when it has (rules 6 and 14)."""
        reason = self._inert(record)
        return None if reason is not None and self._vouched(record) else reason

    def _inert(self, record: Record) -> Inert | None:
        """Rules 5 and 6.

        A certificate depends on what is senior to it in the chain of issuers, a cut on what is senior to the
        certificate it cuts: so the recursion over cuts ends at the root.
        """
        if record.body is None:
            return Inert("unknown", record.id)
        if record.by is None:
            return None
        retirement = False
        if isinstance(record.body, CertCut):
            # First, so that no upward cut ever leads back to what is being judged.
            if not self._downward(record, record.body):
                return Inert("rank", record.body.cert)
            retirement = record.body.cert == record.by
        if not self._in_force(record.by):
            return Inert("certificate", record.by)
        reaching = [cut for cut, accepted in self._cuts_of(record.by) if record not in accepted]
        if not retirement:
            # Retirements of one certificate do not reach each other, nor themselves: they intersect.
            reaching += [cut for cut, accepted in self._retirements_of(record.by) if record not in accepted]
        return Inert("cut", min(reaching)) if reaching else None

    def _cuts_of(self, certificate: str) -> list[tuple[str, Frontier]]:
        """The effective cuts of CERTIFICATE by its seniors, with what each accepts."""
        if certificate not in self._cuts:
            self._cuts[certificate] = self._effective_cuts(certificate, retirements=False)
        return self._cuts[certificate]

    def _retirements_of(self, certificate: str) -> list[tuple[str, Frontier]]:
        """The effective retirements of CERTIFICATE, with what each accepts."""
        if certificate not in self._retirements:
            self._retirements[certificate] = self._effective_cuts(certificate, retirements=True)
        return self._retirements[certificate]

    def _effective_cuts(self, certificate: str, *, retirements: bool) -> list[tuple[str, Frontier]]:
        return [
            (cut.id, self._accepted(cut.body))
            for cut in self.ledger.slot(f"cut/{certificate}")
            if isinstance(cut.body, CertCut)
            and (cut.by == certificate) == retirements
            and self.knows(cut)
            and self._inert(cut) is None
        ]

    def _accepted(self, cut: CertCut) -> Frontier:
        """Rule 5: what a cut lets stand; a tip that is not here, or not known, admits nothing."""
        tips = [tip for tip in cut.accepts if (end := self.ledger.get(tip)) is not None and self.knows(end)]
        return Frontier(self.ledger, tips)

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

    def _in_force(self, certificate: str) -> bool:
        """Whether a certificate has effect: up to the root (chains can be long: no recursion), then down."""
        path: list[Record] = []
        current: str | None = certificate
        while current is not None and current not in self._certificates:
            record = self.ledger.get(current)
            if record is None or not self.knows(record):
                self._certificates[current] = False
                break
            path.append(record)
            current = record.by
        for record in reversed(path):
            self._certificates[record.id] = self._inert(record) is None
        return self._certificates[certificate]

    def _vouched(self, record: Record) -> bool:
        """Rule 14: an effective confirmation vouches for its closing and that round's opening."""
        if isinstance(record.body, RoundClosed):
            round_id = record.body.round
        elif isinstance(record.body, RoundOpened):
            round_id = record.id
        else:
            return False
        return any(
            isinstance(confirm.body, RoundConfirmed)
            and record.id in {round_id, confirm.body.closing}
            and self.knows(confirm)
            and self._inert(confirm) is None
            for confirm in self.ledger.slot(f"confirm/{round_id}")
        )

    def effective(self, slot: str) -> list[Record]:
        """The records of SLOT that have effect, in a fixed order (chain position, then id)."""
        found = [r for r in self.ledger.slot(slot) if self.knows(r) and self.inert(r) is None]
        return sorted(found, key=lambda record: (record.seq, record.id)) if len(found) > 1 else found

    def heads(self, slot: str) -> list[Record]:
        """The effective records of SLOT that nothing replaces (rules 9 to 11)."""
        effective = self.effective(slot)
        if len(effective) < 2 and not any(record.replaces for record in effective):  # noqa: PLR2004  (a pair)
            return effective
        replaced = self._replaced(slot, effective)
        return [record for record in effective if record.id not in replaced]

    def _replaced(self, slot: str, effective: Iterable[Record]) -> set[str]:
        """What EFFECTIVE replace: everything reachable through `replaces` over granted records of SLOT."""
        members = {record.id: record for record in self.ledger.slot(slot) if self.knows(record)}
        replaced: set[str] = set()
        queue = [name for record in effective if replaceable(record.kind) for name in record.replaces]
        while queue:
            name = queue.pop()
            if name in members and name not in replaced:
                replaced.add(name)
                queue.extend(members[name].replaces)
        return replaced

    def values(self, slot: str) -> list[Record]:
        """The heads of SLOT, one for each different meaning (equal body and payload are one value)."""
        seen: dict[tuple[bytes, str | None], Record] = {}
        for head in self.heads(slot):
            seen.setdefault((body_bytes(head.raw), head.payload), head)
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
