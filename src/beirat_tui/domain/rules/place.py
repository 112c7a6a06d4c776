"""Findings get the line of their key."""

import dataclasses
import re

from beirat_tui.domain.rules.finding import Finding
from beirat_tui.domain.rules.lines import key_lines, line_of

_PART = re.compile(r'"([^"]*)"|([^."]+)')


def placed(findings: list[Finding], text: str) -> tuple[Finding, ...]:
    """FINDINGS about the TOML TEXT with their lines, in that order."""
    lines = key_lines(text) if findings else {}
    found = []
    for finding in findings:
        path = tuple(quoted or plain for quoted, plain in _PART.findall(finding.key))
        found.append(dataclasses.replace(finding, line=line_of(path, lines)))
    return tuple(sorted(found, key=lambda finding: (finding.line, finding.key, finding.code)))


def shown(value: object) -> str:
    """VALUE in at most 60 characters, as the file would have it."""
    text = _toml(value)
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004  (named in the docstring)


def _toml(value: object) -> str:
    """VALUE in the notation of TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_toml(each)}' for key, each in value.items())} }}"
    return str(value)
