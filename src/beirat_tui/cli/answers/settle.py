"""What contradicts itself and has to be settled."""

from beirat_tui.cli.answers.base import Answer, Part


class SidePart(Part, frozen=True):
    """One of the entries that contradict each other: ``side`` counts from 1, ``at`` is its device's clock.

    ``says`` is what it says, field by field; empty where it is somebody else's vote.
    """

    side: int
    entry: str
    label: str
    name: str
    at: str
    says: dict[str, str | int | bool | tuple[str, ...] | None]


class ConflictPart(Part, frozen=True):
    """One matter: ``number`` counts from 1; ``mine`` where this device may settle it."""

    number: int
    code: str
    about: str
    settled_by: tuple[str, ...]
    mine: bool
    sides: tuple[SidePart, ...]


class ConflictsAnswer(Answer, frozen=True, tag="conflicts-v1"):
    """All matters, those that this device may settle first."""

    conflicts: tuple[ConflictPart, ...]
