"""What other programs take to merge as many entries: KeePassXC and Fossil, where they are installed.

Both are asked by their own command line. Neither checks signatures; KeePassXC encrypts what it writes.
"""

import base64
import os
import shutil
import subprocess
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

_TIMES = "".join(
    f"<{name}>2026-01-01T00:00:00Z</{name}>"
    for name in ("LastModificationTime", "CreationTime", "LastAccessTime", "ExpiryTime", "LocationChanged")
)
_REMARK = "remark " * 40


def keepassxc(folder: Path, entries: int) -> Callable[[], float] | None:
    """Merge a database of ENTRIES entries into one of ten; None if the program is not installed."""
    if shutil.which("keepassxc-cli") is None:
        return None
    for name, number in (("mine", 10), ("theirs", entries)):
        document = folder / f"{name}.xml"
        document.write_text(_keepass(number), encoding="utf-8")
        _run("keepassxc-cli", "import", "-p", "-t", "100", document, folder / f"{name}.kdbx", typed="x\nx\n")

    def measured() -> float:
        target = folder / "merged.kdbx"
        shutil.copy(folder / "mine.kdbx", target)
        start = perf_counter()
        _run("keepassxc-cli", "merge", "-q", "-s", target, folder / "theirs.kdbx", typed="x\n")
        return perf_counter() - start

    return measured


def _keepass(number: int) -> str:
    entries = "".join(
        f"<Entry><UUID>{_uuid(n)}</UUID><Times>{_TIMES}</Times>"
        f"<String><Key>Title</Key><Value>{n}</Value></String>"
        f"<String><Key>Notes</Key><Value>{_REMARK}</Value></String></Entry>"
        for n in range(1, number + 1)
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?><KeePassFile><Meta/><Root><Group>"
        f"<UUID>{_uuid(0)}</UUID><Name>Root</Name><Times>{_TIMES}</Times>{entries}</Group></Root></KeePassFile>"
    )


def _uuid(number: int) -> str:
    return base64.b64encode(uuid.UUID(int=number + 1).bytes).decode()


def fossil(folder: Path, entries: int) -> Callable[[], float] | None:
    """Pull ENTRIES artifacts into a clone that has none; None if the program is not installed."""
    if shutil.which("fossil") is None:
        return None
    mine, theirs = folder / "mine.fossil", folder / "theirs.fossil"
    _run("fossil", "init", theirs, home=folder)
    _run("fossil", "clone", theirs, mine, home=folder)
    blobs = "".join(_blob(n) for n in range(1, entries + 1))
    names = "".join(f"M 644 :{n} {n // 1000}/{n}\n" for n in range(1, entries + 1))
    commit = "commit refs/heads/trunk\ncommitter a <a> 1772000000 +0000\ndata 1\nx\n"
    _run("fossil", "import", "--git", "--incremental", theirs, typed=blobs + commit + names, home=folder)

    def measured() -> float:
        target = folder / "pulled.fossil"
        shutil.copy(mine, target)
        start = perf_counter()
        _run("fossil", "pull", theirs, "-R", target, home=folder)
        return perf_counter() - start

    return measured


def _blob(number: int) -> str:
    text = f"{number} {_REMARK}"
    return f"blob\nmark :{number}\ndata {len(text)}\n{text}\n"


def _run(*command: str | Path, typed: str = "", home: Path | None = None) -> None:
    settings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "USER": "benchmark"}
    if home is not None:
        settings["HOME"] = str(home)
    arguments: Sequence[str] = [str(each) for each in command]
    subprocess.run(arguments, input=typed, text=True, check=True, capture_output=True, env=settings)
