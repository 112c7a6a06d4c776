"""What the dialogs on votes ask about, read from the board; called in threads."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from beirat_tui.domain.errors import Refused
from beirat_tui.services.meeting_views import MeetingState, MeetingView
from beirat_tui.services.round_views import OutcomeView, RoundView
from beirat_tui.tui.dialogs.close import CloseFacts
from beirat_tui.tui.dialogs.election import ElectionQuestion
from beirat_tui.tui.dialogs.open_round import OpenQuestion
from beirat_tui.wording import _
from beirat_tui.wording import format as fmt
from beirat_tui.wording.derivation import result_text
from beirat_tui.wording.states import ROUND_STATES, sign

if TYPE_CHECKING:
    from beirat_tui.services.queue_views import QueueRow
    from beirat_tui.services.session import Session

USUAL_DAYS = 14
"""Days that a written vote is given where the rules ask for fewer."""


def open_question(session: "Session", row: "QueueRow", today: date, preferred: str | None) -> OpenQuestion:
    """Return what a vote on the sketch of ROW could be opened on; the meeting PREFERRED comes first."""
    from beirat_tui.services import rounds  # noqa: PLC0415  (brings the database)

    before = ""
    if row.round is not None:
        last = rounds.round_view(session, row.round)
        if last.outcome is not None:
            before = _("Vote before this one: {result}").format(result=result_text(last.outcome.derived))
        else:
            before = _("Vote before this one: {result}").format(result=sign(ROUND_STATES, last.state).word)
    allowed, deadline = _written(session, today)
    return OpenQuestion(
        sketch=row.sketch,
        number=row.number,
        title=row.title,
        meetings=_meetings(session, preferred, row.sketch),
        circulation=allowed,
        deadline=deadline,
        before=before,
    )


def election_question(session: "Session", today: date, preferred: str | None) -> ElectionQuestion:
    """Return what an election could be opened on; the meeting PREFERRED comes first."""
    from beirat_tui.services import outlook, roster  # noqa: PLC0415  (bring the database)

    if outlook.rules_in_force(session) is None:
        raise Refused("round.no-rules")
    allowed, deadline = _written(session, today)
    return ElectionQuestion(
        people=tuple((each.member, each.label, each.name) for each in roster.roster(session) if each.active),
        meetings=_meetings(session, preferred),
        circulation=allowed,
        deadline=deadline,
    )


def _meetings(session: "Session", preferred: str | None, sketch: str = "") -> tuple[tuple[str, str], ...]:
    """Id and name of the meetings that can vote, the likeliest for SKETCH first."""
    from beirat_tui.services import meetings  # noqa: PLC0415  (brings the database)

    found = [
        each for each in meetings.meetings(session) if each.state in {MeetingState.OPEN, MeetingState.PLANNED}
    ]
    found.sort(key=lambda each: (each.id != preferred, *_likelihood(each, sketch)))
    return tuple((each.id, meeting_name(each)) for each in found)


def _likelihood(found: MeetingView, sketch: str) -> tuple[bool, bool, date]:
    on_agenda = any(item.sketch == sketch for item in found.agenda)
    return found.state is not MeetingState.OPEN, not on_agenda, found.day


def latest_noted(found: MeetingView) -> str:
    """Return the latest time noted in a meeting, ``HH:MM``; empty where none is."""
    times = [time for member in found.attendance for span in member.spans for time in span if time]
    return max([*times, *(time for time in (found.opened, found.closed) if time)], default="")


def vote_time(found: MeetingView | None, now: datetime) -> datetime:
    """Return when a vote that is closed NOW was held, as a first guess, without a zone.

    In a meeting never before the last thing noted of it, and never after it was over: a vote closed on
    another day was still held in the meeting.
    """
    guess = now.replace(tzinfo=None, second=0, microsecond=0)
    if found is None:
        return guess
    noted = latest_noted(found) or found.time
    held = datetime.combine(found.day, time.fromisoformat(noted))
    return held if found.closed is not None or found.day != guess.date() else max(guess, held)


def meeting_name(found: MeetingView) -> str:
    """Return what a meeting is called: number and day."""
    return _("{number} of {day}").format(number=found.number, day=fmt.date(found.day))


def _written(session: "Session", today: date) -> tuple[bool, date]:
    """Whether the rules adopted allow a written vote, and until when one that begins TODAY is proposed."""
    from beirat_tui.services import deadlines, outlook  # noqa: PLC0415  (in the thread)

    usual = today + timedelta(days=USUAL_DAYS)
    adopted = outlook.rules_in_force(session)
    if adopted is None:
        return True, usual
    return adopted.circulation.allowed, max(usual, deadlines.least_deadline(adopted, today) or usual)


def close_question(
    session: "Session", round_id: str, facts: CloseFacts | None, now: datetime
) -> tuple[RoundView, OutcomeView, CloseFacts]:
    """Return the round, what closing it would give, and the facts that this goes by: FACTS, or a guess."""
    from beirat_tui.services import closing, meetings, rounds  # noqa: PLC0415  (bring the database)

    found = rounds.round_view(session, round_id)
    if facts is None:
        meeting = None if found.meeting is None else meetings.meeting(session, found.meeting)
        facts = CloseFacts(vote_time(meeting, now))
    outcome = closing.preview_closing(session, round_id, at=facts.at, facts=facts.noted)
    return found, outcome, facts
