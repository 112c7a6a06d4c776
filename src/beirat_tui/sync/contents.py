"""What a file on a shelf holds, as far as that can be told without checking a signature."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from beirat_tui.domain.errors import InputError
from beirat_tui.log import heard as statements
from beirat_tui.log import payload as payloads
from beirat_tui.log import record as records
from beirat_tui.sync.foreign import ForeignFile
from beirat_tui.sync.merge import MOST_REFUSED

_MARK_BYTES = 16


@dataclass(slots=True)
class Contents:
    """What a file holds; whether it is worth anything nobody has checked."""

    records: set[bytes] = field(default_factory=set)
    """Marks of the records, as `mark_of` gives them; of a record whose bytes were altered there is none."""
    payloads: set[str] = field(default_factory=set)
    """Hashes of those payloads that are what their hash says."""
    beside: set[bytes] = field(default_factory=set)
    """Bytes and signatures of requests to join and of statements."""


def mark_of(record_id: str, signature: bytes) -> bytes:
    """Tells a record with its signature from every other; the id already stands for its bytes."""
    return hashlib.blake2b(record_id.encode() + signature, digest_size=_MARK_BYTES).digest()


def contents_of(foreign: ForeignFile) -> Contents:
    """What is intact in FOREIGN."""
    beside = {
        raw + signature
        for raw, signature in chain(foreign.aside(), foreign.heard())
        if isinstance(raw, bytes) and isinstance(signature, bytes)
    }
    return Contents(set(_marks(foreign)), _whole_payloads(foreign, set(foreign.payload_names())), beside)


def together(several: Iterable[Contents]) -> Contents:
    """What SEVERAL files hold."""
    total = Contents()
    for each in several:
        total.records |= each.records
        total.payloads |= each.payloads
        total.beside |= each.beside
    return total


def is_sound(foreign: ForeignFile) -> bool:
    """Whether everything in FOREIGN is what it claims to be, signatures and all."""
    try:
        for name, raw, signature in foreign.signed():
            if records.read(*_both(raw, signature)).id != name:
                return False
        for raw, signature in foreign.aside():
            records.read(*_both(raw, signature))
        for raw, signature in foreign.heard():
            statements.read(*_both(raw, signature))
    except InputError:
        return False
    names = set(foreign.payload_names())
    return _whole_payloads(foreign, names) == names


def _marks(foreign: ForeignFile) -> Iterator[bytes]:
    """The marks of the records in FOREIGN that are not altered; ends where nobody would read on."""
    altered = 0
    for name, raw, signature in foreign.signed():
        if (
            isinstance(raw, bytes)
            and isinstance(signature, bytes)
            and hashlib.sha256(records.PREFIX + raw).hexdigest() == name
        ):
            yield mark_of(name, signature)
        elif (altered := altered + 1) > MOST_REFUSED:
            return


def _both(raw: object, signature: object) -> tuple[bytes, bytes]:
    if not isinstance(raw, bytes) or not isinstance(signature, bytes):
        raise InputError("record.shape")
    return raw, signature


def _whole_payloads(foreign: ForeignFile, names: set[str]) -> set[str]:
    """Those of the payloads NAMES in FOREIGN that are what their hash says."""
    return {
        hash_
        for small in (True, False)
        for hash_, blob in foreign.payloads(names, small=small)
        if payloads.digest(blob) == hash_
    }
