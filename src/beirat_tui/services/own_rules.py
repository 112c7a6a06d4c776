"""Drafts of rules of procedure: files that a person keeps beside their settings to try them on real votes.

They lie in the folder ``rules`` of the private folder, one file a draft, and are exchanged with nobody; only
adopting one makes it the board's.
"""

from dataclasses import dataclass
from pathlib import Path

from beirat_tui.domain.errors import InputError
from beirat_tui.domain.rules.finding import Finding
from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.rules.read import check_rules
from beirat_tui.paths import is_file
from beirat_tui.services.home import Home

MOST = 40
"""Drafts that are read."""
_MOST_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class DraftRules:
    """One draft.

    Attributes:
        file: the name of its file.
        text: what stands in it.
        rules: the rule set, None where it cannot be used.
        findings: what `check_rules` says of it.
    """

    file: str
    text: str
    rules: RuleSet | None
    findings: tuple[Finding, ...]


def folder(home: Home) -> Path:
    """Where the drafts lie."""
    return home.path / "rules"


def draft_rules(home: Home) -> tuple[DraftRules, ...]:
    """All drafts by the names of their files; what cannot be read as text is left out."""
    found = []
    for path in sorted(folder(home).glob("*.toml"))[:MOST]:
        try:
            if path.stat().st_size > _MOST_BYTES:
                continue
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        reading = check_rules(text)
        found.append(DraftRules(path.name, text, reading.rules, reading.findings))
    return tuple(found)


def keep_draft(home: Home, name: str, text: str) -> Path:
    """Keep TEXT as the draft NAME, in place of one of that name; returns its file.

    Raises:
        InputError: ``rules.not-usable``: the text is no rule set; ``draft-rules.name``: no name for a file.
    """
    from beirat_tui.domain.rules.read import read_rules  # noqa: PLC0415  (raises what `check_rules` collects)

    read_rules(text)
    stem = Path(name).stem
    if not stem.strip(". ") or stem != Path(stem).name:
        raise InputError("draft-rules.name", name=name[:60])
    place = folder(home)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = place / f"{stem}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def drop_draft(home: Home, name: str) -> None:
    """Delete the draft NAME.

    Raises:
        InputError: ``draft-rules.unknown``.
    """
    stem = Path(name).stem
    path = folder(home) / f"{stem}.toml"
    if not is_file(path):
        raise InputError("draft-rules.unknown", name=name[:60])
    path.unlink()
