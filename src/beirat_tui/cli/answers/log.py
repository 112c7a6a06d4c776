"""The entries of a board, signed and kept."""

from datetime import datetime
from typing import Any

from beirat_tui.cli.answers.base import Answer, Part


class EntryPart(Part, frozen=True):
    """One entry: ``effect`` is effective, replaced, inert or unknown; ``at`` is its author's clock."""

    id: str
    at: datetime
    author_label: str
    author_name: str
    kind: str
    slot: str
    effect: str
    reason: str | None


class LogAnswer(Answer, frozen=True, tag="log-v1"):
    """Entries, the last to arrive first; ``total`` counts all that the filter finds."""

    filter: str
    total: int
    first: int
    entries: tuple[EntryPart, ...]


class EntryAnswer(Answer, frozen=True, tag="entry-v1"):
    """One entry in full: ``raw`` are its signed bytes, canonical JSON."""

    entry: EntryPart
    raw: str
    signature: str
    signature_ok: bool
    author: str
    by: str | None
    seq: int
    prev: str | None
    replaces: tuple[str, ...]
    replaced_by: tuple[str, ...]
    cause: str | None
    body: dict[str, Any]
    payload: str | None
    payload_state: str
    payload_size: int
    texts: dict[str, Any]
