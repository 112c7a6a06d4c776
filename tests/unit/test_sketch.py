"""A sketch goes into a record in two parts and comes back whole, or without its personal part."""

import dataclasses
import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat_tui.domain import sketch as module
from beirat_tui.domain.errors import InputError
from beirat_tui.domain.sketch import Applicant, Sketch, from_record, to_record
from beirat_tui.log.bodies.board import SketchSubmitted

SKETCH = Sketch(
    number="2026-07",
    title="RDZ Salzlandkreis",
    applicant=Applicant("Salzlandkreis", "county", "Bernburg", "Salzland"),
    programme="rdz-sachsen-anhalt",
    received=dt.date(2026, 1, 21),
    grant_cents=19_200_000,
    own_share_cents=8_500_000,
    third_party_cents=0,
    total_cents=27_700_000,
    months=24,
    start=dt.date(2026, 4, 16),
    end=dt.date(2028, 3, 31),
    fields=("infrastructure", "everyday"),
    partners=("Kreisverkehrsgesellschaft",),
    sections={"measures": "Vernetzte Bushaltestelle"},
    short_description="Eine Leitstelle für Mobilität und Handel",
    early_start=False,
    council_resolution=dt.date(2025, 12, 12),
)

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
CENTS = st.none() | st.integers(0, 10**14)
DAYS = st.none() | st.dates()


@given(
    st.builds(
        Sketch,
        number=TEXTS.filter(bool),
        title=TEXTS,
        applicant=st.builds(Applicant, TEXTS, TEXTS, TEXTS, TEXTS),
        programme=TEXTS,
        received=st.dates(),
        grant_cents=CENTS,
        own_share_cents=CENTS,
        third_party_cents=CENTS,
        total_cents=CENTS,
        months=st.none() | st.integers(0, 100),
        start=DAYS,
        end=DAYS,
        fields=st.lists(TEXTS, max_size=3).map(tuple),
        partners=st.lists(TEXTS, max_size=3).map(tuple),
        sections=st.dictionaries(TEXTS, TEXTS, max_size=3),
        short_description=TEXTS,
        early_start=st.none() | st.booleans(),
        council_resolution=DAYS,
    )
)
def test_a_sketch_comes_back_from_its_record_as_it_went_in(sketch: Sketch) -> None:
    body, payload = to_record(sketch)
    assert from_record(json.loads(json.dumps(body)), json.loads(json.dumps(payload))) == sketch


def test_the_body_has_the_fields_of_the_record_and_nothing_personal() -> None:
    body, payload = to_record(SKETCH)
    assert list(body) == list(SketchSubmitted.__struct_fields__)
    for personal in (
        "Salzlandkreis",
        "Bernburg",
        "Kreisverkehrsgesellschaft",
        "Bushaltestelle",
        "Leitstelle",
    ):
        assert personal not in json.dumps(body, ensure_ascii=False)
        assert personal in json.dumps(payload, ensure_ascii=False)


def test_an_erased_sketch_keeps_numbers_and_says_that_it_is_erased() -> None:
    body, _ = to_record(SKETCH)
    erased = from_record(body, None)
    assert erased.erased
    assert (erased.title, erased.applicant.name, erased.partners, dict(erased.sections)) == ("", "", (), {})
    assert (erased.grant_cents, erased.applicant.kind, erased.received) == (
        19_200_000,
        "county",
        dt.date(2026, 1, 21),
    )


def test_keys_of_other_matters_in_the_body_are_passed_over() -> None:
    body, payload = to_record(SKETCH)
    assert from_record({**body, "sketch": "00"}, payload) == SKETCH


def test_an_unknown_applicant_kind_is_absent_from_the_body() -> None:
    body, payload = to_record(dataclasses.replace(SKETCH, applicant=Applicant("X")))
    assert body["applicant_kind"] is None
    assert from_record(body, payload).applicant == Applicant("X")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("number", 7),
        ("received", "gestern"),
        ("grant_cents", -1),
        ("grant_cents", True),
        ("grant_cents", "1"),
        ("fields", "infrastructure"),
        ("fields", [1]),
        ("early_start", "nein"),
    ],
)
def test_a_body_of_wrong_types_is_refused_with_the_key(key: str, value: object) -> None:
    body, payload = to_record(SKETCH)
    with pytest.raises(InputError) as caught:
        from_record({**body, key: value}, payload)
    assert (caught.value.code, caught.value.params["key"]) == ("sketch.bad-record", key)


def test_a_malformed_payload_harms_only_what_it_would_have_shown() -> None:
    body, _ = to_record(SKETCH)
    odd = from_record(body, {"title": 7, "partners": "x", "sections": {"measures": 1, "goals": "Ziele"}})
    assert (odd.title, odd.partners, dict(odd.sections)) == ("", (), {"goals": "Ziele"})
    assert not odd.erased
    assert from_record(body, {"sections": []}).sections == {}


def test_the_office_gives_number_and_day_before_a_sketch_is_recorded() -> None:
    with pytest.raises(InputError, match=r"sketch\.no-number"):
        to_record(dataclasses.replace(SKETCH, number=""))
    with pytest.raises(InputError, match=r"sketch\.not-received"):
        to_record(dataclasses.replace(SKETCH, received=None))


def test_more_text_or_names_than_a_record_takes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAYLOAD_LIMIT", 1000)
    with pytest.raises(InputError) as caught:
        to_record(dataclasses.replace(SKETCH, sections={"measures": "ü" * 500}))
    assert caught.value.code == "sketch.too-large"
    with pytest.raises(InputError) as caught:
        to_record(dataclasses.replace(SKETCH, partners=("x",) * 501))
    assert (caught.value.code, caught.value.params["key"]) == ("sketch.too-many", "partners")
