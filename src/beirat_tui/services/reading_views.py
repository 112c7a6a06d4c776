"""What the reading view shows of one sketch: key figures, text, checklist, rounds, comments, versions.

Values only; `services.reading` fills them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from beirat_tui.services.queue_views import QueueRow
from beirat_tui.services.round_views import RoundView


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a sketch's text."""

    key: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class CheckView:
    """One item of the formal check; state is ``met``, ``failed``, ``warning`` or ``open``.

    `by_hand` marks items that nothing computes and the office ticks.
    """

    key: str
    title: str
    state: str
    detail: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class CommentView:
    """One comment of a member."""

    id: str
    author_label: str
    author_name: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """One attached file; size in bytes."""

    id: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class VersionView:
    """One version of the sketch."""

    id: str
    at: datetime
    author_label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One section that two versions of a sketch differ in; an empty text means it is not there."""

    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """The ministry's decision: ``yes``, ``no`` or ``partly``; ``differs`` from the board's Votum or not."""

    granted: str
    amount_cents: int | None
    date: date
    differs: bool
    reasons: str = ""


@dataclass(frozen=True, slots=True)
class SketchView:
    """One sketch; sections, comments, attachments and versions are empty in a preview.

    Attributes:
        share: grant as part of the total, exact.
        months: duration of the project.
        summary: what members read first: the office's summary, else the sketch's short description.
        flags: codes of what deserves attention, for example two versions written at once.
    """

    sketch: str
    number: str
    title: str
    applicant: str
    applicant_kind: str
    place: str
    programme_title: str
    received: date
    grant_cents: int | None
    own_share_cents: int | None
    third_party_cents: int | None
    total_cents: int | None
    share: Fraction | None
    months: int | None
    start: date | None
    end: date | None
    fields: tuple[str, ...]
    partners: tuple[str, ...]
    summary: str
    summary_is_office: bool
    sections: tuple[Section, ...]
    checklist: tuple[CheckView, ...]
    row: QueueRow
    round: RoundView | None
    rounds: tuple[RoundView, ...] = ()
    comments: tuple[CommentView, ...] = ()
    attachments: tuple[AttachmentView, ...] = ()
    versions: tuple[VersionView, ...] = ()
    decision: DecisionView | None = None
    flags: tuple[str, ...] = ()
