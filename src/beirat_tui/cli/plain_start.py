"""`beirat [BOARD]` with nothing but the options of every command: the start that everybody waits for.

It is read here without click, because importing click and the table of commands takes as long as drawing the
first frame. Whatever is not understood here, help and mistakes included, is left to `main`, which reads the
same line in the same way.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

from beirat_tui.cli.boundary import guarded
from beirat_tui.cli.language import speak
from beirat_tui.cli.place import SUFFIX, Place
from beirat_tui.wording.catalogue import LANGUAGES

_OPTIONS = ("--board", "--home", "--lang")


def screens_asked(arguments: Sequence[str]) -> Place | None:
    """The place for which ARGUMENTS ask for the screens; None where they ask for anything else."""
    place, words = Place(), iter(arguments)
    for word in words:
        option, equals, value = word.partition("=")
        if word == "--debug":
            place.debug = True
        elif option in _OPTIONS:
            value = value if equals else next(words, "")
            if not value or value.startswith("-") or not _set(place, option, value):
                return None
        elif word.endswith(SUFFIX) and not word.startswith("-") and place.board is None:
            place.board = Path(word)
        else:
            return None
    return place


def _set(place: Place, option: str, value: str) -> bool:
    """Set OPTION of PLACE to VALUE; returns whether it could be."""
    if option == "--lang":
        place.language = value
        return value in LANGUAGES
    if option == "--home":
        place.home = Path(value)
        return True
    # Two boards on one line: `main` knows which one counts.
    known, place.board = place.board, Path(value)
    return known is None


def at_a_terminal() -> bool:
    """Whether there is a terminal to show screens on."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def start(place: Place) -> int:
    """Show the screens for PLACE until they are left; returns the exit code."""
    speak(place.language)

    def work() -> int:
        from beirat_tui import tui  # noqa: PLC0415  (the one way to the screens)

        return tui.start(place.board, place.home, debug=place.debug)

    return guarded(work, place)
