"""What the names that sync programs give to copies say, for telling people."""

import unicodedata

import pytest

from beirat_tui.sync.names import Naming, naming
from conflict_names import CONFLICTS, COPIES, PLACEHOLDERS, UNFINISHED, names


@pytest.mark.parametrize(
    ("table", "state"),
    [
        (CONFLICTS, Naming.CONFLICT),
        (COPIES, Naming.COPY),
        (UNFINISHED, Naming.UNFINISHED),
        (PLACEHOLDERS, Naming.PLACEHOLDER),
    ],
    ids=["conflicts", "copies", "unfinished", "placeholders"],
)
def test_the_names_of_all_programs_are_understood(table: dict[str, tuple], state: Naming) -> None:  # type: ignore[type-arg]
    wrong = [(name, found) for name, _origin in names(table) if (found := naming(name)).state is not state]
    assert wrong == []


def test_the_name_before_is_found_again() -> None:
    tables = (CONFLICTS, COPIES, UNFINISHED, PLACEHOLDERS)
    wrong = [
        (name, naming(name).origin)
        for table in tables
        for name, origin in names(table)
        if naming(name).origin != origin
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "name",
    [
        "beirat-b42a4897-3d44d5d34e52.beirat",
        "Beirat.beirat",
        "Sitzung 16.03.2026.beirat",
        "M07.beirat",
        "Protokoll.docx",
    ],
)
def test_a_plain_name_stays_plain(name: str) -> None:
    assert naming(name).state is Naming.PLAIN


def test_umlauts_in_two_parts_are_one_letter() -> None:
    name = unicodedata.normalize("NFD", "Beirat für alle (Konfliktkopie 2026-03-16 104512).beirat")
    assert naming(name).origin == "Beirat für alle.beirat"
