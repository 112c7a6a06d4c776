"""A project sketch as JSON: the exchange format of ``docs/sketch-schema.json``, read and written.

Known keys with values of wrong types are errors that name the path; unknown keys are passed over and listed.
"""

import datetime as dt
import json
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from beirat_tui.documents.strict_json import load
from beirat_tui.documents.understood import FACTS_ONLY, NUMBER_LIMIT, Account, Understood, account_of
from beirat_tui.domain.errors import InputError
from beirat_tui.domain.money import euros
from beirat_tui.domain.programme import Programme
from beirat_tui.domain.sketch import Applicant, Sketch
from beirat_tui.domain.text import clean_line

FORMAT = "beirat-sketch/1"
MEDIA_TYPE = "application/json"
_MONTHS_LIMIT = 1200
_KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TYPES = {dict: "object", list: "array", str: "string", bool: "boolean", int: "number", Decimal: "number"}


def read_json(data: bytes, name: str, programmes: Sequence[Programme]) -> Understood:
    """Return what DATA, the JSON file NAME, says; a sketch that names no programme is of the first one.

    Raises:
        InputError: the errors of `beirat_tui.documents.strict_json.load`, ``json.not-a-sketch``,
            ``json.newer-format``, ``json.wrong-type`` (``path``, ``expected``, ``found``),
            ``json.bad-value`` (``path``, ``value``), ``sketch.unknown-programme`` or ``sketch.amount-…``.
    """
    value = load(data, name)
    if not isinstance(value, dict) or not isinstance(value.get("format"), str):
        raise InputError("json.not-a-sketch", file=name)
    if value["format"] != FORMAT:
        newer = value["format"].startswith("beirat-sketch/")
        raise InputError("json.newer-format" if newer else "json.not-a-sketch", file=name)
    account = Account()
    top = _Object(value, "", account)
    top.take("format")
    wanted = top.line("programme", 64) or programmes[0].id
    programme = next((known for known in programmes if known.id == wanted), None)
    if programme is None:
        known = ", ".join(one.id for one in programmes)
        raise InputError("sketch.unknown-programme", file=name, programme=wanted, known=known)
    sketch = _sketch(top, programme, account)
    understood, missing = account_of(sketch, programme)
    return Understood(
        sketch, understood, missing, tuple(account.ignored), tuple(account.altered), name, MEDIA_TYPE, data
    )


def _sketch(top: "_Object", programme: Programme, account: Account) -> Sketch:
    applicant, finances, duration = (top.object(key) for key in ("applicant", "finances", "duration"))
    sections = top.object("sections")
    currency = finances.line("currency", 60) or "EUR"
    if currency != "EUR":
        raise InputError("sketch.amount-not-euro", where=finances.path("currency"), value=currency)
    sketch = Sketch(
        number=top.line("number", NUMBER_LIMIT),
        title=top.line("title"),
        applicant=Applicant(
            name=applicant.line("name"),
            kind=_kind(applicant, programme, account),
            place=applicant.line("place"),
            region=applicant.line("region"),
        ),
        programme=programme.id,
        received=top.date("received"),
        grant_cents=finances.amount("grant"),
        own_share_cents=finances.amount("own_share"),
        third_party_cents=finances.amount("third_party"),
        total_cents=finances.amount("total"),
        months=duration.integer("months", _MONTHS_LIMIT),
        start=duration.date("start"),
        end=duration.date("end"),
        fields=_fields(top, programme, account),
        partners=top.lines("partners"),
        sections={
            part.key: text
            for part in programme.sections
            if part.holds not in FACTS_ONLY and (text := sections.text(part.key))
        },
        short_description=top.text("short_description"),
        early_start=top.flag("early_start"),
        council_resolution=top.date("council_resolution"),
    )
    for inner in (applicant, finances, duration, sections, top):
        inner.close()
    return sketch


def _kind(applicant: "_Object", programme: Programme, account: Account) -> str:
    written = applicant.line("kind")
    kind = programme.applicant_kind_for(written)
    if kind:
        return kind.key
    if _KIND.fullmatch(written):
        return written  # a kind of another programme: the checklist will say that it may not apply
    if written:
        account.ignore("unknown-value", "applicant_kind", written)
    return ""


def _fields(top: "_Object", programme: Programme, account: Account) -> tuple[str, ...]:
    keys = []
    for written in top.lines("fields"):
        field = programme.field_for(written)
        if field is None:
            account.ignore("unknown-value", "fields", written)
        elif field.key not in keys:
            keys.append(field.key)
    return tuple(keys)


class _Object:
    """An object of the file and its path; absent keys and null are None or empty."""

    def __init__(self, value: dict[str, Any], path: str, account: Account) -> None:
        self._left = dict(value)
        self._path = path
        self._account = account

    def path(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def take(self, key: str, *kinds: type, expected: str = "") -> Any:  # noqa: ANN401 (checked here)
        value = self._left.pop(key, None)
        if value is not None and kinds and type(value) not in kinds:
            self._wrong(key, expected, value)
        return value

    def _wrong(self, key: str, expected: str, value: object) -> None:
        found = _TYPES.get(type(value), "?")
        raise InputError("json.wrong-type", path=self.path(key), expected=expected, found=found)

    def line(self, key: str, limit: int = 300) -> str:
        return self._account.line(self.path(key), self.take(key, str, expected="string") or "", limit)

    def text(self, key: str) -> str:
        """A text, or a list of paragraphs."""
        value = self.take(key, str, list, expected="string, array of strings") or ""
        if isinstance(value, list):
            value = "\n\n".join(self._text_of(key, number, item) for number, item in enumerate(value, 1))
        return self._account.text(self.path(key), value)

    def lines(self, key: str) -> tuple[str, ...]:
        value = self.take(key, list, expected="array of strings") or []
        texts = (self._text_of(key, number, item) for number, item in enumerate(value, 1))
        return tuple(line for text in texts if (line := self._account.line(self.path(key), text)))

    def _text_of(self, key: str, number: int, item: object) -> str:
        if isinstance(item, str):
            return item
        raise InputError(
            "json.wrong-type",
            path=f"{self.path(key)}[{number}]",
            expected="string",
            found=_TYPES.get(type(item), "null"),
        )

    def object(self, key: str) -> "_Object":
        return _Object(self.take(key, dict, expected="object") or {}, self.path(key), self._account)

    def amount(self, key: str) -> int | None:
        value = self.take(key, int, Decimal, str, expected="number, string")
        return None if value is None else self._account.amount(self.path(key), value)

    def integer(self, key: str, limit: int) -> int | None:
        value: int | None = self.take(key, int, expected="integer")
        if value is not None and not 0 <= value <= limit:
            raise InputError("json.bad-value", path=self.path(key), value=str(value))
        return value

    def flag(self, key: str) -> bool | None:
        value: bool | None = self.take(key, bool, expected="boolean")
        return value

    def date(self, key: str) -> dt.date | None:
        text: str | None = self.take(key, str, expected="string YYYY-MM-DD")
        if text is None:
            return None
        try:
            # fromisoformat also reads 20260316 and 2026-W12-1.
            return dt.date.fromisoformat(text if _DAY.fullmatch(text) else "")
        except ValueError as error:
            raise InputError("json.bad-value", path=self.path(key), value=clean_line(text, 60)) from error

    def close(self) -> None:
        for key in self._left:
            self._account.ignore("unknown-key", self.path(key))


def write_sketch_json(sketch: Sketch) -> bytes:
    """Return SKETCH as a JSON file that `read_json` reads back as the same sketch.

    What is not stated is left out. Of an erased sketch only what remains is written.
    """
    value = {
        "format": FORMAT,
        "number": sketch.number,
        "programme": sketch.programme,
        "received": sketch.received,
        "title": sketch.title,
        "applicant": {
            "name": sketch.applicant.name,
            "kind": sketch.applicant.kind,
            "place": sketch.applicant.place,
            "region": sketch.applicant.region,
        },
        "finances": {
            "currency": "EUR",
            "grant": _euros(sketch.grant_cents),
            "own_share": _euros(sketch.own_share_cents),
            "third_party": _euros(sketch.third_party_cents),
            "total": _euros(sketch.total_cents),
        },
        "duration": {"months": sketch.months, "start": sketch.start, "end": sketch.end},
        "fields": list(sketch.fields),
        "partners": list(sketch.partners),
        "early_start": sketch.early_start,
        "council_resolution": sketch.council_resolution,
        "short_description": sketch.short_description,
        "sections": dict(sorted(sketch.sections.items())),
    }
    text = json.dumps(_stated(value), ensure_ascii=False, indent=2, default=dt.date.isoformat)
    return f"{text}\n".encode()


def _euros(cents: int | None) -> int | float | None:
    return None if cents is None else euros(cents)


def _stated(value: dict[str, Any]) -> dict[str, Any]:
    """VALUE without what is empty; zero and False are statements."""
    inner = {key: _stated(item) if isinstance(item, dict) else item for key, item in value.items()}
    return {key: item for key, item in inner.items() if item is not None and item not in ("", [], {})}
