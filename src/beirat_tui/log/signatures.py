"""Checking many signatures at once, on all cores."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from types import TracebackType
from typing import Final, Self

from beirat_tui.domain.errors import BeiratError
from beirat_tui.log import keys
from beirat_tui.log.checker import Checker, Signed
from beirat_tui.log.record import PREFIX, Record

BATCH: Final = 1_000
"""Records that are worth checking at once."""
MANY: Final = 4_000
"""Records for which it is worth starting other processes."""
_MOST_CHECKERS: Final = 4
_AHEAD: Final = 3
"""Batches that each process is given ahead."""


class SignatureChecks:
    """Threads, and for many records processes, that check signatures.

    libsodium lets go of the interpreter while it computes.
    """

    def __init__(self) -> None:
        self._cores = os.cpu_count() or 1
        self._pool = ThreadPoolExecutor(self._cores)
        self._checkers: list[Checker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()
        self._dismiss()

    def forged(self, batch: Sequence[Record]) -> set[str]:
        """The ids of those in BATCH whose signature is not their author's.

        The caller waits: a busy thread beside would make the others wait for the interpreter between any two
        signatures.
        """
        parts = [batch[start :: self._cores] for start in range(self._cores)]
        return {name for part in self._pool.map(_forged, parts) for name in part}

    def each(
        self, batches: Iterable[Sequence[Record]], total: int
    ) -> Iterator[tuple[Sequence[Record], set[str]]]:
        """Every batch of BATCHES, in order, with the ids of those in it that are `forged`.

        Where there are many records in TOTAL, processes check later batches while the caller is busy with an
        earlier one: BATCHES is read some way ahead.

        Raises:
            BeiratError: what BATCHES raises, after all that came before.
        """
        if total < MANY or not self._summon():
            for batch in batches:
                yield batch, self.forged(batch)
            return
        ahead: deque[tuple[Checker, Sequence[Record]]] = deque()
        broken: BeiratError | None = None
        left, checkers = iter(batches), cycle(self._checkers)
        try:
            while True:
                try:
                    batch = next(left)
                except StopIteration:
                    break
                except BeiratError as error:
                    # What was read before the place where it breaks off still counts.
                    broken = error
                    break
                checker = next(checkers)
                checker.send(map(_signed, batch))
                ahead.append((checker, batch))
                if len(ahead) >= _AHEAD * len(self._checkers):
                    yield self._answered(*ahead.popleft())
            while ahead:
                yield self._answered(*ahead.popleft())
            if broken is not None:
                raise broken
        finally:
            if ahead:
                # Somebody wants to know no more; what they still compute nobody will ask for.
                self._dismiss()

    def _answered(self, checker: Checker, batch: Sequence[Record]) -> tuple[Sequence[Record], set[str]]:
        found = checker.answer(len(batch))
        if found is None:
            return batch, self.forged(batch)
        return batch, {each.id for each, is_forged in zip(batch, found, strict=True) if is_forged}

    def _summon(self) -> bool:
        """Have processes, where there is more than one core and the machine lets us."""
        if self._cores > 1 and not self._checkers:
            try:
                for _ in range(min(self._cores, _MOST_CHECKERS)):
                    self._checkers.append(Checker())
            except OSError:
                self._dismiss()
        return bool(self._checkers)

    def _dismiss(self) -> None:
        while self._checkers:
            self._checkers.pop().close()


def _signed(each: Record) -> Signed:
    return each.author, PREFIX + each.raw, each.signature


def _forged(part: Sequence[Record]) -> list[str]:
    return [each.id for each in part if not keys.valid(*_signed(each))]
