"""Compile the message catalogues (.po to .mo): as Hatchling's build hook, and as a command in a checkout."""

import os
import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALE = Path("src", "beirat_tui", "wording", "locale")


def is_stale(source: Path) -> bool:
    """Whether the .mo beside SOURCE is missing or older than SOURCE."""
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


def compile_catalogues(locale: Path, *, only_stale: bool = False) -> list[Path]:
    """Write a .mo beside every .po under LOCALE, remove those whose .po is gone; returns the files written.

    Each is written under another name and renamed, so that a program starting meanwhile reads the old
    catalogue or the new one, never half of it.
    """
    for orphan in locale.glob("*/LC_MESSAGES/*.mo"):
        if not orphan.with_suffix(".po").exists():
            orphan.unlink(missing_ok=True)
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        if only_stale and not is_stale(source):
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parents[1].name, domain=source.stem, abort_invalid=True)
        target = source.with_suffix(".mo")
        draft = target.with_suffix(f".mo.{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(target)
        written.append(target)
    return written


class CatalogueHook(BuildHookInterface[Any]):
    """Hatchling's hook: the catalogues are compiled before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (hatchling's signature)
        """Compile every catalogue."""
        compile_catalogues(Path(self.root) / LOCALE)


if __name__ == "__main__":
    for path in compile_catalogues(Path(__file__).parent / LOCALE, only_stale=True):
        sys.stdout.write(f"compiled {path.parent.parent.name}/{path.name}\n")
