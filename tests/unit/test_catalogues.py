"""The German catalogues say all that the program says, once, and with the same things filled in."""

import gettext
import re

import pytest

import catalogues
from beirat_tui.wording import N_, _, language, ngettext, pgettext, use_language
from beirat_tui.wording.catalogue import preferred_language


def _named(entry: catalogues.Entry) -> str:
    return f"{entry.area}: {entry.message.text}"


def test_every_message_is_translated() -> None:
    lacking = catalogues.missing()
    listing = "\n\n".join(catalogues.as_entry(message) for message in lacking)
    assert not lacking, f"`make missing-messages` prints these entries:\n\n{listing}"


def test_no_translation_is_left_over() -> None:
    said = catalogues.said()
    assert [_named(entry) for entry in catalogues.entries() if entry.message not in said] == []


def test_no_catalogue_keeps_obsolete_or_doubtful_entries() -> None:
    assert [_named(entry) for entry in catalogues.entries() if entry.fuzzy] == []
    for path in catalogues.GERMAN.glob("*.po"):
        assert not re.search(r"^#~", path.read_text(encoding="utf-8"), re.MULTILINE), path.name


def test_each_message_is_translated_in_one_place() -> None:
    areas: dict[catalogues.Message, list[str]] = {}
    for entry in catalogues.entries():
        areas.setdefault(entry.message, []).append(entry.area)
    assert {message.text: found for message, found in areas.items() if len(found) > 1} == {}
    assert catalogues.repeated_in_one_file() == []


def test_every_form_of_a_plural_is_there() -> None:
    for entry in catalogues.entries():
        assert len(entry.forms) == (2 if entry.message.plural else 1), _named(entry)
        assert all(entry.forms), _named(entry)


def test_translations_fill_in_the_same_things() -> None:
    for entry in catalogues.entries():
        message = entry.message
        names = catalogues.placeholders(message.text) | catalogues.placeholders(message.plural)
        assert "<broken>" not in names, _named(entry)
        assert catalogues.placeholders(entry.forms[-1]) == names, _named(entry)
        # "1 member" may become "ein Mitglied", which needs no number.
        assert catalogues.placeholders(entry.forms[0]) <= names, _named(entry)


def test_placeholders_have_names() -> None:
    """Positions cannot be moved about in a translation, and a comma too many goes unseen."""
    unnamed = [
        message.text
        for message in catalogues.said()
        if any(
            name == "" or name.isdigit()
            for name in catalogues.placeholders(message.text) | catalogues.placeholders(message.plural)
        )
    ]
    assert unnamed == []


def test_each_catalogue_counts_like_german() -> None:
    """A catalogue whose header lacks the plural rule would count by chance of the reader's default."""
    for path in catalogues.GERMAN.glob("*.po"):
        with path.with_suffix(".mo").open("rb") as file:
            header = gettext.GNUTranslations(file).info()
        assert header["plural-forms"].replace(" ", "") == "nplurals=2;plural=(n!=1);", path.name


def test_german_is_spoken_when_asked_for() -> None:
    message = N_("What was saved before is still there: nothing saved is ever overwritten.")
    assert use_language("de") == language() == "de"
    assert _(message) == "Was schon gespeichert war, ist noch da: Gespeichertes wird nie überschrieben."
    assert use_language("en") == language() == "en"
    assert _(message) == message


@pytest.mark.parametrize("name", ["de", "en"])
def test_what_no_catalogue_knows_stays_english(name: str) -> None:
    use_language(name)
    assert ngettext("{number} lighthouse", "{number} lighthouses", 1) == "{number} lighthouse"
    assert ngettext("{number} lighthouse", "{number} lighthouses", 0) == "{number} lighthouses"
    assert pgettext("coast", "lighthouse") == "lighthouse"


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de_AT"}, "de"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, "de"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "fr:de:en"}, "de"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "en"}, "en"),
        ({"LC_ALL": "C", "LANG": "en_US.UTF-8"}, "en"),
    ],
)
def test_the_environment_chooses_the_language(environment: dict[str, str], expected: str) -> None:
    assert preferred_language(environment) == expected


@pytest.mark.parametrize(
    ("platform", "expected"),
    [("en_GB", "en"), ("English_Germany", "en"), ("de_DE", "de"), ("German_Germany", "de"), (None, "de")],
)
def test_without_variables_the_platform_decides_and_german_is_the_default(
    platform: str | None, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: (platform, "UTF-8"))
    assert preferred_language({"LANG": "C.UTF-8", "LC_ALL": ""}) == expected


def test_use_language_without_a_name_asks_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    assert use_language(None) == "de"
