"""The union of a board with foreign files: every record is checked, none replaces another, any order will do.

Case by case, for a record of a foreign file:

1. its id is known here: nothing happens;
2. its bytes are no record, or its signature is not its author's: refused, and counted by reason;
3. it is of another board, or its author may not write it: refused;
4. it builds on something that is not here: it waits, and moves in when that arrives, perhaps from the next
   file;
5. otherwise it belongs to the board from now on.

Texts and files are taken if a record names them and nobody ordered them to be erased.
"""

import gc
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from beirat_tui.domain.errors import BeiratError, InputError
from beirat_tui.log import heard as statements
from beirat_tui.log import payload as payloads
from beirat_tui.log import record as records
from beirat_tui.log.granting import Refused, Waiting
from beirat_tui.log.record import Record
from beirat_tui.log.signatures import BATCH, SignatureChecks
from beirat_tui.store.board_file import Writing, missing_payloads
from beirat_tui.store.holdings import record_ids
from beirat_tui.store.quarantine import Requested
from beirat_tui.sync.exchange import Source
from beirat_tui.sync.foreign import open_foreign

MOST_REFUSED: Final = 10_000
"""Refused rows after which a file is not read further: no honest program wrote it."""
MOST_ROWS: Final = 20_000_000
"""Rows with something new in one file; more were never written by boards."""
STOPPED: Final = "program.cancelled"
"""The code of the error with which a person stops the work: no file is to blame for it."""
_BATCH_BYTES: Final = 4 * 1024 * 1024
Progress = Callable[[int, int], None]
"""Told how many rows are done, and how many there are as far as is known; it may raise to stop."""
Pair = tuple[Record, bytes | None]


@dataclass(slots=True)
class FileTaken:
    """What came of one file.

    Attributes:
        path: the file.
        new: records that belong to the board now and did not before.
        known: records that were here already.
        waited: ids of records that had to wait when they came.
        requests: ids of requests to join that are kept.
        payloads: texts and files that are new.
        heard: devices that said something newer of what they have.
        refused: rows that were not taken, by the code of the reason.
        error: why the file was not read, or not to its end.
    """

    path: Path
    new: int = 0
    known: int = 0
    waited: set[str] = field(default_factory=set)
    requests: set[str] = field(default_factory=set)
    payloads: int = 0
    heard: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    error: BeiratError | None = None


class Union:
    """Takes foreign files into a board, all in the one transaction of WRITING."""

    def __init__(self, writing: Writing, checks: SignatureChecks, progress: Progress) -> None:
        self._writing = writing
        self._checks = checks
        self._progress = progress
        self._known = record_ids(writing)
        self._lacking = missing_payloads(writing)
        self._erased = writing.erased_payloads()
        self._done = self._total = 0

    def take(self, path: Path) -> FileTaken:
        """Take in the file PATH; what is wrong with it is told in the result.

        What was read before something turned out to be wrong stays: every record stands for itself.
        """
        try:
            with open_foreign(path) as foreign:
                return self.take_from(foreign, path)
        except BeiratError as error:
            return FileTaken(path, error=error)

    def take_from(self, source: Source, path: Path) -> FileTaken:
        """Take in what SOURCE holds, which the person knows as PATH; as `take`."""
        taken = FileTaken(path)
        try:
            board = board_of(source)
            if board is not None and board != self._writing.board:
                raise InputError("merge.other-board", path=str(path))
            with _uncollected():
                self._take_records(source, taken)
            self._take_large_payloads(source, taken)
            self._take_heard(source, taken)
        except BeiratError as error:
            if error.code == STOPPED:
                raise
            taken.error = error
        return taken

    # --- records ---------------------------------------------------------------------------------------

    def _take_records(self, source: Source, taken: FileTaken) -> None:
        wanted = array("q")  # eight bytes a row: there may be many millions
        for n, name in source.ids():
            if name in self._known:
                taken.known += 1
            else:
                wanted.append(n)
                if len(wanted) > MOST_ROWS:
                    raise InputError("merge.junk", path=str(taken.path), number=len(wanted))
        self._total += len(wanted)
        for batch, forged in self._checks.each(self._read(source.records(wanted), taken), len(wanted)):
            self._take_batch(source, batch, forged, taken)
            self._done = min(self._done + BATCH, self._total)
            self._progress(self._done, self._total)
        for batch in self._read(source.aside(), taken):
            self._take_batch(source, batch, self._checks.forged(batch), taken)

    def _read(self, rows: Iterable[tuple[object, object]], taken: FileTaken) -> Iterator[list[Record]]:
        """The records in ROWS that were not here when they were read, in batches."""
        for some in _batches(rows):
            read = [each for row in some if (each := _read(row, taken.refused)) is not None]
            fresh = {each.id: each for each in read if each.id not in self._known}
            taken.known += len(read) - len(fresh)
            yield list(fresh.values())

    def _take_batch(
        self, source: Source, batch: Sequence[Record], forged: AbstractSet[str], taken: FileTaken
    ) -> None:
        taken.refused["signature"] += len(forged)
        # What was read ahead may have come in since, from a row before it.
        good = [each for each in batch if each.id not in forged and each.id not in self._known]
        blobs = self._blobs(source, {each.payload for each in good if each.payload is not None})
        before, away = len(self._writing.granted), len(self._writing.turned_away)
        pairs: list[Pair] = [(each, blobs.get(each.payload or "")) for each in good]
        for each, verdict in zip(good, self._writing.take_all(pairs, new=True), strict=True):
            if isinstance(verdict, Refused):
                taken.refused[verdict.reason] += 1
            elif isinstance(verdict, Waiting):
                taken.waited.add(each.id)
            elif isinstance(verdict, Requested):
                taken.requests.add(each.id)
        taken.refused.update(self._writing.turned_away[away:])
        arrived = self._writing.granted[before:]
        taken.new += len(arrived)
        self._known.update(arrived)
        named = self._writing.ledger.payloads_of(arrived)
        taken.payloads += len(named & blobs.keys())
        self._lacking |= named - blobs.keys()
        if taken.refused.total() > MOST_REFUSED:
            raise InputError("merge.junk", path=str(taken.path), number=taken.refused.total())

    def _blobs(self, source: Source, hashes: set[str]) -> dict[str, bytes]:
        """The small payloads named by HASHES that are what was signed and may be kept."""
        found = source.payloads(hashes - self._erased, small=True)
        return {hash_: blob for hash_, blob in found if payloads.digest(blob) == hash_}

    # --- payloads --------------------------------------------------------------------------------------

    def _take_large_payloads(self, source: Source, taken: FileTaken) -> None:
        """The large ones, one at a time, and those of records that were here without them."""
        for small in (True, False):
            for hash_, blob in source.payloads(self._lacking, small=small):
                if self._writing.take_payload(hash_, blob):
                    taken.payloads += 1
                    self._lacking.discard(hash_)

    # --- what devices have -----------------------------------------------------------------------------

    def _take_heard(self, source: Source, taken: FileTaken) -> None:
        for raw, signature in source.heard():
            try:
                if isinstance(raw, bytes) and isinstance(signature, bytes):
                    taken.heard += self._writing.hear(statements.read(raw, signature))
                    continue
            except InputError:
                pass
            taken.refused["unreadable"] += 1


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python's search for cycles rest: records form none, and it would look at all of them every time."""
    resting = not gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not resting:
            gc.enable()


def board_of(source: Source) -> str | None:
    """The id of the board that SOURCE says it is a copy of."""
    first = source.first()
    founding = None if first is None else _read(first, Counter())
    return None if founding is None else founding.board or founding.id


def _read(row: tuple[object, object], refused: Counter[str]) -> Record | None:
    """The record in ROW, its signature not yet checked; what is none is counted in REFUSED."""
    raw, signature = row
    try:
        if isinstance(raw, bytes) and isinstance(signature, bytes):
            return records.read(raw, signature, check_signature=False)
    except InputError:
        pass
    refused["unreadable"] += 1
    return None


def _batches(rows: Iterable[tuple[object, object]]) -> Iterator[list[tuple[object, object]]]:
    batch: list[tuple[object, object]] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += len(row[0]) if isinstance(row[0], bytes) else 0
        if len(batch) == BATCH or size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
