"""What to do when another file lies where the open one lay, or none: nothing that was known is lost.

Programs that keep folders in step replace, rename and delete files without asking who has them open. What the
old file held is still readable through the descriptor that `held` kept; it is copied aside and taken into the
new file like any other copy of the board.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from sqlalchemy import Table, select, text

from beirat_tui.domain.errors import StoreError
from beirat_tui.log.heard import Heard
from beirat_tui.log.record import Record
from beirat_tui.paths import remove
from beirat_tui.store.connection import OpenFile, open_file, transaction
from beirat_tui.store.held import NOWHERE, HeldFile, identity
from beirat_tui.store.ledger import read_stored
from beirat_tui.store.reading import Reading, Writing
from beirat_tui.store.rows import CHUNK
from beirat_tui.store.schema import payload, record, request, waiting

_TRIES: Final = 5
_MOST_ASIDE: Final = 1_000


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that happened to the file under the program, for the person to know.

    Attributes:
        what: ``replaced`` (another copy of the board lies there now, and both were merged), ``restored`` (it
            was gone, and was put back), ``unreadable`` (replaced, and what the old one held cannot be read),
            ``set-aside`` (replaced by something that is no copy of the board; the old one lies beside it).
        records: how many records came over from the old file.
        path: where the old one lies now, if it was set aside.
    """

    what: Literal["replaced", "restored", "unreadable", "set-aside"]
    records: int = 0
    path: Path | None = None


def copy_aside(held: HeldFile, target: Path) -> None:
    """Copy what HELD holds to the new file TARGET, as it was between two transactions.

    Raises:
        StoreError: ``store.locked``: others keep writing to it; and what is wrong with TARGET's folder.
    """
    for _ in range(_TRIES):
        before = held.counter()
        try:
            with target.open("wb") as file:
                for piece in held.content():
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            remove(target)
            raise StoreError("store.cannot-create", path=str(target)) from None
        if held.counter() == before:
            return
    remove(target)
    raise StoreError("store.locked", path=str(held.path))


def publish(draft: Path, path: Path) -> None:
    """Give the complete file DRAFT the name PATH, which nothing may have yet.

    Raises:
        StoreError: ``store.exists``, ``store.cannot-create``.
    """
    try:
        with path.open("xb"):
            pass
        draft.replace(path)
        sync_folder(path.parent)
    except FileExistsError:
        raise StoreError("store.exists", path=str(path)) from None
    except OSError:
        raise StoreError("store.cannot-create", path=str(path)) from None


def sync_folder(folder: Path) -> None:
    """Let the names in FOLDER be on disk when this returns, where the system can do that."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def put_back(held: HeldFile, path: Path) -> None:
    """Put what HELD holds back to PATH, where nothing lies now.

    Raises:
        StoreError: ``store.missing``: the folder is gone too; ``store.exists``, ``store.cannot-create``.
    """
    if not path.parent.is_dir():
        raise StoreError("store.missing", path=str(path))
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        copy_aside(held, draft)
        publish(draft, path)
    finally:
        remove(draft)


def set_aside(held: HeldFile, path: Path) -> Path:
    """Put what HELD holds beside PATH, where something else lies now; returns where.

    Raises:
        StoreError: ``store.missing``: the folder is gone; ``store.exists``, ``store.cannot-create``.
    """
    for number in range(1, _MOST_ASIDE):
        beside = path.with_name(f"{path.stem} ({number}){path.suffix}")
        if identity(beside) == NOWHERE:
            put_back(held, beside)
            return beside
    raise StoreError("store.exists", path=str(path))


def bring_over(held: HeldFile, new: OpenFile) -> Notice:
    """Take into the file NEW what the file HELD, which lay in its place before, holds besides.

    Raises:
        StoreError: ``store.other-board``: NEW is another board's file; and what is wrong with NEW.
    """
    with tempfile.TemporaryDirectory() as folder:
        aside = Path(folder) / "old.beirat"
        copy_aside(held, aside)
        try:
            old = open_file(aside)
        except StoreError:
            return Notice("unreadable")
        try:
            return Notice("replaced", _merge(old, new))
        finally:
            old.close()


def _merge(old: OpenFile, new: OpenFile) -> int:
    with transaction(old, write=False) as old_connection:
        source = Reading(old_connection)
        with transaction(new, write=False) as new_connection:
            target = Reading(new_connection)
            if source.ledger.board is None:
                return 0
            if target.ledger.board not in {None, source.ledger.board}:
                raise StoreError("store.other-board", path=str(new.held.path))
            lacking = {table: _lacking(source, target, table) for table in (record, request, waiting)}
            blobs = list(_payloads(source, target))
            heard = [each for each in source.heard() if _is_news(each, target)]
        if not (any(lacking.values()) or blobs or heard):
            return 0
        with transaction(new, write=True) as new_connection:
            writing = Writing(new_connection)
            for table, ids in lacking.items():
                writing.take_all(_records(source, table, ids))
            for hash_ in blobs:
                blob = source.blob(hash_)
                if blob is not None:
                    writing.take_payload(hash_, blob)
            for each in heard:
                writing.hear(each)
            writing.finish()
            return len(writing.granted)


def _lacking(source: Reading, target: Reading, table: Table) -> list[str]:
    """The ids of the records in TABLE of SOURCE that TARGET has not, in the order in which they came."""
    known = set(target.connection.execute(select(table.c.id)).scalars())
    ids = source.connection.execute(select(table.c.id).order_by(text("rowid"))).scalars()
    return [name for name in ids if name not in known]


def _records(source: Reading, table: Table, ids: Sequence[str]) -> Iterator[tuple[Record, bytes | None]]:
    """The records of SOURCE with these IDS, a few in memory at a time: it may be nearly all of a board.

    What waits brings its payload along; those of the others are brought over by themselves.
    """
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        rows = source.connection.execute(select(table).where(table.c.id.in_(part)))
        found = {
            row.id: (read_stored(row.id, row.raw, row.signature), row.blob if table is waiting else None)
            for row in rows
        }
        yield from (found[name] for name in part)


def _payloads(source: Reading, target: Reading) -> Iterator[str]:
    """The hashes of the payloads that SOURCE has and TARGET has not."""
    known = set(target.connection.execute(select(payload.c.hash)).scalars())
    return (
        hash_ for hash_ in source.connection.execute(select(payload.c.hash)).scalars() if hash_ not in known
    )


def _is_news(statement: Heard, target: Reading) -> bool:
    """Whether TARGET has heard nothing as new of the device."""
    known = target.heard_of(statement.author)
    return known is None or known.rank < statement.rank
