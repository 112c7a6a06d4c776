"""What the log shows of a record. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log.

    Attributes:
        id: the record's id.
        at: what its author's clock showed, in the local zone; for display only.
        author_label: who signed it, by their short name on the roster; ``root`` for a root key.
        kind: for example ``ballot.cast``; `wording.kinds` names it.
        slot: where it says it.
        effect: ``effective``, ``replaced``, ``inert`` or ``unknown`` (of a newer version).
        reason: code of why it has no effect.
    """

    id: str
    at: datetime
    author_label: str
    author_name: str
    kind: str
    slot: str
    effect: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class LogDetail:
    """One record in full.

    Attributes:
        entry: its line in the log.
        raw: its canonical bytes as stored.
        signature: hexadecimal.
        signature_ok: whether the signature is the author's, checked just now.
        author: the author's public key, hexadecimal.
        by: id of the certificate under which it was written.
        seq: its number in the author's chain.
        prev: id of the author's record before.
        replaces: ids of what it takes the place of.
        replaced_by: ids of what has taken its place.
        cause: id of the record that takes its effect away.
        body: what it says.
        payload: hash of its texts or file, if it has any.
        payload_state: ``none``, ``here``, ``erased`` or ``missing``.
        payload_size: bytes of what is here.
        texts: what is in the payload, every text clean; empty for files.
    """

    entry: LogEntry
    raw: bytes
    signature: str
    signature_ok: bool
    author: str
    by: str | None
    seq: int
    prev: str | None
    replaces: tuple[str, ...]
    replaced_by: tuple[str, ...]
    cause: str | None
    body: Mapping[str, Any]
    payload: str | None
    payload_state: str
    payload_size: int = 0
    texts: Mapping[str, Any] = field(default_factory=dict)
