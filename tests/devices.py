"""One device of a board in memory: a key, what it knows, and its place in its chain.

Everything follows from the device's name: the same calls give the same keys, bytes, ids and signatures. A
device writes what it is told, also what the rules forbid: then the record comes back, but its own ledger did
not take it, and its chain goes on as if it had never been.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from beirat_tui.log import canonical, payload, record
from beirat_tui.log.bodies import Body
from beirat_tui.log.bodies.rights import CertCut, CertIssued
from beirat_tui.log.granting import Granted
from beirat_tui.log.keys import SigningKey
from beirat_tui.log.kinds import KINDS, may_write
from beirat_tui.log.ledger import MemoryLedger
from beirat_tui.log.record import Draft, Record
from beirat_tui.log.view import View

START = 1_772_000_000_000
"""What the first device's clock shows (milliseconds since 1970 UTC): a day in February 2026."""
KIND_OF: Mapping[type[Body], str] = {kind.body: name for name, kind in KINDS.items()}


def digest(*parts: str | int) -> bytes:
    """32 bytes that follow from PARTS: seeds, salts, nonces, or the id of a record that does not exist."""
    return hashlib.sha256("\0".join(["beirat-test", *map(str, parts)]).encode()).digest()


class Device:
    """One device: a key, what it knows, and its place in its chain.

    Attributes:
        name: what its seed is made from; two devices of one name have one key.
        ledger: the granted records that it knows.
        certificates: the id of its newest certificate of each role.
        last: the last record of its chain.
        payloads: the payloads that it knows, by hash.
    """

    def __init__(self, name: str, *, clock: int = START) -> None:
        self.name = name
        self.key = SigningKey(digest("device", name))
        self.ledger = MemoryLedger()
        self.certificates: dict[str, str] = {}
        self.last: Record | None = None
        self.payloads: dict[str, bytes] = {}
        self.clock = clock

    @property
    def public(self) -> str:
        """The device's public key: the author of what it writes."""
        return self.key.public

    def view(self) -> View:
        """What the device knows now."""
        return View(self.ledger)

    def write(
        self,
        body: Body,
        *,
        role: str | None = None,
        by: str | None = None,
        replaces: Sequence[str] | None = None,
        texts: Mapping[str, Any] | None = None,
        at: int | None = None,
    ) -> Record:
        """Sign BODY and take it in, if the rules let it be granted.

        Args:
            body: what to say.
            role: the role to act in; by default the first that may say this, or else any.
            by: the certificate to act under, instead of a role.
            replaces: ids; by default the heads of the slot that the device knows.
            texts: the content of the payload.
            at: what the clock shows; by default a second more than at the last record.
        """
        kind = KIND_OF[type(body)]
        if replaces is None:
            heads = self.view().heads(body.slot()) if KINDS[kind].replaceable else []
            replaces = [head.id for head in heads]
        draft = Draft(kind, body, replaces, None if texts is None else self._seal(texts))
        founding, joining = kind == record.FOUNDING, kind == record.JOINING
        written = record.sign(
            draft,
            self.key,
            board=None if founding else self.ledger.board,
            by=None if founding or joining else by or self._acting(kind, body, role),
            seq=0 if joining else self._seq(),
            prev=None if joining or self.last is None else self.last.id,
            at=self._tick(at),
        )
        return self._keep(written)

    def write_unknown(self, kind: str, slot: str, body: Mapping[str, Any], **header: object) -> Record:
        """Sign a record of any kind, slot, body and (with `v=`) version; HEADER overrides header fields."""
        fields: dict[str, Any] = {
            "v": 1,
            "board": self.ledger.board,
            "author": self.public,
            "by": next(iter(self.certificates.values()), self.ledger.board),
            "seq": self._seq(),
            "prev": None if self.last is None else self.last.id,
            "at": self._tick(None),
            "kind": kind,
            "slot": slot,
            "replaces": [],
            "body": dict(body),
            "payload": None,
        }
        return self._keep(self.sign(fields | header))

    def sign(self, fields: Mapping[str, Any]) -> Record:
        """Sign header FIELDS as they are, and read the record back."""
        raw = canonical.encode(dict(fields))
        return record.read(raw, self.key.sign(record.PREFIX + raw))

    def cut(
        self,
        certificate: str,
        accepts: Iterable[Record] = (),
        *,
        role: str | None = None,
        by: str | None = None,
    ) -> Record:
        """End CERTIFICATE; what was written up to the tips ACCEPTS stays."""
        reason: Literal["retired", "ended"] = "retired" if by == certificate else "ended"
        return self.write(CertCut(certificate, [tip.id for tip in accepts], reason), role=role, by=by)

    def retire(self, certificate: str, accepts: Iterable[Record] = ()) -> Record:
        """End a certificate of this device's own, under itself."""
        return self.cut(certificate, accepts, by=certificate)

    def learn(self, source: "Device | Iterable[Record]") -> None:
        """Take in records, or all that another device knows."""
        if isinstance(source, Device):
            self.payloads.update(source.payloads)
            source = [*source.ledger, *source.ledger.waiting()]
        for each in source:
            self.ledger.add(each)
            if isinstance(each.body, CertIssued) and each.body.key == self.public:
                self.certificates.setdefault(each.body.role, each.id)

    def copy(self) -> "Device":
        """The same home folder on another machine: from here on the key's chain can fork."""
        twin = Device(self.name, clock=self.clock + 500)
        twin.learn(self)
        twin.certificates = dict(self.certificates)
        twin.last = self.last
        return twin

    def _seal(self, texts: Mapping[str, Any]) -> str:
        salt = digest("salt", self.name, self._seq(), self.clock)
        name, blob = payload.seal(payload.write_texts(texts), salt)
        self.payloads[name] = blob
        return name

    def _seq(self) -> int:
        return 1 if self.last is None else self.last.seq + 1

    def _tick(self, at: int | None) -> int:
        self.clock = self.clock + 1000 if at is None else at
        return self.clock

    def _acting(self, kind: str, body: Body, role: str | None) -> str | None:
        if role is not None:
            return self.certificates[role]
        own = list(self.certificates.values())
        for issued in map(self.ledger.get, own):
            if (
                issued is not None
                and isinstance(issued.body, CertIssued)
                and may_write(kind, body, issued.body.role, issued.body.member)
            ):
                return issued.id
        return own[0] if own else self.ledger.board

    def _keep(self, written: Record) -> Record:
        verdict = self.ledger.add(written)
        if isinstance(verdict, Granted):
            self.last = written
        return written
