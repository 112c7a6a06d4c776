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


def syntax_finding(message: str, text: str) -> Finding:
    """What the TOML reader says, with the line it names (the last one where it says "end of document")."""
    match = re.search(r"\(at line (\d+), column \d+\)", message)
    line = int(match[1]) if match else text.rstrip("\n").count("\n") + 1
    return Finding("error", "rules.not-toml", "", line, {"detail": re.sub(r" \(at .*\)$", "", message)})


def shown(value: object) -> str:
    """VALUE in at most 60 characters, as the file would have it."""
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004  (named in the docstring)
