"""A programme is a file: what it says is what holds, and what is wrong in it is named by its key."""

import datetime as dt
from fractions import Fraction

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.programme import CHECKS, Programme, comparable
from beirat_tui.domain.programme_file import parse_programme
from beirat_tui.presets import programme_presets, read_programme

SMALL = """
format = 1
id = "kleines-programm"
name.de = "Kleines Programm"
name.en = "Small programme"

[grant]
share = "2/3"
cap_eur = 1000
months = 12

[[applicant_kinds]]
key = "town"
law = "public"
name.de = "Stadt"
name.en = "Town"
aliases = ["Kreisstadt"]

[[fields]]
key = "everyday"
name.de = "Alltag"
name.en = "Everyday life"

[[sections]]
key = "goals"
title.de = "Ziele"
title.en = "Goals"
aliases = ["Zielstellung"]

[[checklist]]
key = "goals"
check = "section_written"
section = "goals"
title.de = "Ziele sind beschrieben"
title.en = "Goals are described"
"""


def changed(old: str, new: str) -> str:
    assert old in SMALL
    return SMALL.replace(old, new, 1)


def refusal(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        parse_programme(text)
    return caught.value


@pytest.fixture
def centres() -> Programme:
    return parse_programme(read_programme("rdz-sachsen-anhalt"))


def test_the_terms_of_the_regional_centres(centres: Programme) -> None:
    assert centres.share == Fraction(4, 5)
    assert centres.cap_cents == 20_000_000
    assert centres.months == 24
    assert centres.latest_end == dt.date(2020, 12, 31)
    assert {kind.law for kind in centres.applicant_kinds} == {"public", "private"}
    assert len(centres.fields) == 4
    assert [section.key for section in centres.sections][:3] == ["title", "short_description", "applicant"]
    assert len(centres.sections) == 15


def test_a_second_programme_has_other_terms_and_no_latest_end() -> None:
    assert programme_presets() == ["rdz-sachsen-anhalt", "sachsen-anhalt-digital"]
    other = parse_programme(read_programme("sachsen-anhalt-digital"))
    assert (other.share, other.cap_cents, other.latest_end) == (Fraction(9, 10), 12_000_000, None)


def test_every_programme_that_comes_along_says_so_in_both_languages() -> None:
    for name in programme_presets():
        programme = parse_programme(read_programme(name))
        assert programme.id == name
        labels = [programme.name, *(kind.name for kind in programme.applicant_kinds)]
        labels += [field.name for field in programme.fields] + [part.title for part in programme.sections]
        labels += [item.title for item in programme.checklist]
        for label in labels:
            assert label.text("de")
            assert label.text("en")


@pytest.mark.parametrize(
    ("total", "limit"),
    [(21_290_000, 17_032_000), (25_000_000, 20_000_000), (25_000_001, 20_000_000), (101, 80), (0, 0)],
)
def test_the_grant_limit_is_the_smaller_of_share_and_cap_rounded_down(
    centres: Programme, total: int, limit: int
) -> None:
    assert centres.grant_limit(total) == limit


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Verstetigung", "sustainability"),
        ("3.1 Ziele:", "background"),
        ("III. Maßnahmen", "measures"),
        ("12) KOSTEN- UND FINANZIERUNGSPLAN", "costs"),
        ("a) Zeit- und Arbeitsplan", "timetable"),
        ("Abschnitt 4: Massnahmen", "measures"),
        ("Vorzeitiger Maßnahmebeginn", "early_start"),
        ("Sustainability after two years", "sustainability"),
        ("2 Personal", "staff"),
    ],
)
def test_headings_are_recognised_with_numbering_case_and_punctuation(
    centres: Programme, heading: str, key: str
) -> None:
    section = centres.section_for(heading)
    assert section is not None
    assert section.key == key


def test_other_headings_are_not_recognised(centres: Programme) -> None:
    assert centres.section_for("Danksagung") is None
    assert centres.section_for("") is None
    assert centres.section("title") is not None
    assert centres.section("danksagung") is None


def test_applicant_kinds_and_fields_are_found_by_key_name_and_alias(centres: Programme) -> None:
    for text in ("town", "Stadt", "HANSESTADT", "Town"):
        kind = centres.applicant_kind_for(text)
        assert kind is not None
        assert kind.key == "town"
    for text in ("administration", "Verwaltung", "Transparenz und Beteiligung"):
        field = centres.field_for(text)
        assert field is not None
        assert field.key == "administration"
    assert centres.applicant_kind_for("Kirche") is None
    assert centres.applicant_kind("church") is None
    assert centres.field_for("Weltraum") is None
    assert centres.field("space") is None


def test_numbering_alone_is_not_taken_for_a_heading() -> None:
    assert comparable("2.3.1 Partner") == "partner"
    assert comparable("i) Partner") == "partner"
    assert comparable("Partner 2") == "partner 2"


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        (changed("cap_eur = 1000", ""), "table.missing-key", "grant.cap_eur"),
        (changed("cap_eur = 1000", 'cap_eur = "1000"'), "table.wrong-type", "grant.cap_eur"),
        (changed("cap_eur = 1000", "cap_eur = true"), "table.wrong-type", "grant.cap_eur"),
        (changed("cap_eur = 1000", "cap_eur = -1"), "table.bad-value", "grant.cap_eur"),
        (changed("cap_eur = 1000", f"cap_eur = {10**40}"), "table.bad-value", "grant.cap_eur"),
        (changed("cap_eur = 1000", "cap_eur = 1000\ncap_usd = 1"), "table.unknown-key", "grant.cap_usd"),
        (
            changed("months = 12", "months = 12\nlatest_end = 2020-12-31T00:00:00"),
            "table.wrong-type",
            "grant.latest_end",
        ),
        (changed('"2/3"', '"3/2"'), "table.bad-value", "grant.share"),
        (changed('"2/3"', '"101 %"'), "table.bad-value", "grant.share"),
        (changed('"2/3"', '"1/0"'), "table.bad-value", "grant.share"),
        (changed('"2/3"', "0.66"), "table.wrong-type", "grant.share"),
        (changed('id = "kleines-programm"', 'id = "Kleines Programm"'), "table.bad-value", "id"),
        (changed('id = "kleines-programm"', f'id = "{"x" * 65}"'), "table.bad-value", "id"),
        (changed('law = "public"', 'law = "church"'), "table.bad-value", "applicant_kinds[1].law"),
        (
            changed('aliases = ["Kreisstadt"]', "aliases = [1]"),
            "table.wrong-type",
            "applicant_kinds[1].aliases[1]",
        ),
        (changed('name.en = "Small programme"', ""), "table.missing-key", "name.en"),
        (changed("[[fields]]", "[fields]"), "table.wrong-type", "fields"),
        (
            changed("[grant]", "fields = [1]\n[grant]").replace("[[fields]]", "[[other]]"),
            "table.wrong-type",
            "fields[1]",
        ),
        (changed('check = "section_written"', 'check = "spelling"'), "table.bad-value", "checklist[1].check"),
        (changed('section = "goals"', ""), "table.missing-key", "checklist[1].section"),
        (
            changed('title.de = "Ziele"', 'required = "yes"\ntitle.de = "Ziele"'),
            "table.wrong-type",
            "sections[1].required",
        ),
        (
            changed('title.de = "Ziele"', 'holds = "cake"\ntitle.de = "Ziele"'),
            "table.bad-value",
            "sections[1].holds",
        ),
        (changed("format = 1", "format = 1\ncolour = 7"), "table.unknown-key", "colour"),
    ],
)
def test_what_is_wrong_is_named_by_its_key(text: str, code: str, key: str) -> None:
    error = refusal(text)
    assert (error.code, error.params["key"]) == (code, key)


def test_broken_toml_is_reported_with_line_and_column() -> None:
    error = refusal('format = 1\nid = "x\n')
    assert error.code == "table.not-toml"
    assert error.params["line"] == 2
    assert refusal("x = " + "[" * 5000).code == "table.not-toml"


def test_a_newer_format_and_an_endless_file_are_refused() -> None:
    assert refusal(changed("format = 1", "format = 2")).code == "programme.newer-format"
    assert refusal(SMALL + "# " + "ü" * 30_000).code == "programme.too-large"


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        (SMALL + '\n[[fields]]\nkey = "everyday"\nname.de = "x"\nname.en = "y"\n', "fields", "everyday"),
        (SMALL + '\n[[fields]]\nkey = "other"\nname.de = "ALLTAG"\nname.en = "y"\n', "fields", "alltag"),
        (
            SMALL + '\n[[sections]]\nkey = "aims"\ntitle.de = "Zielstellung"\ntitle.en = "Aims"\n',
            "sections",
            "zielstellung",
        ),
        (SMALL + '\n[[checklist]]\nkey = "goals"\ntitle.de = "x"\ntitle.en = "y"\n', "checklist", "goals"),
        (
            SMALL.replace('title.de = "Ziele"', 'holds = "costs"\ntitle.de = "Ziele"')
            + '\n[[sections]]\nkey = "m"\nholds = "costs"\ntitle.de = "K"\ntitle.en = "C"\n',
            "sections",
            "costs",
        ),
    ],
)
def test_what_could_mean_two_things_is_refused(text: str, key: str, value: str) -> None:
    error = refusal(text)
    assert error.code == "programme.duplicate"
    assert (error.params["key"], error.params["value"]) == (key, value)


def test_a_check_on_a_section_that_does_not_exist_is_refused() -> None:
    error = refusal(changed('section = "goals"', 'section = "gaols"'))
    assert (error.code, error.params["section"]) == ("programme.no-such-section", "gaols")


def test_share_may_be_written_in_percent_and_checks_are_the_documented_ones() -> None:
    assert parse_programme(changed('"2/3"', '"66 %"')).share == Fraction(33, 50)
    assert len(CHECKS) == 9
