"""What merging reports, for every file and in sum. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from beirat_tui.domain.errors import BeiratError


class FileState(StrEnum):
    """What came of one file."""

    MERGED = "merged"
    """It brought something new."""
    NOTHING_NEW = "nothing-new"
    SAME_FILE = "same-file"
    """It is the open board file itself."""
    OTHER_BOARD = "other-board"
    UNREADABLE = "unreadable"
    """Not read, or not to its end; what was good until then was taken."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What came of one file.

    Attributes:
        new: records that belong to the board now and did not before.
        known: records that were here already.
        waiting: records that wait for others that are in none of the files.
        requests: requests to join that were not here.
        payloads: texts and files that were not here.
        refused: rows that were not taken, by code of the reason: ``unreadable``, ``signature``,
            ``other-board``, ``role``, ``certificate``, ``chain``, ``reference`` and so on.
        error: why the file could not be read, or not to its end.
    """

    path: Path
    state: FileState
    new: int = 0
    known: int = 0
    waiting: int = 0
    requests: int = 0
    payloads: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    error: BeiratError | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """A certificate that lost its effect by what came in: the person needs a new one, and votes again."""

    label: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What came of all files together.

    Attributes:
        files: one report a file, in the order given.
        passed_over: files in folders that are no board files.
        new: records that belong to the board now and did not before.
        known: records found that were here already.
        waiting: records of these files that still wait for others.
        requests: new requests to join.
        payloads: new texts and files.
        refused: rows that were not taken, by reason.
        without_effect: new records that have no effect, by reason.
        heard: devices that said something newer of what they have.
        forked: labels of the persons one of whose keys has now been seen to continue in two ways.
        dropped: certificates that lost their effect.
    """

    files: tuple[FileReport, ...]
    passed_over: int = 0
    new: int = 0
    known: int = 0
    waiting: int = 0
    requests: int = 0
    payloads: int = 0
    heard: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    without_effect: Mapping[str, int] = field(default_factory=dict)
    forked: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything came in."""
        return bool(self.new or self.payloads or self.requests)

    @property
    def clean(self) -> bool:
        """Whether every file was read to its end and nothing in it was refused."""
        good = {FileState.MERGED, FileState.NOTHING_NEW, FileState.SAME_FILE}
        return not self.refused and all(each.state in good for each in self.files)
