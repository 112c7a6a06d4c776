"""A rule file's text as a rule set, or everything that is wrong with it.

Which keys there are and what they may be stands in `keys.py`; contradictions between keys are
`check.py`'s matter.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, cast

from beirat_tui.domain.rules.amount import Amount, parse_amount
from beirat_tui.domain.rules.check import contradictions
from beirat_tui.domain.rules.finding import Finding, RulesError
from beirat_tui.domain.rules.keys import MOST_NUMBER, Key, keys_of
from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.rules.place import placed, shown
from beirat_tui.domain.rules.syntax import NoToml, parse

LANGUAGE = 1
MOST_CHARACTERS = 65_536
MOST_LINES = 2_000
MOST_TEXT = 1_000
AMOUNTS = (
    '"none", "any number", "all", "more than 1/2", "at least 2/3", "60 %", "at least 6", "more than 2", 6'
)


class Reading(NamedTuple):
    """The rule set, if the text is one, and all remarks in the order of their lines."""

    rules: RuleSet | None
    findings: tuple[Finding, ...]


def read_rules(text: str) -> RuleSet:
    """The rule set that TEXT (TOML) describes.

    Raises:
        RulesError: with every error of the text, each with line and key.
    """
    reading = check_rules(text)
    if reading.rules is None:
        raise RulesError(reading.findings)
    return reading.rules


def check_rules(text: str) -> Reading:
    """TEXT as a rule set, with its errors and warnings; never raises."""
    if len(text) > MOST_CHARACTERS or text.count("\n") >= MOST_LINES:
        return Reading(None, (Finding("error", "rules.too-long", "", 1, {"most": MOST_LINES}),))
    try:
        data = parse(text)
    except NoToml as error:
        return Reading(None, (error.finding,))
    findings: list[Finding] = []
    rules = _rule_set(data, findings)
    if rules is not None:
        findings += contradictions(rules)
    failed = any(finding.severity == "error" for finding in findings)
    return Reading(None if failed else rules, placed(findings, text))


def _rule_set(data: dict[str, Any], findings: list[Finding]) -> RuleSet | None:
    """The rule set in DATA; None if something is wrong."""
    version = data.pop("language", None)
    if version is None:
        findings.append(Finding("error", "rules.missing-key", "language", 0, {"allowed": str(LANGUAGE)}))
    elif isinstance(version, bool) or version != LANGUAGE:
        facts = {"value": shown(version), "allowed": str(LANGUAGE)}
        findings.append(Finding("error", "rules.other-language", "language", 0, facts))
    rules = _table(RuleSet, "", data, findings)
    failed = any(finding.severity == "error" for finding in findings)
    return None if failed else cast("RuleSet", rules)


def _table(table: type, section: str, data: Mapping[str, Any], findings: list[Finding]) -> object | None:
    """DATA as an instance of the class TABLE; None if something is wrong in it."""
    keys = keys_of(table, section)
    before = len(findings)
    values: dict[str, Any] = {}
    prefix = f"{section}." if section else ""
    for name, value in data.items():
        path = prefix + (name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else f'"{name}"')
        key = keys.get(name)
        if key is None:
            findings.append(_unknown(name, path, keys, section))
        elif key.table is not None and isinstance(value, dict):
            values[name] = _table(key.table, name, value, findings)
        elif key.kind == "amounts" and isinstance(value, dict):
            values[name] = _amounts(key, value, findings)
        else:
            read = _READERS[key.kind](key, value)
            if read is None:
                facts = {"value": shown(value), "allowed": allowed_values(key)}
                findings.append(Finding("error", "rules.wrong-value", path, 0, facts))
            values[name] = None if read is _NO_AMOUNT else read
    for key in keys.values():
        if key.required and key.name not in data:
            facts = {"allowed": allowed_values(key)}
            findings.append(Finding("error", "rules.missing-key", key.path, 0, facts))
    return table(**values) if len(findings) == before else None


def _unknown(name: str, path: str, keys: Mapping[str, Key], section: str) -> Finding:
    """There is no key NAME here; where it belongs, if there is one elsewhere."""
    allowed = ", ".join(keys if section else ("language", *keys))
    top = keys_of(RuleSet)
    tables = {each.name: keys_of(each.table, each.name) for each in top.values() if each.table is not None}
    homes = [f"[{home}]" for home, known in tables.items() if home != section and name in known]
    if section and name in top:
        return Finding("error", "rules.top-key", path, 0, {"allowed": allowed})
    if homes:
        facts: dict[str, str | int] = {"where": ", ".join(homes), "allowed": allowed}
        return Finding("error", "rules.misplaced-key", path, 0, facts)
    return Finding("error", "rules.unknown-key", path, 0, {"allowed": allowed})


def _amounts(key: Key, data: Mapping[str, Any], findings: list[Finding]) -> dict[str, Amount]:
    """A table of bench names with an amount each."""
    amounts = {}
    for bench, value in data.items():
        amount = parse_amount(value)
        if amount is None or not bench:
            facts = {"value": shown(value), "allowed": AMOUNTS}
            findings.append(Finding("error", "rules.wrong-value", f'{key.path}."{bench}"', 0, facts))
        else:
            amounts[bench] = amount
    return amounts


def allowed_values(key: Key) -> str:
    """What KEY may be, in the words of the rule language."""
    if key.kind == "word":
        return ", ".join(f'"{word}"' for word in key.words)
    if key.kind == "amount":
        return ", ".join([*(f'"{word}"' for word in key.words), AMOUNTS])
    return {
        "amounts": '"bench" = "at least 1"',
        "number": f"0 … {MOST_NUMBER}",
        "flag": "true, false",
        "text": '"…"',
        "section": f"[{key.name}]",
    }[key.kind]


_NO_AMOUNT = object()


def _read_amount(key: Key, value: object) -> object | None:
    return _NO_AMOUNT if value in key.words else parse_amount(value)


def _read_word(key: Key, value: object) -> object | None:
    return value if isinstance(value, str) and value in key.words else None


def _read_number(_: Key, value: object) -> object | None:
    return (
        value
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_NUMBER
        else None
    )


def _read_flag(_: Key, value: object) -> object | None:
    return value if isinstance(value, bool) else None


def _read_text(key: Key, value: object) -> object | None:
    if not isinstance(value, str) or len(value) > MOST_TEXT or (key.required and not value.strip()):
        return None
    return value


def _read_nothing(_: Key, __: object) -> object | None:
    return None


_READERS: dict[str, Callable[[Key, object], object | None]] = {
    "amount": _read_amount,
    "word": _read_word,
    "number": _read_number,
    "flag": _read_flag,
    "text": _read_text,
    "section": _read_nothing,
    "amounts": _read_nothing,
}
