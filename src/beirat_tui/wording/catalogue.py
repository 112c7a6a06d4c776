"""One lookup over all compiled catalogues of a language."""

import gettext
import locale
import os
from importlib import resources

LANGUAGES = ("de", "en")


class _Current:
    """The language in use: set once by the composition root, read by every sentence."""

    name = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def preferred_language() -> str:
    """The language the environment asks for: ``de`` or ``en``; German where it says nothing usable."""
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        for part in value.split(":"):
            if part[:2].lower() in LANGUAGES:
                return part[:2].lower()
            if part and part not in {"C", "POSIX", "C.UTF-8"}:
                return "en"
    name = locale.getlocale()[0] or ""
    return "en" if name.lower().startswith("en") else "de"


def use_language(name: str | None) -> str:
    """Speak NAME (``de`` or ``en``) from now on, or what the environment asks for; returns the language."""
    chosen = name if name in LANGUAGES else preferred_language()
    catalogue = gettext.NullTranslations()
    folder = resources.files("beirat_tui.wording") / "locale" / chosen / "LC_MESSAGES"
    if folder.is_dir():
        for entry in sorted(folder.iterdir(), key=lambda item: item.name):
            if entry.name.endswith(".mo"):
                with entry.open("rb") as file:
                    part = gettext.GNUTranslations(file)
                part.add_fallback(catalogue)
                catalogue = part
    _Current.name, _Current.catalogue = chosen, catalogue
    return chosen


def language() -> str:
    """The language in use: ``de`` or ``en``."""
    return _Current.name


def _(message: str) -> str:
    """MESSAGE in the language in use."""
    return _Current.catalogue.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of the message that fits NUMBER."""
    return _Current.catalogue.ngettext(singular, plural, number)


def pgettext(context: str, message: str) -> str:
    """MESSAGE as it reads in CONTEXT, where one English word has several translations."""
    return _Current.catalogue.pgettext(context, message)
