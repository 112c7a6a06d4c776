"""Sketches as JSON: strict where a value could be misread, forgiving where nothing is lost, and round."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat_tui.documents.json_sketch import read_json, write_sketch_json
from beirat_tui.documents.sketches import read_sketch
from beirat_tui.documents.understood import FACTS_ONLY, Note, Understood
from beirat_tui.domain.errors import InputError
from beirat_tui.domain.programme_file import parse_programme
from beirat_tui.domain.sketch import Applicant, Sketch
from beirat_tui.domain.text import clean, clean_line
from beirat_tui.presets import programme_presets, read_programme

ROOT = Path(__file__).parents[2]
BROKEN = ROOT / "fixtures" / "broken"
PROGRAMMES = [parse_programme(read_programme(name)) for name in programme_presets()]
CENTRES = PROGRAMMES[0]
SECTIONS = [part.key for part in CENTRES.sections if part.holds not in FACTS_ONLY]


def read(**keys: Any) -> Understood:  # noqa: ANN401 (anything may stand in a file)
    text = json.dumps({"format": "beirat-sketch/1", **keys})
    return read_json(text.encode(), "x.json", PROGRAMMES)


def refusal(data: bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read_json(data, "x.json", PROGRAMMES)
    return caught.value


def refused(**keys: Any) -> InputError:  # noqa: ANN401 (anything may stand in a file)
    return refusal(json.dumps({"format": "beirat-sketch/1", **keys}).encode())


LINES = st.text(st.characters(codec="utf-8"), max_size=30).map(clean_line)
TEXTS = st.text(st.characters(codec="utf-8") | st.just("\n"), max_size=60).map(
    lambda text: clean(text).strip()
)
CENTS = st.none() | st.integers(0, 10**14)
DAYS = st.none() | st.dates()


@given(
    st.builds(
        Sketch,
        number=LINES,
        title=LINES,
        applicant=st.builds(Applicant, LINES, st.sampled_from(["", "town", "church"]), LINES, LINES),
        programme=st.sampled_from([programme.id for programme in PROGRAMMES]),
        received=DAYS,
        grant_cents=CENTS,
        own_share_cents=CENTS,
        third_party_cents=CENTS,
        total_cents=CENTS,
        months=st.none() | st.integers(0, 1200),
        start=DAYS,
        end=DAYS,
        fields=st.lists(st.sampled_from([field.key for field in CENTRES.fields]), unique=True).map(tuple),
        partners=st.lists(LINES.filter(bool), max_size=3).map(tuple),
        sections=st.dictionaries(st.sampled_from(["background", "measures", "results"]), TEXTS.filter(bool)),
        short_description=TEXTS,
        early_start=st.none() | st.booleans(),
        council_resolution=DAYS,
    )
)
def test_what_is_written_reads_back_as_the_same_sketch(sketch: Sketch) -> None:
    written = write_sketch_json(sketch)
    assert read_json(written, "x.json", PROGRAMMES).sketch == sketch
    assert write_sketch_json(read_json(written, "x.json", PROGRAMMES).sketch) == written


def test_a_file_says_what_was_understood_and_what_is_missing() -> None:
    found = read(title="RDZ", finances={"grant": 80_000, "total": "100.000,50 €"}, sections={"measures": "…"})
    assert found.sketch.programme == CENTRES.id
    assert (found.sketch.grant_cents, found.sketch.total_cents) == (8_000_000, 10_000_050)
    assert found.understood == ("title", "grant", "total", "sections.measures")
    assert found.missing[:4] == ("short_description", "applicant", "applicant_kind", "own_share")
    assert "sections.sustainability" in found.missing
    assert "sections.measures" not in found.missing
    assert (found.name, found.media_type) == ("x.json", "application/json")
    assert found.original.startswith(b'{"format"')


def test_amounts_are_exact_decimals_and_not_binary_fractions() -> None:
    data = b'{"format": "beirat-sketch/1", "finances": {"grant": 0.29, "own_share": 170320.5, "total": 1e3}}'
    sketch = read_json(data, "x.json", PROGRAMMES).sketch
    assert (sketch.grant_cents, sketch.own_share_cents, sketch.total_cents) == (29, 17_032_050, 100_000)


def test_unknown_keys_and_values_are_passed_over_and_listed() -> None:
    found = read(
        colour="red",
        applicant={"name": "Pfarrei St. Jakob", "kind": "Kirchengemeinde!", "phone": "0345"},
        fields=["Verwaltung", "Weltraum", "administration"],
        sections={"measures": "x", "thanks": "Danke", "title": "Zweimal"},
    )
    assert found.sketch.fields == ("administration",)
    assert found.sketch.applicant == Applicant("Pfarrei St. Jakob")
    assert set(found.ignored) == {
        Note("unknown-key", "colour"),
        Note("unknown-key", "applicant.phone"),
        Note("unknown-value", "applicant_kind", "Kirchengemeinde!"),
        Note("unknown-value", "fields", "Weltraum"),
        Note("unknown-key", "sections.thanks"),
        Note("unknown-key", "sections.title"),
    }


def test_a_kind_of_applicant_may_be_named_and_a_foreign_key_is_kept_for_the_checklist() -> None:
    assert read(applicant={"kind": "Landkreis"}).sketch.applicant.kind == "county"
    assert read(applicant={"kind": "university"}).sketch.applicant.kind == "university"


def test_a_text_may_be_a_list_of_paragraphs() -> None:
    found = read(sections={"measures": ["Erstens.", "Zweitens."]}, short_description=[])
    assert found.sketch.sections == {"measures": "Erstens.\n\nZweitens."}
    assert found.sketch.short_description == ""


def test_null_is_the_same_as_absent() -> None:
    assert read(title=None, finances=None, fields=None, early_start=None).sketch == read().sketch


def test_an_exported_file_names_its_programme_and_unknown_ones_are_refused() -> None:
    assert read(programme="sachsen-anhalt-digital").sketch.programme == "sachsen-anhalt-digital"
    error = refused(programme="mondfahrt")
    assert (error.code, error.params["programme"]) == ("sketch.unknown-programme", "mondfahrt")


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        ({"title": 7}, "title"),
        ({"title": ["x"]}, "title"),
        ({"number": {}}, "number"),
        ({"applicant": "Stadt Zeitz"}, "applicant"),
        ({"applicant": {"name": True}}, "applicant.name"),
        ({"finances": {"grant": [1]}}, "finances.grant"),
        ({"finances": {"grant": True}}, "finances.grant"),
        ({"duration": {"months": "24"}}, "duration.months"),
        ({"duration": {"months": 24.5}}, "duration.months"),
        ({"duration": {"end": 2020}}, "duration.end"),
        ({"fields": "Verwaltung"}, "fields"),
        ({"fields": [1]}, "fields[1]"),
        ({"partners": ["x", None]}, "partners[2]"),
        ({"sections": []}, "sections"),
        ({"sections": {"measures": 1}}, "sections.measures"),
        ({"sections": {"measures": ["x", ["y"]]}}, "sections.measures[2]"),
        ({"early_start": "nein"}, "early_start"),
        ({"programme": 1}, "programme"),
    ],
)
def test_wrong_types_are_named_by_their_path(keys: dict[str, Any], path: str) -> None:
    error = refused(**keys)
    assert (error.code, error.params["path"]) == ("json.wrong-type", path)


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        ({"received": "31.02.2019"}, "received"),
        ({"received": "2019-02-31"}, "received"),
        ({"received": "20190228"}, "received"),
        ({"received": "2019-W09-4"}, "received"),
        ({"duration": {"months": -1}}, "duration.months"),
        ({"duration": {"months": 1201}}, "duration.months"),
    ],
)
def test_impossible_dates_and_durations_are_refused(keys: dict[str, Any], path: str) -> None:
    error = refused(**keys)
    assert (error.code, error.params["path"]) == ("json.bad-value", path)


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (-5, "sketch.amount-negative"),
        ("5 USD", "sketch.amount-not-euro"),
        (10**13, "sketch.amount-too-large"),
        ("1,5 Mio.", "sketch.amount-not-an-amount"),
        (0.001, "sketch.amount-not-an-amount"),
    ],
)
def test_wrong_amounts_are_refused_with_their_place(amount: object, code: str) -> None:
    error = refused(finances={"grant": amount})
    assert (error.code, error.params["where"]) == (code, "finances.grant")


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("duplicate-keys.json", "json.duplicate-key"),
        ("negative-amount.json", "sketch.amount-negative"),
        ("usd.json", "sketch.amount-not-euro"),
        ("usd-in-amount.json", "sketch.amount-not-euro"),
        ("wrong-types.json", "json.wrong-type"),
        ("unknown-programme.json", "sketch.unknown-programme"),
        ("not-a-number.json", "json.bad-number"),
        ("huge-number.json", "json.bad-number"),
        ("too-deep.json", "json.too-deep"),
        ("not-json.json", "json.not-json"),
        ("latin-1.json", "json.not-utf8"),
        ("not-a-sketch.json", "json.not-a-sketch"),
        ("newer-format.json", "json.newer-format"),
    ],
)
def test_each_broken_file_has_its_own_error(file: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_sketch(BROKEN / file, PROGRAMMES)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[]", "json.not-a-sketch"),
        (b'"beirat-sketch/1"', "json.not-a-sketch"),
        (b'{"format": 1}', "json.not-a-sketch"),
        (b"[" * 100_000, "json.too-deep"),
        (b'{"a": 1e' + b"9" * 50 + b"}", "json.bad-number"),
        (b'{"a": -Infinity}', "json.bad-number"),
        (b'{"a": 1, "a": 2}', "json.duplicate-key"),
        (b"", "json.not-json"),
    ],
)
def test_what_is_no_proper_json_is_refused(data: bytes, code: str) -> None:
    assert refusal(data).code == code


def test_the_place_of_a_syntax_error_is_given() -> None:
    error = refusal(b'{\n  "format": x}')
    assert (error.params["line"], error.params["column"]) == (2, 13)


def test_a_byte_order_mark_is_no_error() -> None:
    assert read_json(b'\xef\xbb\xbf{"format": "beirat-sketch/1"}', "x", PROGRAMMES).sketch.title == ""


@given(
    st.binary(max_size=60)
    | st.text(st.sampled_from('{}[]":,0123456789.eE-+abtruefalsn \\u'), max_size=60).map(str.encode)
)
def test_any_bytes_give_an_error_with_a_code(data: bytes) -> None:
    assert re.fullmatch(r"json\.[a-z-]+[0-9]?", refusal(data).code)


def test_hostile_text_comes_out_visible_in_every_field() -> None:
    found = read_sketch(BROKEN / "hostile-text.json", PROGRAMMES)
    sketch = found.sketch
    assert (
        sketch.title == "␛[2J␛[1;31mRotes Vorhaben␛[0m [bold]fett[/bold] [link=file:///etc/passwd]hier[/link]"
    )
    assert sketch.applicant.name == "Stadt �neraleH��Musterau"
    assert sketch.applicant.place == "Ort␇␀ mit Glocke"
    assert sketch.short_description.splitlines()[1] == "Zeile zwei␛]0;Titel des Fensters␇"
    assert sketch.sections["sustainability"] == "�" * 20
    everything = [sketch.title, *sketch.partners, sketch.short_description, *sketch.sections.values()]
    assert all(clean(text) == text for text in everything)
    assert {note.what for note in found.altered} >= {
        "title",
        "applicant.name",
        "partners",
        "sections.measures",
    }
    assert {note.code for note in found.altered} == {"replaced-characters"}


def test_a_lone_surrogate_in_an_escape_does_no_harm() -> None:
    data = b'{"format": "beirat-sketch/1", "title": "a\\ud800b", "\\udfff": 1}'
    found = read_json(data, "x.json", PROGRAMMES)
    assert found.sketch.title == "a�b"
    assert found.ignored == (Note("unknown-key", "�"),)


def test_names_of_hundreds_of_characters_are_shortened_where_everybody_sees_it() -> None:
    found = read_sketch(BROKEN / "long-names.json", PROGRAMMES)
    for name in (found.sketch.title, found.sketch.applicant.name, found.sketch.applicant.place):
        assert len(name) <= 300
        assert name.endswith("…")
    assert {note.what for note in found.altered if note.code == "shortened"} == {
        "title",
        "applicant.name",
        "applicant.place",
        "applicant.region",
        "partners",
    }


def test_a_sketch_without_anything_is_a_sketch_that_lacks_everything() -> None:
    found = read_sketch(BROKEN / "empty-sketch.json", PROGRAMMES)
    assert found.understood == ()
    assert len(found.missing) > 15


def test_a_text_of_300_pages_is_read_whole() -> None:
    pages = ["Seite " + str(number) + " " + "Text und mehr Text. " * 150 for number in range(300)]
    found = read(sections={"measures": pages})
    assert len(found.sketch.sections["measures"]) > 900_000
    assert found.altered == ()


def test_an_erased_sketch_is_written_without_what_was_erased() -> None:
    sketch = Sketch("2026-01", "", Applicant(kind="town"), CENTRES.id, dt.date(2026, 1, 2), erased=True)
    written = json.loads(write_sketch_json(sketch))
    assert written == {
        "format": "beirat-sketch/1",
        "number": "2026-01",
        "programme": CENTRES.id,
        "received": "2026-01-02",
        "applicant": {"kind": "town"},
        "finances": {"currency": "EUR"},
    }


def test_the_published_schema_names_exactly_the_keys_that_are_read() -> None:
    schema = json.loads((ROOT / "docs" / "sketch-schema.json").read_text(encoding="utf-8"))
    full = Sketch(
        number="1",
        title="x",
        applicant=Applicant("x", "town", "x", "x"),
        programme=CENTRES.id,
        received=dt.date(2026, 1, 2),
        grant_cents=1,
        own_share_cents=1,
        third_party_cents=1,
        total_cents=1,
        months=1,
        start=dt.date(2026, 1, 2),
        end=dt.date(2026, 1, 2),
        fields=("everyday",),
        partners=("x",),
        sections=dict.fromkeys(SECTIONS, "x"),
        short_description="x",
        early_start=False,
        council_resolution=dt.date(2026, 1, 2),
    )
    written = json.loads(write_sketch_json(full))
    assert set(schema["properties"]) == set(written)
    for key in ("applicant", "finances", "duration"):
        assert set(schema["properties"][key]["properties"]) == set(written[key])
