"""What a command says that did something and has no figures to tell."""

from beirat_tui.cli.answers.base import Answer


class DoneAnswer(Answer, frozen=True, tag="done-v1"):
    """It is done."""
