"""One lookup over all compiled catalogues of a language, and the choice of that language.

Knows nothing of what is said: sentences stand where they are used, translations in the catalogues.
"""

import gettext
import locale
import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

LANGUAGES = ("de", "en")
_NEUTRAL = {"", "C", "POSIX"}
_FIRST = ("tui", "cli")
"""Areas that are asked before the others: the first frame and the help need no more than these."""


class _Catalogues(gettext.NullTranslations):
    """Several catalogues as one; each is read when none before it had a message."""

    def __init__(self, files: Sequence[Path]) -> None:
        super().__init__()
        self._files = files

    @cached_property
    def _read(self) -> gettext.NullTranslations:
        if not self._files:
            return gettext.NullTranslations()
        with self._files[0].open("rb") as file:
            found = gettext.GNUTranslations(file)
        found.add_fallback(_Catalogues(self._files[1:]))
        return found

    def gettext(self, message: str) -> str:
        return self._read.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._read.ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        return self._read.pgettext(context, message)


class _Current:
    """The language in use: set once by the composition root, read by every sentence."""

    name = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def preferred_language(environment: Mapping[str, str]) -> str:
    """Return the language that ENVIRONMENT asks for, ``de`` or ``en``.

    The variables count in gettext's order, LANGUAGE with its list first. One that names another language
    gives English; where none names any, the platform's own setting decides, and after it German, the
    language of the boards that this program is for.
    """
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        parts = environment.get(variable, "").split(":")
        asked = [part for part in parts if part.split(".")[0] not in _NEUTRAL]
        for part in asked:
            if part[:2].lower() in LANGUAGES:
                return part[:2].lower()
        if asked:
            return "en"
    # Windows answers with names like "English_Germany", the others with "en_GB".
    return "en" if (locale.getlocale()[0] or "").lower().startswith("en") else "de"


def use_language(name: str | None) -> str:
    """Speak NAME (``de`` or ``en``) from now on, or what the environment asks for; returns the language."""
    chosen = name if name in LANGUAGES else preferred_language(os.environ)
    # Not importlib.resources: it costs as much of the start as all catalogues together.
    files = (Path(__file__).parent / "locale" / chosen / "LC_MESSAGES").glob("*.mo")
    _Current.name, _Current.catalogue = chosen, _Catalogues(sorted(files, key=_turn))
    return chosen


def _turn(file: Path) -> tuple[int, str]:
    """When the catalogue FILE is asked."""
    return _FIRST.index(file.stem) if file.stem in _FIRST else len(_FIRST), file.stem


def language() -> str:
    """Return the language in use: ``de`` or ``en``."""
    return _Current.name


def _(message: str) -> str:
    """Return MESSAGE in the language in use."""
    return _Current.catalogue.gettext(message)


def N_(message: str) -> str:  # noqa: N802  (gettext's own name for it, which extraction looks for)
    """Return MESSAGE itself: marks a constant for the catalogues; `_` translates it when it is shown."""
    return message


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form of the message that fits NUMBER."""
    return _Current.catalogue.ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """Return MESSAGE as it reads in CONTEXT, where one English word has several translations."""
    return _Current.catalogue.pgettext(context, message)
