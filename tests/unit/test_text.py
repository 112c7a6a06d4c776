"""Text from outside is harmless after one pass, and the search folds it as promised."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beirat_tui.domain.text import clean, clean_line, fold, fold_bare, shorten

ANY_TEXT = st.text(st.characters(), max_size=40)  # lone surrogates included
HOSTILE = st.text(
    st.sampled_from(
        "a ä\n\t\r\x00\x1b\x85\x9b\u0308\u0301\u200b\u202e\u2066\ufeff\ud800\U000e0041\u00ad\ufe0f\u115f"
    ),
    max_size=30,
)


@pytest.mark.parametrize(
    ("dangerous", "harmless"),
    [
        ("\x1b[31mrot\x1b[0m", "␛[31mrot␛[0m"),
        ("\x1b]0;Titel\x07", "␛]0;Titel␇"),
        ("a\x00b", "a␀b"),
        ("a\x7fb", "a␡b"),
        ("a\x9b31mb", "a�31mb"),
        ("a\u202eb\u202c", "a�b�"),
        ("a\u2066b\u2069", "a�b�"),
        ("a\u200fb\u061cc", "a�b�c"),
        ("ge\u200bheim", "ge�heim"),
        ("\ufeffBOM", "�BOM"),
        ("a\u2060b\u2063c", "a�b�c"),
        ("x\U000e0041\U000e007f", "x��"),
        ("x\U000e0101", "x�"),
        ("a\ud800b", "a�b"),
        ("a\ue0b0b", "a�b"),
        ("a\U0010ffffb\U0001fffeb", "a�b�b"),
        ("\u3164\u115f\uffa0\u2800", "����"),
        ("a\u034fb", "a�b"),
        ("\ufff9a", "�a"),
    ],
)
def test_what_the_eye_cannot_see_becomes_visible(dangerous: str, harmless: str) -> None:
    assert clean(dangerous) == harmless


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Haldensleben",
        "[bold]fett[/bold]",
        "Größe, Straße, Łužica, Çağlar",
        "Tab\there\nund weiter",
        "日本",
        "👍🏽",
    ],
)
def test_ordinary_text_and_markup_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


def test_line_ends_of_every_system_become_one() -> None:
    assert clean("a\r\nb\rc\vd\fe\u0085f\u2028g\u2029h") == "a\nb\nc\nd\ne\nf\ng\nh"


def test_soft_hyphens_and_picture_selectors_vanish() -> None:
    assert clean("Digi\u00adtali\u00adsierung ⚠\ufe0f") == "Digitalisierung ⚠"


def test_letters_and_marks_are_composed_even_around_what_vanishes() -> None:
    assert clean("Ko\u0308then") == "Köthen"
    assert clean("Ko\u00ad\u0308then") == "Köthen"


def test_a_heap_of_marks_is_cut_and_marks_do_not_cling_to_what_stands_before() -> None:
    assert clean("Z" + "\u0323" * 40) == "Ẓ" + "\u0323" * 4 + "�"
    assert clean("\u0308a\n\u0308b \u0308c") == "◌\u0308a\n◌\u0308b ◌\u0308c"


@given(ANY_TEXT | HOSTILE)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANY_TEXT | HOSTILE)
def test_cleaned_text_can_be_stored_and_shown(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")
    bad = {"Cc", "Cs", "Co"}
    assert not [char for char in cleaned if unicodedata.category(char) in bad and char not in "\n\t"]


def test_every_bidi_control_zero_width_and_tag_character_is_caught() -> None:
    hidden = [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0x061C]
    hidden += range(0xE0000, 0xE0080)
    assert clean("".join(map(chr, hidden))) == "�" * len(hidden)


def test_every_format_character_that_shows_nothing_is_caught() -> None:
    shows_something = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD, 0xAD}
    formats = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"]
    for char in formats:
        assert ord(char) in shows_something or clean(char) == "�", hex(ord(char))


def test_a_line_is_one_line_without_blanks_at_its_ends() -> None:
    assert clean_line("  Stadt\r\n\tZeitz\u00a0\u2003 ") == "Stadt Zeitz"


def test_a_long_line_shows_that_it_was_cut() -> None:
    name = clean_line("N" * 500)
    assert len(name) == 300
    assert name.endswith("N…")
    assert clean_line("Anna Lena", 6) == "Anna…"
    assert shorten("genau", 5) == "genau"


@pytest.mark.parametrize(
    ("text", "folded", "bare"),
    [
        ("Bär", "baer", "bar"),
        ("KÖTHEN", "koethen", "kothen"),
        ("Ko\u0308then", "koethen", "kothen"),
        ("Straße", "strasse", "strasse"),
        ("Łužica Šołta", "luzica solta", "luzica solta"),
        ("İstanbul Çağlar ışık", "istanbul caglar isik", "istanbul caglar isik"),
        ("Ærø Øresund", "aeroe oeresund", "aero oresund"),
        ("Plain ASCII", "plain ascii", "plain ascii"),
        ("№ ﬁn ①", "no fin 1", "no fin 1"),
    ],
)
def test_folding_for_the_search(text: str, folded: str, bare: str) -> None:
    assert (fold(text), fold_bare(text)) == (folded, bare)


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(fold_bare(text)) == fold_bare(text)


@given(st.text("aäeoöuüsßtrn ", max_size=20))
def test_a_text_is_found_however_its_umlauts_are_typed(text: str) -> None:
    typed = "".join({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}.get(letter, letter) for letter in text)
    bare = "".join({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"}.get(letter, letter) for letter in text)
    columns = {fold(text), fold_bare(text)}
    assert {fold(text), fold(typed), fold(text.upper()), fold(bare)} == columns
