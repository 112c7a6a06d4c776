"""`beirat election`: electing somebody to a seat of the board (§ 92 VwVfG)."""

import datetime as dt

from beirat_tui.cli.answers.rounds import RoundAnswer, RoundsAnswer, naming, round_part
from beirat_tui.cli.arguments import member_argument, yes_option
from beirat_tui.cli.asking import confirmed
from beirat_tui.cli.choosing import find_election, find_meeting, open_meeting
from beirat_tui.cli.commands.round_votes import count_told
from beirat_tui.cli.framework import Group, argument, command, option
from beirat_tui.cli.output import Column, answer, note, say, table, told
from beirat_tui.cli.place import Place
from beirat_tui.cli.table import COMMANDS
from beirat_tui.cli.words import DAY
from beirat_tui.domain.errors import InputError, Refused
from beirat_tui.services import closing, roster, rounds, voting
from beirat_tui.services import elections as service
from beirat_tui.services.session import Session
from beirat_tui.wording import N_, _
from beirat_tui.wording.derivation import result_text
from beirat_tui.wording.states import ROUND_STATES, sign

election = Group("election", help=COMMANDS["election"].about)
_ABSTAIN = ("abstain", "enthaltung")
_seat_argument = argument("seat", N_("what is elected, or a part of it"), metavar=N_("SEAT"))


@command(
    "open",
    N_("Open an election: in the meeting that is open now, in another one, or in writing."),
    more=[
        N_("After a ballot without a result the same command opens the next one."),
        N_("`beirat round close`, `confirm`, `abort` and `beirat why` take SEAT in place of a sketch."),
    ],
    examples=[
        'beirat election open "Deputy chair" M03 M05',
        'beirat election open "Deputy chair" M03 M05 --papers',
    ],
    answer="round-v1",
    group=election,
)
@argument("seat", N_("what is elected"), metavar=N_("SEAT"))
@argument("candidate", N_("labels or names of the candidates"), nargs=-1, required=True, metavar=N_("MEMBER"))
@option(
    "--meeting", metavar=N_("MEETING"), help=N_("number or day of the meeting; otherwise the one open now")
)
@option("--deadline", type=DAY, metavar=N_("DAY"), help=N_("vote in writing until this day"))
@option("--papers", is_flag=True, help=N_("secret, by ballot papers: only numbers are recorded"))
@option("--hidden", is_flag=True, help=N_("single votes stay off the screen until the vote is closed"))
def open_(
    place: Place,
    *,
    seat: str,
    candidate: tuple[str, ...],
    meeting: str | None,
    deadline: dt.date | None,
    papers: bool,
    hidden: bool,
) -> None:
    """Open an election."""
    with place.session() as session:
        if meeting is not None:
            held: str | None = find_meeting(session, meeting).id
        else:
            held = open_meeting(session) if deadline is None else None
        opened = service.open_election(
            session,
            seat,
            [roster.find(session, each).member for each in candidate],
            meeting=held,
            deadline=deadline,
            begun=None if deadline is None else dt.datetime.now().astimezone().date(),
            papers=papers,
            hidden=hidden,
        )
        view = rounds.round_view(session, opened)
    if place.json:
        answer(RoundAnswer(round=round_part(view)))
        return
    names = ", ".join(map(naming(view), view.candidates))
    said = _("The election is open: {seat}, ballot {number}. Candidates: {names}.")
    say(said.format(seat=view.title, number=view.ballot, names=names))


@command(
    "list",
    N_("List all elections, the newest first."),
    examples=["beirat election list"],
    answer="rounds-v1",
    group=election,
)
def list_(place: Place) -> None:
    """List elections."""
    with place.session() as session:
        found = service.elections(session)
    if place.json:
        answer(RoundsAnswer(rounds=tuple(round_part(view) for view in found)))
        return
    if not found:
        say(_("There has been no election yet."))
        return
    columns = [
        Column(_("Seat"), flexible=True),
        Column(_("Ballot no."), right=True),
        Column(_("Candidates"), flexible=True),
        Column(_("Voted"), right=True),
        Column(_("State")),
        Column(_("Result")),
    ]
    rows = [
        (
            view.title,
            str(view.ballot),
            ", ".join(map(naming(view), view.candidates)),
            f"{view.voted}/{view.entitled}",
            sign(ROUND_STATES, view.state),
            "" if view.outcome is None else result_text(view.outcome.derived, naming(view)),
        )
        for view in found
    ]
    table(columns, rows)


@command(
    "vote",
    N_("Vote in an election, or change your vote; `abstain` instead of a candidate abstains."),
    examples=['beirat election vote "Deputy chair" M05', 'beirat election vote "Deputy chair" abstain --yes'],
    group=election,
    answer="done-v1",
)
@_seat_argument
@argument("candidate", N_("label or name of the candidate, or abstain"), metavar=N_("CANDIDATE"))
@yes_option
def vote(place: Place, *, seat: str, candidate: str, assume_yes: bool) -> None:
    """Vote in an election."""
    with place.session() as session:
        name = find_election(session, seat)
        choice = _choice(session, candidate)
        view = rounds.round_view(session, name)
        chosen = _("Abstention") if choice == "abstain" else naming(view)(choice)
        if not (place.json and assume_yes):
            note(_("Election: {seat}").format(seat=view.title))
            note(_("Your vote: {choice}").format(choice=chosen))
        if not assume_yes and not confirmed(_("Cast this vote?")):
            raise Refused("cli.not-confirmed")
        voting.cast(session, name, choice)
    told(place, _("Your vote has been cast: {choice}.").format(choice=chosen))


def _choice(session: Session, typed: str) -> str:
    """The candidate's id, or abstain."""
    return "abstain" if typed.casefold() in _ABSTAIN else roster.find(session, typed).member


@command(
    "hand",
    N_("Record a member’s vote in an election by hand; their own vote comes first."),
    examples=['beirat election hand "Deputy chair" M03 M05'],
    group=election,
    answer="done-v1",
)
@_seat_argument
@member_argument
@argument("candidate", N_("label or name of the candidate, or abstain"), metavar=N_("CANDIDATE"))
def hand(place: Place, *, seat: str, member: str, candidate: str) -> None:
    """Record a vote by hand."""
    with place.session() as session:
        found = roster.find(session, member)
        closing.record_by_hand(
            session, find_election(session, seat), found.member, _choice(session, candidate)
        )
    told(place, _("The vote of {label} {name} has been recorded.").format(label=found.label, name=found.name))


@command(
    "count",
    N_("Enter what was counted of the ballot papers; two entries must agree."),
    examples=['beirat election count "Deputy chair" M03=7 M05=9 --abstain 1'],
    group=election,
    answer="done-v1",
)
@_seat_argument
@argument("votes", N_("candidate and votes"), nargs=-1, required=True, metavar=N_("MEMBER=NUMBER"))
@option("--abstain", type=int, default=0, metavar=N_("NUMBER"), help=N_("abstentions"))
@option("--invalid", type=int, default=0, metavar=N_("NUMBER"), help=N_("invalid votes"))
def count(place: Place, *, seat: str, votes: tuple[str, ...], abstain: int, invalid: int) -> None:
    """Enter a count."""
    with place.session() as session:
        name = find_election(session, seat)
        numbers = dict(_numbers(session, each) for each in votes)
        state = closing.count_vote(session, name, abstain=abstain, invalid=invalid, candidates=numbers)
    count_told(place, state)


def _numbers(session: Session, typed: str) -> tuple[str, int]:
    """A candidate's id with their votes."""
    who, separator, number = typed.rpartition("=")
    if not separator or not number.isdecimal():
        raise InputError("cli.no-votes", typed=typed[:60])
    return roster.find(session, who).member, int(number)
