"""What was taken in from files."""

from typing import Any

from beirat_tui.cli.answers.base import Answer, Part
from beirat_tui.domain.errors import BeiratError
from beirat_tui.wording.errors import explain


class NotePart(Part, frozen=True):
    """Something in the file that was left out or changed; ``sentence`` says it in the user's language."""

    code: str
    what: str
    value: str
    sentence: str


class ChangePart(Part, frozen=True):
    """A fact or section that differs from the version before; null or empty where it is not there."""

    key: str
    old: Any
    new: Any


class RefusalPart(Part, frozen=True):
    """Why a file was refused."""

    code: str
    params: dict[str, Any]
    happened: str
    unchanged: str
    do: str


class FilePart(Part, frozen=True):
    """One file: ``result`` is new, revised, unchanged or refused; keys of facts understood and missing."""

    name: str
    result: str
    sketch: str | None
    number: str
    understood: tuple[str, ...]
    missing: tuple[str, ...]
    ignored: tuple[NotePart, ...]
    altered: tuple[NotePart, ...]
    changes: tuple[ChangePart, ...]
    refusal: RefusalPart | None


class ImportAnswer(Answer, frozen=True, tag="import-v1"):
    """A report for every file, in the order given."""

    files: tuple[FilePart, ...]


def refusal_part(error: BeiratError) -> RefusalPart:
    """The answer for an error that stopped one file."""
    text = explain(error)
    return RefusalPart(
        code=error.code,
        params=dict(error.params),
        happened=text.happened,
        unchanged=text.unchanged,
        do=text.do,
    )
