"""Merging a copy with a million new records, once: it takes minutes to make it."""

from bench_merge import ABOUT, at_size
from harness import command

SIZE = 1_000_000

if __name__ == "__main__":
    command(
        "Merging a copy with a million new records",
        f"{ABOUT} Once.",
        lambda _runs: at_size(SIZE, 1),
        in_pairs=False,
    )
