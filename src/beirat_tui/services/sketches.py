"""Sketches as the records tell them: versions, texts, ticks of the formal check, summary, decision.

What `reading` shows and `intake` compares. Every text that comes out of here is clean.
"""

from dataclasses import dataclass, replace

import msgspec

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.sketch import Sketch, from_record
from beirat_tui.domain.text import clean, clean_line
from beirat_tui.log.bodies.board import CheckTicked, SketchFacts, SketchSubmitted
from beirat_tui.log.record import Record
from beirat_tui.store.board_file import Reading


@dataclass(frozen=True, slots=True)
class Current:
    """A sketch as it stands.

    Attributes:
        id: the sketch's id.
        version: the record of the version that is shown.
        siblings: versions written without knowledge of each other, the shown one first; one as a rule.
    """

    id: str
    version: Record
    siblings: tuple[Record, ...]


def current(reading: Reading, sketch: str) -> Current:
    """The latest version of SKETCH; of versions that contradict each other the first in a fixed order.

    Raises:
        InputError: ``sketch.unknown``.
    """
    submitted = reading.ledger.get(sketch)
    if (
        submitted is None
        or not isinstance(submitted.body, SketchSubmitted)
        or reading.view.inert(submitted) is not None
    ):
        raise InputError("sketch.unknown", sketch=sketch[:12])
    versions = tuple(reading.view.values(f"sketch/{sketch}")) or (submitted,)
    return Current(sketch, versions[0], versions)


def versions(reading: Reading, sketch: str) -> list[Record]:
    """All versions of SKETCH that have effect, the oldest clock first."""
    later = [
        each for each in reading.view.effective(f"sketch/{sketch}") if isinstance(each.body, SketchFacts)
    ]
    first = reading.ledger.get(sketch)
    later.sort(key=lambda each: (each.at, each.id))
    return later if first is None else [first, *later]


def sketch_of(reading: Reading, version: Record) -> Sketch:
    """What VERSION says, every text made harmless; names and texts are empty where they are not here.

    Raises:
        InputError: ``sketch.bad-record``.
    """
    here = reading.blob(version.payload) is not None
    found = from_record(msgspec.to_builtins(version.body), reading.texts(version) if here else None)
    applicant = found.applicant
    return replace(
        found,
        number=clean_line(found.number),
        title=clean_line(found.title),
        applicant=replace(
            applicant,
            name=clean_line(applicant.name),
            place=clean_line(applicant.place),
            region=clean_line(applicant.region),
        ),
        partners=tuple(map(clean_line, found.partners)),
        sections={clean_line(key): clean(text) for key, text in found.sections.items()},
        short_description=clean(found.short_description),
    )


def ticks(reading: Reading, sketch: str) -> dict[str, bool]:
    """What the office has ticked of the formal check; two ticks that contradict each other are none."""
    found: dict[str, bool] = {}
    for values in reading.view.each(f"check/{sketch}/"):
        answers = {each.body.met for each in values if isinstance(each.body, CheckTicked)}
        first = values[0].body
        if len(answers) == 1 and isinstance(first, CheckTicked):
            found[first.item] = first.met
    return found


def summaries(reading: Reading, sketch: str) -> list[str]:
    """The office's summary; several where they were written without knowledge of each other."""
    found = (text_of(reading, each, "text") for each in reading.view.values(f"summary/{sketch}"))
    return [text for text in found if text]


def text_of(reading: Reading, record: Record, key: str) -> str:
    """The text under KEY in RECORD's payload, clean; empty where it is erased or not here."""
    found = reading.texts(record).get(key)
    return clean(found).strip() if isinstance(found, str) else ""
