"""Whether a record belongs to the board (architecture, rules 3 and 4). The answer yes never reverts.

A record is granted when its predecessor in its author's chain is granted, it acts under a granted certificate
of its author's key whose role may write it, and every record it refers to by id is granted and stands in the
right slot. Effects (what cuts do) are another matter: see `view`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec

from beirat_tui.log.bodies.base import Body
from beirat_tui.log.bodies.rights import CertIssued, Founded, Role
from beirat_tui.log.kinds import KINDS, may_write
from beirat_tui.log.record import Record

Get = Callable[[str], Record | None]


@dataclass(frozen=True, slots=True)
class Granted:
    """The record belongs to the board."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The record may belong to the board once `missing` is there."""

    missing: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The record can never belong to the board; `reason` is a code."""

    reason: str


Verdict = Granted | Waiting | Refused
_GRANTED: Final = Granted()


class Standing(msgspec.Struct, frozen=True, gc=False):
    """Under what somebody acts: a role, and the member it belongs to (None for a root key)."""

    key: str
    role: Role
    member: str | None


def standing(certificate: Record, author: str) -> Standing | None:
    """What CERTIFICATE (a certificate or the founding record) lets the key AUTHOR act as; None: nothing."""
    body = certificate.body
    if isinstance(body, Founded):
        return Standing(author, "root", None) if author in {certificate.author, body.spare} else None
    if isinstance(body, CertIssued) and body.key == author:
        return Standing(author, body.role, body.member)
    return None


def judge(record: Record, get: Get, board: str | None) -> Verdict:
    """Judge RECORD against the granted records that GET finds, on the board with the id BOARD.

    BOARD is None only for a ledger that has no founding record yet.
    """
    if record.board is None:
        founds = isinstance(record.body, Founded) and board in {None, record.id}
        return _GRANTED if founds else Refused("other-board")
    if board is None:
        return Waiting(record.board)
    if record.board != board:
        return Refused("other-board")
    if record.by is None:
        return Refused("no-certificate")
    chained = _chained(record, get)
    return _authorised(record, record.by, get) if isinstance(chained, Granted) else chained


def _chained(record: Record, get: Get) -> Verdict:
    """Rule 3: the predecessor is here, by the same author, with the number before."""
    if record.prev is None:
        return _GRANTED
    before = get(record.prev)
    if before is None:
        return Waiting(record.prev)
    follows = before.author == record.author and before.seq == record.seq - 1
    return _GRANTED if follows else Refused("chain")


def _authorised(record: Record, by: str, get: Get) -> Verdict:
    """Rule 4: certificate, role, references. A record of an unknown kind needs the certificate only."""
    certificate = get(by)
    if certificate is None:
        return Waiting(by)
    acting = standing(certificate, record.author)
    if acting is None:
        return Refused("certificate")
    if record.body is None:
        return _GRANTED
    if not may_write(record.kind, record.body, acting.role, acting.member):
        return Refused("role")
    return _complete(record.body, get)


def _complete(body: Body, get: Get) -> Verdict:
    """Rule 4: every record referred to by id is granted, and its slot begins as it should."""
    for wanted, slot in body.refs():
        found = get(wanted)
        if found is None:
            return Waiting(wanted)
        if not found.slot.startswith(slot):
            return Refused("reference")
    return _GRANTED


def replaceable(kind: str) -> bool:
    """Whether records of KIND take each other's place; unknown kinds do not."""
    entry = KINDS.get(kind)
    return entry is not None and entry.replaceable
