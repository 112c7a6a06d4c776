"""A funding programme: its limits, who may apply, and what a project sketch must say.

Programmes are data. Nothing here, nor anywhere else in the program, depends on the name of one; the files
that come with the program lie in `beirat_tui.presets`, and `beirat_tui.domain.programme_file` reads them.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from beirat_tui.domain.text import fold

Check = Literal[
    "applicant_kind",
    "fields",
    "financing_closed",
    "grant_limit",
    "latest_end",
    "months",
    "partners",
    "section_written",
    "sections_written",
]
CHECKS: tuple[Check, ...] = get_args(Check)
"""What a checklist item can have computed; see `beirat_tui.domain.checklist`."""

Holds = Literal[
    "title",
    "short_description",
    "applicant",
    "partners",
    "duration",
    "costs",
    "council_resolution",
    "early_start",
]
HOLDS: tuple[Holds, ...] = get_args(Holds)
"""The facts that a section of a document may carry besides its text."""

_NUMBERING = re.compile(
    r"^(?:(?:teil|abschnitt|kapitel|section)\s+)?"
    r"(?:[0-9]+(?:\.[0-9]+)*(?:[.):]+\s*|\s+)(?![0-9])|[ivx]+[.)]\s*|[a-z](?:\)\s*|\.\s+(?=\w{3})))"
)
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Label:
    """A name in the two languages of the program."""

    de: str
    en: str

    def text(self, language: str) -> str:
        """Return the name in LANGUAGE (``de`` or ``en``)."""
        return self.de if language == "de" else self.en


@dataclass(frozen=True, slots=True)
class ApplicantKind:
    """A kind of applicant: a town, a county, an association or a company."""

    key: str
    law: Literal["public", "private"]
    name: Label
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldOfAction:
    """A topic that sketches are filed under."""

    key: str
    name: Label
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a sketch: under which headings it is found, and which fact it carries besides its text."""

    key: str
    title: Label
    aliases: tuple[str, ...] = ()
    required: bool = False
    holds: Holds | None = None


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line of the formal check: computed by `check`, or ticked by the office where that is None.

    `section` names the section that ``section_written`` looks at; `minimum` is how many characters that
    needs, or how many partners or fields.
    """

    key: str
    title: Label
    check: Check | None = None
    section: str = ""
    minimum: int = 1


@dataclass(frozen=True, slots=True)
class Programme:
    """The terms of a funding programme.

    `share` is the part of the total that may be granted, `cap_cents` the most that may be granted at all,
    `months` the longest duration; a project that ends after `latest_end` only gets a warning, because a
    notice may extend it.
    """

    id: str
    name: Label
    source: str
    share: Fraction
    cap_cents: int
    months: int
    latest_end: dt.date | None
    applicant_kinds: tuple[ApplicantKind, ...]
    fields: tuple[FieldOfAction, ...]
    sections: tuple[Section, ...]
    checklist: tuple[ChecklistItem, ...]

    def grant_limit(self, total_cents: int) -> int:
        """Return the largest grant in cents that a project of TOTAL_CENTS may get."""
        return min(int(self.share * total_cents), self.cap_cents)

    def section(self, key: str) -> Section | None:
        """Return the section with this KEY."""
        return next((section for section in self.sections if section.key == key), None)

    def section_for(self, heading: str) -> Section | None:
        """Return the section that HEADING announces, whatever its numbering, case and punctuation."""
        wanted = comparable(heading)
        return next((part for part in self.sections if wanted in names_of(part.title, part.aliases)), None)

    def applicant_kind(self, key: str) -> ApplicantKind | None:
        """Return the kind of applicant with this KEY."""
        return next((kind for kind in self.applicant_kinds if kind.key == key), None)

    def applicant_kind_for(self, text: str) -> ApplicantKind | None:
        """Return the kind of applicant that TEXT names, by key, name or alias."""
        wanted = comparable(text)
        return next(
            (
                kind
                for kind in self.applicant_kinds
                if wanted in (kind.key, *names_of(kind.name, kind.aliases))
            ),
            None,
        )

    def field(self, key: str) -> FieldOfAction | None:
        """Return the field of action with this KEY."""
        return next((field for field in self.fields if field.key == key), None)

    def field_for(self, text: str) -> FieldOfAction | None:
        """Return the field of action that TEXT names, by key, name or alias."""
        wanted = comparable(text)
        return next(
            (field for field in self.fields if wanted in (field.key, *names_of(field.name, field.aliases))),
            None,
        )


def comparable(heading: str) -> str:
    """Return HEADING as headings and names are compared: folded, without numbering and punctuation."""
    return _NOT_LETTERS.sub(" ", _NUMBERING.sub("", fold(heading).strip())).strip()


def names_of(name: Label, aliases: Iterable[str]) -> tuple[str, ...]:
    """Return NAME and ALIASES as `comparable` texts."""
    return tuple(comparable(text) for text in (name.de, name.en, *aliases))
