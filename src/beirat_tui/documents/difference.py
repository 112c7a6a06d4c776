"""What two versions of a sketch differ in: facts as old and new value, texts word by word."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from beirat_tui.domain.sketch import Sketch

Value = str | int | bool | dt.date | tuple[str, ...] | None
# A line and the blank lines behind it, so that blank lines do not count as equal everywhere.
_LINES = re.compile(r"[^\n]*\n+|[^\n]+")
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_Within = Callable[[list[str], list[str]], Iterator["Part"]]
_COMPARISONS = 30_000
"""Pairs of equal lines or words that are weighed at most; beyond, a passage counts as replaced as a whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text that both versions have, or only one."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One fact or section that differs.

    `key` is a key of facts as in `beirat_tui.documents.understood`; amounts are cents. `parts` are given for
    texts: what is same and removed makes the old text, what is same and added the new one.
    """

    key: str
    old: Value
    new: Value
    parts: tuple[Part, ...] = ()


def difference(old: Sketch, new: Sketch) -> tuple[Change, ...]:
    """Return the changes from OLD to NEW, facts first, sections in the order of NEW."""
    changes = []
    before, after = _facts(old), _facts(new)
    for key, value in after.items():
        if before[key] != value:
            changes.append(_change(key, before[key], value))
    sections = [*new.sections, *(key for key in old.sections if key not in new.sections)]
    for key in sections:
        texts = old.sections.get(key, ""), new.sections.get(key, "")
        if texts[0] != texts[1]:
            changes.append(Change(f"sections.{key}", *texts, compare_texts(*texts)))
    return tuple(changes)


def _facts(sketch: Sketch) -> dict[str, Value]:
    return {
        "number": sketch.number,
        "title": sketch.title,
        "applicant": sketch.applicant.name,
        "applicant_kind": sketch.applicant.kind,
        "place": sketch.applicant.place,
        "region": sketch.applicant.region,
        "programme": sketch.programme,
        "received": sketch.received,
        "grant": sketch.grant_cents,
        "own_share": sketch.own_share_cents,
        "third_party": sketch.third_party_cents,
        "total": sketch.total_cents,
        "months": sketch.months,
        "start": sketch.start,
        "end": sketch.end,
        "fields": sketch.fields,
        "partners": sketch.partners,
        "early_start": sketch.early_start,
        "council_resolution": sketch.council_resolution,
        "short_description": sketch.short_description,
    }


def _change(key: str, old: Value, new: Value) -> Change:
    texts = isinstance(old, str) and isinstance(new, str) and key in {"title", "short_description"}
    return Change(key, old, new, compare_texts(str(old), str(new)) if texts else ())


def compare_texts(old: str, new: str) -> tuple[Part, ...]:
    """Return OLD and NEW as one row of parts: lines are matched first, then words within changed lines."""
    parts: list[Part] = []
    for part in _compare(_LINES.findall(old), _LINES.findall(new), _by_words):
        if parts and parts[-1].kind == part.kind:
            parts[-1] = Part(part.kind, parts[-1].text + part.text)
        else:
            parts.append(part)
    return tuple(parts)


def _by_words(old: list[str], new: list[str]) -> Iterator[Part]:
    words = _WORDS.findall("".join(old)), _WORDS.findall("".join(new))
    return _compare(*words, _replaced)


def _replaced(old: list[str], new: list[str]) -> Iterator[Part]:
    if old:
        yield Part("removed", "".join(old))
    if new:
        yield Part("added", "".join(new))


def _compare(old: list[str], new: list[str], within: _Within) -> Iterator[Part]:
    """Parts of OLD and NEW; passages that differ are handed to WITHIN."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if start:
        yield Part("same", "".join(old[:start]))
    middle = old[start : len(old) - end], new[start : len(new) - end]
    counts = Counter(middle[0]), Counter(middle[1])
    if sum(counts[0][piece] * counts[1][piece] for piece in counts[0]) > _COMPARISONS:
        yield from _replaced(*middle)
    else:
        for tag, i, j, k, m in SequenceMatcher(None, *middle, autojunk=False).get_opcodes():
            if tag == "equal":
                yield Part("same", "".join(middle[0][i:j]))
            else:
                yield from within(middle[0][i:j], middle[1][k:m])
    if end:
        yield Part("same", "".join(old[len(old) - end :]))
