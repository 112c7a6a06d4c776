"""Opens a file with the computer's own program, as a private copy whose name cannot lead anywhere else."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from beirat_tui.domain.errors import InputError

_KEPT = frozenset("abcdefghijklmnopqrstuvwxyzäöüßABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ0123456789-_. ")
_READABLE = frozenset(
    {
        ".docx",
        ".pdf",
        ".txt",
        ".odt",
        ".rtf",
        ".xlsx",
        ".ods",
        ".pptx",
        ".csv",
        ".png",
        ".jpg",
        ".jpeg",
        ".json",
    }
)
"""Kinds of files that are looked at. Anything else could be a program, and opening one would start it."""


def open_outside(name: str, content: bytes) -> str:
    """Write CONTENT into a private folder under a harmless form of NAME, open it, and return its path.

    Raises:
        InputError: ``file.not-openable`` where the kind of file could be a program, ``file.no-opener``
            where this computer has no program that opens files; each with ``name``.
    """
    harmless = "".join(letter if letter in _KEPT else "_" for letter in Path(name).name).lstrip(".")[-100:]
    if Path(harmless).suffix.lower() not in _READABLE:
        raise InputError("file.not-openable", name=name)
    path = Path(tempfile.mkdtemp(prefix="beirat-")) / harmless
    path.write_bytes(content)
    path.chmod(0o400)
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606  (a file of a kind that is read, under a name of our own)
        return str(path)
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    try:
        subprocess.Popen(  # noqa: S603  (the same; no shell)
            [opener, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except FileNotFoundError as error:
        raise InputError("file.no-opener", name=name, path=str(path)) from error
    return str(path)
