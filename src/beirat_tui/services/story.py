"""A story of a board, read from a TOML file: what the demo plays through the real services.

The schema is described in `fixtures/README.md`; days count from the day on which the story is played.
"""

from pathlib import Path
from typing import Literal

import msgspec

from beirat_tui.domain.errors import InputError
from beirat_tui.log.bodies.rounds import Motion


class SketchStory(msgspec.Struct, forbid_unknown_fields=True):
    """A sketch that arrived on the day `received`; `number` counts within the year."""

    file: str
    number: int
    received: int
    ticked: list[str] = []
    unticked: list[str] = []
    summary: str = ""

    @property
    def name(self) -> str:
        """What the rest of the story calls the sketch."""
        return Path(self.file).stem


class MeetingStory(msgspec.Struct, forbid_unknown_fields=True):
    """A meeting; `came` and `left` say who of those present was not there all the time."""

    key: str
    number: int
    day: int
    time: str
    place: str
    state: Literal["held", "open", "planned"]
    agenda: list[str]
    ended: str | None = None
    second_of: str | None = None
    notice: bool = False
    present: list[str] = []
    excused: list[str] = []
    came: dict[str, str] = {}
    left: dict[str, str] = {}


class RoundStory(msgspec.Struct, forbid_unknown_fields=True):
    """A round in a meeting (`voted` is the time), or in writing (`opened`, `deadline`, `closed` are days)."""

    key: str
    sketch: str
    motion: Motion
    state: Literal["open", "closed", "confirmed"]
    conditions: str = ""
    meeting: str | None = None
    voted: str | None = None
    opened: int | None = None
    deadline: int | None = None
    closed: int | None = None
    yes: list[str] = []
    no: list[str] = []
    abstain: list[str] = []
    recused: dict[str, str] = {}
    remarks: dict[str, str] = {}
    dissents: dict[str, str] = {}
    votum: str | None = None
    reason: str | None = None

    def ballots(self) -> list[tuple[str, str]]:
        """Member and choice of every vote."""
        choices = (("yes", self.yes), ("no", self.no), ("abstain", self.abstain))
        return [(member, choice) for choice, members in choices for member in members]


class CommentStory(msgspec.Struct, forbid_unknown_fields=True):
    """A comment by a member or the office."""

    sketch: str
    member: str
    day: int
    text: str


class DraftStory(msgspec.Struct, forbid_unknown_fields=True):
    """A private draft vote."""

    sketch: str
    member: str
    choice: Literal["yes", "no", "abstain"]
    remark: str = ""


class DecisionStory(msgspec.Struct, forbid_unknown_fields=True):
    """The ministry's decision."""

    sketch: str
    day: int
    granted: Literal["yes", "no", "partly"]
    amount_eur: int | None = None
    reasons: str = ""


class Story(msgspec.Struct, forbid_unknown_fields=True):
    """Everything that happened on a board until today; `persons` says whose seat `--as` takes."""

    format: Literal[1]
    title: dict[str, str]
    rules: str
    programme: str
    begun: int
    persons: dict[str, str]
    sketches: list[SketchStory]
    meetings: list[MeetingStory]
    rounds: list[RoundStory]
    decisions: list[DecisionStory] = []
    comments: list[CommentStory] = []
    drafts: list[DraftStory] = []


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
