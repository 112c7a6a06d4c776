"""The kinds of records: body, who may write them, and how their slot is read.

A kind that is not in this table is kept, passed on and shown as unknown, and has no effect.
"""

from dataclasses import dataclass
from typing import Final

from beirat_tui.log.bodies import board, rights, rounds
from beirat_tui.log.bodies.base import Body

RANK: Final = {"root": 0, "chair": 1, "office": 2, "member": 3}
"""Seniority of the roles: a lower number is more senior."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    Attributes:
        body: the type of its body.
        writers: roles that may write it for anybody.
        self_writer: whether the role `member` may write it where the matter is its own (see `Body.subject`).
        replaceable: whether a later record of the slot takes its place.
    """

    body: type[Body]
    writers: frozenset[str]
    self_writer: bool = False
    replaceable: bool = True


def _kind(body: type[Body], writers: str, *, own: bool = False, replaceable: bool = True) -> Kind:
    return Kind(body, frozenset(writers.split()), own, replaceable)


KINDS: Final[dict[str, Kind]] = {
    "board.founded": _kind(rights.Founded, "root", replaceable=False),
    "cert.issued": _kind(rights.CertIssued, "root chair office", replaceable=False),
    "cert.cut": _kind(rights.CertCut, "root chair office member", replaceable=False),
    "join.requested": _kind(rights.JoinRequested, "", replaceable=False),
    "erase.ordered": _kind(rights.EraseOrdered, "office chair", replaceable=False),
    "member.entered": _kind(board.MemberEntered, "root chair office"),
    "deputy.named": _kind(board.DeputyNamed, "root chair office"),
    "proxy.given": _kind(board.ProxyGiven, "root chair office"),
    "rules.adopted": _kind(board.RulesAdopted, "office"),
    "programme.adopted": _kind(board.ProgrammeAdopted, "office"),
    "sketch.submitted": _kind(board.SketchSubmitted, "office", replaceable=False),
    "sketch.revised": _kind(board.SketchRevised, "office"),
    "attachment.added": _kind(board.AttachmentAdded, "office", replaceable=False),
    "summary.written": _kind(board.SummaryWritten, "office"),
    "check.ticked": _kind(board.CheckTicked, "office"),
    "comment.written": _kind(board.CommentWritten, "member office chair", replaceable=False),
    "meeting.called": _kind(board.MeetingCalled, "office chair", replaceable=False),
    "meeting.changed": _kind(board.MeetingChanged, "office chair"),
    "agenda.set": _kind(board.AgendaSet, "office chair"),
    "attendance.noted": _kind(board.AttendanceNoted, "office chair"),
    "minutes.drawn": _kind(board.MinutesDrawn, "office"),
    "decision.recorded": _kind(board.DecisionRecorded, "office"),
    "condition.set": _kind(board.ConditionSet, "office"),
    "centre.recorded": _kind(board.CentreRecorded, "office"),
    "round.opened": _kind(rounds.RoundOpened, "office chair", replaceable=False),
    "round.aborted": _kind(rounds.RoundAborted, "office chair"),
    "recusal.declared": _kind(rounds.RecusalDeclared, "office", own=True),
    "objection.raised": _kind(rounds.ObjectionRaised, "office", own=True),
    "ballot.cast": _kind(rounds.BallotCast, "", own=True),
    "ballot.received": _kind(rounds.BallotReceived, "office"),
    "count.entered": _kind(rounds.CountEntered, "office"),
    "round.closed": _kind(rounds.RoundClosed, "office chair", replaceable=False),
    "round.confirmed": _kind(rounds.RoundConfirmed, "chair"),
    "paper.confirmed": _kind(rounds.PaperConfirmed, "office"),
    "dissent.filed": _kind(rounds.DissentFiled, "", own=True),
}


def may_write(kind: str, body: Body, role: str, member: str | None) -> bool:
    """Whether a certificate of ROLE for MEMBER allows a record of KIND with BODY (architecture, rules 1, 4).

    A certificate never grants a role above its own; a ballot by hand is the office's, every other ballot the
    voter's own.
    """
    entry = KINDS[kind]
    if isinstance(body, rights.CertIssued):
        return role in entry.writers and RANK[body.role] >= RANK[role]
    if isinstance(body, rounds.BallotCast) and body.source == "hand":
        return role == "office"
    return role in entry.writers or (entry.self_writer and role == "member" and body.subject() == member)
