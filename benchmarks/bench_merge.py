"""Merging a copy with many new records, against three limits and two other programs."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from time import perf_counter

from harness import Row, command, in_turn, row
from make_changes import copies_of
from nacl.signing import VerifyKey
from peers import fossil, keepassxc

from beirat_tui.log import record
from beirat_tui.log.signatures import SignatureChecks
from beirat_tui.store.board_file import BoardFile
from beirat_tui.store.connection import PRAGMAS, WRITING_PRAGMAS
from beirat_tui.store.schema import metadata
from beirat_tui.sync.merge import Union

SIZE = 100_000
AS_PEERS = 10_000
Signed = tuple[VerifyKey, bytes, bytes]


def merged(mine: Path, theirs: Path, new: int) -> Callable[[], float]:
    """Take THEIRS into a fresh copy of MINE; NEW records are to come."""

    def measured() -> float:
        target = mine.with_name("merged.beirat")
        shutil.copy(mine, target)
        file = BoardFile(target)
        start = perf_counter()
        with SignatureChecks() as checks, file.writing() as writing:
            taken = Union(writing, checks, lambda _done, _total: None).take(theirs)
        seconds = perf_counter() - start
        file.close()
        if taken.new != new or taken.error is not None:
            raise SystemExit(taken)
        return seconds

    return measured


def inserted(mine: Path, theirs: Path) -> Callable[[], float]:
    """Copy the same rows with one statement into the same table, without its triggers."""
    return copied(
        mine,
        theirs,
        ["INSERT INTO record SELECT * FROM theirs.record WHERE n > (SELECT max(n) FROM main.record)"],
    )


def all_inserted(mine: Path, theirs: Path) -> Callable[[], float]:
    """Copy every row that the merge leaves behind into every table, ready made, with all indices."""
    return copied(
        mine,
        theirs,
        [
            f"INSERT OR IGNORE INTO {each.name} SELECT * FROM theirs.{each.name}"  # noqa: S608  (names of ours)
            for each in metadata.sorted_tables
        ],
    )


def copied(mine: Path, theirs: Path, statements: Sequence[str]) -> Callable[[], float]:
    """Run STATEMENTS in one transaction on a copy of MINE without triggers, with THEIRS attached."""

    def measured() -> float:
        target = mine.with_name("inserted.sqlite")
        shutil.copy(mine, target)
        with closing(sqlite3.connect(target, isolation_level=None)) as connection:
            for pragma in (*PRAGMAS, *WRITING_PRAGMAS):
                connection.execute(pragma)
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute("ATTACH ? AS theirs", (str(theirs),))
            start = perf_counter()
            connection.execute("BEGIN")
            for statement in statements:
                connection.execute(statement)
            connection.execute("COMMIT")
            return perf_counter() - start

    return measured


def verified(mine: Path, theirs: Path) -> Callable[[], float]:
    """Check the new records' signatures and nothing else, on all cores, everything prepared."""
    with closing(sqlite3.connect(mine)) as connection:
        (last,) = connection.execute("SELECT max(n) FROM record").fetchone()
    signed: list[Signed] = []
    with closing(sqlite3.connect(theirs)) as connection:
        for raw, signature in connection.execute("SELECT raw, signature FROM record WHERE n > ?", (last,)):
            author = record.read(raw, signature, check_signature=False).author
            signed.append((VerifyKey(bytes.fromhex(author)), record.PREFIX + raw, signature))
    cores = os.cpu_count() or 1

    def check(part: list[Signed]) -> None:
        for key, message, signature in part:
            key.verify(message, signature)

    def measured() -> float:
        parts = [signed[start::cores] for start in range(cores)]
        with ThreadPoolExecutor(cores) as pool:
            start = perf_counter()
            list(pool.map(check, parts))
            return perf_counter() - start

    return measured


def ids_read(mine: Path, theirs: Path) -> Callable[[], float]:
    """Read the ids of both files."""

    def measured() -> float:
        start = perf_counter()
        for path in (mine, theirs):
            with closing(sqlite3.connect(path)) as connection:
                set(connection.execute("SELECT id FROM record").fetchall())
        return perf_counter() - start

    return measured


def at_size(size: int, runs: int) -> Iterator[Row]:
    """SIZE new records RUNS times against the limits, and then nothing new."""
    with tempfile.TemporaryDirectory() as name:
        mine, theirs = copies_of(size, Path(name))
        sides = (
            merged(mine, theirs, size),
            verified(mine, theirs),
            inserted(mine, theirs),
            all_inserted(mine, theirs),
        )
        if runs > 1:
            for side in sides:
                side()
        ours, signatures, rows, all_rows = zip(
            *(tuple(side() for side in sides) for _ in range(runs)), strict=True
        )
        what = f"{size:,} new records"
        yield row(what, "checking their signatures only", ours, signatures)
        yield row(what, "INSERT … SELECT of the records", ours, rows)
        yield row(what, "INSERT … SELECT into all tables", ours, all_rows)
        cores = os.cpu_count() or 1
        least = [checked + written / cores for checked, written in zip(signatures, all_rows, strict=True)]
        yield row(what, "checking and INSERT on all cores", ours, least, at_most=3)
        found = in_turn(merged(theirs, theirs, 0), ids_read(theirs, theirs), runs)
        yield row(f"nothing new among {size:,}", "reading the ids of both", *found)


def measure(runs: int) -> Iterator[Row]:
    """The limits, and other programs."""
    yield from at_size(SIZE, min(runs, 3))
    with tempfile.TemporaryDirectory() as name:
        mine, theirs = copies_of(AS_PEERS, Path(name))
        for peer, prepare in (("KeePassXC", keepassxc), ("Fossil", fossil)):
            folder = Path(name) / peer
            folder.mkdir()
            other = prepare(folder, AS_PEERS)
            if other is not None:
                found = in_turn(merged(mine, theirs, AS_PEERS), other, min(runs, 3))
                yield row(f"{AS_PEERS:,} new records", f"{peer}, as many entries", *found, at_most=1)


ABOUT = (
    "One vote a hundred records, the rest remarks, by eighteen members. Our side copies the foreign file, "
    "checks form, id, signature, chain and rights of every record, writes it with its indices, and brings "
    "effects, heads and lists up to date, in one durable transaction."
)

if __name__ == "__main__":
    command("Merging a copy", ABOUT, measure)
