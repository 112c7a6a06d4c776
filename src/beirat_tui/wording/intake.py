"""What the program understood of a sketch's file, in words: names of facts, and sentences for notes.

Notes come in as their three texts, because this layer does not know the one that reads files.
"""

from beirat_tui.domain.programme import Programme
from beirat_tui.wording.catalogue import N_, _, language

_FACTS = {
    "number": N_("number"),
    "received": N_("day of receipt"),
    "title": N_("title"),
    "short_description": N_("short description"),
    "applicant": N_("applicant"),
    "applicant_kind": N_("kind of applicant"),
    "place": N_("place"),
    "region": N_("region"),
    "programme": N_("programme"),
    "grant": N_("grant"),
    "own_share": N_("own share"),
    "third_party": N_("third-party funds"),
    "total": N_("total costs"),
    "months": N_("duration"),
    "start": N_("start of the project"),
    "end": N_("end of the project"),
    "fields": N_("fields of action"),
    "partners": N_("partners"),
    "early_start": N_("early start"),
    "council_resolution": N_("day of the council resolution"),
}

_NOTES = {
    "unknown-key": N_("“{what}” is no key of the format and was left out."),
    "unknown-row": N_("The table row “{what}: {value}” was not recognised and left out."),
    "unknown-heading": N_(
        "The section “{what}” ({value} characters) is none of the programme’s and was left out."
    ),
    "before-headings": N_("{value} characters before the first known heading were left out."),
    "unknown-value": N_("{fact}: “{value}” was not recognised and left out."),
    "contradiction": N_("{fact}: the file also says “{value}”; the first statement was taken."),
    "several-amounts": N_("{fact}: several amounts ({value}), none of which is marked as the sum; left out."),
    "replaced-characters": N_("{fact}: invisible or dangerous characters were made visible."),
    "shortened": N_("{fact}: too long, shortened to “{value}”."),
    "derived": N_("{fact}: not stated, inferred from “{value}”."),
}


def fact_name(key: str, programme: Programme) -> str:
    """Return the name of the fact KEY (``grant``, ``sections.measures``) in the language in use.

    A key that is no fact, such as a path in a file, is returned as it is.
    """
    if key in _FACTS:
        return _(_FACTS[key])
    section = programme.section(key.removeprefix("sections."))
    return section.title.text(language()) if section else key


def note_text(code: str, what: str, value: str, programme: Programme) -> str:
    """Return the sentence for a note that a reader of files made (its code, key or heading, and text)."""
    return _(_NOTES[code]).format(what=what, value=value, fact=fact_name(what, programme))
