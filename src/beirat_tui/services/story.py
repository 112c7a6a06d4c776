"""A story of a board, read from a TOML file: what the demo plays through the real services.

The format is described in `fixtures/demo.toml`; days count from the day on which the story is played.
"""

from pathlib import Path
from typing import Literal

import msgspec

from beirat_tui.domain.errors import InputError
from beirat_tui.log.bodies.rounds import Motion


class SketchStory(msgspec.Struct, forbid_unknown_fields=True):
    """A sketch that arrived; without a number it takes the next free one."""

    file: str
    number: str = ""
    received: int = -20
    summary: str = ""


class MeetingStory(msgspec.Struct, forbid_unknown_fields=True):
    """A meeting; `leaving` says who left when, and who is not in `present` was absent."""

    key: str
    number: str
    day: int
    time: str
    place: str
    called: int
    agenda: list[str]
    opened: str | None = None
    closed: str | None = None
    second_of: str | None = None
    present: list[str] = []
    leaving: dict[str, str] = {}


class RoundStory(msgspec.Struct, forbid_unknown_fields=True):
    """A round in a meeting, or a circulation begun on `day` with `deadline`; open unless it has a `time`."""

    sketch: str
    motion: Motion = "recommend"
    conditions: str = ""
    meeting: str | None = None
    day: int = 0
    deadline: int | None = None
    time: str | None = None
    yes: list[str] = []
    no: list[str] = []
    abstain: list[str] = []
    recused: dict[str, str] = {}
    remarks: dict[str, str] = {}
    dissents: dict[str, str] = {}
    confirmed: bool = False


class CommentStory(msgspec.Struct, forbid_unknown_fields=True):
    """A comment by a member or the office."""

    sketch: str
    member: str
    day: int
    text: str


class DecisionStory(msgspec.Struct, forbid_unknown_fields=True):
    """The ministry's decision; the amount in EUR."""

    sketch: str
    day: int
    granted: Literal["yes", "no", "partly"]
    amount: int | None = None
    reasons: str = ""


class Story(msgspec.Struct, forbid_unknown_fields=True):
    """Everything that happened on a board until today."""

    format: Literal[1]
    title: dict[str, str]
    rules: str
    programmes: list[str]
    sketches: list[SketchStory]
    meetings: list[MeetingStory]
    rounds: list[RoundStory]
    comments: list[CommentStory] = []
    decisions: list[DecisionStory] = []


def fixtures_folder() -> Path:
    """The folder with the demo's data: in the installed package, or in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "fixtures"
    return installed if installed.is_dir() else package.parents[1] / "fixtures"


def read_story(path: Path) -> Story:
    """The story in the file PATH.

    Raises:
        InputError: ``story.not-one`` with what is wrong and where.
    """
    try:
        return msgspec.toml.decode(path.read_bytes(), type=Story)
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise InputError("story.not-one", path=str(path), detail=str(error)) from None
