"""A text to hand over."""

from beirat_tui.cli.answers.base import Answer


class CopyAnswer(Answer, frozen=True, tag="copy-v1"):
    """A text: its ``parts`` as they are to be pasted, and what it holds.

    ``known`` tells whether it was known what the other side has; if not, all that it may lack is in the text.
    ``sent`` tells whether it counts as handed over now.
    """

    board: str
    what: str
    name: str
    parts: tuple[str, ...]
    whom: str
    entries: int
    votes: int
    requests: int
    left_out: int
    known: bool
    sent: bool
