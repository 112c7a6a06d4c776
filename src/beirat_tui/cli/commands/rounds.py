"""`beirat round`: opening, closing and confirming votes."""

import datetime as dt
from typing import Literal, TypedDict, Unpack

from beirat_tui.cli.answers.rounds import RoundAnswer, RoundsAnswer, naming, round_part
from beirat_tui.cli.arguments import sketch_argument
from beirat_tui.cli.choosing import find_meeting, find_round, find_sketch, open_meeting
from beirat_tui.cli.framework import Group, command, option
from beirat_tui.cli.output import Column, answer, note, say, table, told
from beirat_tui.cli.own_clock import mind_the_clock
from beirat_tui.cli.place import Place
from beirat_tui.cli.table import COMMANDS
from beirat_tui.cli.words import CHOICE, CLOCK, DAY, MOTION
from beirat_tui.domain.errors import InputError
from beirat_tui.domain.text import clean_line
from beirat_tui.log.bodies.rounds import Motion, VoteFacts
from beirat_tui.services import closing as closings
from beirat_tui.services import deadlines, delivery, outlook, roster, rounds
from beirat_tui.services.next_steps import FOLLOWED
from beirat_tui.services.round_views import OutcomeView, RoundView
from beirat_tui.services.session import Session
from beirat_tui.wording import N_, _
from beirat_tui.wording.delivery import outstanding_lines
from beirat_tui.wording.derivation import counts_text, next_text, result_text
from beirat_tui.wording.format import date
from beirat_tui.wording.states import MOTIONS, PROCEDURES, ROUND_STATES, VOTA, sign, word

LABEL = 64
"""Characters of what somebody says for a lot."""
round_ = Group("round", help=COMMANDS["round"].about)


@command(
    "open",
    N_("Open the vote on a sketch: in the meeting that is open now, in another one, or in writing."),
    more=[N_("Members, rules, the sketch's version and the motion are pinned at this moment.")],
    examples=["beirat round open 2026-07", "beirat round open Zeitz --deadline 2026-04-15 --motion postpone"],
    answer="round-v1",
    group=round_,
)
@sketch_argument
@option("--motion", type=MOTION, default="recommend", help=N_("what is voted on"))
@option(
    "--meeting", metavar=N_("MEETING"), help=N_("number or day of the meeting; otherwise the one open now")
)
@option("--deadline", type=DAY, metavar=N_("DAY"), help=N_("vote in writing until this day"))
@option("--begun", type=DAY, metavar=N_("DAY"), help=N_("the day the papers went out; otherwise today"))
@option("--conditions", default="", metavar=N_("TEXT"), help=N_("the conditions that are moved"))
@option("--secret", is_flag=True, help=N_("only numbers are recorded; see beirat round count"))
@option("--hidden", is_flag=True, help=N_("single votes stay off the screen until the vote is closed"))
def open_(
    place: Place,
    *,
    sketch: str,
    motion: Motion,
    meeting: str | None,
    deadline: dt.date | None,
    begun: dt.date | None,
    conditions: str,
    secret: bool,
    hidden: bool,
) -> None:
    """Open a vote."""
    with place.session() as session:
        mind_the_clock(place, session)
        row = find_sketch(session, sketch)
        if meeting is not None:
            held: str | None = find_meeting(session, meeting).id
        else:
            held = open_meeting(session) if deadline is None else None
        if deadline is not None and begun is None:
            begun = dt.datetime.now().astimezone().date()
        opened = rounds.open_round(
            session,
            row.sketch,
            motion=motion,
            meeting=held,
            deadline=deadline,
            begun=begun,
            secret=secret,
            hidden=hidden,
            conditions=conditions,
        )
        view = rounds.round_view(session, opened)
        least = least_days(session, begun, deadline)
    if least is not None:
        note(_("The rules leave time until {day}: answers count until then.").format(day=date(least)))
    if place.json:
        answer(RoundAnswer(round=round_part(view)))
        return
    told = _("The vote on {number} {title} is open: {motion}, {procedure}.")
    say(
        told.format(
            number=view.number,
            title=view.title,
            motion=word(MOTIONS, view.motion),
            procedure=word(PROCEDURES, view.procedure),
        )
    )


def least_days(session: Session, begun: dt.date | None, deadline: dt.date | None) -> dt.date | None:
    """The last day that the rules in force leave for answers, where the deadline announced is earlier."""
    rules = None if begun is None or deadline is None else outlook.rules_in_force(session)
    least = None if rules is None or begun is None else deadlines.least_deadline(rules, begun)
    return least if least is not None and deadline is not None and deadline < least else None


@command(
    "list",
    N_("List all votes, the newest first."),
    examples=["beirat round list"],
    answer="rounds-v1",
    group=round_,
)
def list_(place: Place) -> None:
    """List votes."""
    with place.session() as session:
        found = rounds.list_rounds(session)
    if place.json:
        answer(RoundsAnswer(rounds=tuple(round_part(view) for view in found)))
        return
    columns = [
        Column(_("No.")),
        Column(_("Sketch"), flexible=True),
        Column(_("Motion")),
        Column(_("Voted"), right=True),
        Column(_("Until")),
        Column(_("State")),
        Column(_("Outcome")),
    ]
    table(
        columns,
        [
            (
                view.number,
                view.title,
                word(MOTIONS, view.motion),
                f"{view.voted}/{view.entitled}",
                date(view.deadline) if view.deadline else view.meeting_title,
                sign(ROUND_STATES, view.state),
                "" if view.outcome is None else sign(VOTA, view.outcome.votum),
            )
            for view in found
        ],
    )


@command(
    "close",
    N_("Close a vote: what counts is counted, and the outcome derived."),
    more=[N_("The outcome is provisional until the chair confirms it.")],
    examples=["beirat round close 2026-07", "beirat round close 2026-07 --day 2026-03-16 --at 10:45"],
    answer="round-v1",
    group=round_,
)
@sketch_argument
@option("--day", type=DAY, metavar=N_("DAY"), help=N_("the day of the vote; otherwise today"))
@option("--at", type=CLOCK, metavar=N_("TIME"), help=N_("the local time of the vote; otherwise now"))
@option(
    "--without", multiple=True, metavar=N_("MEMBER"), help=N_("leave out this member's vote; needs --reason")
)
@option("--reason", default="", metavar=N_("TEXT"), help=N_("why a vote is left out; goes into the minutes"))
@option("--challenged", is_flag=True, help=N_("somebody doubted the quorum"))
@option("--presiding", metavar=N_("MEMBER"), help=N_("who led the vote, if not the chair"))
@option("--casting-vote", type=CHOICE, help=N_("what the person presiding said, in a secret vote"))
@option("--secret-demanded-by", multiple=True, metavar=N_("MEMBER"), help=N_("who demanded a secret vote"))
@option("--secret-decided", is_flag=True, help=N_("the board decided to vote secretly"))
@option("--objected", is_flag=True, help=N_("in an election: somebody objected to voting by call or sign"))
@option(
    "--lot",
    multiple=True,
    metavar=N_("TEXT"),
    help=N_("what was said in the room for the lot, in this order"),
)
def close(
    place: Place,
    *,
    sketch: str,
    day: dt.date | None,
    at: str | None,
    without: tuple[str, ...],
    reason: str,
    **noted: Unpack["Noted"],
) -> None:
    """Close a vote."""
    with place.session() as session:
        mind_the_clock(place, session)
        name = find_round(session, sketch)
        left_out = {ballot: reason for each in without for ballot in _ballots_of(session, name, each)}
        left = delivery.outstanding(session, rounds.round_view(session, name))
        outcome = closings.close(
            session,
            name,
            at=moment(day, at),
            facts=_vote_facts(session, noted),
            left_out=left_out,
            reason=reason,
        )
        view = rounds.round_view(session, name)
    for line in outstanding_lines(left):
        note(f"! {line}")
    _say_outcome(place, view, outcome)


class Noted(TypedDict):
    """What the office notes of a vote beside ballots and attendance, as it is typed."""

    challenged: bool
    presiding: str | None
    casting_vote: Literal["yes", "no", "abstain"] | None
    secret_demanded_by: tuple[str, ...]
    secret_decided: bool
    objected: bool
    lot: tuple[str, ...]


def _vote_facts(session: Session, noted: Noted) -> VoteFacts:
    def member(typed: str) -> str:
        return roster.find(session, typed).member

    presiding = noted["presiding"]
    return VoteFacts(
        challenged=noted["challenged"],
        presiding=None if presiding is None else member(presiding),
        casting_vote=noted["casting_vote"],
        secret_demanded_by=[member(each) for each in noted["secret_demanded_by"]],
        secret_decided=noted["secret_decided"],
        objected=noted["objected"],
        lot=[said for each in noted["lot"] if (said := clean_line(each, LABEL))],
    )


def moment(day: dt.date | None, at: str | None) -> dt.datetime:
    """DAY and local time AT; what is not given is that of now."""
    now = dt.datetime.now()  # noqa: DTZ005  (local time is what the office notes)
    time = now.time().replace(second=0, microsecond=0) if at is None else dt.time.fromisoformat(at)
    return dt.datetime.combine(day or now.date(), time)


def _ballots_of(session: Session, name: str, member: str) -> list[str]:
    found = closings.ballots_of(session, name, roster.find(session, member).member)
    if not found:
        raise InputError("cli.no-ballot", member=member)
    return found


def _say_outcome(place: Place, view: RoundView, outcome: OutcomeView) -> None:
    if place.json:
        answer(RoundAnswer(round=round_part(view)))
        return
    say(f"{view.number} {view.title}")
    if not view.candidates:
        say(counts_text(outcome.derived.counts))
    say(result_text(outcome.derived, naming(view)))
    state = sign(ROUND_STATES, view.state).word
    if view.candidates:
        say(_("State: {state}").format(state=state))
    else:
        say(_("Outcome: {votum}, {state}").format(votum=sign(VOTA, outcome.votum), state=state))
    say_next(view)


def say_next(view: RoundView) -> None:
    """Say what the board should do next, and by which command."""
    derived = None if view.outcome is None else view.outcome.derived
    if derived is None or not next_text(derived):
        return
    say(_("Next: {step}").format(step=next_text(derived)))
    if derived.next_step in FOLLOWED:
        shown = f'"{view.title}"' if view.candidates else view.number
        say(_("`beirat round next {vote}` opens the next ballot on the same motion.").format(vote=shown))


@command(
    "confirm",
    N_("Confirm an outcome as the chair; only then is it final."),
    more=[N_("--closing is needed only where the vote was closed twice; `round list --json` has the ids.")],
    examples=["beirat round confirm 2026-07"],
    answer="round-v1",
    group=round_,
)
@sketch_argument
@option("--closing", metavar=N_("ID"), help=N_("which of several closings"))
def confirm(place: Place, *, sketch: str, closing: str | None) -> None:
    """Confirm an outcome."""
    with place.session() as session:
        name = find_round(session, sketch)
        outcome = closings.confirm(session, name, closing)
        view = rounds.round_view(session, name)
    _say_outcome(place, view, outcome)


@command(
    "paper",
    N_("Note that the chair confirmed the outcome on paper."),
    examples=['beirat round paper 2026-07 --day 2026-03-16 --reference "file 4/2026, page 12"'],
    group=round_,
    answer="done-v1",
)
@sketch_argument
@option("--day", type=DAY, required=True, metavar=N_("DAY"), help=N_("the day of the signature"))
@option("--reference", required=True, metavar=N_("TEXT"), help=N_("where the paper is kept"))
@option("--note", "note_", default="", metavar=N_("TEXT"), help=N_("a note on it"))
def paper(place: Place, *, sketch: str, day: dt.date, reference: str, note_: str) -> None:
    """Note a confirmation on paper."""
    with place.session() as session:
        closings.confirm_on_paper(
            session, find_round(session, sketch), day=day, reference=reference, note=note_
        )
    told(place, _("The confirmation on paper has been noted."))


@command(
    "abort",
    N_("Break off a vote without an outcome; the sketch is back in the queue."),
    examples=['beirat round abort 2026-07 --reason "The applicant has sent a new version."'],
    group=round_,
    answer="done-v1",
)
@sketch_argument
@option("--reason", required=True, metavar=N_("TEXT"), help=N_("why"))
def abort(place: Place, *, sketch: str, reason: str) -> None:
    """Break off a vote."""
    with place.session() as session:
        rounds.abort(session, find_round(session, sketch), reason)
    told(place, _("The vote has been broken off."))
