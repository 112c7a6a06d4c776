"""A shared folder on this computer, kept in step with others by whatever program."""

import os
import shutil
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EACCES, EDQUOT, ENOENT, ENOSPC, ENOTDIR, EPERM, EROFS
from pathlib import Path
from threading import Event
from typing import Final

from beirat_tui.domain.errors import ExchangeError
from beirat_tui.paths import remove
from beirat_tui.store.replaced import sync_folder
from beirat_tui.sync.exchange import Exchange
from beirat_tui.sync.places import Here
from beirat_tui.sync.shelf import Found, ShelfExchange

MOST_FILES: Final = 10_000
"""Files that are looked at."""
_DRAFT: Final = ".~"
"""Programs that keep folders in step leave names alone that begin so, and those that end in `_ENDING`."""
_ENDING: Final = ".part"
_FORGOTTEN: Final = 3600
"""Seconds after which a draft was left behind by a crash."""
_LOOK: Final = 2.0
"""Seconds between two looks where the system does not tell of changes."""


def open_exchange(address: str, here: Here) -> Exchange:
    """The folder ADDRESS; it is looked at when it is used."""
    return ShelfExchange(FolderShelf(Path(address)), here)


class FolderShelf:
    """The folder PATH."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, str] | None = None

    def fetch(self) -> Sequence[Found]:
        """All files in the folder, where they are; not those in folders below it."""
        # Until it could be read: whatever is there then is a change.
        self._known = None
        with _explained(self._path):
            marks = self._known = self._marks()
        return [Found(name, mark, self._path / name) for name, mark in sorted(marks.items())]

    def put(self, name: str, draft: Path, replaces: str | None) -> str | None:  # noqa: ARG002  (nobody else writes it)
        """Copy DRAFT beside its place, to disk, and rename it."""
        beside = self._path / f"{_DRAFT}{name}.{os.getpid()}{_ENDING}"
        with _explained(self._path, writing=True):
            if not self._path.is_dir():
                raise NotADirectoryError(ENOTDIR, "")
            try:
                with draft.open("rb") as source, beside.open("wb") as target:
                    shutil.copyfileobj(source, target)
                    target.flush()
                    os.fsync(target.fileno())
                beside.replace(self._path / name)
            finally:
                remove(beside)
            self._tidy(name)
            sync_folder(self._path)
            mark = _mark((self._path / name).stat())
        if self._known is not None:
            self._known[name] = mark
        return mark

    def _tidy(self, name: str) -> None:
        """Remove drafts of this device that a crash left behind."""
        for each in self._path.glob(f"{_DRAFT}{name}.*{_ENDING}"):
            with suppress(OSError):
                if each.stat().st_mtime + _FORGOTTEN < (self._path / name).stat().st_mtime:
                    each.unlink()

    def changed(self, stop: Event, seconds: float) -> bool:
        """Wait for the system to tell of a change, or look now and then where it cannot."""
        if self._differs():
            return True
        _wait(self._path, stop, seconds)
        return not stop.is_set() and self._differs()

    def _differs(self) -> bool:
        try:
            return self._known != self._marks()
        except OSError:
            return self._known is not None

    def close(self) -> None:
        """Nothing is held."""

    def _marks(self) -> dict[str, str]:
        found: dict[str, str] = {}
        with os.scandir(self._path) as entries:
            for entry in entries:
                if len(found) >= MOST_FILES:
                    break
                if entry.name.startswith(_DRAFT) and entry.name.endswith(_ENDING):
                    continue
                with suppress(OSError):  # gone again
                    about = entry.stat()
                    if stat.S_ISREG(about.st_mode):
                        found[entry.name] = _mark(about)
        return found


def _mark(about: os.stat_result) -> str:
    return f"{about.st_ino} {about.st_size} {about.st_mtime_ns}"


def _wait(path: Path, stop: Event, seconds: float) -> None:
    """Sleep until something happens in the folder PATH, STOP is set, or SECONDS are over."""
    from watchfiles import watch  # noqa: PLC0415  (only where somebody waits)

    if not path.is_dir():
        # What is not there cannot be watched.
        stop.wait(min(seconds, _LOOK))
        return
    try:
        for _changes in watch(
            path,
            stop_event=stop,
            watch_filter=None,
            recursive=False,
            rust_timeout=int(seconds * 1000),
            yield_on_timeout=True,
            raise_interrupt=False,
            ignore_permission_denied=True,
        ):
            return
    except (OSError, RuntimeError):
        # The folder is gone just now, or the system watches too many already.
        stop.wait(min(seconds, _LOOK))


@contextmanager
def _explained(path: Path, *, writing: bool = False) -> Iterator[None]:
    """Turn the system's errors into ours."""
    try:
        yield
    except OSError as error:
        raise ExchangeError(_code(error.errno, writing=writing), place=str(path)) from None


def _code(number: int | None, *, writing: bool) -> str:
    if number in {ENOENT, ENOTDIR}:
        return "place.missing"
    if number in {EACCES, EPERM, EROFS}:
        return "place.read-only" if writing else "place.no-permission"
    if number in {ENOSPC, EDQUOT}:
        return "place.full"
    return "place.input-output"
