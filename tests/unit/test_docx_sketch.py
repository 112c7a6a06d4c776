"""Sketches as docx: what headings, tables and labelled lines mean, and what is never guessed."""

import datetime as dt
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

import docx_fixtures
from beirat_tui.documents.docx_sketch import read_docx
from beirat_tui.documents.labels import dates_in, fact_for, labelled, months_in, yes_or_no
from beirat_tui.documents.sketches import read_sketch
from beirat_tui.documents.understood import Note, Understood
from beirat_tui.domain.errors import InputError
from beirat_tui.domain.programme_file import parse_programme
from beirat_tui.presets import programme_presets, read_programme

SKETCHES = Path(__file__).parents[2] / "fixtures" / "sketches"
PROGRAMMES = [parse_programme(read_programme(name)) for name in programme_presets()]


def saved(document: Any) -> bytes:  # noqa: ANN401 (python-docx names no type)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def understood(*parts: tuple[str, Any] | str) -> Understood:
    """What is understood of a document of PARTS: (kind, text), ("rows", rows) or plain text."""
    document = Document()
    for part in parts:
        kind, value = part if isinstance(part, tuple) else ("p", part)
        if kind.startswith("h"):
            document.add_heading(value, int(kind[1]))
        elif kind == "bold":
            document.add_paragraph().add_run(value).bold = True
        elif kind == "lead":
            paragraph = document.add_paragraph()
            paragraph.add_run(value[0]).bold = True
            paragraph.add_run(value[1])
        elif kind == "item":
            document.add_paragraph(value, style="List Bullet")
        elif kind == "rows":
            table = document.add_table(0, max(map(len, value)))
            for row in value:
                for cell, text in zip(table.add_row().cells, row, strict=False):
                    cell.text = text
        else:
            document.add_paragraph(value)
    return read_docx(saved(document), "x.docx", PROGRAMMES)


def refused(*parts: tuple[str, Any] | str) -> InputError:
    with pytest.raises(InputError) as caught:
        understood(*parts)
    return caught.value


@pytest.mark.parametrize("name", ["kupferhof-mansfeld", "droemlingen"])
def test_a_docx_and_its_json_twin_say_the_same(name: str) -> None:
    typed = read_sketch(SKETCHES / f"{name}.docx", PROGRAMMES)
    twin = read_sketch(SKETCHES / f"{name}.json", PROGRAMMES).sketch
    facts = [field for field in twin.__slots__ if field not in {"sections", "third_party_cents"}]
    assert {field: getattr(typed.sketch, field) for field in facts} == {
        field: getattr(twin, field) for field in facts
    }
    assert list(typed.sketch.sections) == list(twin.sections)
    for key, text in twin.sections.items():
        assert typed.sketch.sections[key].startswith(text)
    assert (typed.missing, typed.ignored, typed.altered) == ((), (), ())
    assert typed.media_type.endswith("wordprocessingml.document")
    assert typed.original.startswith(b"PK")


@pytest.mark.parametrize("path", docx_fixtures.WRITERS, ids=lambda path: path.name)
def test_the_stored_documents_are_those_that_the_script_writes(path: Path) -> None:
    with zipfile.ZipFile(path) as stored, zipfile.ZipFile(BytesIO(docx_fixtures.written(path))) as made:
        assert stored.namelist() == made.namelist()
        for part in stored.namelist():
            assert stored.read(part) == made.read(part), part


def test_headings_with_styles_divide_and_others_are_text() -> None:
    found = understood(
        ("h1", "1. Ausgangslage"),
        "Es ist, wie es ist.",
        ("h2", "Zahlen"),
        ("bold", "Maßnahmen"),
        "Dieser Absatz gehört noch dazu.",
        ("h1", "2. Geplante Maßnahmen"),
        ("h2", "Arbeitspaket 1"),
        ("item", "Bauen"),
        ("item", "Betreiben"),
        "Fertig.",
    )
    assert found.sketch.sections == {
        "background": "Es ist, wie es ist.\n\nZahlen\n\nMaßnahmen\n\nDieser Absatz gehört noch dazu.",
        "measures": "Arbeitspaket 1\n\n• Bauen\n• Betreiben\n\nFertig.",
    }


def test_a_section_that_no_programme_knows_is_left_out_and_reported_with_its_length() -> None:
    found = understood(
        ("h1", "Maßnahmen"), "A", ("h1", "Danksagung"), "Danke!", ("h1", "Ziele"), "B", ("h1", "Anhang"), "C"
    )
    assert found.sketch.sections == {"background": "B", "measures": "A"}
    assert found.ignored == (
        Note("unknown-heading", "Danksagung", "16"),
        Note("unknown-heading", "Anhang", "7"),
    )


def test_a_section_under_two_headings_is_joined() -> None:
    found = understood(("h1", "Ziele"), "A", ("h1", "Maßnahmen"), "B", ("h1", "Ausgangslage"), "C")
    assert found.sketch.sections["background"] == "A\n\nC"


def test_bold_numbered_and_colon_lines_count_where_there_are_no_styles() -> None:
    found = understood(
        ("bold", "Projektskizze"),
        ("bold", "Ein Netz für alle"),
        ("bold", "I. Ausgangslage"),
        "A",
        "2) Maßnahmen",
        "B",
        "Zeitplan:",
        "C",
        ("lead", ("Zielgruppen: ", "Alle im Ort")),
        ("lead", ("Wichtig: ", "Dies bleibt Text")),
        ("item", "3. Personal"),
        "Partner sind wichtig.",
    )
    assert found.sketch.title == "Ein Netz für alle"
    assert found.sketch.sections == {
        "background": "A",
        "measures": "B",
        "target_groups": "Alle im Ort\n\nWichtig: Dies bleibt Text\n\n• 3. Personal\n\nPartner sind wichtig.",
        "timetable": "C",
    }
    assert found.ignored == ()


def test_text_before_the_first_heading_is_reported() -> None:
    found = understood(
        ("h0", "Titel des Ganzen"), "Sehr geehrte Damen,", ("h1", "Ziele"), "A", ("h1", "Maßnahmen"), "B"
    )
    assert found.sketch.title == "Titel des Ganzen"
    assert found.ignored == (Note("before-headings", "", "19"),)


def test_the_title_is_looked_for_in_four_places() -> None:
    body = (("h1", "Ziele"), "A", ("h1", "Maßnahmen"), "B")
    assert understood(("h0", "Vom Stil"), *body).sketch.title == "Vom Stil"
    assert (
        understood(("h1", "Von der ersten Überschrift"), *body).sketch.title == "Von der ersten Überschrift"
    )
    assert understood(("rows", [("Titel", "Aus der Tabelle")]), *body).sketch.title == "Aus der Tabelle"
    assert understood(("h0", "Projektskizze"), ("h1", "Titel"), "Aus dem Abschnitt", *body).sketch.title == (
        "Aus dem Abschnitt"
    )
    assert understood(("h0", "Projektskizze"), *body).sketch.title == ""


def test_a_table_of_key_facts_is_understood_and_other_rows_are_reported() -> None:
    found = understood(
        ("rows", [
            ("Antragsteller:", "Landkreis Musterland"),
            ("Rechtsform", "Landkreis (Körperschaft)"),
            ("Sitz", "Musterstadt"),
            ("Landkreis", "Musterland"),
            ("Laufzeit", "zwei Jahre"),
            ("Projektbeginn", "1. März 2019"),
            ("Projektende", "28.02.2021"),
            ("Handlungsfelder", "Digitaler Alltag, Verwaltung, Weltraum; Alltag"),
            ("Partner", "Hochschule; Verein"),
            ("Ratsbeschluss", "12.12.2018"),
            ("Vorzeitiger Maßnahmebeginn", "ja"),
            ("Telefon", "0345 123"),
            ("", ""),
        ]),
        ("h1", "Ziele"), "A", ("h1", "Maßnahmen"), "B",
    )  # fmt: skip
    sketch = found.sketch
    assert (sketch.applicant.name, sketch.applicant.kind) == ("Landkreis Musterland", "county")
    assert (sketch.applicant.place, sketch.applicant.region) == ("Musterstadt", "Musterland")
    assert (sketch.months, sketch.start, sketch.end) == (24, dt.date(2019, 3, 1), dt.date(2021, 2, 28))
    assert sketch.fields == ("everyday", "administration")
    assert sketch.partners == ("Hochschule", "Verein")
    assert (sketch.council_resolution, sketch.early_start) == (dt.date(2018, 12, 12), True)
    assert found.ignored == (
        Note("unknown-row", "Telefon", "0345 123"),
        Note("unknown-value", "fields", "Weltraum"),
    )


def test_a_form_whose_left_column_holds_the_headings_is_understood() -> None:
    found = understood(
        ("rows", [("Antragsteller", "Stadt Zeitz"), ("3. Maßnahmen", "Wir bauen."), ("Zielgruppen", "Alle")])
    )
    assert found.sketch.applicant.name == "Stadt Zeitz"
    assert found.sketch.sections == {"measures": "Wir bauen.", "target_groups": "Alle"}


def costs(*rows: tuple[str, ...]) -> Understood:
    return understood(("h1", "Finanzierungsplan"), ("rows", rows), ("h1", "Maßnahmen"), "B")


def test_a_finance_table_is_read_by_its_labels() -> None:
    sketch = costs(
        ("Finanzierung", "EUR"),
        ("Beantragte Zuwendung (80 %)", "80.000,00"),
        ("Eigenmittel", "15.000 €"),
        ("Drittmittel", "5 000"),
        ("Summe", "100.000"),
    ).sketch
    assert (sketch.grant_cents, sketch.own_share_cents) == (8_000_000, 1_500_000)
    assert (sketch.third_party_cents, sketch.total_cents) == (500_000, 10_000_000)


def test_a_table_with_years_needs_a_column_of_sums() -> None:
    with_sum = costs(("", "2019", "2020", "Summe"), ("Förderung", "30.000", "50.000", "80.000"))
    assert with_sum.sketch.grant_cents == 8_000_000
    without = costs(
        ("", "2019", "2020"), ("Förderung", "30.000", "50.000"), ("Eigenanteil", "10.000", "10.000")
    )
    assert (without.sketch.grant_cents, without.sketch.own_share_cents) == (None, None)
    assert [note.code for note in without.ignored] == ["several-amounts"] * 2


def test_a_percentage_beside_the_amount_does_not_disturb() -> None:
    assert costs(("Förderung", "80.000 €", "80 %")).sketch.grant_cents == 8_000_000


def test_statements_that_contradict_each_other_are_reported_and_the_first_counts() -> None:
    found = understood(
        ("rows", [("Laufzeit", "24 Monate"), ("Laufzeit", "18 Monate")]),
        ("h1", "Kosten"), "Gesamtkosten: 90.000 €", ("rows", [("Gesamtkosten", "100.000 €")]),
        ("h1", "Maßnahmen"), "B",
    )  # fmt: skip
    assert (found.sketch.months, found.sketch.total_cents) == (24, 9_000_000)
    assert found.ignored == (
        Note("contradiction", "months", "18 Monate"),
        Note("contradiction", "total", "100.000 €"),
    )


def test_words_instead_of_amounts_and_dates_are_reported() -> None:
    found = understood(
        ("rows", [("Projektbeginn", "im Frühjahr"), ("Projektende", "31.12.2020 oder 31.03.2021")]),
        ("h1", "Kosten"), ("rows", [("Eigenanteil", "siehe Anlage"), ("Drittmittel", "")]),
        ("h1", "Maßnahmen"), "B",
    )  # fmt: skip
    assert (found.sketch.start, found.sketch.end, found.sketch.own_share_cents) == (None, None, None)
    assert [(note.code, note.what) for note in found.ignored] == [
        ("unknown-value", "own_share"),
        ("unknown-value", "start"),
        ("unknown-value", "end"),
    ]


def test_a_label_means_a_fact_only_where_that_is_dealt_with() -> None:
    found = understood(
        ("h1", "Personal"), ("rows", [("Name", "Aufgabe"), ("Summe", "2,5 Stellen"), ("Ende", "offen")]),
        "Ort: überall", ("h1", "Maßnahmen"), "B",
    )  # fmt: skip
    assert found.sketch.applicant.name == ""
    assert found.ignored == ()
    assert found.sketch.sections["staff"] == "Name: Aufgabe\nSumme: 2,5 Stellen\nEnde: offen\n\nOrt: überall"


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        ("-80.000 €", "sketch.amount-negative"),
        ("80.000 USD", "sketch.amount-not-euro"),
        ("9.000.000.000.000 €", "sketch.amount-too-large"),
    ],
)
def test_negative_foreign_and_absurd_amounts_are_refused(amount: str, code: str) -> None:
    error = refused(("h1", "Kosten"), f"Förderung: {amount}", ("h1", "Maßnahmen"), "B")
    assert (error.code, error.params["where"]) == (code, "grant")


@pytest.mark.parametrize(
    ("lines", "name", "kind"),
    [
        (["Stadt Zeitz", "Körperschaft des öffentlichen Rechts"], "Stadt Zeitz", "town"),
        (["Mühlenverein Unterharz e. V."], "Mühlenverein Unterharz e. V.", "association"),
        (["Antragstellerin: Kupferhof gGmbH"], "Kupferhof gGmbH", "company"),
        (["Zweckverband der Stadt Zörbig"], "Zweckverband der Stadt Zörbig", ""),
        (["Antragstellerin ist die Stadt Zeitz, vertreten durch den Oberbürgermeister."], "", ""),
        (["Name: Pfarrei St. Jakob", "Rechtsform: Kirchengemeinde"], "Pfarrei St. Jakob", ""),
    ],
)
def test_the_applicant_is_found_and_its_kind_inferred_only_where_it_is_certain(
    lines: list[str], name: str, kind: str
) -> None:
    found = understood(("h1", "Antragsteller"), *lines, ("h1", "Maßnahmen"), "B")
    assert (found.sketch.applicant.name, found.sketch.applicant.kind) == (name, kind)
    assert ("derived" in {note.code for note in found.altered}) == bool(kind)


def test_partners_are_the_items_of_their_list_without_explanations() -> None:
    found = understood(
        ("h1", "Projektpartner"),
        "Wir arbeiten zusammen mit:",
        ("item", "Kreisvolkshochschule: Kurse"),
        ("item", "Hochschule – Begleitforschung"),
        ("item", "Verein (Ehrenamt)"),
        ("h1", "Maßnahmen"),
        "B",
    )
    assert found.sketch.partners == ("Kreisvolkshochschule", "Hochschule", "Verein")


@pytest.mark.parametrize(
    ("text", "early"),
    [
        ("Ein vorzeitiger Beginn wird nicht beantragt.", False),
        ("Wird beantragt, weil die Saat nicht wartet.", True),
        ("Ja. Nicht vor Mai.", True),
        ("Ein Beginn zum 01.06.2019 wird beantragt.", True),
        ("Entfällt", False),
        ("Siehe Anschreiben", None),
    ],
)
def test_the_early_start_is_read_from_the_first_clause(text: str, early: bool | None) -> None:  # noqa: FBT001 (a table)
    found = understood(("h1", "Vorzeitiger Maßnahmebeginn"), text, ("h1", "Maßnahmen"), "B")
    assert found.sketch.early_start is early


def test_the_day_of_the_council_resolution_is_found_in_its_section() -> None:
    found = understood(
        ("h1", "Ratsbeschluss"), "Der Rat beschloss am 3. Dezember 2018.", ("h1", "Maßnahmen"), "B"
    )
    assert found.sketch.council_resolution == dt.date(2018, 12, 3)


def test_another_programme_reads_other_headings() -> None:
    document = Document()
    for heading in ("Arbeitspakete", "Verstetigung", "Personal"):
        document.add_heading(heading, 1)
        document.add_paragraph("x")
    found = read_docx(saved(document), "x.docx", PROGRAMMES[::-1])
    assert found.sketch.programme == "sachsen-anhalt-digital"
    assert found.sketch.sections == {"measures": "x", "sustainability": "x"}
    assert [note.what for note in found.ignored] == ["Personal"]


def test_hostile_text_comes_out_visible() -> None:
    found = understood(("h1", "Maßnahmen"), "\u202eumgekehrt\u200b [bold]", ("h1", "Ziele"), "x")
    assert found.sketch.sections["measures"] == "�umgekehrt� [bold]"
    assert found.altered == (Note("replaced-characters", "sections.measures"),)


def test_a_document_of_300_pages_is_read_whole() -> None:
    document = Document()
    document.add_heading("Ziele", 1)
    document.add_heading("Maßnahmen", 1)
    for number in range(1500):
        document.add_paragraph(f"Absatz {number}. " + "Text und mehr Text. " * 30)
    found = read_docx(saved(document), "x.docx", PROGRAMMES)
    assert len(found.sketch.sections["measures"]) > 900_000
    assert found.sketch.sections["measures"].endswith("Text und mehr Text.")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("vom 16.01.2019 bis 31. 12. 2020", [dt.date(2019, 1, 16), dt.date(2020, 12, 31)]),
        ("2019-01-16", [dt.date(2019, 1, 16)]),
        ("am 3. März 2019 und 4 April 2019", [dt.date(2019, 3, 3), dt.date(2019, 4, 4)]),
        ("31.02.2019, 12 Tage 2019", []),
    ],
)
def test_dates_as_applicants_write_them(text: str, days: list[dt.date]) -> None:
    assert dates_in(text) == days


def test_durations_labels_and_answers() -> None:
    cases = ("24 Monate", "18 months", "zwei Jahre", "3 Jahren", "drei Sommer")
    assert [months_in(text) for text in cases] == [24, 18, 24, 36, None]
    assert fact_for("Beantragte Förderung (max. 80 %):") == "grant"
    assert fact_for("Telefon") is None
    assert labelled("Eigenanteil: 42.580 €") == ("own_share", "42.580 €")
    assert labelled("Hinweis: nichts") is None
    assert labelled("Eigenanteil:") is None
    assert yes_or_no("vielleicht") is None


def test_the_twins_are_complete() -> None:
    twin = json.loads((SKETCHES / "droemlingen.json").read_text(encoding="utf-8"))
    assert set(docx_fixtures.HEADINGS) == set(twin["sections"])
