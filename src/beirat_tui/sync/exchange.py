"""What a place where copies of a board meet can do, whatever it is: a folder, a server, a database.

An exchange has two halves, and the board is locked in neither of them. *Collecting* brings here what may be
new; the caller then takes it in, in one transaction. *Handing over* puts there what the place lacks. Nobody
trusts a place: what comes from it is checked like any foreign file, and it can withhold, but not forge.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Event
from typing import Protocol

from beirat_tui.domain.errors import BeiratError


class Source(Protocol):
    """Records and payloads from outside that nobody has checked yet; a row is bytes and signature."""

    def first(self) -> tuple[object, object] | None:
        """Any record, from which the board can be told; None where there is none."""

    def ids(self) -> Iterator[tuple[int, str]]:
        """Row number and claimed id of every record; an id that is none is empty."""

    def records(self, numbers: Sequence[int]) -> Iterator[tuple[object, object]]:
        """The records with these row NUMBERS."""

    def aside(self) -> Iterator[tuple[object, object]]:
        """What stands beside the records: requests to join, and what waits there for something."""

    def heard(self) -> Iterator[tuple[object, object]]:
        """What devices said they have: signed statements, see `beirat_tui.log.heard`."""

    def payloads(self, hashes: Iterable[str], *, small: bool) -> Iterator[tuple[str, bytes]]:
        """Those of the payloads named by HASHES that are here: the SMALL ones, or the large ones."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One thing found at a place.

    Attributes:
        name: what the person knows it by: a file's name, or the place itself.
        source: what is in it; None if it cannot be read.
        error: why it cannot be read.
    """

    name: str
    source: Source | None
    error: BeiratError | None = None


class Offer(Protocol):
    """What this copy of the board can hand over; no answer keeps the board locked while it is used."""

    board: str
    """The board's id."""
    author: str
    """The public key of the device that hands over."""

    def ids(self) -> AbstractSet[str]:
        """The ids of all records."""

    def signatures(self) -> Mapping[str, bytes]:
        """The signatures of all records, by their ids."""

    def own(self) -> AbstractSet[str]:
        """The ids of the records that this device signed."""

    def records(self, ids: AbstractSet[str]) -> Iterator[tuple[str, bytes, bytes, str | None]]:
        """Id, bytes, signature and payload hash of the records named by IDS, each after what it builds on."""

    def requests(self) -> Sequence[tuple[str, bytes, bytes]]:
        """Id, bytes and signature of the requests to join."""

    def heard(self) -> Sequence[tuple[str, bytes, bytes]]:
        """Device, bytes and signature of what devices said they have, this one's own statement included."""

    def payloads(self) -> Iterable[tuple[str, str]]:
        """Record id and hash of every payload that is here: those erased are not among them."""

    def payload(self, hash_: str) -> bytes | None:
        """The payload named by HASH_; None where it is erased or not here."""


class Exchange(Protocol):
    """A place where copies of a board meet."""

    def collect(self) -> AbstractContextManager[Sequence[Parcel]]:
        """Bring here what may be new; gone again when the context ends.

        Raises:
            ExchangeError: ``place.…``: the place cannot be reached or read at all.
        """

    def hand_over(self, offer: Offer) -> int:
        """Put there what the place lacks; returns how many records are new there. Follows a `collect`.

        It is complete and durable there when this returns; nothing is written if nothing is lacking.

        Raises:
            ExchangeError: ``place.…``: it could not be written; what was there is unchanged.
        """

    def changed(self, stop: Event, seconds: float) -> bool:
        """Wait until something may have changed there, for at most so many SECONDS, or until STOP is set.

        Returns:
            whether a look is worth it; False after a quiet time at a place that tells of changes.
        """

    def close(self) -> None:
        """Let go of connections."""
