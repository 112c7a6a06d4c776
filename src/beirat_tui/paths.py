"""Paths as persons type them: whatever cannot be looked at is not there, and no name is an error.

`pathlib` raises where a folder may not be searched, a name is longer than the system allows, or ``~somebody``
is nobody here. For a person all of that is the same: there is no such file or folder, as far as they can see.
"""

import stat
from contextlib import suppress
from pathlib import Path


def is_folder(path: Path) -> bool:
    """Whether there is a folder at PATH that can be seen."""
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Whether there is a plain file at PATH that can be seen."""
    return stat.S_ISREG(_mode(path))


def is_there(path: Path) -> bool:
    """Whether there is anything at PATH that can be seen."""
    return _mode(path) != 0


def from_home(path: Path) -> Path:
    """PATH with the home folder in place of ``~``; as it is where nobody of that name has one here."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def straight(path: Path) -> Path:
    """PATH from the root without a way up in it, which a person typed from where they were."""
    whole = path.absolute()
    try:
        return whole.resolve() if ".." in whole.parts else whole
    except (OSError, RuntimeError):
        return whole


def remove(path: Path) -> None:
    """Remove the file PATH if it is there; one that cannot be removed stays, and is no error of its own."""
    with suppress(OSError, ValueError):
        path.unlink()


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0
