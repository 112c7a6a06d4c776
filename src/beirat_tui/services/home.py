"""The private folder of one person on one machine: keys, own records, notes, drafts, settings.

Nothing of it is in the board file, and nothing of it is exchanged.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_config_path

from beirat_tui.domain.errors import StoreError
from beirat_tui.paths import is_there

if TYPE_CHECKING:
    from beirat_tui.log.keys import SigningKey
    from beirat_tui.store.own_records import OwnRecords

ENVIRONMENT = "BEIRAT_HOME"
BOARD_ENVIRONMENT = "BEIRAT_BOARD"
LAST_BOARD = "last-board"


class Home:
    """A private folder; made when something is first kept in it.

    Attributes:
        path: where it lies.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def key(self, board: str) -> "SigningKey | None":
        """This device's key for BOARD (the board's id), if it has one.

        Raises:
            StoreError: ``home.bad-key``: the key file holds no key; ``home.cannot-read``.
        """
        from beirat_tui.log.keys import SEED_BYTES, SigningKey  # noqa: PLC0415  (settings are read before keys)

        file = self._folder(board) / "key"
        try:
            seed = bytes.fromhex(file.read_text(encoding="ascii").strip())
        except FileNotFoundError:
            return None
        except OSError:
            raise StoreError("home.cannot-read", path=str(file)) from None
        except ValueError:
            raise StoreError("home.bad-key", path=str(file)) from None
        if len(seed) != SEED_BYTES:
            raise StoreError("home.bad-key", path=str(file))
        return SigningKey(seed)

    def keep_key(self, board: str, key: "SigningKey") -> None:
        """Keep KEY as this device's key for BOARD, readable by its owner only.

        Raises:
            StoreError: ``home.key-exists``; a key is never overwritten. ``home.not-written``.
        """
        file = self._folder(board) / "key"
        with _told(file):
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                raise StoreError("home.key-exists", path=str(file)) from None
            with os.fdopen(descriptor, "w", encoding="ascii") as handle:
                handle.write(key.seed.hex() + "\n")
                handle.flush()
                os.fsync(handle.fileno())

    def own_records(self, board: str) -> "OwnRecords":
        """What this device has signed on BOARD."""
        from beirat_tui.store.own_records import OwnRecords  # noqa: PLC0415  (settings are read before keys)

        return OwnRecords(self._folder(board))

    def private(self, board: str, name: str) -> dict[str, Any]:
        """A private notebook of BOARD: ``notes``, ``drafts``, ``typed``; empty where there is none.

        Raises:
            StoreError: ``home.cannot-read``: taken for empty, it would be replaced by what is added to it.
        """
        file = self._folder(board) / f"{name}.json"
        try:
            return _read(file)
        except OSError:
            raise StoreError("home.cannot-read", path=str(file)) from None

    def keep_private(self, board: str, name: str, content: dict[str, Any]) -> None:
        """Write a private notebook; on disk when this returns.

        Raises:
            StoreError: ``home.not-written``; what was there before stays.
        """
        _write(self._folder(board) / f"{name}.json", content)

    def place_folder(self, board: str, mark: str) -> Path:
        """Where what is to be remembered of a place of exchange is kept; made by whoever writes there."""
        return self._folder(board) / "places" / mark

    def lies_in(self, folder: Path, board: str) -> bool:
        """Whether the key for BOARD lies in FOLDER, or somewhere below it."""
        return self._folder(board).resolve().is_relative_to(folder.resolve())

    @property
    def last_board(self) -> Path | None:
        """The board file used last, wherever that is now; None where none was."""
        try:
            return Path(os.fsdecode((self.path / LAST_BOARD).read_bytes()))
        except OSError:
            return None

    def remember_board(self, path: Path) -> None:
        """Note the board file at PATH as the one used last.

        Raises:
            StoreError: ``home.not-written``.
        """
        here = path.absolute()
        if self.last_board != here:
            _replace(self.path / LAST_BOARD, os.fsencode(here))

    @property
    def settings(self) -> dict[str, Any]:
        """Theme and key map; empty for most people, who never chose any."""
        try:
            return _read(self.path / "settings.json")
        except OSError:
            return {}  # what it looks like is no reason not to start

    def save_settings(self, settings: dict[str, Any]) -> None:
        """Replace the settings.

        Raises:
            StoreError: ``home.not-written``; what was there before stays.
        """
        _write(self.path / "settings.json", settings)

    def _folder(self, board: str) -> Path:
        return self.path / "boards" / board[:16]


def board_path(explicit: Path | None, private: Home) -> Path | None:
    """The board file to open: EXPLICIT, else ``BEIRAT_BOARD``, else the one used last if it is there."""
    if explicit is not None:
        return explicit
    named = os.environ.get(BOARD_ENVIRONMENT)
    if named:
        return Path(named)
    last = private.last_board
    return last if last is not None and is_there(last) else None


def find_home(explicit: Path | None) -> Home:
    """The private folder: EXPLICIT, else ``BEIRAT_HOME``, else the platform's configuration folder."""
    named = os.environ.get(ENVIRONMENT)
    return Home(explicit or (Path(named) if named else user_config_path("beirat")))


def _read(file: Path) -> dict[str, Any]:
    try:
        raw = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return {}
    import json  # noqa: PLC0415  (most people have no settings, and no need of it before the first frame)

    try:
        content = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _write(file: Path, content: dict[str, Any]) -> None:
    import msgspec  # noqa: PLC0415  (what is only read is read sooner without it)

    _replace(file, msgspec.json.format(msgspec.json.encode(content, order="sorted"), indent=1))


def _replace(file: Path, content: bytes) -> None:
    """Write beside the file, sync, rename: a crash leaves the old content or the new one."""
    draft = file.with_suffix(f".{os.getpid()}.new")
    with _told(file):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with draft.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(file)


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Say in our words that FILE cannot be written."""
    try:
        yield
    except OSError:
        raise StoreError("home.not-written", path=str(file)) from None
