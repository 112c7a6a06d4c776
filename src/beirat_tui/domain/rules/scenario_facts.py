"""The facts of a scenario file: meeting or circulation, votes, recusals, representation, election."""

from typing import cast, get_args

from beirat_tui.domain.rules.fields import Fields, minutes, span
from beirat_tui.domain.rules.scenario_board import People
from beirat_tui.domain.tally.case import (
    Ballot,
    Choice,
    CirculationFacts,
    Counted,
    Election,
    Lot,
    Meeting,
    Recusal,
    Representation,
    Seat,
    Source,
    Span,
)

_MEETING = (
    "invited_all",
    "second_invitation",
    "notice",
    "scheduled",
    "opened",
    "vote_at",
    "present",
    "presence",
    "challenged",
    "day",
    "earlier_day",
)


def proceeding(top: Fields, people: People) -> Meeting | CirculationFacts:
    """The meeting or the circulation."""
    written, sitting = top.table("circulation"), top.table("meeting")
    if written is not None and sitting is not None:
        top.error("circulation", "one-procedure")
    if written is not None:
        written.only(("started", "deadline", "deadline_time", "closed", "objections", "holidays"))
        started, deadline, closed = (written.day(name) for name in ("started", "deadline", "closed"))
        for name, day in (("deadline", deadline), ("closed", closed)):
            if started is not None and day is not None and day < started:
                written.wrong(name, f"{started} … 2999-12-31")
        return CirculationFacts(
            started,
            deadline,
            written.time("deadline_time"),
            closed,
            people.checked("objections", written),
            written.days("holidays"),
        )
    return _meeting(sitting or Fields({}, "meeting", top.findings), people)


def _meeting(sitting: Fields, people: People) -> Meeting:
    """What the file notes of the sitting."""
    sitting.only(_MEETING)
    presence: dict[str, tuple[Span, ...]] = {}
    for person in people.checked("present", sitting):
        presence[person] = ((0, None),)
    times = sitting.table("presence")
    for name in times.data if times else ():
        for person in span(name):
            presence[person] = _spans(times or sitting, name)
            if person not in people.known:
                people.unknown(times or sitting, name, person)
    noted = "present" in sitting.data or times is not None
    return Meeting(
        invited_all=sitting.flag("invited_all") if "invited_all" in sitting.data else None,
        second_invitation=sitting.flag("second_invitation"),
        notice=sitting.flag("notice"),
        scheduled=sitting.time("scheduled"),
        opened=sitting.time("opened"),
        vote_at=sitting.time("vote_at"),
        presence=presence if noted else None,
        challenged=sitting.flag("challenged"),
        day=sitting.day("day"),
        earlier_day=sitting.day("earlier_day"),
    )


def _spans(times: Fields, name: str) -> tuple[Span, ...]:
    """The times from … until … in which somebody was there: ``["14:00 to 15:10", "15:30"]``."""
    spans = []
    for words in times.texts(name):
        start, _separator, end = words.partition(" to ")
        first, last = minutes(start), minutes(end)
        if first is None or (end and (last is None or last <= first)):
            times.wrong(name, '["14:00 to 15:10", "15:30"]')
            return ()
        spans.append((first, last))
    return tuple(spans)


def stand_ins(facts: Meeting | CirculationFacts, links: tuple[Representation, ...]) -> dict[str, str]:
    """Who votes for members who are never in the room, and therefore cannot have voted themselves."""
    if isinstance(facts, CirculationFacts) or facts.presence is None:
        return {}
    return {link.member: link.by for link in reversed(links) if link.member not in facts.presence}


def ballots(
    top: Fields, people: People, election: Election | None, absent: dict[str, str]
) -> tuple[Ballot, ...]:
    """The votes: members listed under a choice, and ballots described one by one.

    For a member who is ABSENT the listed vote is that of the deputy or proxy.
    """
    choices = (*election.candidates, "abstain", "invalid") if election else get_args(Choice)
    ballots = []
    if votes := top.table("votes"):
        votes.only(choices)
        for choice in votes.data:
            for person in people.checked(choice, votes):
                by = absent.get(person, "")
                ballots.append(Ballot(person, choice, "deputy" if by else "own", by))
    for fields in top.tables("ballot"):
        fields.only(("member", "choice", "source", "by", "received", "time"))
        member, by = people.one("member", fields), fields.text("by")
        source = fields.word("source", get_args(Source), "deputy" if by else "own")
        choice = fields.word("choice", choices, "invalid")
        received, minute = fields.day("received"), fields.time("time")
        ballots.append(Ballot(member, choice, cast("Source", source), by, received, minute))
    return tuple(ballots)


def recused(people: People) -> tuple[Recusal, ...]:
    """Conflicts of interest declared in time, and those found after the vote was counted."""
    known = [Recusal(person) for person in people.checked("recused")]
    return (*known, *(Recusal(person, vote_cast=True) for person in people.checked("recused_later")))


def representations(top: Fields, people: People) -> tuple[Representation, ...]:
    """Deputies and proxies."""
    links = []
    for fields in top.tables("represented"):
        fields.only(("member", "by", "kind"))
        kind = fields.word("kind", ("deputy", "proxy"), "deputy")
        member, by = people.one("member", fields), fields.text("by")
        if not by:
            fields.error("by", "missing-key", allowed='"…"')
        elif by == member:
            fields.error("by", "member-twice", value=by)
        links.append(Representation(member, by, "proxy" if kind == "proxy" else "deputy"))
    return tuple(links)


def counted(top: Fields, seats: tuple[Seat, ...]) -> tuple[Counted, ...] | None:
    """The numbers of a secret vote, once for each bench or the whole board."""
    tables, benches = top.tables("counted"), {seat.bench for seat in seats}
    rows: dict[str, Counted] = {}
    for fields in tables:
        fields.only(("yes", "no", "abstain", "invalid", "bench"))
        bench = fields.text("bench")
        if bench in rows:
            fields.error("bench", "counted-twice")
        elif bench and bench not in benches:
            fields.error("bench", "empty-bench", bench=bench)
        yes, no, abstain, invalid = map(fields.count, ("yes", "no", "abstain", "invalid"))
        rows[bench] = Counted(yes, no, abstain, invalid, bench)
    return tuple(rows.values()) if tables else None


def election(top: Fields) -> Election | None:
    """The election, if it is one."""
    fields = top.table("election")
    if fields is None:
        return None
    fields.only(("candidates", "counts", "abstain", "invalid", "lot", "objected", "papers"))
    candidates, lot = fields.texts("candidates"), fields.texts("lot")
    counts = fields.table("counts")
    if counts is not None:
        counts.only(candidates)
    return Election(
        candidates,
        None if counts is None else {candidate: counts.count(candidate) for candidate in candidates},
        fields.count("abstain"),
        fields.count("invalid"),
        Lot(lot) if lot else None,
        objected=fields.flag("objected"),
        papers=fields.flag("papers"),
    )
