"""Checking many signatures at once, on all cores."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Final, Self

from beirat_tui.log import keys
from beirat_tui.log.record import PREFIX, Record

BATCH: Final = 1_000
"""Records that are worth checking at once."""


class SignatureChecks:
    """Threads that check signatures; libsodium lets go of the interpreter while it computes."""

    def __init__(self) -> None:
        self._cores = os.cpu_count() or 1
        self._pool = ThreadPoolExecutor(self._cores)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()

    def forged(self, batch: Sequence[Record]) -> set[str]:
        """The ids of those in BATCH whose signature is not their author's.

        The caller waits: a busy thread beside would make the others wait for the interpreter between any two
        signatures.
        """
        parts = [batch[start :: self._cores] for start in range(self._cores)]
        return {name for part in self._pool.map(_forged, parts) for name in part}


def _forged(part: Sequence[Record]) -> list[str]:
    return [each.id for each in part if not keys.valid(each.author, PREFIX + each.raw, each.signature)]
