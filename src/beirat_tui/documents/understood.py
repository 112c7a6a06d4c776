"""What reading a file gave: a sketch as far as it was understood, and an account of the rest.

Facts have short keys: ``title``, ``applicant``, ``grant``, ``sections.measures`` and so on. Their names and
the sentences for notes are made by `beirat_tui.wording.intake`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.money import parse_euro
from beirat_tui.domain.programme import Programme
from beirat_tui.domain.sketch import Sketch
from beirat_tui.domain.text import REPLACEMENT, clean, clean_line

NUMBER_LIMIT = 64
"""Characters of a file number."""
FACTS_ONLY = ("title", "short_description")
"""Sections whose text is the fact itself, kept in the sketch's own field and not among its sections."""

_EXPECTED: Mapping[str, Callable[[Sketch], object]] = {
    "title": lambda sketch: sketch.title,
    "short_description": lambda sketch: sketch.short_description,
    "applicant": lambda sketch: sketch.applicant.name,
    "applicant_kind": lambda sketch: sketch.applicant.kind,
    "grant": lambda sketch: sketch.grant_cents is not None,
    "own_share": lambda sketch: sketch.own_share_cents is not None,
    "total": lambda sketch: sketch.total_cents is not None,
    "months": lambda sketch: sketch.months,
    "end": lambda sketch: sketch.end,
    "fields": lambda sketch: sketch.fields,
    "partners": lambda sketch: sketch.partners,
}
_AMOUNT_ERRORS = {
    "money.negative": "sketch.amount-negative",
    "money.not-euro": "sketch.amount-not-euro",
    "money.too-large": "sketch.amount-too-large",
    "money.not-an-amount": "sketch.amount-not-an-amount",
}


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the file that the office should know.

    `code` says what. Not taken over: ``unknown-key``, ``unknown-row``, ``unknown-heading``,
    ``unknown-value``, ``before-headings``, ``contradiction``, ``several-amounts``. Taken over with a change:
    ``replaced-characters``, ``shortened``, ``derived``. `what` names the key, heading or fact, `value` is
    the text or, for headings, the number of characters below it.
    """

    code: str
    what: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """A file and what was understood of it.

    `sketch` may lack anything; `understood` and `missing` are keys of facts; `ignored` lists what the file
    says and the sketch does not; `altered` what was taken over with a change. `original` are the bytes of
    the file, to be kept as an attachment of `media_type`.
    """

    sketch: Sketch
    understood: tuple[str, ...]
    missing: tuple[str, ...]
    ignored: tuple[Note, ...]
    altered: tuple[Note, ...]
    name: str
    media_type: str
    original: bytes = field(repr=False)


class Account:
    """Keeps account while a file is read: every text passes it and comes back harmless."""

    def __init__(self) -> None:
        self.ignored: list[Note] = []
        self.altered: list[Note] = []

    def line(self, what: str, text: str, limit: int = 300) -> str:
        """Return TEXT, the value of WHAT, as one clean line of at most LIMIT characters."""
        full = clean_line(text, len(text) * 2 + 1)
        self._notice(what, text, full)
        shown = clean_line(full, limit)
        if shown != full:
            self.altered.append(Note("shortened", what, shown))
        return shown

    def text(self, what: str, text: str) -> str:
        """Return TEXT, the value of WHAT, clean and without blank lines at its ends."""
        full = clean(text).strip()
        self._notice(what, text, full)
        return full

    def _notice(self, what: str, raw: str, cleaned: str) -> None:
        if any(
            cleaned.count(sign) > raw.count(sign)
            for sign in (REPLACEMENT, *map(chr, range(0x2400, 0x2422)), "◌")
        ):
            self.altered.append(Note("replaced-characters", what))

    def amount(self, what: str, value: str | float) -> int:
        """Return VALUE, the amount of WHAT, in cents.

        Raises:
            InputError: ``sketch.amount-…`` with ``where`` and ``value``.
        """
        try:
            return parse_euro(value)
        except InputError as error:
            raise InputError(_AMOUNT_ERRORS[error.code], where=what, value=error.params["value"]) from error

    def ignore(self, code: str, what: str, value: str = "") -> None:
        """Note that WHAT, a key, heading or fact, was not taken over."""
        self.ignored.append(Note(code, clean_line(what, 120), clean_line(value, 120)))


def account_of(sketch: Sketch, programme: Programme) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys of what SKETCH says and of what it lacks by the terms of PROGRAMME."""
    facts = {key: bool(found(sketch)) for key, found in _EXPECTED.items()}
    optional = {
        "third_party": sketch.third_party_cents is not None,
        "start": sketch.start is not None,
        "early_start": sketch.early_start is not None,
        "council_resolution": sketch.council_resolution is not None,
        "number": bool(sketch.number),
        "received": sketch.received is not None,
    }
    written = {
        f"sections.{part.key}": bool(sketch.sections.get(part.key))
        for part in programme.sections
        if part.holds not in FACTS_ONLY
    }
    required = {f"sections.{part.key}" for part in programme.sections if part.required}
    understood = [key for key, there in (facts | optional | written).items() if there]
    missing = [key for key, there in facts.items() if not there]
    missing += [key for key, there in written.items() if not there and key in required]
    return tuple(understood), tuple(missing)
