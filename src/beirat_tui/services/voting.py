"""Voting as a member: ballots, recusals, objections, dissenting opinions.

Vormerkungen (private drafts) are in `drafts`.
"""

from dataclasses import dataclass

from beirat_tui.domain.errors import InputError, Refused, RightsError
from beirat_tui.domain.tally.sheet import present_at
from beirat_tui.domain.text import clean
from beirat_tui.log.adopted import rules_in
from beirat_tui.log.bodies.rounds import BallotCast, DissentFiled, ObjectionRaised, RecusalDeclared
from beirat_tui.log.cases import build_case
from beirat_tui.log.closing import RoundState
from beirat_tui.log.rounds import RoundFacts
from beirat_tui.services.round_views import Delivery, Permission
from beirat_tui.services.rounds import choices_of, conclusion_of, conclusions
from beirat_tui.services.session import Pen, Session, said
from beirat_tui.store.board_file import Reading


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a member may do in a round now: `reason` says why not a ballot, as a code."""

    facts: RoundFacts
    reason: str | None
    waiting: bool = False


def _standing(reading: Reading, round_id: str, member: str) -> _Standing:
    conclusion = conclusion_of(reading, round_id)
    facts = conclusion.facts
    seat = next((seat for seat in facts.opening.electorate if seat.member == member), None)
    if conclusion.state != RoundState.OPEN:
        aborted = conclusion.state == RoundState.ABORTED
        return _Standing(facts, "vote.aborted" if aborted else "vote.closed")
    if seat is None or not seat.entitled or seat.votes == 0:
        return _Standing(facts, "vote.not-entitled")
    if member in facts.recused:
        return _Standing(facts, "vote.recused")
    if facts.opening.secrecy == "secret":
        return _Standing(facts, "vote.secret")
    rules = rules_in(reading.ledger)(facts.opening.rules)
    in_advance = rules is not None and rules.ballots.in_advance
    if facts.meeting is not None and not in_advance and member not in _present(facts):
        return _Standing(facts, "vote.absent", waiting=True)
    return _Standing(facts, None)


def _present(facts: RoundFacts) -> set[str]:
    presence = getattr(build_case(facts).proceeding, "presence", None)
    return present_at(presence or {}, None)


def may_vote(session: Session, sketch: str) -> Permission:
    """Whether the person may cast a ballot on SKETCH now, or only keep a Vormerkung."""
    member = session.person.member
    if member is None or "member" not in session.person.roles:
        return Permission(ballot=False, draft=False, reason="vote.not-a-member")
    if not session.person.votes:
        return Permission(ballot=False, draft=False, reason="vote.not-entitled")
    with session.board.reading() as reading:
        running = [
            opening.id
            for opening, conclusion in conclusions(reading, sketch)
            if conclusion.state != RoundState.ABORTED
        ]
        if not running:
            return Permission(ballot=False, draft=True, reason="vote.no-round")
        standing = _standing(reading, running[-1], member)
    if standing.reason is None:
        return Permission(ballot=True, draft=False)
    return Permission(ballot=False, draft=standing.waiting, reason=standing.reason)


def cast(
    session: Session, round_id: str, choice: str, remark: str = "", *, on_behalf_of: str | None = None
) -> Delivery:
    """Cast the person's ballot, or change it; as a deputy with ON_BEHALF_OF (a member's id).

    Raises:
        RightsError: ``vote.not-a-member``.
        Refused: ``vote.closed``, ``.aborted``, ``.not-entitled``, ``.recused``, ``.absent`` (in a meeting
            only those present vote), ``.secret``, ``.already`` (same choice and remark), ``.not-a-deputy``.
        InputError: ``vote.unknown-choice``.
    """
    with session.writing("member") as pen:
        member = _member(pen) if on_behalf_of is None else on_behalf_of
        standing = _standing(pen.writing, round_id, member)
        source = "own" if on_behalf_of is None else "deputy"
        voter = None if on_behalf_of is None else _member(pen)
        if voter is not None:
            _check_deputy(standing.facts, member, voter)
        if standing.reason is not None and not (standing.waiting and voter is not None):
            raise Refused(standing.reason)
        allowed = choices_of(standing.facts.opening)
        if choice not in allowed:
            raise InputError("vote.unknown-choice", choice=choice, allowed=", ".join(allowed))
        _check_new(pen, standing.facts, member, source, choice, remark)
        body = BallotCast(
            round=round_id,
            member=member,
            choice=choice,
            source="own" if voter is None else "deputy",
            voter=voter,
        )
        pen.write("ballot.cast", body, texts=said(remark=remark))
    return Delivery.HERE


def _check_deputy(facts: RoundFacts, member: str, voter: str) -> None:
    seat = next((seat for seat in facts.opening.electorate if seat.member == member), None)
    if seat is None or voter not in {*seat.deputies, seat.proxy}:
        raise Refused("vote.not-a-deputy")
    if voter in facts.recused:
        raise Refused("vote.recused")


def _check_new(pen: Pen, facts: RoundFacts, member: str, source: str, choice: str, remark: str) -> None:
    """The same vote twice is no new vote; after contradicting ballots any vote is."""
    ballot = facts.ballots.get((member, source))
    if ballot is None or not isinstance(ballot.body, BallotCast) or ballot.body.choice != choice:
        return
    if pen.writing.texts(ballot).get("remark", "") == clean(remark):
        raise Refused("vote.already", choice=choice)


def _member(pen: Pen) -> str:
    if pen.member is None:
        raise RightsError("vote.not-a-member")
    return pen.member


def recuse(session: Session, round_id: str, reason: str, *, member: str | None = None) -> None:
    """Declare that the person (or, by the office, MEMBER) is biased and takes no part in the round.

    Raises:
        RightsError: only the member or the office may say this.
        Refused: ``vote.closed``, ``vote.aborted``, ``recusal.already``, ``recusal.not-in-electorate``.
    """
    _declare(session, round_id, reason, member, recused=True)


def withdraw_recusal(session: Session, round_id: str, *, member: str | None = None) -> None:
    """Take a recusal back; the member votes again like any other.

    Raises:
        RightsError, Refused: as `recuse`; ``recusal.none``.
    """
    _declare(session, round_id, "", member, recused=False)


def _declare(session: Session, round_id: str, reason: str, member: str | None, *, recused: bool) -> None:
    with session.writing("member" if member is None else "office") as pen:
        whom = _member(pen) if member is None else member
        standing = _standing(pen.writing, round_id, whom)
        if standing.reason in {"vote.closed", "vote.aborted"} and member is None:
            raise Refused(standing.reason)
        if all(seat.member != whom for seat in standing.facts.opening.electorate):
            raise Refused("recusal.not-in-electorate")
        if (whom in standing.facts.recused) == recused:
            raise Refused("recusal.already" if recused else "recusal.none")
        body = RecusalDeclared(round=round_id, member=whom, recused=recused)
        pen.write("recusal.declared", body, texts=said(reason=reason))


def object_to_circulation(session: Session, round_id: str, reason: str, *, raised: bool = True) -> None:
    """Object to the written procedure, or withdraw the objection.

    Raises:
        RightsError: only members may object.
        Refused: ``objection.no-circulation``, ``objection.already``, ``objection.none``, ``vote.closed`` ….
    """
    with session.writing("member") as pen:
        member = _member(pen)
        standing = _standing(pen.writing, round_id, member)
        if standing.facts.opening.procedure != "circulation":
            raise Refused("objection.no-circulation")
        if standing.reason in {"vote.closed", "vote.aborted", "vote.not-entitled"}:
            raise Refused(standing.reason)
        if (member in standing.facts.objecting) == raised:
            raise Refused("objection.already" if raised else "objection.none")
        body = ObjectionRaised(round=round_id, member=member, raised=raised)
        pen.write("objection.raised", body, texts=said(reason=reason))


def objecting(session: Session, round_id: str) -> bool:
    """Whether the person objects to the written procedure of the round.

    Raises:
        InputError: ``round.unknown``.
    """
    with session.reading() as reading:
        return session.person.member in conclusion_of(reading, round_id).facts.objecting


def dissent(session: Session, round_id: str, text: str) -> None:
    """File a dissenting opinion (Sondervotum), which goes into the minutes.

    Raises:
        RightsError: only members may do this.
        Refused: ``dissent.not-in-electorate``.
        InputError: ``dissent.empty``.
    """
    if not text.strip():
        raise InputError("dissent.empty")
    with session.writing("member") as pen:
        member = _member(pen)
        facts = _standing(pen.writing, round_id, member).facts
        if all(seat.member != member for seat in facts.opening.electorate):
            raise Refused("dissent.not-in-electorate")
        pen.write("dissent.filed", DissentFiled(round=round_id, member=member), texts={"text": clean(text)})
