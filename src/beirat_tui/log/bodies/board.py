"""Members, deputies, rules, programmes, sketches, meetings."""

from typing import Annotated, Literal

from msgspec import Meta

from beirat_tui.log.bodies.base import Body, Cents, Count, Day, Id, Label, Name, Reference, Text, Time

SeatRole = Literal["chair", "deputy_chair", "member", "adviser", "office"]
Votes = Annotated[int, Meta(ge=0, le=1000)]


class MemberEntered(Body, frozen=True):
    """A person's place on the board. Payload: `name`, `organisation`, `email`."""

    member: Name
    label: Label
    role: SeatRole
    entitled: bool
    votes: Votes = 1
    bench: Label | None = None
    since: Day | None = None
    until: Day | None = None
    active: bool = True

    def slot(self) -> str:
        return f"member/{self.member}"


class DeputyNamed(Body, frozen=True):
    """Who may vote for a member that is prevented, in this order; an empty list ends it."""

    member: Name
    deputies: list[Name]

    def slot(self) -> str:
        return f"deputy/{self.member}"


class ProxyGiven(Body, frozen=True):
    """Who holds a member's proxy for one meeting; None withdraws it."""

    meeting: Id
    member: Name
    holder: Name | None

    def slot(self) -> str:
        return f"proxy/{self.meeting}/{self.member}"

    def refs(self) -> tuple[Reference, ...]:
        return ((self.meeting, "meeting/*"),)


class RulesAdopted(Body, frozen=True):
    """The rules of procedure, as the text of their TOML file."""

    name: Label
    toml: Text

    def slot(self) -> str:
        return "rules"


class ProgrammeAdopted(Body, frozen=True):
    """A funding programme, as the text of its TOML file."""

    programme: Name
    toml: Text

    def slot(self) -> str:
        return f"programme/{self.programme}"


class SketchFacts(Body, frozen=True):
    """What a sketch says in numbers. Payload: title, applicant, partners, sections and other texts."""

    number: Label
    received: Day
    programme: Name
    applicant_kind: Name | None
    grant_cents: Cents | None
    own_share_cents: Cents | None
    third_party_cents: Cents | None
    total_cents: Cents | None
    months: Count | None
    start: Day | None
    end: Day | None
    fields: list[Name]
    early_start: bool | None
    council_resolution: Day | None


class SketchSubmitted(SketchFacts, frozen=True):
    """A sketch arrives. The record's id names the sketch."""

    def slot(self) -> str:
        return "sketch/*"


class SketchRevised(SketchFacts, frozen=True, kw_only=True):
    """A newer version of a sketch."""

    sketch: Id

    def slot(self) -> str:
        return f"sketch/{self.sketch}"

    def refs(self) -> tuple[Reference, ...]:
        return ((self.sketch, "sketch/*"),)


class OfSketch(Body, frozen=True):
    """What belongs to one sketch."""

    sketch: Id

    def refs(self) -> tuple[Reference, ...]:
        return ((self.sketch, "sketch/*"),)


class AttachmentAdded(OfSketch, frozen=True):
    """A file that belongs to a sketch. Payload: the file's bytes."""

    name: Label
    media_type: Label
    size: Annotated[int, Meta(ge=0)]

    def slot(self) -> str:
        return f"attachment/{self.sketch}/*"


class SummaryWritten(OfSketch, frozen=True):
    """The office's summary of a sketch. Payload: `text`."""

    def slot(self) -> str:
        return f"summary/{self.sketch}"


class CheckTicked(OfSketch, frozen=True):
    """The office's answer to one checklist item. Payload: `note`, if any."""

    item: Name
    met: bool

    def slot(self) -> str:
        return f"check/{self.sketch}/{self.item}"


class CommentWritten(OfSketch, frozen=True):
    """A remark that everybody on the board may read. Payload: `text`."""

    answers: Id | None = None

    def slot(self) -> str:
        return f"comment/{self.sketch}/*"


class MeetingFacts(Body, frozen=True):
    """Where and when the board meets, and what happened to the meeting as a whole.

    `second_of` names the meeting that lacked its quorum, `notice` that this invitation said so, `invited_all`
    that every member was invited, `opened` and `closed` the local times recorded by the office.
    """

    number: Label
    day: Day
    time: Time
    place: Label
    invited_all: bool = True
    second_of: Id | None = None
    notice: bool = False
    opened: Time | None = None
    closed: Time | None = None
    cancelled: bool = False

    def refs(self) -> tuple[Reference, ...]:
        return () if self.second_of is None else ((self.second_of, "meeting/*"),)


class MeetingCalled(MeetingFacts, frozen=True):
    """A meeting is called. The record's id names the meeting."""

    def slot(self) -> str:
        return "meeting/*"


class MeetingChanged(MeetingFacts, frozen=True, kw_only=True):
    """What is known of a meeting now."""

    meeting: Id

    def slot(self) -> str:
        return f"meeting/{self.meeting}"

    def refs(self) -> tuple[Reference, ...]:
        return ((self.meeting, "meeting/*"), *MeetingFacts.refs(self))


class AgendaSet(Body, frozen=True):
    """The sketches on a meeting's agenda, in order."""

    meeting: Id
    sketches: list[Id]

    def slot(self) -> str:
        return f"agenda/{self.meeting}"

    def refs(self) -> tuple[Reference, ...]:
        return ((self.meeting, "meeting/*"), *((sketch, "sketch/*") for sketch in self.sketches))


class AttendanceNoted(Body, frozen=True):
    """When a member was in the room: spans of local time, the last one open while they are there."""

    meeting: Id
    member: Name
    spans: list[tuple[Time, Time | None]]
    excused: bool = False

    def slot(self) -> str:
        return f"attendance/{self.meeting}/{self.member}"

    def refs(self) -> tuple[Reference, ...]:
        return ((self.meeting, "meeting/*"),)


class MinutesDrawn(Body, frozen=True):
    """The minutes of a meeting (§ 93 VwVfG). Payload: the document."""

    meeting: Id
    media_type: Label

    def slot(self) -> str:
        return f"minutes/{self.meeting}"

    def refs(self) -> tuple[Reference, ...]:
        return ((self.meeting, "meeting/*"),)


class DecisionRecorded(OfSketch, frozen=True):
    """The ministry's decision. Payload: `reasons`."""

    granted: Literal["yes", "no", "partly"]
    amount_cents: Cents | None
    day: Day

    def slot(self) -> str:
        return f"decision/{self.sketch}"


class ConditionSet(OfSketch, frozen=True):
    """One condition (Auflage) of a grant. Payload: `text`."""

    n: Count
    state: Literal["open", "met", "waived"]
    due: Day | None = None

    def slot(self) -> str:
        return f"condition/{self.sketch}/{self.n}"


class CentreRecorded(OfSketch, frozen=True):
    """What became of a funded sketch. Payload: `practice`, `network`."""

    since: Day
    until: Day | None = None
    self_supporting: Literal["yes", "no", "unknown"] = "unknown"

    def slot(self) -> str:
        return f"centre/{self.sketch}"
