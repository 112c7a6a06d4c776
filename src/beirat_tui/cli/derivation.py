"""A derivation, printed. Needs no board: rules are tried without one."""

from beirat_tui.cli.output import say
from beirat_tui.domain.tally import Outcome
from beirat_tui.wording.derivation import Naming, sentence
from beirat_tui.wording.states import VERDICTS, sign


def say_steps(outcome: Outcome, name: Naming) -> None:
    """Print the derivation, a step a line."""
    for step in outcome.steps:
        cite = f" [{step.cite}]" if step.cite else ""
        say(f"{sign(VERDICTS, step.verdict).glyph} {sentence(step, name)}{cite}")
