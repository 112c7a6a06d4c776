"""The queue, one sketch, and what was taken in."""

from datetime import date, datetime

from beirat_tui.cli.answers.base import Answer, Part, fraction, made
from beirat_tui.cli.answers.rounds import RoundPart, round_part
from beirat_tui.services.reading_views import SketchView


class SketchPart(Part, frozen=True):
    """One line of the queue. ``round`` is the latest vote; ``reason`` says why one ended undecided."""

    sketch: str
    number: str
    title: str
    applicant: str
    grant_cents: int | None
    stage: str
    my_vote: str
    round: str | None
    procedure: str | None
    deadline: date | None
    meeting_date: date | None
    received: date
    reason: str | None


class ListAnswer(Answer, frozen=True, tag="list-v1"):
    """The queue: how many sketches there are, and those asked for."""

    filter: str
    total: int
    shown: int
    open: int
    missing: int
    first: int
    sketches: tuple[SketchPart, ...]


class SectionPart(Part, frozen=True):
    """One section of a sketch's text."""

    key: str
    title: str
    text: str


class CheckPart(Part, frozen=True):
    """One item of the formal check: met, failed, warning or open."""

    key: str
    title: str
    state: str
    detail: str


class CommentPart(Part, frozen=True):
    """A member's comment."""

    id: str
    author_label: str
    author_name: str
    at: datetime
    text: str


class AttachmentPart(Part, frozen=True):
    """An attached file; size in bytes."""

    id: str
    name: str
    media_type: str
    size: int


class VersionPart(Part, frozen=True):
    """One version of the sketch."""

    id: str
    at: datetime
    author_label: str
    note: str


class DecisionPart(Part, frozen=True):
    """The ministry's decision: yes, no or partly; whether it differs from what the board recommended."""

    granted: str
    amount_cents: int | None
    date: date
    differs: bool
    reasons: str


class ShowAnswer(Answer, frozen=True, tag="show-v1"):
    """One sketch. ``share`` is the grant as a part of the total: numerator and denominator."""

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
    share: tuple[int, int] | None
    months: int | None
    start: date | None
    end: date | None
    fields: tuple[str, ...]
    partners: tuple[str, ...]
    summary: str
    summary_is_office: bool
    stage: str
    my_vote: str
    sections: tuple[SectionPart, ...]
    checklist: tuple[CheckPart, ...]
    rounds: tuple[RoundPart, ...]
    comments: tuple[CommentPart, ...]
    attachments: tuple[AttachmentPart, ...]
    versions: tuple[VersionPart, ...]
    decision: DecisionPart | None
    flags: tuple[str, ...]


_SAME = (
    *("sketch", "number", "title", "applicant", "applicant_kind", "place", "programme_title", "received"),
    *("grant_cents", "own_share_cents", "third_party_cents", "total_cents", "months", "start", "end"),
    *("fields", "partners", "summary", "summary_is_office", "flags"),
)


def show_answer(view: SketchView) -> ShowAnswer:
    """The answer for one sketch."""
    return ShowAnswer(
        **{key: getattr(view, key) for key in _SAME},
        share=fraction(view.share),
        stage=view.row.stage.value,
        my_vote=view.row.my_vote.value,
        sections=tuple(made(each, SectionPart) for each in view.sections),
        checklist=tuple(made(each, CheckPart) for each in view.checklist),
        rounds=tuple(round_part(each) for each in view.rounds),
        comments=tuple(made(each, CommentPart) for each in view.comments),
        attachments=tuple(made(each, AttachmentPart) for each in view.attachments),
        versions=tuple(made(each, VersionPart) for each in view.versions),
        decision=None if view.decision is None else made(view.decision, DecisionPart),
    )
