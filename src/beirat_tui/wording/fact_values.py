"""The values of a sketch's facts as users read them: amounts, dates, durations, names of kinds and fields."""

import datetime as dt
from collections.abc import Callable
from typing import Final

from beirat_tui.domain.programme import Programme
from beirat_tui.wording.catalogue import language, pgettext
from beirat_tui.wording.format import date, euro, months

Value = str | int | bool | dt.date | tuple[str, ...] | None


def fact_value(key: str, value: Value, programme: Programme | None) -> str:
    """The VALUE of the fact KEY in the language in use; empty where the sketch does not state it.

    PROGRAMME gives the names of kinds of applicants and of fields of action.
    """
    if isinstance(value, str):
        kind = programme.applicant_kind(value) if programme and key == "applicant_kind" else None
        return value if kind is None else kind.name.text(language())
    if isinstance(value, tuple):
        return "\n".join(_field(each, programme) for each in value)
    if isinstance(value, dt.date):
        return date(value)
    if isinstance(value, bool):
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    return "" if value is None else _NUMBERS.get(key, euro)(value)


_NUMBERS: Final[dict[str, Callable[[int], str]]] = {"months": months}


def _field(key: str, programme: Programme | None) -> str:
    found = None if programme is None else programme.field(key)
    return key if found is None else found.name.text(language())
