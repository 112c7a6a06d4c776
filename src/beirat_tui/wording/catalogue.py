"""One lookup over all compiled catalogues of a language, and the choice of that language.

Knows nothing of what is said: sentences stand where they are used, translations in the catalogues.
"""

import gettext
import locale
import os
from collections.abc import Mapping
from pathlib import Path

LANGUAGES = ("de", "en")
_NEUTRAL = {"", "C", "POSIX"}


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
    catalogue = gettext.NullTranslations()
    # Not importlib.resources: it costs as much of the start as all catalogues together.
    for path in sorted((Path(__file__).parent / "locale" / chosen / "LC_MESSAGES").glob("*.mo")):
        with path.open("rb") as file:
            part = gettext.GNUTranslations(file)
        part.add_fallback(catalogue)
        catalogue = part
    _Current.name, _Current.catalogue = chosen, catalogue
    return chosen


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
