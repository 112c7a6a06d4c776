"""The board file itself: verified, rebuilt, merged, its entries."""

from typing import Any

from beirat_tui.cli.answers.base import Answer, Part


class ProblemPart(Part, frozen=True):
    """Something found: ``wrong``, a ``flag`` to look at, or something that this copy still ``waits`` for."""

    code: str
    weight: str
    params: dict[str, Any]
    record: str | None
    sentence: str


class VerifyAnswer(Answer, frozen=True, tag="verify-v1"):
    """What was computed again from the signed bytes; ``sound`` unless something is wrong."""

    sound: bool
    records: int
    rounds: int
    closings: int
    payloads: int
    problems: tuple[ProblemPart, ...]


class RebuildAnswer(Answer, frozen=True, tag="rebuild-v1"):
    """Read models made anew; equal digests on two copies mean equal contents."""

    records: int
    digest: str
