"""Writes the docx among the fixtures from their JSON twins, so that both stay the same sketch.

    python tests/docx_fixtures.py

Run it after changing one of the twins; a test compares what it would write with what is there.
"""

import datetime as dt
import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document

FIXTURES = Path(__file__).parent.parent / "fixtures"
SKETCHES = FIXTURES / "sketches"
BROKEN = FIXTURES / "broken"

HEADINGS = {
    "applicant": "Antragsteller und Rechtsform",
    "background": "Ausgangslage und Ziele",
    "measures": "Geplante Maßnahmen",
    "target_groups": "Zielgruppen",
    "partners": "Projektpartner",
    "strategy": "Digitale Strategie und Beteiligung",
    "staff": "Personal",
    "timetable": "Zeit- und Arbeitsplan",
    "costs": "Kosten- und Finanzierungsplan",
    "own_share": "Nachweis des Eigenanteils",
    "results": "Erwartete Ergebnisse",
    "sustainability": "Verstetigung",
    "early_start": "Vorzeitiger Maßnahmebeginn",
}
FIELDS = {
    "everyday": "Digitaler Alltag",
    "infrastructure": "Intelligente digitale Infrastruktur",
    "administration": "Digitale Verwaltung und Politik, Transparenz und Beteiligung",
    "economy": "Wertschöpfung und Innovation",
}
KINDS = {"town": "Stadt", "company": "gGmbH"}


def euros(amount: int) -> str:
    """AMOUNT as a German applicant writes it."""
    return f"{amount:,}".replace(",", ".") + " €"


def day(text: str) -> str:
    """The German form of a date in a JSON sketch."""
    return dt.date.fromisoformat(text).strftime("%d.%m.%Y")


def paragraphs(text: str | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else text


def key_facts(sketch: dict[str, Any]) -> list[tuple[str, str]]:
    """The table or lines in which applicants state what is not prose."""
    applicant, duration = sketch["applicant"], sketch["duration"]
    return [
        ("Antragsteller", applicant["name"]),
        ("Rechtsform", KINDS[applicant["kind"]]),
        ("Sitz", applicant["place"]),
        ("Region", applicant["region"]),
        ("Laufzeit", f"{duration['months']} Monate ({day(duration['start'])} bis {day(duration['end'])})"),
        ("Handlungsfelder", "; ".join(FIELDS[key] for key in sketch["fields"])),
    ]


def finances(sketch: dict[str, Any]) -> list[tuple[str, str]]:
    money = sketch["finances"]
    rows = [("Beantragte Förderung", money["grant"]), ("Eigenanteil", money["own_share"])]
    if money.get("third_party"):
        rows.append(("Drittmittel", money["third_party"]))
    return [(label, euros(amount)) for label, amount in (*rows, ("Gesamtkosten", money["total"]))]


def with_styles(sketch: dict[str, Any]) -> bytes:
    """A document as word processors want it: heading styles, lists and tables."""
    document = Document()
    document.add_heading(sketch["title"], 0)
    _table(document, key_facts(sketch))
    document.add_heading("1. Kurzbeschreibung", 1)
    for text in paragraphs(sketch["short_description"]):
        document.add_paragraph(text)
    for number, (key, heading) in enumerate(HEADINGS.items(), 2):
        document.add_heading(f"{number}. {heading}", 1)
        for text in paragraphs(sketch["sections"][key]):
            document.add_paragraph(text)
        if key == "partners":
            for name in sketch["partners"]:
                document.add_paragraph(name, style="List Bullet")
        if key == "costs":
            _table(document, [("Finanzierung", "Betrag"), *finances(sketch)])
    return _saved(document)


def with_bold_lines(sketch: dict[str, Any]) -> bytes:
    """A document as people type it: bold numbered lines, no styles, facts as lines with a colon."""
    document = Document()
    document.add_paragraph().add_run("Projektskizze").bold = True
    document.add_paragraph().add_run(sketch["title"]).bold = True
    for label, value in key_facts(sketch):
        document.add_paragraph(f"{label}: {value}")
    sections = {"Kurzfassung": sketch["short_description"]}
    sections |= {heading: sketch["sections"][key] for key, heading in HEADINGS.items()}
    for number, (heading, text) in enumerate(sections.items(), 1):
        document.add_paragraph().add_run(f"{number}) {heading}").bold = True
        for line in paragraphs(text):
            document.add_paragraph(line)
        if heading == HEADINGS["partners"]:
            document.add_paragraph("Partner: " + "; ".join(sketch["partners"]))
        if heading == HEADINGS["costs"]:
            for label, value in finances(sketch):
                document.add_paragraph(f"{label}: {value}")
    return _saved(document)


def without_headings(_sketch: dict[str, Any]) -> bytes:
    """A letter: text, but nothing that could be assigned to a section."""
    document = Document()
    for text in (
        "Sehr geehrte Damen und Herren,",
        "anbei senden wir Ihnen unsere Gedanken zu einem Digitalisierungszentrum. Wir wollen viel erreichen.",
        "Mit freundlichen Grüßen",
    ):
        document.add_paragraph(text)
    return _saved(document)


WRITERS: dict[Path, tuple[str, Callable[[dict[str, Any]], bytes]]] = {
    SKETCHES / "kupferhof-mansfeld.docx": ("kupferhof-mansfeld", with_styles),
    SKETCHES / "droemlingen.docx": ("droemlingen", with_bold_lines),
    BROKEN / "no-headings.docx": ("droemlingen", without_headings),
}


def written(path: Path) -> bytes:
    """What the fixture PATH should hold."""
    twin, writer = WRITERS[path]
    return writer(json.loads((SKETCHES / f"{twin}.json").read_text(encoding="utf-8")))


def _table(document: Any, rows: list[tuple[str, str]]) -> None:  # noqa: ANN401 (python-docx names no type)
    table = document.add_table(0, 2)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _saved(document: Any) -> bytes:  # noqa: ANN401 (python-docx names no type)
    """DOCUMENT without anything that depends on day or person, packed the same way every time."""
    properties = document.core_properties
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = dt.datetime(2019, 1, 1)  # noqa: DTZ001 (docx knows no zone)
    loose, packed = BytesIO(), BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()


if __name__ == "__main__":
    for fixture in WRITERS:
        fixture.write_bytes(written(fixture))
