"""The filter language of the queue, read into values.

    photovoltaik "mobiler marktplatz" status:offen -stimme:ja betrag:>150000 eingang:2026-03

Blanks mean *and*, a leading minus means *not*. Words are looked for as beginnings of words, quoted ones as
they stand. Keys and values may be German or English. What the terms select is decided by whoever holds the
sketches; nothing here knows of a database.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.filter_words import CONFLICT, KEYS, STATUS, VOTE, Key, Spelling, meaning
from beirat_tui.domain.money import parse_euro
from beirat_tui.domain.text import clean_line

LONGEST = 1000
"""Characters of a filter; a longer one was pasted by mistake."""

QUOTES = {'"': '"', "„": "“”", "“": "”", "»": "«", "«": "»"}
KEY = re.compile(r"([^\W\d_]+):")
_COMPARED = re.compile(r"(>=|<=|≥|≤|>|<)?\s*(.*)")
_DATES = (
    re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?", re.ASCII),
    re.compile(r"(?:(?:(?P<day>\d{1,2})\.)?(?P<month>\d{1,2})\.)?(?P<year>\d{4})", re.ASCII),
)


@dataclass(frozen=True, slots=True)
class Word:
    """Text to be found in number, title, applicant, summary or sections; as a beginning unless `exact`."""

    text: str
    exact: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """`key` is ``status``, ``vote`` or ``conflict``, `value` one of that key's names in `filter_words`."""

    key: Literal["status", "vote", "conflict"]
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A ``topic`` (field of action) or ``applicant`` (name, place, region or kind) containing `text`."""

    key: Literal["topic", "applicant"]
    text: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A grant from `low_cents` to `high_cents`, both included; None is no limit."""

    low_cents: int | None
    high_cents: int | None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """Received from `first` to `last`, both included; None is no limit."""

    first: dt.date | None
    last: dt.date | None
    negated: bool = False


Term = Word | Choice | Named | Amount | Received


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the filter between blanks; places count from 0, `value_start` is where the value begins."""

    start: int
    value_start: int
    end: int
    negated: bool
    key: str
    value: str
    quoted: bool
    closed: bool


def parse_filter(text: str) -> tuple[Term, ...]:
    """Return the terms of the filter TEXT; an empty filter has none.

    Raises:
        InputError: ``filter.too-long``, ``filter.unclosed-quote``, ``filter.nothing-negated``,
            ``filter.unknown-key``, ``filter.no-value``, ``filter.unknown-value``, ``filter.bad-amount``,
            ``filter.bad-date`` or ``filter.empty-range``; all but the first with ``position``, the column
            from 1 on.
    """
    if len(text) > LONGEST:
        raise InputError("filter.too-long", length=len(text), limit=LONGEST)
    return tuple(_term(token) for token in tokens_of(text))


def tokens_of(text: str) -> list[Token]:
    """Return the pieces of TEXT between blanks, a quoted piece as one; nothing is judged yet."""
    tokens, at = [], 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        tokens.append(_token(text, at))
        at = tokens[-1].end
    return tokens


def _token(text: str, start: int) -> Token:
    negated = text[start] == "-"
    at = start + negated
    found = KEY.match(text, at)
    key, at = (found[1], found.end()) if found else ("", at)
    if text[at : at + 1] in QUOTES:
        closing = QUOTES[text[at]]
        end = next((place for place in range(at + 1, len(text)) if text[place] in closing), len(text))
        closed = end < len(text)
        return Token(start, at, end + closed, negated, key, text[at + 1 : end], quoted=True, closed=closed)
    end = next((place for place in range(at, len(text)) if text[place].isspace()), len(text))
    return Token(start, at, end, negated, key, text[at:end], quoted=False, closed=True)


def _term(token: Token) -> Term:
    position = token.start + 1
    if not token.closed:
        raise InputError("filter.unclosed-quote", position=token.value_start + 1)
    value = clean_line(token.value)
    if not token.key:
        if not value:
            code = "filter.no-value" if token.quoted else "filter.nothing-negated"
            raise InputError(code, position=position, key="")
        word = value if token.quoted else value.rstrip("*")
        if not word:
            raise InputError("filter.no-value", position=position, key="*")
        return Word(word, exact=token.quoted, negated=token.negated)
    key = meaning(token.key, KEYS)
    if key is None:
        known = ", ".join(spelling.both() for spelling in KEYS.values())
        raise InputError("filter.unknown-key", position=position, key=clean_line(token.key, 40), known=known)
    if not value:
        raise InputError("filter.no-value", position=token.value_start + 1, key=token.key)
    return _keyed(key, value, token)


def _keyed(key: Key, value: str, token: Token) -> Term:
    position = token.value_start + 1
    if key == "status":
        return Choice("status", _one_of(STATUS, value, position), token.negated)
    if key == "vote":
        return Choice("vote", _one_of(VOTE, value, position), token.negated)
    if key == "conflict":
        return Choice("conflict", _one_of(CONFLICT, value, position), token.negated)
    if key == "amount":
        return Amount(*_amounts(value, position), token.negated)
    if key == "received":
        return Received(*_days(value, position), token.negated)
    return Named(key, value, token.negated)


def _one_of(spellings: Mapping[str, Spelling], value: str, position: int) -> str:
    found = meaning(value, spellings)
    if found is None:
        allowed = ", ".join(spelling.both() for spelling in spellings.values())
        raise InputError(
            "filter.unknown-value", position=position, value=clean_line(value, 40), allowed=allowed
        )
    return found


def _amounts(value: str, position: int) -> tuple[int | None, int | None]:
    if ".." in value:
        low, high = (_cents(part, position) if part.strip() else None for part in value.split("..", 1))
        if low is None and high is None:
            raise InputError("filter.bad-amount", position=position, value=clean_line(value, 40))
        if low is not None and high is not None and low > high:
            raise InputError("filter.empty-range", position=position, value=clean_line(value, 40))
        return low, high
    operator, cents = _compared(value)[0], _cents(_compared(value)[1], position)
    return {
        ">": (cents + 1, None),
        ">=": (cents, None),
        "<": (None, cents - 1),
        "<=": (None, cents),
    }.get(operator, (cents, cents))


def _compared(value: str) -> tuple[str, str]:
    found = _COMPARED.fullmatch(value)
    operator, rest = (found[1] or "", found[2]) if found else ("", value)
    return {"≥": ">=", "≤": "<="}.get(operator, operator), rest


def _cents(text: str, position: int) -> int:
    try:
        return parse_euro(text)
    except InputError as error:
        raise InputError("filter.bad-amount", position=position, value=clean_line(text, 40)) from error


def _days(value: str, position: int) -> tuple[dt.date | None, dt.date | None]:
    if ".." in value:
        low, high = (_period(part, position) if part.strip() else None for part in value.split("..", 1))
        if low is None and high is None:
            raise InputError("filter.bad-date", position=position, value=clean_line(value, 40))
        if low and high and low[0] > high[1]:
            raise InputError("filter.empty-range", position=position, value=clean_line(value, 40))
        return (low[0] if low else None), (high[1] if high else None)
    operator, rest = _compared(value)
    first, last = _period(rest, position)
    try:
        if operator == ">":
            return last + dt.timedelta(days=1), None
        if operator == "<":
            return None, first - dt.timedelta(days=1)
    except OverflowError as error:
        raise InputError("filter.bad-date", position=position, value=clean_line(value, 40)) from error
    return (None if operator == "<=" else first), (None if operator == ">=" else last)


def _period(text: str, position: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of a year, month or day such as 2026, 2026-03, 03.2026 or 16.03.2026."""
    for form in _DATES:
        if found := form.fullmatch(text.strip()):
            year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
            try:
                if day:
                    return dt.date(year, month, day), dt.date(year, month, day)
                first = dt.date(year, month or 1, 1)
                if not month:
                    return first, dt.date(year, 12, 31)
                next_month = first.replace(day=28) + dt.timedelta(days=4)
                return first, next_month - dt.timedelta(days=next_month.day)
            except (ValueError, OverflowError):
                break
    raise InputError("filter.bad-date", position=position, value=clean_line(text, 40))
