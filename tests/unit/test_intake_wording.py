"""What was understood of a file is said in words, every note and every fact, in both languages."""

import datetime as dt
import re
from pathlib import Path

from beirat_tui import documents
from beirat_tui.documents.difference import difference
from beirat_tui.documents.understood import Account
from beirat_tui.domain.programme_file import parse_programme
from beirat_tui.domain.sketch import Applicant, Sketch
from beirat_tui.presets import read_programme
from beirat_tui.wording import intake, use_language

DAY = dt.date(2026, 3, 16)
PROGRAMME = parse_programme(read_programme("rdz-sachsen-anhalt"))


def test_facts_sections_and_paths_have_names() -> None:
    use_language("de")
    keys = ("own_share", "sections.sustainability", "finances.grant", "sections.unknown")
    assert [intake.fact_name(key, PROGRAMME) for key in keys] == [
        "Eigenanteil",
        "Verstetigung nach zwei Jahren",
        "finances.grant",
        "sections.unknown",
    ]


def test_notes_are_sentences() -> None:
    use_language("de")
    assert (
        intake.note_text("contradiction", "total", "100.000 €", PROGRAMME)
        == "Gesamtkosten: In der Datei steht auch „100.000 €“; übernommen wurde die erste Angabe."
    )
    assert (
        intake.note_text("unknown-heading", "Danksagung", "16", PROGRAMME)
        == "Der Abschnitt „Danksagung“ (16 Zeichen) gehört nicht zum Förderprogramm und wurde ausgelassen."
    )


def test_every_note_that_readers_make_has_a_sentence_and_the_other_way_round() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in Path(documents.__path__[0]).glob("*.py"))
    made = set(re.findall(r'(?:ignore\(|Note\()\s*"([a-z-]+)"', code))
    assert made <= set(intake._NOTES)  # noqa: SLF001 (completeness is what is tested)
    assert all(f'"{note}"' in code for note in intake._NOTES)  # noqa: SLF001 (as above)


def test_every_fact_that_may_differ_has_a_name() -> None:
    use_language("de")
    sketch = Sketch("1", "x", Applicant(), "p")
    other = Sketch(
        "2", "y", Applicant("a", "b", "c", "d"), "q", DAY, 1, 1, 1, 1, 1, DAY, DAY, ("f",), ("g",), {}, "h",
        early_start=True, council_resolution=DAY,
    )  # fmt: skip
    keys = [change.key for change in difference(sketch, other)]
    assert len(keys) == 20
    assert all(intake.fact_name(key, PROGRAMME) != key for key in keys)


def test_an_account_is_kept_of_what_was_changed() -> None:
    account = Account()
    assert account.line("title", "RDZ\x1b[0m  Zeitz") == "RDZ␛[0m Zeitz"
    assert account.text("sections.measures", " a\n ") == "a"
    assert [(note.code, note.what) for note in account.altered] == [("replaced-characters", "title")]
