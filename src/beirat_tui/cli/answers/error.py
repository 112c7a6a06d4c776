"""What a refused command says with ``--json``, on the error stream."""

from beirat_tui.cli.answers.base import Answer


class ErrorAnswer(Answer, frozen=True, tag="error-v1"):
    """An error: its stable code, the figures it is about, and three sentences in the user's language."""

    code: str
    params: dict[str, str | int]
    happened: str
    unchanged: str
    do: str
