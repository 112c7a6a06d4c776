"""Where two rule sets differ, key by key."""

from typing import NamedTuple

from beirat_tui.domain.rules.amount import Amount
from beirat_tui.domain.rules.keys import Key, all_keys
from beirat_tui.domain.rules.model import RuleSet

_ABOUT = frozenset({"name", "source", "note", "cite"})


class Difference(NamedTuple):
    """One key with its value on both sides; None where that side has no such section."""

    key: Key
    left: object
    right: object


def differences(left: RuleSet, right: RuleSet) -> tuple[Difference, ...]:
    """The keys in which LEFT and RIGHT differ, in the order of the language; names and citations left out."""
    found = []
    for key in all_keys():
        pair = value_of(left, key), value_of(right, key)
        if key.name not in _ABOUT and pair[0] != pair[1]:
            found.append(Difference(key, *pair))
    return tuple(found)


def value_of(rules: RuleSet, key: Key) -> object:
    """What RULES say for KEY; None where they have no such section."""
    section = getattr(rules, key.section) if key.section else rules
    return None if section is None else getattr(section, key.name)


def written(key: Key, value: object) -> str:
    """VALUE of KEY as a rule file has it; "–" for what a file does not have."""
    if value is None:
        return f'"{key.words[0]}"' if key.kind == "amount" and key.words else "–"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return ", ".join(f"{bench}: {need}" for bench, need in sorted(value.items())) or "–"
    return str(value) if isinstance(value, Amount | int) else f'"{value}"'
