"""Every item of the formal check: computed exactly where the data allow, else waiting for the office."""

import dataclasses
import datetime as dt

import pytest

from beirat_tui.domain.checklist import Finding, evaluate
from beirat_tui.domain.programme import Programme
from beirat_tui.domain.programme_file import parse_programme
from beirat_tui.domain.sketch import Applicant, Sketch
from beirat_tui.presets import read_programme

PROGRAMME = parse_programme(read_programme("rdz-sachsen-anhalt"))
COMPLETE = Sketch(
    number="1",
    title="RDZ",
    applicant=Applicant("Stadt Haldensleben", "town"),
    programme=PROGRAMME.id,
    grant_cents=17_032_000,
    own_share_cents=4_258_000,
    total_cents=21_290_000,
    months=24,
    start=dt.date(2019, 1, 16),
    end=dt.date(2020, 12, 31),
    fields=("economy",),
    partners=("Landkreis",),
    sections={section.key: "Text " * 50 for section in PROGRAMME.sections},
)


def found(
    item: str, /, programme: Programme = PROGRAMME, *, tick: bool | None = None, **changes: object
) -> Finding:
    sketch = dataclasses.replace(COMPLETE, **changes)  # type: ignore[arg-type]  # names are those of the fields
    ticks = {} if tick is None else {item: tick}
    return next(finding for finding in evaluate(programme, sketch, ticks) if finding.key == item)


def test_a_complete_sketch_meets_everything_that_is_computed_and_leaves_the_rest_to_the_office() -> None:
    findings = evaluate(PROGRAMME, COMPLETE, {})
    assert [finding.key for finding in findings] == [item.key for item in PROGRAMME.checklist]
    assert {finding.state for finding in findings if finding.computed} == {"met"}
    assert {finding.state for finding in findings if not finding.computed} == {"open"}


@pytest.mark.parametrize(
    ("grant", "total", "state", "reason"),
    [
        (17_032_000, 21_290_000, "met", "grant-within"),
        (17_032_001, 21_290_000, "failed", "grant-over-share"),
        (20_000_000, 25_000_000, "met", "grant-within"),
        (20_000_000, 24_999_999, "failed", "grant-over-share"),
        (20_000_001, 90_000_000, "failed", "grant-over-cap"),
        (20_000_001, None, "failed", "grant-over-cap"),
        (20_000_000, None, "failed", "not-stated"),
        (None, 21_290_000, "failed", "not-stated"),
        (80, 100, "met", "grant-within"),
        (81, 101, "failed", "grant-over-share"),
        (0, 0, "met", "grant-within"),
    ],
)
def test_the_grant_is_compared_to_the_cent(
    grant: int | None, total: int | None, state: str, reason: str
) -> None:
    finding = found("grant", grant_cents=grant, total_cents=total)
    assert (finding.state, finding.reason) == (state, reason)


def test_the_grant_s_finding_carries_the_numbers() -> None:
    assert dict(found("grant", grant_cents=21_000_000).figures) == {
        "grant_cents": 21_000_000,
        "cap_cents": 20_000_000,
        "share": "4/5",
        "total_cents": 21_290_000,
        "limit_cents": 17_032_000,
    }


@pytest.mark.parametrize(
    ("own", "third", "state", "reason"),
    [
        (4_258_000, None, "met", "financing-closed"),
        (4_000_000, 258_000, "met", "financing-closed"),
        (4_257_999, 0, "failed", "financing-short"),
        (4_258_001, 0, "failed", "financing-over"),
        (None, 0, "failed", "not-stated"),
    ],
)
def test_the_parts_add_up_to_the_total(own: int | None, third: int | None, state: str, reason: str) -> None:
    finding = found("financing", own_share_cents=own, third_party_cents=third)
    assert (finding.state, finding.reason) == (state, reason)


@pytest.mark.parametrize(
    ("months", "end", "state", "reason"),
    [
        (24, dt.date(2021, 1, 15), "met", "months-within"),
        (24, dt.date(2021, 1, 16), "warning", "months-and-dates-differ"),
        (25, dt.date(2021, 1, 15), "failed", "months-over"),
        (24, None, "met", "months-within"),
        (None, dt.date(2020, 12, 31), "failed", "not-stated"),
    ],
)
def test_the_duration_in_months_and_in_dates(
    months: int | None, end: dt.date | None, state: str, reason: str
) -> None:
    finding = found("months", months=months, end=end)
    assert (finding.state, finding.reason) == (state, reason)


def test_a_month_that_starts_on_the_31st_ends_with_the_shorter_month() -> None:
    for end, state in ((dt.date(2020, 2, 28), "met"), (dt.date(2020, 2, 29), "warning")):
        assert found("months", months=1, start=dt.date(2020, 1, 31), end=end).state == state


def test_a_late_end_only_warns() -> None:
    assert found("end").state == "met"
    late = found("end", end=dt.date(2021, 3, 31))
    assert (late.state, late.figures["latest"]) == ("warning", "2020-12-31")
    assert found("end", end=None).state == "failed"


def test_a_programme_without_a_latest_end_accepts_any() -> None:
    endless = dataclasses.replace(PROGRAMME, latest_end=None)
    assert found("end", endless, end=dt.date(2099, 1, 1)).reason == "no-latest-end"


def test_only_the_programme_s_kinds_of_applicants_are_entitled() -> None:
    assert found("applicant").figures["law"] == "public"
    assert found("applicant", applicant=Applicant("Pfarrei", "church")).reason == "kind-not-entitled"
    assert found("applicant", applicant=Applicant("?")).reason == "not-stated"


def test_fields_and_partners_are_counted() -> None:
    assert found("field").state == "met"
    assert found("field", fields=("space",)).state == "failed"
    assert found("partners").state == "met"
    assert found("partners", partners=()).state == "failed"


def test_sections_are_looked_at_and_missing_ones_named() -> None:
    without = {**COMPLETE.sections, "staff": " ", "results": ""}
    finding = found("sections", sections=without)
    assert (finding.state, finding.figures["sections"], finding.figures["number"]) == (
        "failed",
        "staff, results",
        8,
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [("x" * 200, "section-written"), ("x" * 199, "section-short"), ("\n", "section-missing")],
)
def test_sustainability_needs_more_than_a_word(text: str, reason: str) -> None:
    assert found("sustainability", sections={"sustainability": text}).reason == reason


def test_the_office_ticks_what_nothing_computes() -> None:
    assert found("not_begun").reason == "to-tick"
    assert (found("not_begun", tick=True).state, found("not_begun", tick=True).reason) == ("met", "ticked")
    assert (found("not_begun", tick=False).state, found("not_begun", tick=False).reason) == (
        "failed",
        "not-ticked",
    )


def test_a_tick_does_not_overrule_what_is_computed() -> None:
    assert found("grant", tick=True, grant_cents=99_000_000).state == "failed"


def test_items_that_need_erased_texts_wait_for_the_office_and_the_rest_stays_computed() -> None:
    for item in ("partners", "sections", "sustainability"):
        assert (found(item, erased=True).state, found(item, erased=True).reason) == ("open", "erased")
        assert found(item, erased=True, tick=True).state == "met"
    assert found("grant", erased=True).state == "met"
