"""What users read: catalogues, sentences for codes, numbers and dates in the user's language.

English sentences stand in the code as message ids; other languages are gettext catalogues, one file an
area (`locale/<language>/LC_MESSAGES/<area>.po`), which together make one lookup.
"""

from beirat_tui.wording.catalogue import N_, _, language, ngettext, pgettext, use_language

__all__ = ["N_", "_", "language", "ngettext", "pgettext", "use_language"]
