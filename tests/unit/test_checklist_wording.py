"""Every finding of the formal check has a sentence with its numbers, in both languages."""

import re

import pytest

from beirat_tui.domain import checklist
from beirat_tui.domain.checklist import Finding
from beirat_tui.domain.programme import Label
from beirat_tui.domain.programme_file import parse_programme
from beirat_tui.presets import read_programme
from beirat_tui.wording import checklist as wording
from beirat_tui.wording import use_language

PROGRAMME = parse_programme(read_programme("rdz-sachsen-anhalt"))
TITLE = Label("x", "x")


def german(reason: str, **figures: int | str) -> str:
    use_language("de")
    return wording.finding_text(Finding("x", TITLE, "met", reason, figures), PROGRAMME)


@pytest.mark.parametrize(
    ("reason", "figures", "sentence"),
    [
        (
            "grant-over-share",
            {"grant_cents": 14_000_000, "total_cents": 16_500_000, "limit_cents": 13_200_000, "share": "4/5"},
            "140.000 € beantragt, aber 80\u202f% von 165.000 € sind 132.000 €.",
        ),
        (
            "grant-within",
            {"grant_cents": 1, "total_cents": 100, "limit_cents": 66, "cap_cents": 100, "share": "2/3"},
            "0,01 € beantragt, 0,66 € möglich (66,67\u202f% von 1 €, höchstens 1 €).",
        ),
        (
            "end-late",
            {"end": "2021-03-31", "latest": "2020-12-31"},
            "Ende am 31.03.2021, nach dem 31.12.2020; ein Bescheid kann das verlängern.",
        ),
        ("kind-entitled", {"kind": "county", "law": "public"}, "Landkreis ist antragsberechtigt."),
        (
            "kind-not-entitled",
            {"kind": "church"},
            "Diese Art Antragsteller ist nicht antragsberechtigt: church.",
        ),
        (
            "not-stated",
            {"missing": "grant, total"},
            "Die Skizze macht keine Angabe: Förderung, Gesamtkosten.",
        ),
        (
            "sections-missing",
            {"number": 8, "of": 10, "sections": "staff, results"},
            "8 von 10 Pflichtabschnitten sind ausgefüllt; es fehlen: Personal, Erwartete Ergebnisse.",
        ),
    ],
)
def test_sentences_carry_the_numbers(reason: str, figures: dict[str, int | str], sentence: str) -> None:
    assert german(reason, **figures) == sentence


def test_every_reason_that_the_check_gives_has_a_sentence() -> None:
    with open(checklist.__file__, encoding="utf-8") as file:  # noqa: PTH123 (the module knows its path as text)
        code = file.read()
    reasons = set(
        re.findall(r'"((?:grant|financing|months|end|kind|section|sections|no|not|to)-[a-z-]+)"', code)
    )
    assert reasons | {"erased", "fields", "partners", "ticked"} == set(wording._SENTENCES)  # noqa: SLF001 (completeness)
