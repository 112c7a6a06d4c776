"""Rule sets and programmes that come with the program, as data files.

A preset is known by its file's name without the ending. This module hands out texts; what they mean is the
domain's matter.
"""

from importlib import resources

from beirat_tui.domain.errors import InputError


def rule_presets() -> list[str]:
    """The names of the rule sets that come with the program, in alphabetical order."""
    return _names("rules")


def read_rules(name: str) -> str:
    """The TOML text of the rule set NAME.

    Raises:
        InputError: ``preset.unknown`` if there is none of that name.
    """
    return _text("rules", name)


def programme_presets() -> list[str]:
    """The names of the programmes that come with the program, in alphabetical order."""
    return _names("programmes")


def read_programme(name: str) -> str:
    """The TOML text of the programme NAME.

    Raises:
        InputError: ``preset.unknown`` if there is none of that name.
    """
    return _text("programmes", name)


def _names(folder: str) -> list[str]:
    place = resources.files("beirat_tui.presets") / folder
    files = [entry.name for entry in place.iterdir()] if place.is_dir() else []
    return sorted(file.removesuffix(".toml") for file in files if file.endswith(".toml"))


def _text(folder: str, name: str) -> str:
    if name not in (names := _names(folder)):
        raise InputError("preset.unknown", name=name, allowed=", ".join(names))
    return (resources.files("beirat_tui.presets") / folder / f"{name}.toml").read_text(encoding="utf-8")
