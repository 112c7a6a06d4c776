"""The texts of sketches for lists and for the search: what of them is here in payloads, made findable."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from sqlalchemy import Connection, delete, insert, select, text

from beirat_tui.domain.text import clean, clean_line, fold, fold_bare
from beirat_tui.log.payload import read_texts
from beirat_tui.store.rows import among, keyed
from beirat_tui.store.schema import SEARCH_DDL, payload, sketch_text

Row = dict[str, object]
_BATCH: Final = 200
"""Sketches whose texts are held in memory at once."""
_SOURCES = select(sketch_text.c.n, sketch_text.c.source).where(among(sketch_text.c.n))
_HERE = select(payload.c.hash).where(among(payload.c.hash))
_BLOBS = select(payload.c.hash, payload.c.blob).where(among(payload.c.hash))


class SketchTexts(NamedTuple):
    """Where the texts of one sketch stand.

    Attributes:
        n: the sketch's row number.
        number: its file number, which is looked for too.
        version: the payload of the latest version.
        summary: the payload of the office's summary.
    """

    n: int
    number: str
    version: str | None
    summary: str | None


def write_texts(connection: Connection, numbers: set[int], texts: Iterable[SketchTexts]) -> None:
    """Make TEXTS the texts of the sketches with these row NUMBERS; untouched where they are so already."""
    texts = list(texts)
    here = _here(connection, {name for each in texts for name in each[2:] if name is not None})
    sources = {each.n: _source(each, here) for each in texts}
    stored = {row.n: row.source for row in connection.execute(_SOURCES, keyed(numbers))}
    gone = [{"n_": n} for n, source in stored.items() if sources.get(n) != source]
    if gone:
        connection.execute(text("DELETE FROM sketch_text WHERE n = :n_"), gone)
        connection.execute(text("DELETE FROM sketch_search WHERE rowid = :n_"), gone)
    new = [each for each in texts if stored.get(each.n) != sources[each.n]]
    for start in range(0, len(new), _BATCH):
        _write(connection, new[start : start + _BATCH], sources)


def forget_texts(connection: Connection) -> None:
    """Drop all texts; they come back with the sketches."""
    connection.execute(delete(sketch_text))
    connection.execute(text("DROP TABLE sketch_search"))
    connection.execute(text(SEARCH_DDL))


def purge_search(connection: Connection) -> None:
    """Write the search index anew: until then, what was deleted from it still stands in its pages."""
    connection.execute(text("INSERT INTO sketch_search (sketch_search) VALUES ('optimize')"))


def _here(connection: Connection, hashes: set[str]) -> set[str]:
    return set(connection.execute(_HERE, keyed(hashes)).scalars())


def _source(each: SketchTexts, here: set[str]) -> str:
    version, summary = (name if name in here else "" for name in (each.version, each.summary))
    return f"{version}|{summary}|{each.number}"


def _write(connection: Connection, new: list[SketchTexts], sources: dict[int, str]) -> None:
    hashes = {name for each in new for name in each[2:] if name is not None}
    blobs = {row.hash: read_texts(row.blob) for row in connection.execute(_BLOBS, keyed(hashes))}
    shown: list[Row] = []
    searched: list[Row] = []
    for each in new:
        found = blobs.get(each.version or "", {})
        summary = blobs.get(each.summary or "", {}).get("text")
        shown.append({"n": each.n, "source": sources[each.n], **_shown(found)})
        searched.append({"n": each.n, **_searched(found | {"number": each.number, "summary": summary})})
    connection.execute(insert(sketch_text), shown)
    connection.execute(
        text("INSERT INTO sketch_search (rowid, expanded, bare) VALUES (:n, :expanded, :bare)"), searched
    )


def _shown(texts: dict[str, object]) -> Row:
    who = "\n".join(_string(texts.get(f"applicant_{key}")) for key in ("name", "place", "region"))
    return {
        "title": clean_line(_string(texts.get("title"))),
        "applicant": clean_line(_string(texts.get("applicant_name"))),
        "applicant_words": f"{fold(who)}\n{fold_bare(who)}",
    }


def _searched(texts: dict[str, object]) -> Row:
    """All texts in one, twice: with ä as ae and with ä as a."""
    sections = texts.get("sections")
    partners = texts.get("partners")
    parts = [_string(value) for key, value in sorted(texts.items()) if key not in {"sections", "partners"}]
    parts += [_string(value) for value in sections.values()] if isinstance(sections, dict) else []
    parts += [_string(value) for value in partners] if isinstance(partners, list) else []
    whole = clean("\n".join(part for part in parts if part))
    return {"expanded": fold(whole), "bare": fold_bare(whole)}


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
