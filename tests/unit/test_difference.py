"""What two versions of a sketch differ in: nothing lost, nothing invented, word by word."""

import dataclasses
import itertools
import time

from hypothesis import given
from hypothesis import strategies as st

from beirat_tui.documents.difference import Change, Part, compare_texts, difference
from beirat_tui.domain.sketch import Applicant, Sketch

OLD = Sketch(
    "2026-07",
    "RDZ Salzlandkreis",
    Applicant("Salzlandkreis", "county"),
    "rdz",
    grant_cents=19_200_000,
    fields=("everyday",),
    sections={"measures": "Acht Haltestellen.\n\nEin Marktplatz.", "staff": "Zwei Stellen."},
)


def test_equal_sketches_do_not_differ() -> None:
    assert difference(OLD, dataclasses.replace(OLD)) == ()


def test_facts_are_given_as_old_and_new_value() -> None:
    new = dataclasses.replace(OLD, grant_cents=18_000_000, fields=("everyday", "economy"), months=24)
    assert difference(OLD, new) == (
        Change("grant", 19_200_000, 18_000_000),
        Change("months", None, 24),
        Change("fields", ("everyday",), ("everyday", "economy")),
    )


def test_the_title_and_texts_are_compared_word_by_word() -> None:
    new = dataclasses.replace(OLD, title="RDZ im Salzlandkreis", short_description="Neu.")
    title, short = difference(OLD, new)
    assert title.parts == (Part("same", "RDZ "), Part("added", "im "), Part("same", "Salzlandkreis"))
    assert short == Change("short_description", "", "Neu.", (Part("added", "Neu."),))


def test_sections_are_added_changed_and_removed() -> None:
    new = dataclasses.replace(
        OLD, sections={"results": "Viel.", "measures": "Acht Haltestellen.\n\nEin Laden."}
    )
    results, measures, staff = difference(OLD, new)
    assert (results.key, results.old, results.new) == ("sections.results", "", "Viel.")
    assert measures.parts == (
        Part("same", "Acht Haltestellen.\n\nEin "),
        Part("removed", "Marktplatz"),
        Part("added", "Laden"),
        Part("same", "."),
    )
    assert (staff.key, staff.new, staff.parts) == ("sections.staff", "", (Part("removed", "Zwei Stellen."),))


def joined(parts: tuple[Part, ...], left_out: str) -> str:
    return "".join(part.text for part in parts if part.kind != left_out)


@given(st.text("ab \n.", max_size=40), st.text("ab \n.", max_size=40))
def test_the_parts_make_both_texts(old: str, new: str) -> None:
    parts = compare_texts(old, new)
    assert joined(parts, "added") == old
    assert joined(parts, "removed") == new
    assert all(part.text for part in parts)
    assert all(first.kind != second.kind for first, second in itertools.pairwise(parts))


def test_a_small_change_in_300_pages_is_found_quickly() -> None:
    old = "\n\n".join(f"Absatz {number}: " + "und das Netz der Stadt " * 30 for number in range(1500))
    new = old.replace("Absatz 700:", "Absatz 700 neu:").replace("Absatz 1200:", "Absatz:")
    started = time.perf_counter()
    parts = compare_texts(old, new)
    assert time.perf_counter() - started < 2
    assert [part.text.strip() for part in parts if part.kind != "same"] == ["neu", "1200"]
    assert (joined(parts, "added"), joined(parts, "removed")) == (old, new)


def test_texts_that_repeat_themselves_thousands_of_times_take_no_longer() -> None:
    old, new = "ja\n" * 5000, "nein ja\n" + "ja nein\n" * 5000
    started = time.perf_counter()
    parts = compare_texts(old, new)
    assert time.perf_counter() - started < 2
    assert (joined(parts, "added"), joined(parts, "removed")) == (old, new)
