"""The language of the commands, decided before click writes its first word."""

import gettext
import os
from collections.abc import Sequence
from pathlib import Path

from beirat_tui import wording
from beirat_tui.wording.catalogue import LANGUAGES

_OPTION = "--lang"
_AREA = "cli"


def asked_language(arguments: Sequence[str]) -> str | None:
    """The language that ARGUMENTS ask for with ``--lang``; None where it is none that is spoken here."""
    asked = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == _OPTION and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith(f"{_OPTION}="):
            asked = argument.partition("=")[2]
    return asked if asked in LANGUAGES else None


def speak(name: str | None) -> str:
    """Speak NAME from now on, or what the environment asks for; click's own words too. Returns the language.

    click asks the standard library's gettext, which follows the environment and one current area.
    """
    chosen = wording.use_language(name)
    os.environ["LANGUAGE"] = chosen
    gettext.bindtextdomain(_AREA, Path(wording.__file__).parent / "locale")
    gettext.textdomain(_AREA)
    return chosen
