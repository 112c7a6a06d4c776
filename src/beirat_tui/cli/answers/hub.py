"""Setting up a database hub."""

from beirat_tui.cli.answers.base import Answer, Part


class BoardAccessPart(Part, frozen=True):
    """How the members of one board get there; ``password`` is null where the role had one already."""

    board: str
    address: str
    password: str | None


class HubAnswer(Answer, frozen=True, tag="hub-v1"):
    """The hub as it was set up: one entry for each board."""

    boards: tuple[BoardAccessPart, ...]


class TidiedAnswer(Answer, frozen=True, tag="tidied-v1"):
    """How many erased texts and files, and how many outdated statements of devices, were removed."""

    payloads: int
    statements: int
