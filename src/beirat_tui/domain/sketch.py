"""A project sketch: what an applicant hands in and the board votes on.

A sketch is divided for the log in two: a body without personal data, which stays for ever, and a payload
with names and texts, which may be erased. A sketch whose payload is gone keeps its number, dates and amounts.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from beirat_tui.domain.errors import InputError

PAYLOAD_LIMIT = 32 * 1024 * 1024
"""Bytes of all texts of a sketch together, in UTF-8."""
LIST_LIMIT = 500
"""Fields of action or partners."""

Body = dict[str, bool | int | str | list[str] | None]
Payload = dict[str, str | list[str] | dict[str, str]]


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks for the grant; `kind` is a key of the programme, empty where it is not known."""

    name: str = ""
    kind: str = ""
    place: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Sketch:
    """One version of a project sketch.

    Amounts are cents and None where the sketch does not state them. `number` is the file number given by
    the office (``2026-07``), empty before that. `sections` maps the programme's section keys to texts.
    `early_start` tells whether an early start was applied for, `council_resolution` is the day on which the
    own share was resolved; None means that the sketch does not say. `erased` tells that names and texts have
    been erased, so that an empty text is an erased one.
    """

    number: str
    title: str
    applicant: Applicant
    programme: str
    received: dt.date | None = None
    grant_cents: int | None = None
    own_share_cents: int | None = None
    third_party_cents: int | None = None
    total_cents: int | None = None
    months: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    fields: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    sections: Mapping[str, str] = field(default_factory=dict)
    short_description: str = ""
    early_start: bool | None = None
    council_resolution: dt.date | None = None
    erased: bool = False


def to_record(sketch: Sketch) -> tuple[Body, Payload]:
    """Return SKETCH as the body and the payload of a record.

    Body: ``number``, ``received``, ``programme``, ``applicant_kind``, ``grant_cents``, ``own_share_cents``,
    ``third_party_cents``, ``total_cents``, ``months``, ``start``, ``end``, ``fields``, ``early_start`` and
    ``council_resolution``; dates as ``2026-03-16``, unknown values None. Payload: ``title``,
    ``applicant_name``, ``applicant_place``, ``applicant_region``, ``short_description``, ``partners`` and
    ``sections``.

    Raises:
        InputError: ``sketch.no-number``, ``sketch.not-received`` (the office has to give both),
            ``sketch.too-many``, ``sketch.too-large`` (``size`` and ``limit`` in bytes).
    """
    if not sketch.number:
        raise InputError("sketch.no-number")
    if sketch.received is None:
        raise InputError("sketch.not-received")
    for name, values in (("fields", sketch.fields), ("partners", sketch.partners)):
        if len(values) > LIST_LIMIT:
            raise InputError("sketch.too-many", key=name, number=len(values), limit=LIST_LIMIT)
    body: Body = {
        "number": sketch.number,
        "received": _iso(sketch.received),
        "programme": sketch.programme,
        "applicant_kind": sketch.applicant.kind or None,
        "grant_cents": sketch.grant_cents,
        "own_share_cents": sketch.own_share_cents,
        "third_party_cents": sketch.third_party_cents,
        "total_cents": sketch.total_cents,
        "months": sketch.months,
        "start": _iso(sketch.start),
        "end": _iso(sketch.end),
        "fields": list(sketch.fields),
        "early_start": sketch.early_start,
        "council_resolution": _iso(sketch.council_resolution),
    }
    payload: Payload = {
        "title": sketch.title,
        "applicant_name": sketch.applicant.name,
        "applicant_place": sketch.applicant.place,
        "applicant_region": sketch.applicant.region,
        "short_description": sketch.short_description,
        "partners": list(sketch.partners),
        "sections": dict(sketch.sections),
    }
    size = _size(payload)
    if size > PAYLOAD_LIMIT:
        raise InputError("sketch.too-large", size=size, limit=PAYLOAD_LIMIT)
    return body, payload


def from_record(body: Mapping[str, Any], payload: Mapping[str, Any] | None) -> Sketch:
    """Return the sketch of a record; PAYLOAD None means that it was erased or is not here.

    A key that is absent from BODY counts as not stated, keys of other matters are passed over. A payload is
    bound by its hash and not by its form, so a malformed value in it reads as empty.

    Raises:
        InputError: ``sketch.bad-record`` with the ``key`` whose value has a wrong type.
    """
    facts = _Facts(body)
    texts = payload or {}
    return Sketch(
        number=facts.text("number"),
        title=_text(texts, "title"),
        applicant=Applicant(
            name=_text(texts, "applicant_name"),
            kind=facts.text("applicant_kind"),
            place=_text(texts, "applicant_place"),
            region=_text(texts, "applicant_region"),
        ),
        programme=facts.text("programme"),
        received=facts.date("received"),
        grant_cents=facts.integer("grant_cents"),
        own_share_cents=facts.integer("own_share_cents"),
        third_party_cents=facts.integer("third_party_cents"),
        total_cents=facts.integer("total_cents"),
        months=facts.integer("months"),
        start=facts.date("start"),
        end=facts.date("end"),
        fields=facts.texts("fields"),
        partners=_texts(texts.get("partners")),
        sections=_mapping(texts.get("sections")),
        short_description=_text(texts, "short_description"),
        early_start=facts.flag("early_start"),
        council_resolution=facts.date("council_resolution"),
        erased=payload is None,
    )


def _text(payload: Mapping[str, Any], key: str) -> str:
    value = payload.get(key)
    return value if isinstance(value, str) else ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _mapping(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        return {}
    return {name: text for name, text in value.items() if isinstance(name, str) and isinstance(text, str)}


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _size(value: str | list[str] | dict[str, str] | Payload) -> int:
    """Bytes of all texts in VALUE."""
    if isinstance(value, str):
        return len(value.encode())
    if isinstance(value, list):
        return sum(len(item.encode()) for item in value)
    return sum(len(key.encode()) + _size(item) for key, item in value.items())


class _Facts:
    """The values of a body, each with its type checked."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self._body = body

    def text(self, key: str) -> str:
        value = self._body.get(key)
        if value is not None and not isinstance(value, str):
            raise InputError("sketch.bad-record", key=key)
        return value or ""

    def integer(self, key: str) -> int | None:
        value = self._body.get(key)
        if value is not None and (type(value) is not int or value < 0):
            raise InputError("sketch.bad-record", key=key)
        return value

    def flag(self, key: str) -> bool | None:
        value = self._body.get(key)
        if value is not None and not isinstance(value, bool):
            raise InputError("sketch.bad-record", key=key)
        return value

    def date(self, key: str) -> dt.date | None:
        text = self.text(key)
        try:
            return dt.date.fromisoformat(text) if text else None
        except ValueError as error:
            raise InputError("sketch.bad-record", key=key) from error

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._body.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise InputError("sketch.bad-record", key=key)
        return tuple(value)
