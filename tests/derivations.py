"""Every derivation that the tables of cases give, step by step, as `tests/golden/derivations.txt` holds them.

    python tests/derivations.py

writes that file anew; the difference shows which derivations a change of the tally touches.
"""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from beirat_tui.domain.rules.model import RuleSet
from beirat_tui.domain.tally import Case, Outcome, tally
from rounds import preset, rules

FOLDER = Path(__file__).parent
GOLDEN = FOLDER / "golden" / "derivations.txt"
TABLES = ("CASES", "KNOWN")


def cases() -> dict[str, tuple[Case, RuleSet]]:
    """Facts and rules of each case in the tables, by its heading."""
    found: dict[str, tuple[Case, RuleSet]] = {}
    for path in sorted(FOLDER.glob("unit/test_tally_*.py")):
        spec = spec_from_file_location(path.stem, path)
        assert spec is not None
        assert spec.loader is not None
        module = module_from_spec(spec)
        spec.loader.exec_module(module)
        for table in TABLES:
            for title, text, facts in (row[:3] for row in getattr(module, table, ())):
                heading = f"{path.stem.removeprefix('test_tally_')}: {title}"
                alike = sum(each.partition(" · ")[0] == heading for each in found)
                heading += f" · {alike + 1}" if alike else ""
                found[heading] = (facts, preset(text) if table == "KNOWN" else rules(text))
    return found


def written(outcome: Outcome) -> str:
    """OUTCOME in a few lines: the result, the figures, the steps."""
    counts = outcome.counts
    figures = f"{counts.yes} yes, {counts.no} no, {counts.abstain} abstain, {counts.invalid} invalid"
    lines = [
        f"  {outcome.result} by {outcome.reason or '-'}, next {outcome.next_step or '-'}",
        f"  {figures}, {counts.silent} silent, {counts.late} late",
    ]
    if outcome.elected:
        lines.append(f"  elected {outcome.elected}")
    for step in outcome.steps:
        facts = " ".join(f"{name}={_value(value)}" for name, value in sorted(step.facts.items()))
        lines.append(f"    {step.verdict} {step.rule} {facts}".rstrip())
    return "\n".join(lines)


def _value(value: Any) -> str:  # noqa: ANN401  (any fact)
    if isinstance(value, tuple | list):
        return f"({','.join(_value(each) for each in value)})"
    return str(value)


def golden() -> dict[str, str]:
    """What the file holds."""
    found: dict[str, str] = {}
    for block in GOLDEN.read_text(encoding="utf-8").strip().split("\n\n"):
        heading, _, text = block.partition("\n")
        found[heading] = text
    return found


def main() -> None:
    """Write the file."""
    blocks = (f"{heading}\n{written(tally(*of))}\n" for heading, of in cases().items())
    GOLDEN.write_text("\n".join(blocks), encoding="utf-8")


if __name__ == "__main__":
    main()
