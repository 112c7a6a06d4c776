"""`beirat round next` and `minutes`, `beirat correct`: what comes after a vote."""

import datetime as dt

from beirat_tui.cli.answers.rounds import MinutesAnswer, RoundAnswer, RoundsAnswer, naming, round_part
from beirat_tui.cli.arguments import sketch_argument
from beirat_tui.cli.choosing import find_meeting, find_round
from beirat_tui.cli.commands.round_votes import round_
from beirat_tui.cli.framework import argument, command, option
from beirat_tui.cli.output import answer, say
from beirat_tui.cli.place import Place
from beirat_tui.cli.table import COMMANDS
from beirat_tui.cli.words import DAY
from beirat_tui.domain.errors import InputError, Refused
from beirat_tui.services import affected, next_steps, roster, rounds
from beirat_tui.services.meeting_views import MeetingState
from beirat_tui.services.round_minutes import earlier_text, minutes_lines, stated
from beirat_tui.services.round_views import RoundView
from beirat_tui.wording import N_, _
from beirat_tui.wording.derivation import result_text
from beirat_tui.wording.format import date
from beirat_tui.wording.states import VOTA, sign

__all__ = ["correct", "round_"]


@command(
    "next",
    N_("After a vote that decided nothing, open the next ballot on the same motion."),
    more=[
        N_("Motion, conditions and secrecy stay; results so far are carried on and shown."),
        N_(
            "Without options: a vote in a meeting goes on in the meeting that is open now, a written one "
            "runs as long as the last."
        ),
    ],
    examples=["beirat round next 2026-07", "beirat round next 2026-07 --meeting 3/2026"],
    answer="round-v1",
    group=round_,
)
@sketch_argument
@option("--meeting", metavar=N_("MEETING"), help=N_("number or day of the meeting"))
@option("--deadline", type=DAY, metavar=N_("DAY"), help=N_("vote in writing until this day"))
def next_(place: Place, *, sketch: str, meeting: str | None, deadline: dt.date | None) -> None:
    """Open the next ballot."""
    today = dt.datetime.now().astimezone().date()
    with place.session() as session:
        proposed = next_steps.proposal(session, find_round(session, sketch))
        if proposed is None:
            raise Refused("next.nothing")
        held = None if meeting is None else find_meeting(session, meeting).id
        if held is None and deadline is None:
            held = _held(proposed)
            deadline = None if held is not None or not proposed.days else today + dt.timedelta(proposed.days)
        opened = next_steps.open_next(
            session, proposed, meeting=held, deadline=deadline, begun=None if deadline is None else today
        )
        view = rounds.round_view(session, opened)
    if place.json:
        answer(RoundAnswer(round=round_part(view)))
        return
    told = _("{number} {title}: the vote is open, ballot {ballot} on the same motion.")
    say(told.format(number=view.number, title=view.title, ballot=view.ballot))
    for each in view.earlier:
        say("  " + earlier_text(each, naming(view)))


def _held(proposed: next_steps.Proposal) -> str | None:
    """The meeting that is proposed, if it is open now; a missed quorum may name one that is only called."""
    if proposed.meeting is None or (proposed.step == "repeat_vote" and proposed.days):
        return None
    if proposed.step == "invite_again" or proposed.meeting.state == MeetingState.OPEN:
        return proposed.meeting.id
    return None


@command(
    "minutes",
    N_("Print what the minutes say of a vote: motion, who took part, figures, result and why."),
    examples=["beirat round minutes 2026-07", "beirat round minutes 2026-07 --lang de"],
    answer="minutes-v1",
    group=round_,
)
@sketch_argument
def minutes(place: Place, *, sketch: str) -> None:
    """Print the text for the minutes."""
    with place.session() as session:
        view = rounds.round_view(session, find_round(session, sketch))
        said = stated(session, view.id)
    if view.state == "open":
        raise Refused("round.still-open")
    lines = minutes_lines(view, naming(view), said)
    if place.json:
        answer(MinutesAnswer(round=view.id, paragraphs=tuple(lines)))
        return
    for line in lines:
        say(line)


@command(
    "correct",
    COMMANDS["correct"].about,
    more=[
        N_("--from and --until may be given several times; --absent says that the member was never there."),
        N_("What was noted before is kept in the log. Outcomes stay until the board votes again."),
        N_("A conflict of interest found later is noted with `beirat recuse --member`."),
    ],
    examples=[
        "beirat correct 2/2026 M05 --from 10:00 --until 10:30",
        "beirat correct 2/2026 M05 --absent",
        "beirat correct",
    ],
    answer="rounds-v1",
)
@argument(
    "meeting_",
    N_("number or day of the meeting; without it all votes are looked at"),
    required=False,
    metavar=N_("MEETING"),
)
@argument("member", N_("label or name of the member"), required=False, metavar=N_("MEMBER"))
@option("--from", "start", multiple=True, metavar=N_("TIME"), help=N_("when the member came"))
@option("--until", "end", multiple=True, metavar=N_("TIME"), help=N_("when the member left"))
@option("--absent", is_flag=True, help=N_("the member was not there at all"))
def correct(
    place: Place,
    *,
    meeting_: str | None,
    member: str | None,
    start: tuple[str, ...],
    end: tuple[str, ...],
    absent: bool,
) -> None:
    """Correct the attendance and list what it touches."""
    if (member is None) != (not start and not absent) or (absent and start) or len(end) > len(start):
        raise InputError("cli.correct-what")
    with place.session() as session:
        held = None if meeting_ is None else find_meeting(session, meeting_).id
        if held is not None and member is not None:
            until = [*end, *[None] * (len(start) - len(end))]
            spans = list(zip(start, until, strict=True))
            affected.correct_attendance(session, held, roster.find(session, member).member, spans)
        found = affected.affected(session, held)
    if place.json:
        answer(RoundsAnswer(rounds=tuple(round_part(view) for view in found)))
        return
    if member is not None:
        say(_("The attendance has been corrected."))
    say_affected(found)


def say_affected(found: list[RoundView]) -> None:
    """List the votes whose derivation is another by what was noted after their closing."""
    if not found:
        say(_("No closed vote is affected by facts noted after it."))
        return
    say(_("Affected by facts noted after the vote:"))
    for view in found:
        if view.corrected is None or view.outcome is None:
            continue
        name = naming(view)
        day = "" if view.deadline is None else f" {date(view.deadline)}"
        say(f"  {view.number} {view.title} ({view.meeting_title}{day})".replace("( ", "("))
        say("    " + _("established: {result}").format(result=result_text(view.outcome.derived, name)))
        mark = "≠" if view.corrected.differs else "="
        now = result_text(view.corrected.outcome, name)
        say(f"    {mark} " + _("with what is known now: {result}").format(result=now))
        if view.corrected.differs and not view.candidates:
            say("      " + _("Votum: {votum}.").format(votum=sign(VOTA, view.corrected.votum).word))
    if any(view.corrected is not None and view.corrected.differs for view in found):
        say(_("What was established stays until the board votes again: `beirat round open`."))
