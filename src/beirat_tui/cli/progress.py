"""A bar on the terminal for what takes its time."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click


@contextmanager
def shown(label: str, *, always: bool = False) -> Iterator[Callable[[int, int], None] | None]:
    """What a service tells how far it is, shown as a bar with LABEL; None where nobody watches a terminal.

    With ALWAYS a line with LABEL is printed elsewhere, too.
    """
    if not always and not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = max(1, total)
            bar.update(done - bar.pos)

        yield progress
        if not bar.finished:  # What had nothing to count has come to its end all the same.
            bar.update((bar.length or 1) - bar.pos)
