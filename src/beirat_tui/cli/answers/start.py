"""A board founded, a device that asks to join."""

from beirat_tui.cli.answers.base import Answer


class FoundAnswer(Answer, frozen=True, tag="found-v1"):
    """A board founded. Where ``root_key`` names no file, ``root_words`` are the only copy of that key."""

    board: str
    id: str
    member: str
    root_key: str | None
    root_words: tuple[str, ...] | None
    spare_words: tuple[str, ...]


class JoinAnswer(Answer, frozen=True, tag="join-v1"):
    """A request left in the board file; the office compares the words.

    ``place`` is where it lies besides, ``parts`` the text that takes it to the office.
    """

    board: str
    words: tuple[str, ...]
    place: str | None
    parts: tuple[str, ...]
