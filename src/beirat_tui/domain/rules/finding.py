"""What is wrong, or worth a warning, in a rule file: line, key, code, and what would be allowed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from beirat_tui.domain.errors import InputError

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on a rule file. Its sentence is in `beirat_tui.wording.errors.rules`.

    Attributes:
        severity: an error makes the file unusable, a warning does not.
        code: dotted name, for example ``rules.unknown-key``.
        key: dotted key of the file, for example ``quorum.need``; "" for the whole file.
        line: line of the file, from 1; 0 where the remark is not about a text.
        params: what the sentence needs: the value found, what is allowed.
    """

    severity: Severity
    code: str
    key: str = ""
    line: int = 0
    params: Mapping[str, str | int] = field(default_factory=dict)


class RulesError(InputError):
    """A rule file cannot be used; `findings` says why, line by line."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        first = next(finding for finding in findings if finding.severity == "error")
        super().__init__("rules.not-usable", line=first.line, key=first.key or "–", number=len(findings))
        self.findings = findings
