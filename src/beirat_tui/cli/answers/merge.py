"""What other copies of the board brought in."""

from beirat_tui.cli.answers.base import Answer, Part
from beirat_tui.cli.answers.imports import RefusalPart


class MergedFilePart(Part, frozen=True):
    """One file: ``state`` is merged, nothing-new, same-file, other-board or unreadable.

    ``refused`` counts entries that were not taken, by the code of the reason.
    """

    path: str
    state: str
    new: int
    known: int
    waiting: int
    requests: int
    payloads: int
    refused: dict[str, int]
    error: RefusalPart | None


class DroppedPart(Part, frozen=True):
    """A device's role that lost its effect: the person needs a new one, and votes again."""

    label: str
    name: str
    role: str


class MergeAnswer(Answer, frozen=True, tag="merge-v1"):
    """A report for every file, and in sum; ``clean`` where nothing was refused and every file was read."""

    clean: bool
    changed: bool
    new: int
    known: int
    waiting: int
    requests: int
    payloads: int
    passed_over: int
    refused: dict[str, int]
    without_effect: dict[str, int]
    forked: tuple[str, ...]
    dropped: tuple[DroppedPart, ...]
    files: tuple[MergedFilePart, ...]
