"""Merging other copies of the board: any number of files and folders, in one go, in any order."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from beirat_tui.domain.errors import BeiratError, InputError, StoreError
from beirat_tui.log.bodies.rights import CertIssued
from beirat_tui.log.signatures import SignatureChecks
from beirat_tui.paths import is_file, is_folder
from beirat_tui.services.merging_views import Dropped, FileReport, FileState, MergeReport
from beirat_tui.services.people import label_of_key, places
from beirat_tui.services.session import Session
from beirat_tui.store import holdings
from beirat_tui.store.board_file import Reading, Writing
from beirat_tui.store.held import HeldFile, identity
from beirat_tui.sync.exchange import Parcel
from beirat_tui.sync.foreign import open_foreign
from beirat_tui.sync.merge import FileTaken, Union, board_of
from beirat_tui.sync.names import naming

Progress = Callable[[int, int], None]
MOST_FILES: Final = 10_000
"""Files in folders that are looked at."""
_ASIDE: Final = ".new"
_SUFFIX: Final = ".beirat"
_APPLE: Final = "._"
"""Beside every file on a stick macOS leaves one of that name with what it knows of it besides."""


def merge(session: Session, paths: Sequence[Path], progress: Progress | None = None) -> MergeReport:
    """Take in what other copies of the board hold besides; the files themselves are never written to.

    Everything is one transaction: if this fails, nothing has changed. A file that cannot be used does not
    stop the others; it is told in its report.

    Args:
        session: any, also one without a key.
        paths: board files, and folders in which board files are looked for, whatever their names.
        progress: told how many records are done, and of how many as far as is known; it may raise to stop.

    Raises:
        StoreError: the open board file cannot be written.
    """
    files, passed_over, closed = _files(paths)
    same = identity(session.path)
    with SignatureChecks() as checks, session.board.writing() as writing:
        before = _Before(writing)
        union = Union(writing, checks, progress or (lambda _done, _total: None))
        taken = [_taken(each, union, same=identity(each) == same) for each in files] + closed
        writing.finish()
        report = _report(writing, taken, before, passed_over)
    if report.changed:
        session.refresh()
    return report


def take_in(session: Session, parcels: Sequence[Parcel], progress: Progress | None = None) -> MergeReport:
    """Take in what was found at a place of exchange; as `merge`, with a report for every parcel.

    Raises:
        StoreError: the open board file cannot be written.
    """
    with SignatureChecks() as checks, session.board.writing() as writing:
        before = _Before(writing)
        union = Union(writing, checks, progress or (lambda _done, _total: None))
        taken = [_from_parcel(each, union) for each in parcels]
        writing.finish()
        report = _report(writing, taken, before, 0)
    if report.changed:
        session.refresh()
    return report


def _from_parcel(parcel: Parcel, union: Union) -> FileTaken:
    path = Path(parcel.name)
    return (
        FileTaken(path, error=parcel.error) if parcel.source is None else union.take_from(parcel.source, path)
    )


def copies_beside(session: Session) -> list[Path]:
    """Other copies of this board in its folder, such as the conflict copies of programs that sync folders.

    They are recognised by their content. Very large ones are not looked into. None is known of a folder
    that nobody may read.
    """
    same = identity(session.path)
    try:
        names = sorted(session.path.absolute().parent.iterdir())
    except OSError:
        return []
    return [
        each for each in names if identity(each) != same and _is_board(each) and _board_in(each) == session.id
    ]


def _board_in(path: Path) -> str | None:
    """The id of the board whose copy lies at PATH."""
    try:
        with open_foreign(path) as foreign:
            return board_of(foreign)
    except BeiratError:
        return None


def _is_board(path: Path) -> bool:
    """Whether PATH has the header of a board file, of this format or a newer one."""
    if not is_file(path) or path.name.endswith(_ASIDE):
        return False
    try:
        HeldFile(path).release()
    except StoreError as error:
        return error.code == "store.newer-format"
    return True


def _files(paths: Sequence[Path]) -> tuple[list[Path], int, list[FileTaken]]:
    """The files to be read, each once; how many in folders are none; and the folders not looked through."""
    found: dict[Path, None] = {}
    passed_over = 0
    closed: list[FileTaken] = []
    for path in paths:
        if not is_folder(path):
            found.setdefault(path)
            continue
        for each in _inside(path, closed):
            if _is_worth_telling(each):
                found.setdefault(each)
            else:
                passed_over += 1
    return list(found), passed_over, closed


def _is_worth_telling(path: Path) -> bool:
    """Whether the file PATH, found in a folder, is a board file, or claims to be one, or nobody can tell."""
    if path.name.endswith(_ASIDE):
        return False
    try:
        HeldFile(path).release()
    except StoreError as error:
        if error.code != "store.not-a-board":
            return error.code != "store.missing"
        named = naming(path.name).origin.lower().endswith(_SUFFIX)
        return named and not path.name.startswith(_APPLE)
    return True


def _inside(folder: Path, closed: list[FileTaken]) -> Iterator[Path]:
    """The files in FOLDER and below, sorted, at most `MOST_FILES`; what cannot be searched goes to CLOSED."""

    def note(error: OSError) -> None:
        path = Path(error.filename)
        closed.append(FileTaken(path, error=InputError("merge.closed-folder", path=str(path))))

    number = 0
    for parent, folders, names in os.walk(folder, onerror=note):
        folders.sort()
        for each in sorted(Path(parent) / name for name in names):
            if not is_file(each) and not _is_hidden(each):
                continue
            if number >= MOST_FILES:
                error = InputError("merge.too-many-files", path=str(folder), limit=MOST_FILES)
                closed.append(FileTaken(folder, error=error))
                return
            number += 1
            yield each


def _is_hidden(path: Path) -> bool:
    """Whether PATH has a name in its folder, but nobody may look at what it is."""
    try:
        path.lstat()
    except OSError:
        return True
    return False


# --- reports ---------------------------------------------------------------------------------------------


class _Before:
    """What was there before anything came in."""

    def __init__(self, reading: Reading) -> None:
        self.forked = holdings.forked_keys(reading)
        self.requests = holdings.request_ids(reading)
        self.without_effect = holdings.certificates_without_effect(reading)


def _taken(path: Path, union: Union, *, same: bool) -> FileTaken | Path:
    """What came of the file PATH; the path itself for the open board file."""
    return path if same else union.take(path)


def _report(
    writing: Writing, taken: Sequence[FileTaken | Path], before: _Before, passed_over: int
) -> MergeReport:
    files = tuple(_file_report(writing, each, before) for each in taken)
    refused: Counter[str] = Counter()
    for each in files:
        refused.update(each.refused)
    granted = writing.granted
    waited = {name for each in taken if isinstance(each, FileTaken) for name in each.waited}
    return MergeReport(
        files=files,
        passed_over=passed_over,
        new=len(granted),
        known=sum(each.known for each in files),
        waiting=len(holdings.still_waiting(writing, waited)),
        requests=len(holdings.request_ids(writing) - before.requests),
        payloads=sum(each.payloads for each in files),
        heard=sum(each.heard for each in taken if isinstance(each, FileTaken)),
        refused=dict(refused),
        without_effect=holdings.without_effect(writing, granted),
        forked=tuple(
            sorted({label_of_key(writing.view, key) for key in holdings.forked_keys(writing) - before.forked})
        ),
        dropped=_dropped(writing, before),
    )


def _file_report(writing: Reading, taken: FileTaken | Path, before: _Before) -> FileReport:
    if isinstance(taken, Path):
        return FileReport(taken, FileState.SAME_FILE)
    requests = taken.requests - before.requests
    return FileReport(
        path=taken.path,
        state=_state(taken, requests),
        new=taken.new,
        known=taken.known,
        waiting=len(holdings.still_waiting(writing, taken.waited)),
        requests=len(requests),
        payloads=taken.payloads,
        refused={reason: number for reason, number in sorted(taken.refused.items()) if number},
        error=taken.error,
    )


def _state(taken: FileTaken, requests: set[str]) -> FileState:
    if taken.error is not None:
        other = taken.error.code == "merge.other-board"
        return FileState.OTHER_BOARD if other else FileState.UNREADABLE
    return FileState.MERGED if taken.new or taken.payloads or requests else FileState.NOTHING_NEW


def _dropped(writing: Reading, before: _Before) -> tuple[Dropped, ...]:
    """The certificates that have lost their effect, or came in without any."""
    roster = places(writing)
    found = []
    for name in sorted(holdings.certificates_without_effect(writing) - before.without_effect):
        record = writing.ledger.get(name)
        if record is not None and isinstance(record.body, CertIssued):
            place = roster.get(record.body.member)
            label, person = (record.body.member, "") if place is None else (place.label, place.name)
            found.append(Dropped(label, person, record.body.role))
    return tuple(found)
