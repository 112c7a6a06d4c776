"""The data files that come with the program are found by name, and only by the names there are."""

import pytest

from beirat_tui.domain.errors import InputError
from beirat_tui.presets import programme_presets, read_programme, read_rules, rule_presets


def test_rule_sets_and_programmes_are_found_by_name() -> None:
    assert 'name = "VwVfG §§ 88–93"' in read_rules("vwvfg")
    assert "vwvfg" in rule_presets()
    for name in programme_presets():
        assert read_programme(name)


@pytest.mark.parametrize("name", ["", "nothing", "../rules/vwvfg", "vwvfg.toml"])
def test_other_names_are_refused_with_those_there_are(name: str) -> None:
    for read in (read_rules, read_programme):
        with pytest.raises(InputError) as caught:
            read(name)
        assert (caught.value.code, caught.value.params["name"]) == ("preset.unknown", name)
    assert set(rule_presets()) <= set(str(_refusal(name).params["allowed"]).split(", "))


def _refusal(name: str) -> InputError:
    with pytest.raises(InputError) as caught:
        read_rules(name)
    return caught.value
